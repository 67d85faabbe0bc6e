"""A polynomial, a spline and a table are what their names say."""

import numpy as np
import pytest
from numpy.polynomial import legendre
from scipy.interpolate import BSpline

from gan_theory.training.networks.linear_generators import Polynomial, Spline, Table

Z = np.linspace(-1, 1, 1001)


def test_a_polynomial_is_a_sum_of_legendre_s():
    theta = np.random.default_rng(0).standard_normal(10)
    expected = legendre.legval(Z, theta * np.sqrt(2 * np.arange(10) + 1))
    np.testing.assert_allclose(Polynomial()(theta, Z), expected, atol=1e-12)
    nodes, weights = legendre.leggauss(20)
    basis = np.stack(Polynomial().basis(nodes))
    np.testing.assert_allclose(basis * weights / 2 @ basis.T, np.eye(10), atol=1e-12)


def test_a_table_is_read_with_linear_interpolation():
    values = np.random.default_rng(0).standard_normal(32)
    np.testing.assert_allclose(Table()(values, Z), np.interp(Z, np.linspace(-1, 1, 32), values), atol=1e-12)


def test_a_spline_is_scipy_s():
    h = 2 / 29
    knots = -1 + h * (np.arange(36) - 3)
    control = np.random.default_rng(0).standard_normal(32)
    np.testing.assert_allclose(Spline()(control, Z[:-1]), BSpline(knots, control, 3)(Z[:-1]), atol=1e-12)


def test_bumps_sum_to_1():
    for family in (Spline(), Table(), Spline(5)):
        np.testing.assert_allclose(sum(family.basis(Z)), 1, atol=1e-12)


@pytest.mark.parametrize("family", [lambda: Table(1), lambda: Spline(3), lambda: Polynomial(0)])
def test_too_few_knots_or_degrees_raise(family):
    with pytest.raises(ValueError, match=r"expected (knots|degree), an integer >= "):
        family()
