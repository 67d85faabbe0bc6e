"""The search for stationary Gaussians: its value and derivatives against differences and another optimiser."""

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import minimize

from gan_theory import stationary_gaussians
from gan_theory.explicit_models.gaussian_search import DIVERGENCES, search_for
from gan_theory.verification.cases.likelihood_models import SKEWED
from gan_theory.verification.cases.pairs import TWO_MODES
from tests.support.mixtures import mixtures


@pytest.mark.parametrize("divergence", DIVERGENCES)
def test_another_optimiser_without_gradients_ends_at_each_minimum(divergence):
    search = search_for(TWO_MODES, divergence)
    for fit in stationary_gaussians(TWO_MODES, divergence):
        if fit.is_minimum:
            expected = np.array([fit.mean / search.std, np.log(fit.std / search.std)])
            options = {"xatol": 1e-9, "fatol": 1e-15, "maxiter": 2000}
            found = minimize(search.value, expected + np.array([0.05, -0.1]), method="Nelder-Mead", options=options).x
            assert found == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("divergence", DIVERGENCES)
def test_the_gradient_is_the_slope_of_the_value(divergence):
    search, t, step = search_for(SKEWED, divergence), np.array([0.3, -0.2]), 1e-6
    slopes = [(search.value(t + e) - search.value(t - e)) / (2 * step) for e in step * np.eye(2)]
    assert search.gradient(t) == pytest.approx(slopes, abs=1e-8)


@settings(max_examples=6)
@given(mixtures)
def test_where_the_reverse_kl_is_stationary_its_curvature_in_the_mean_is_1_over_the_variance(mixture):
    """By Stein's lemma: E ∂² log p_data = E z ∂ log p_data / σ, which is −1/σ² where ∂/∂σ is 0."""
    search = search_for(mixture, "reverse-kl")
    for fit in stationary_gaussians(mixture, "reverse-kl"):
        t = np.array([(fit.mean - search.mean) / search.std, np.log(fit.std / search.std)])
        assert search.hessian(t)[0, 0] == pytest.approx(1, abs=1e-5)
