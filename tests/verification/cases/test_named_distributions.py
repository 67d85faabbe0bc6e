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
