"""W₁ in its three forms against SciPy, closed forms and linear programming; the critic; a point that climbs it."""

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.stats import wasserstein_distance

from gan_theory import Density, grid
from gan_theory.game.wasserstein import (
    critic_value,
    lipschitz_constant,
    optimal_critic,
    path_of_point,
    w1,
    w1_by_quantiles,
)
from gan_theory.verification.cases.pairs import gaussian


def random_masses(seed, n):
    rng = np.random.default_rng(seed)
    x = np.sort(rng.normal(3, 5, n))
    return x, *(rng.dirichlet(np.full(n, 0.3), 2) * (rng.random(n) < 0.8) + 1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_the_three_forms_are_scipy_s_distance(seed):
    x, p, q = random_masses(seed, 3 + 4 * seed)
    p, q = p / p.sum(), q / q.sum()
    f = optimal_critic(p, q, x)
    expected = pytest.approx(wasserstein_distance(x, x, p, q), abs=1e-12)
    assert w1(p, q, x) == w1(q, p, x) == expected
    assert w1_by_quantiles(p, q, x) == expected
    assert critic_value(f, p, q) == expected
    assert lipschitz_constant(f, x) == pytest.approx(1, abs=1e-9)


def test_no_critic_of_slope_1_does_better_by_linear_programming():
    x, p, q = random_masses(3, 12)
    p, q = p / p.sum(), q / q.sum()
    slopes = np.diff(np.eye(12), axis=0)
    limits = np.concatenate([np.diff(x)] * 2)
    best = linprog(q - p, A_ub=np.vstack([slopes, -slopes]), b_ub=limits, bounds=[(0, 0)] + [(None, None)] * 11)
    assert -best.fun == pytest.approx(w1(p, q, x), abs=1e-9)


def test_gaussians_of_one_standard_deviation_are_as_far_apart_as_their_means():
    x = grid(-12, 12, 600)
    p, q = (Density.from_pdf(gaussian(mean, 1.5).pdf, x) for mean in (-1.0, 0.75))
    assert w1(p, q) == pytest.approx(1.75, abs=1e-9)
    assert w1_by_quantiles(p, q) == pytest.approx(1.75, abs=1e-9)
    np.testing.assert_allclose(np.diff(optimal_critic(p, q)), -(x[1] - x[0]), atol=1e-12)


def test_two_points_are_as_far_apart_as_they_are():
    for theta in (1e-9, 0.5, 100.0):
        assert w1([1, 0], [0, 1], [0, theta]) == theta == w1([0, 1], [1, 0], [-theta, 0])
        assert optimal_critic([1, 0], [0, 1], [0, theta]).tolist() == [0, -theta]
        assert optimal_critic([0, 1], [1, 0], [-theta, 0]).tolist() == [0, theta]


def test_in_the_upper_tail_the_critic_has_the_slope_that_the_masses_there_decide():
    """The distribution functions there are 1 in float64."""
    p, q = np.array([0.5, 0.5, 0, 1e-30]), np.array([0.5, 0.5, 1e-30, 0])
    np.testing.assert_array_equal(np.diff(optimal_critic(p, q, [0, 1, 2, 3])), [0, 0, 1])


def test_several_pairs_at_once():
    p, q, x = np.eye(3)[0], np.eye(3), [0.0, 1.0, 3.0]
    assert w1(p, q, x).tolist() == [0, 1, 3]
    assert critic_value(optimal_critic(p, q, x), p, q).tolist() == [0, 1, 3]
    with pytest.raises(ValueError, match="masses of one pair"):
        w1_by_quantiles(p, q, x)


def test_a_point_that_climbs_the_critic_ends_up_passing_the_data_for_ever():
    path = path_of_point(-2.25, h=0.5, steps=9)
    assert path.tolist() == [-2.25, -1.75, -1.25, -0.75, -0.25, 0.25, -0.25, 0.25, -0.25, 0.25]
    assert path_of_point(1.0, h=0.5, steps=4).tolist() == [1, 0.5, 0, 0, 0]


@pytest.mark.parametrize(
    ("x", "message"),
    [
        (None, "expected the points x of plain masses; got none"),
        ([0.0, 1.0, 2.0], "a point for each of the 2 masses"),
        ([1.0, 0.0], "points x that increase"),
        ([0.0, np.nan], "x"),
    ],
)
def test_points_that_are_not_as_described_are_refused(x, message):
    for distance in (w1, w1_by_quantiles, optimal_critic):
        with pytest.raises(ValueError, match=message):
            distance([0.5, 0.5], [0.25, 0.75], x)


def test_a_critic_of_another_shape_is_refused():
    with pytest.raises(ValueError, match="expected f of the shape of x"):
        lipschitz_constant([0.0, 1.0], [0.0, 1.0, 2.0])
    with pytest.raises(ValueError, match="increase"):
        lipschitz_constant([0.0, 1.0], [0.0, 0.0])


def test_small_masses_in_the_upper_tail_keep_their_digits():
    p, q = [1 / 3, 2 / 3 - 1e-20, 0, 1e-20], [1 / 3, 2 / 3, 0, 0]
    assert w1(p, q, [0, 1, 2, 1e20]) == pytest.approx(1, rel=1e-12)


def test_a_falling_function_has_a_lipschitz_constant_too():
    assert lipschitz_constant([0, -5, -4], [0, 1, 2]) == 5


@pytest.mark.parametrize(
    ("x", "got"), [([0, 2, 1], "2 before 1"), ([0, 1, np.inf], "1 before inf"), ([0, np.nan, 1], "0 before nan")]
)
def test_points_that_do_not_increase_are_shown(x, got):
    with pytest.raises(ValueError, match=f"expected finite points x that increase; got {got}"):
        w1([1, 0, 0], [0, 0, 1], x)
