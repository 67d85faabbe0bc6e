"""Paths of generators: their derivatives against differences, and the definitions of the package's own generators."""

import numpy as np
import pytest
from scipy.interpolate import BSpline

from gan_theory.claims.background import _generator_paths as paths

Z = np.linspace(-0.99, 0.99, 41)


@pytest.mark.parametrize("case", paths.CASES, ids=lambda case: case.name)
def test_the_derivative_along_the_path_is_that_of_differences(case):
    x, derivative = case.along_path(Z)
    assert x.shape == derivative.shape == (paths.PATH_WEIGHTS.size, Z.size)
    h = 1e-6
    for k, theta in enumerate(case._path()):
        ahead, behind = (case.G(theta + sign * h * case.change, Z) for sign in (1, -1))
        np.testing.assert_allclose(x[k], case.G(theta, Z), rtol=0, atol=1e-14)
        np.testing.assert_allclose(derivative[k], (ahead - behind) / (2 * h), rtol=0, atol=1e-7)


def test_the_path_is_straight_and_its_weights_integrate_polynomials():
    case = paths.CASES[0]
    at = [(theta - case.theta) @ case.change / (case.change @ case.change) for theta in case._path()]
    assert np.all(np.diff(at) > 0)
    for power in range(6):
        assert paths.PATH_WEIGHTS @ np.power(at, power) == pytest.approx(1 / (power + 1), rel=1e-13)


@pytest.mark.parametrize("D", [paths.WAVY, paths.STEEP], ids=["wavy", "steep"])
def test_the_slope_is_the_derivative_of_the_logit(D):
    x = np.linspace(-3, 3, 601)
    np.testing.assert_allclose(D.slope(x), (D.logit(x + 1e-6) - D.logit(x - 1e-6)) / 2e-6, atol=1e-7)


def test_the_spline_of_truncated_powers_is_scipy_s():
    control = np.random.default_rng(0).standard_normal(12)
    knots = -1 + 2 / 9 * (np.arange(16) - 3)
    np.testing.assert_allclose(paths.cubic_spline(control, Z), BSpline(knots, control, 3)(Z), atol=1e-13)


def test_a_legendre_series_of_two_terms():
    np.testing.assert_allclose(paths.legendre_series(np.array([2.0, 1.0]), Z), 2 + np.sqrt(3) * Z, atol=1e-15)


def test_a_table_of_three_values_has_a_kink_at_its_middle():
    np.testing.assert_allclose(paths.interpolated_table(np.array([1.0, 0.0, 1.0]), Z), np.abs(Z), atol=1e-15)


def test_a_perceptron_with_one_unit_in_each_layer():
    theta = np.zeros(97)
    theta[3], theta[8 + 3], theta[16 + 8 * 3 + 5], theta[80 + 5], theta[88 + 5], theta[96] = 2, 0.1, 3, 0.2, 4, 0.3
    expected = 4 * np.tanh(3 * np.tanh(2 * Z + 0.1) + 0.2) + 0.3
    np.testing.assert_allclose(paths.layered_perceptron(theta, Z), expected, atol=1e-14)
