"""Steps of the exponentiated gradient, and of the projected subgradient method."""

import numpy as np
import pytest

from gan_theory import PAIRS, PAPER
from gan_theory.claims._shared.descent import (
    descend,
    gradient_of_C,
    iterates,
    onto_simplex,
    path,
    subgradient_step,
    tangential_gradient,
)

P, Q = np.array([0.5, 0.5]), np.array([0.25, 0.75])


def test_a_step_of_one_is_the_mean_of_p_data_and_p_g():
    assert np.exp(descend(PAPER, P, np.log(Q), 1.0)) == pytest.approx((P + Q) / 2)


def test_a_step_multiplies_p_g_by_a_power_of_1_minus_D_star():
    after = Q * (Q / (P + Q)) ** -0.3
    assert np.exp(descend(PAPER, P, np.log(Q), 0.3)) == pytest.approx(after / after.sum(), rel=1e-14)


def test_a_step_at_a_fixed_D_follows_its_gradient():
    D = np.array([0.5, 0.25])
    after = Q / (1 - D)
    assert np.exp(descend(PAPER, P, np.log(Q), 1.0, D)) == pytest.approx(after / after.sum())


def test_several_p_g_take_steps_of_several_sizes():
    log_q, etas = np.log([Q, P]), np.array([[0.5], [1.5]])
    each = [descend(PAPER, P, row, eta) for row, eta in zip(log_q, etas[:, 0])]
    assert descend(PAPER, P, log_q, etas) == pytest.approx(np.array(each))


def test_where_p_g_underflows_a_step_of_one_makes_it_half_of_p_data():
    case = PAIRS["underflowing"]
    p, log_q = case.masses()[0], case.log_masses_of_p_g()
    assert np.exp(log_q[0]) == 0
    after = np.exp(descend(PAPER, p, log_q, 1.0))
    assert after == pytest.approx((p + np.exp(log_q)) / 2, rel=1e-7)


def test_the_gradient_is_continued_where_p_g_is_far_below_p_data():
    p = np.array([0.5, 0.5, 0.0, 0.0])
    log_q = np.array([-2000.0, np.log(0.5), np.log(0.5), -2000.0])
    assert gradient_of_C(PAPER, p, log_q) == pytest.approx([-2000 - np.log(0.5), -np.log(2), 0, 0], abs=1e-7)
    assert gradient_of_C(PAPER, P, np.array([-np.inf, 0.0]))[0] == -np.inf


def test_a_D_that_is_constant_on_blocks_sees_the_masses_of_the_blocks():
    p, q = np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.4, 0.1, 0.2, 0.3])
    D = np.repeat([0.3 / 0.8, 0.7 / 1.2], 2)
    after = q / (1 - D)
    assert np.exp(descend(PAPER, p, np.log(q), 1.0, cells_of_D=2)) == pytest.approx(after / after.sum())
    with_rest = descend(PAPER, p, np.log(q), 1.0, cells_of_D=3)
    assert with_rest[3] - np.log(q[3]) - (with_rest[0] - np.log(q[0])) == pytest.approx(
        np.log((0.7 / 0.3) / (1.3 / 0.7))
    )


def test_iterates_begin_at_the_first_p_g_and_follow_each_step():
    visited = iterates(PAPER, P, np.log(Q), [1.0, 0.5])
    assert visited[0] == pytest.approx(np.log(Q))
    assert visited[2] == pytest.approx(descend(PAPER, P, visited[1], 0.5))
    assert visited.shape == (3, 2)


def test_a_path_ends_at_p_data_and_has_one_value_for_each_step():
    C, log_q = path(PAPER, P, np.log(Q), 1.0)
    assert np.exp(log_q) == pytest.approx(P)
    assert C.shape == (151,)
    assert C[0] == PAPER.C(P, Q)
    assert C[-1] == pytest.approx(-np.log(4))


@pytest.mark.parametrize(
    ("masses", "nearest"), [([0.5, 0.5], [0.5, 0.5]), ([1.0, 1.0], [0.5, 0.5]), ([2.0, -1.0, 0.0], [1.0, 0.0, 0.0])]
)
def test_the_projection_is_the_nearest_distribution(masses, nearest):
    assert onto_simplex(np.array(masses)) == pytest.approx(nearest)


def test_a_subgradient_step_has_its_length():
    after = subgradient_step(PAPER, P, Q, 0.01)
    assert np.linalg.norm(after - Q) == pytest.approx(0.01)
    assert np.linalg.norm(after - P) < np.linalg.norm(Q - P)
    assert subgradient_step(PAPER, P, P, 0.01).tolist() == P.tolist()
    assert tangential_gradient(PAPER, P, Q).sum() == pytest.approx(0)


def least_gap(step, steps=400):
    """The least C + log 4 that the subgradient method finds, and the bound by its step lengths."""
    p, q = P, np.array([0.1, 0.9])
    start, gaps, sizes, lengths = (
        np.linalg.norm(q - p),
        [],
        [],
        np.linalg.norm(q - p) / np.sqrt(np.arange(1, steps + 1)),
    )
    for length in lengths:
        gaps.append(PAPER.C(p, q) + np.log(4))
        sizes.append(np.linalg.norm(tangential_gradient(PAPER, p, q)))
        q = step(PAPER, p, q, length)
    return min(gaps), max(sizes) * (start**2 + (lengths**2).sum()) / (2 * lengths.sum())


def test_the_subgradient_method_comes_as_near_as_its_steps_guarantee_and_uphill_does_not():
    gap, bound = least_gap(subgradient_step)
    uphill, _ = least_gap(lambda formulas, p, q, length: subgradient_step(formulas, p, q, -length))
    assert gap < bound < 0.1 < uphill
