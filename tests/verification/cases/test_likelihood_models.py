"""The models of maximum likelihood: their variances in closed form, and the search for the most likely parameter."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_theory import CLAIMS
from gan_theory.verification.cases.likelihood_models import LIKELIHOOD_MODELS
from gan_theory.verification.cases.pairs import TWO_MODES
from tests.support.mixtures import moments

COIN, TWO = LIKELIHOOD_MODELS["a coin"], LIKELIHOOD_MODELS["two modes, N(0, θ²)"]
FALSIFIERS = {case.name: case for case in CLAIMS["likelihood"].falsifiers}

# The variance of √n (θ_n − θ): p(1 − p), 1, ½, and by the sandwich Var x, (E x⁴ − v²)/(4v), …
VARIANCES = {
    "a coin": 0.21,
    "N(1, 1), N(θ, 1)": 1.0,
    "N(0, 1), N(0, θ²)": 0.5,
    "N(1, 0.5²), N(θ, 1)": 0.25,
    "two modes, N(0, θ²)": 0.2375,
    "modes of 0.3 and 0.7, N(θ, 0.5²)": 2.14,
    "skewed, N(θ, 1)": 1.234375,
}


@pytest.mark.parametrize("name", VARIANCES)
def test_the_limit_of_many_samples_has_the_variance_of_the_closed_form(name):
    assert LIKELIHOOD_MODELS[name].asymptotic_variance() == pytest.approx(VARIANCES[name], rel=1e-5)


def test_a_search_ends_at_the_greatest_value_of_each_row():
    maxima = np.array([[0.2], [0.5], [0.93]])
    found = COIN.maximise(lambda theta: -((theta - maxima) ** 2), 5)
    assert found == pytest.approx(maxima[:, 0], abs=0.01)
    assert COIN.maximise(lambda theta: -((theta - 0.35) ** 2), 7) == pytest.approx([0.35], abs=1e-7)
    assert COIN.maximise(lambda theta: theta, 7) == pytest.approx([0.99])


@given(st.floats(0.05, 0.95), st.integers(1, 50))
def test_the_most_likely_coin_is_the_share_of_heads(theta, n):
    heads = round(theta * n)
    frequencies = np.array([[n - heads, heads]]) / n
    (found,) = COIN.fit(frequencies, zooms=7)
    assert found == pytest.approx(np.clip(heads / n, COIN.theta_min, COIN.theta_max), abs=1e-6)


def test_data_that_p_g_can_not_make_have_no_likelihood():
    uniform = FALSIFIERS["uniform on [0, θ]"]
    below, at = uniform.mean_log_likelihood(uniform.p_data, np.array([0.9, 1.0]))
    assert below == -np.inf
    assert at == pytest.approx(np.log(uniform.p_data.max()))


def test_the_models_say_where_their_families_are_most_likely():
    assert TWO.theta_best == pytest.approx(moments(TWO_MODES)[1])
    assert all(model.masses()[1].sum() == pytest.approx(1) for model in LIKELIHOOD_MODELS.values())
    unnormalised = FALSIFIERS["p_g is not normalised"]
    assert unnormalised.masses()[1].sum() == pytest.approx(TWO.theta_best * np.sqrt(2 * np.pi))
