"""Four f-divergences: their functions by hand, conjugates found by a search, and the lower bound by T."""

import numpy as np
import pytest
from scipy.stats import entropy

from gan_theory import C, V
from gan_theory.densities.density import Density
from gan_theory.game.f_divergences import F_DIVERGENCES

P, Q = np.array([0.5, 0.125, 0.375]), np.array([0.25, 0.5, 0.25])
U = np.concatenate([[0.0], np.geomspace(1e-9, 1e6, 200_001)])
IN_DOMAIN = {"KL": (-3, -0.5, 0, 1.5), "reverse KL": (-3, -0.5, -0.01), "chi-squared": (-5, -2, -1, 0, 3)}
IN_DOMAIN["GAN"] = (-3, -0.5, -0.01)


@pytest.mark.parametrize(
    ("name", "at_2", "at_0"),
    [
        ("KL", 2 * np.log(2), 0),
        ("reverse KL", -np.log(2), np.inf),
        ("chi-squared", 1, 1),
        ("GAN", 2 * np.log(2) - 3 * np.log(3), 0),
    ],
)
def test_f_at_two_and_at_its_end(name, at_2, at_0):
    assert F_DIVERGENCES[name].f([2.0, 0.0]) == pytest.approx([at_2, at_0], rel=1e-14)


@pytest.mark.parametrize("name", F_DIVERGENCES)
def test_the_conjugate_is_the_supremum_that_a_search_finds(name):
    each = F_DIVERGENCES[name]
    for t in IN_DOMAIN[name]:
        assert each.conjugate(np.array(t)) == pytest.approx((t * U - each.f(U)).max(), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(("name", "t"), [("reverse KL", 0.0), ("reverse KL", 0.1), ("GAN", 0.0), ("GAN", 0.1)])
def test_the_conjugate_is_infinite_outside_its_domain(name, t):
    assert F_DIVERGENCES[name].conjugate(np.array(t)) == np.inf


@pytest.mark.parametrize("name", F_DIVERGENCES)
def test_the_best_T_is_the_slope_of_f_and_its_slope_at_infinity_the_limit(name):
    each, u, h = F_DIVERGENCES[name], np.array([0.1, 0.5, 1.0, 3.0]), 1e-6
    slope = (each.f(u + h) - each.f(u - h)) / (2 * h)
    assert each.best_T(u, np.ones(4)) == pytest.approx(slope, abs=1e-7)
    assert each.best_T(3 * u, 3 * np.ones(4)) == pytest.approx(each.best_T(u, np.ones(4)), rel=1e-14)
    ratio = each.f([1e200, 1e300]) / [1e200, 1e300]
    assert ratio[1] > 600 if each.slope_at_infinity == np.inf else ratio == pytest.approx(each.slope_at_infinity)
    assert (np.diff(each.f(np.arange(0.5, 9, 0.5)), 2) > 0).all() and each.is_convex


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("KL", entropy(P, Q)),
        ("reverse KL", entropy(Q, P)),
        ("chi-squared", 1 / 4 + 9 / 32 + 1 / 16),
        ("GAN", C(P, Q)),
    ],
)
def test_a_divergence_and_its_lower_bound_at_the_best_T(name, expected):
    each = F_DIVERGENCES[name]
    T = each.best_T(P, Q)
    assert each.divergence(P, Q) == pytest.approx(expected, rel=1e-14)
    assert each.lower_bound(T, P, Q) == pytest.approx(expected, rel=1e-14)
    others = np.array([1.1 * T, 0.9 * T, T - 0.1, np.minimum(T[::-1], T)])
    assert (each.lower_bound(others, P, Q) < expected - 1e-4).all()
    assert each.divergence(np.stack([P, Q]), Q) == pytest.approx([expected, float(each.f(1.0))], rel=1e-14, abs=1e-15)


def test_the_lower_bound_of_the_gan_is_the_value_function():
    D = np.array([0.9, 0.2, 0.4])
    assert F_DIVERGENCES["GAN"].lower_bound(np.log(D), P, Q) == pytest.approx(V(D, P, Q), rel=1e-14)


@pytest.mark.parametrize(
    ("name", "alone", "missed"),
    [
        ("KL", np.inf, 0.0),
        ("reverse KL", 0.0, np.inf),
        ("chi-squared", np.inf, 0.3),
        ("GAN", 0.0, 0.0),
    ],
)
def test_cells_with_one_mass_or_none(name, alone, missed):
    """A cell with p alone adds p·f′(∞), one with q alone q·f(0), an empty one nothing."""
    each, p, q = F_DIVERGENCES[name], np.array([0.3, 0.0, 0.0]), np.array([0.0, 0.3, 0.0])
    assert each.term(p, q) == pytest.approx([alone, missed, 0.0])
    T = each.best_T(p, q)
    assert T[0] == each.slope_at_infinity
    assert T[2] == 0
    assert each.lower_bound(T[1:2], p[1:2], q[1:2]) == missed


@pytest.mark.parametrize("name", F_DIVERGENCES)
def test_a_large_ratio_of_masses_does_not_overflow(name):
    with np.errstate(all="raise"):
        each, p, q = F_DIVERGENCES[name], np.array([0.5, 1e-320]), np.array([1e-320, 0.5])
        term = each.term(p, q)
    expected = {"KL": [0.5 * 736.1340, 0], "reverse KL": [0, 0.5 * 736.1340], "chi-squared": [np.inf, 0.5]}
    assert term == pytest.approx(expected.get(name, [0, 0]), rel=1e-6, abs=1e-300)


def test_chi_squared_is_finite_where_the_ratio_of_the_masses_is_not():
    assert F_DIVERGENCES["chi-squared"].term(np.array([1e-12]), np.array([1e-322])) == pytest.approx(1e298, rel=0.03)


def test_the_conjugate_of_chi_squared_is_constant_below_minus_2():
    t = np.array([-1e200, -3.5, -2.1, -2, -1])
    assert F_DIVERGENCES["chi-squared"].conjugate(t).tolist() == [-1, -1, -1, -1, -0.75]


def test_log_D_star_keeps_its_digits_where_D_star_is_nearly_1():
    assert F_DIVERGENCES["GAN"].best_T(np.array([1.0]), np.array([1e-20])) == pytest.approx(-1e-20, rel=1e-15, abs=0)


def test_chi_squared_of_tiny_masses_is_not_0():
    p, q = np.array([3e-170]), np.array([1e-170])
    assert F_DIVERGENCES["chi-squared"].divergence(p, q) == pytest.approx(4e-170, rel=1e-12, abs=0)


@pytest.mark.parametrize("each", F_DIVERGENCES.values(), ids=F_DIVERGENCES)
def test_densities_and_lists_are_masses(each):
    x = np.array([0.25, 0.75])
    masses = np.array([0.5, 0.5]), np.array([0.25, 0.75])
    for p, q in (tuple(each.tolist() for each in masses), tuple(Density(x, each) for each in masses)):
        assert each.divergence(p, q) == each.divergence(*masses)
        assert each.lower_bound([-1.0, -2.0], p, q) == each.lower_bound([-1.0, -2.0], *masses)
