"""Maximum likelihood against closed forms, SciPy's bounded search, and variances of estimators in text books."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

from gan_theory import grid
from gan_theory.explicit_models.maximum_likelihood import asymptotic_variance, maximise, mean_log_likelihood

X = grid(-10, 10, 200)


def normal(theta):
    """log N(θ, 1) on X, shape (k, n)."""
    logs = -((X - np.asarray(theta)[:, None]) ** 2) / 2
    return logs - np.logaddexp.reduce(logs, axis=-1, keepdims=True)


def coin(theta):
    return np.log(np.stack([1 - theta, theta], axis=-1))


def test_the_likelihood_of_each_row_of_frequencies_is_a_sum_over_cells():
    frequencies = np.random.default_rng(0).dirichlet(np.ones(X.size), size=3)
    found = mean_log_likelihood(normal, frequencies, np.array([0.0, 0.5]))
    expected = [
        [sum(f * normal([theta])[0][i] for i, f in enumerate(row)) for theta in (0, 0.5)] for row in frequencies
    ]
    np.testing.assert_allclose(found, expected, rtol=1e-13)


def test_data_of_probability_0_have_no_likelihood():
    def one_cell(theta):
        return np.where(np.arange(2) == 0, 0.0, -np.inf) + 0 * theta[:, None]

    assert mean_log_likelihood(one_cell, np.array([0.5, 0.5]), np.array([1.0])) == -np.inf
    assert mean_log_likelihood(one_cell, np.array([1.0, 0.0]), np.array([1.0])) == 0


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=5))
def test_the_vertex_of_a_parabola_is_exact(peaks):
    peaks = np.array(peaks)[:, None]
    assert maximise(lambda theta: -((theta - peaks) ** 2), -3, 3) == pytest.approx(peaks[:, 0], abs=1e-9)


def test_the_most_likely_mean_of_samples_is_their_mean_and_a_bounded_search_agrees():
    frequencies = np.random.default_rng(1).multinomial(50, np.exp(normal([0.7])[0]), size=20) / 50
    found = maximise(lambda theta: mean_log_likelihood(normal, frequencies, theta), -3, 4)
    np.testing.assert_allclose(found, frequencies @ X, atol=1e-9)
    rest = np.array([0.75, 0.25])
    (share,) = maximise(lambda theta: mean_log_likelihood(coin, rest, theta), 0.01, 0.99, 6)
    by_scipy = optimize.minimize_scalar(lambda t: -(rest @ coin(np.array([t]))[0]), bounds=(0.01, 0.99)).x
    assert share == pytest.approx(rest[1], abs=1e-8)
    assert share == pytest.approx(by_scipy, abs=1e-4)


def test_a_greatest_value_at_an_end_or_beside_impossible_values_is_a_point_of_the_grid():
    assert maximise(lambda theta: theta, 0.0, 1.0) == pytest.approx([1.0])
    assert maximise(lambda theta: -theta, 0.0, 1.0) == pytest.approx([0.0])
    (found,) = maximise(lambda theta: np.where(theta < 0.3, -np.inf, -theta), 0.0, 1.0, 9)
    assert 0.3 <= found <= 0.3 + 1e-6


def test_the_variance_is_that_of_the_mean_also_if_the_family_lacks_p_data():
    assert asymptotic_variance(normal, np.exp(normal([0.7])[0]), 0.7) == pytest.approx(1, rel=1e-5)
    wide = np.exp(-((X / 1.5) ** 2) / 2)
    wide /= wide.sum()
    assert asymptotic_variance(normal, wide, 0.0) == pytest.approx(wide @ X**2, rel=1e-5)
    assert asymptotic_variance(coin, np.array([0.6, 0.4]), 0.4) == pytest.approx(0.24, rel=1e-4)
