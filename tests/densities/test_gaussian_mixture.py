"""Gaussian mixtures: density, score, cdf, quantiles and samples agree with SciPy and with each other."""

import mpmath
import numpy as np
import pytest
from scipy import stats

from gan_theory import GaussianMixture
from tests.support.distributions import DISTRIBUTIONS

MIXTURE = DISTRIBUTIONS["mixture"]


def test_cdf_sf_and_quantiles_agree():
    u = np.array([1e-5, 0.1, 0.5, 0.9, 1 - 1e-5])
    x = np.array([MIXTURE.ppf(v) for v in u])
    np.testing.assert_allclose(MIXTURE.cdf(x), u, rtol=1e-5)
    np.testing.assert_allclose(MIXTURE.cdf(x) + MIXTURE.sf(x), 1, rtol=1e-14)


FAR_APART = GaussianMixture((-50.0, 50.0), (0.1, 3.0), (0.25, 0.75))


@pytest.mark.parametrize("mixture", [MIXTURE, GaussianMixture((1.0,), (2.0,)), FAR_APART], ids=["near", "one", "far"])
@pytest.mark.parametrize("m", [1, 7, 1000, 4001])
def test_stratified_samples_are_quantiles_of_equal_masses(mixture, m):
    x = mixture.stratified(m)
    assert x.shape == (m,)
    assert (np.diff(x) > 0).all()
    np.testing.assert_allclose(mixture.cdf(x), (np.arange(m) + 0.5) / m, rtol=0, atol=1e-14)


def test_the_gaussian_mixture_agrees_with_scipy():
    x = np.linspace(-4, 4, 50)
    pdf = 0.25 * stats.norm(-1.5, 0.5).pdf(x) + 0.75 * stats.norm(1.5, 0.3).pdf(x)
    np.testing.assert_allclose(MIXTURE.pdf(x), pdf, rtol=1e-13)
    np.testing.assert_allclose(MIXTURE.logpdf(x), np.log(pdf), rtol=1e-12)
    assert stats.kstest(MIXTURE.rvs(10**5, np.random.default_rng(0)), MIXTURE.cdf).pvalue > 1e-6


def test_samples_of_a_mixture_follow_the_seed():
    assert MIXTURE.rvs(5, 7).tolist() == MIXTURE.rvs(5, np.random.default_rng(7)).tolist()
    assert MIXTURE.rvs(5, 7).tolist() != MIXTURE.rvs(5, 8).tolist()
    assert MIXTURE.rvs(5).tolist() != MIXTURE.rvs(5).tolist()


@pytest.mark.parametrize("x", [-40.0, -1.2, 0.1, 1.5, 60.0])
def test_the_score_is_the_derivative_of_the_log_density(x):
    def exact_logpdf(x):
        parts = zip(MIXTURE.weights, MIXTURE.means, MIXTURE.stds)
        return mpmath.log(mpmath.fsum(weight * mpmath.npdf(x, mean, std) for weight, mean, std in parts))

    with mpmath.workdps(50):
        assert MIXTURE.score(x) == pytest.approx(float(mpmath.diff(exact_logpdf, x)), rel=1e-12)


BAD = {
    "no components": (((), (), ()), "at least one"),
    "infinite std": (((0.0,), (np.inf,)), "stds that are positive and finite"),
    "weights": (((0.0,), (1.0,), (0.5,)), "weights that sum to 1"),
}


@pytest.mark.parametrize(("arguments", "message"), BAD.values(), ids=BAD)
def test_bad_mixtures_are_rejected(arguments, message):
    with pytest.raises(ValueError, match=message):
        GaussianMixture(*arguments)
