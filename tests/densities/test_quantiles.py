"""Quantiles by root finding."""

import numpy as np
import pytest
from scipy import stats

from gan_theory.densities.quantiles import invert_cdf


@pytest.mark.parametrize("u", [1e-5, 0.3, 0.5, 1 - 1e-5])
def test_a_quantile_is_where_the_cdf_has_its_probability(u):
    assert invert_cdf(stats.norm.cdf, u, -40, 40) == pytest.approx(stats.norm.ppf(u), abs=80e-9)


@pytest.mark.parametrize("cdf", [lambda x: 0.0, lambda x: np.nan], ids=["too low", "nan"])
def test_a_cdf_without_the_quantile_is_rejected(cdf):
    message = r"^expected a distribution with a quantile of 0\.5 in \[-1, 1\]; got none in float64$"
    with pytest.raises(ValueError, match=message):
        invert_cdf(cdf, 0.5, -1, 1)
