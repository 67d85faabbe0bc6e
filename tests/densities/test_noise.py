"""The noise: masses and samples agree with SciPy's distributions."""

import numpy as np
import pytest
from scipy import stats

from gan_theory.densities.noise import NOISES

DISTRIBUTIONS = {"normal": stats.norm(), "uniform": stats.uniform(-1, 2)}


@pytest.mark.parametrize("noise", NOISES)
def test_a_noise_has_the_masses_the_density_and_the_samples_of_its_distribution(noise):
    expected, own = DISTRIBUTIONS[noise], NOISES[noise]
    ends = np.array([-np.inf, -2, -1, -0.3, 0, 0.5, 1, 1.5, np.inf])
    a, b = (end.ravel() for end in np.meshgrid(ends, ends))
    a, b = a[a <= b], b[a <= b]
    np.testing.assert_allclose(own.mass(a, b), expected.cdf(b) - expected.cdf(a), atol=1e-16)
    np.testing.assert_allclose(own.pdf(ends), expected.pdf(ends), rtol=1e-14)
    samples = own.sample(10**5, np.random.default_rng(0))
    assert samples.shape == (10**5,)
    assert stats.kstest(samples, expected.cdf).pvalue > 1e-6


def test_the_normal_noise_weighs_an_interval_like_its_mirror_image():
    a, b = np.sort(np.random.default_rng(0).uniform(0, 3, (2, 1000)), axis=0)
    a[:500] = 0
    own = NOISES["normal"]
    assert own.mass(a, b).tolist() == own.mass(-b, -a).tolist()


def test_the_nodes_of_a_noise_are_even_over_all_but_2e_9_of_its_mass():
    assert NOISES["normal"].nodes(5).tolist() == [-6, -3, 0, 3, 6]
    assert NOISES["uniform"].nodes(5).tolist() == [-1, -0.5, 0, 0.5, 1]
    assert 1 - NOISES["normal"].mass(-6, 6) == pytest.approx(2e-9, rel=0.02)
