"""The densities of named distributions are those of SciPy."""

import numpy as np
import pytest
from scipy import stats

from gan_theory.verification.cases.named_distributions import NamedDistribution

KNOWN = {
    "normal": ((1, 2), stats.norm(1, 2)),
    "uniform": ((-1, 3), stats.uniform(-1, 4)),
    "exponential": ((2,), stats.expon(scale=0.5)),
    "laplace": ((0.5, 0.75), stats.laplace(0.5, 0.75)),
    "cauchy": ((1, 2), stats.cauchy(1, 2)),
}


@pytest.mark.parametrize("family", KNOWN)
def test_the_density_is_that_of_scipy(family):
    parameters, expected = KNOWN[family]
    x = np.linspace(-5.03, 7, 41)
    assert NamedDistribution(family, parameters).pdf(x) == pytest.approx(expected.pdf(x), rel=1e-13)


def test_a_point_has_no_density():
    assert not NamedDistribution("point", (0.5,)).pdf(np.array([0.5, 1])).any()


@pytest.mark.parametrize("family", KNOWN)
def test_distribution_function_and_quantiles_are_those_of_scipy_in_both_tails(family):
    parameters, expected = KNOWN[family]
    ours = NamedDistribution(family, parameters)
    x, u = np.concatenate([np.linspace(-5.03, 7, 41), [-40, 40]]), np.array([1e-12, 0.2, 0.5, 0.7, 0.99])
    assert ours.cdf(x) == pytest.approx(expected.cdf(x), rel=1e-12, abs=1e-300)
    assert ours.sf(x) == pytest.approx(expected.sf(x), rel=1e-12, abs=1e-300)
    assert ours.ppf(u) == pytest.approx(expected.ppf(u), rel=1e-9, abs=1e-12)
    assert ours.isf(u) == pytest.approx(expected.isf(u), rel=1e-9, abs=1e-12)


def test_a_point_s_distribution_function_jumps_there():
    point = NamedDistribution("point", (0.5,))
    assert point.cdf(np.array([0.4, 0.5, 0.6])).tolist() == [0, 1, 1]
    assert point.sf(np.array([0.4, 0.5, 0.6])).tolist() == [1, 0, 0]
    assert point.ppf(np.array([0.1, 0.9])).tolist() == point.isf(np.array([0.1, 0.9])).tolist() == [0.5, 0.5]
