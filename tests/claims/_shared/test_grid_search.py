"""Searches that use only values of V find its maximisers."""

import numpy as np
import pytest

from gan_theory import PAIRS, PAPER
from gan_theory.claims._shared.grid_search import (
    NEAREST_TO_0,
    NEAREST_TO_1,
    best_D,
    best_logistic_D,
    clip_D,
    clip_gradient,
)


def test_the_best_D_in_each_cell_is_D_star():
    p, q = np.array([0.5, 0.5, 0.0]), np.array([0.25, 0.0, 0.75])
    D, values = best_D(PAPER.V, p, q)
    assert D == pytest.approx([2 / 3, 1, 0], abs=1e-6)
    assert values.sum() == pytest.approx(PAPER.C(p, q), abs=1e-12)


def test_the_best_D_may_be_confined_to_an_interval():
    p, q = np.array([0.5, 0.5, 0.0]), np.array([0.25, 0.0, 0.75])
    D, values = best_D(PAPER.V, p, q, 0.1, 0.9)
    assert D == pytest.approx([2 / 3, 0.9, 0.1], abs=1e-6)
    assert values[1:] == pytest.approx([0.5 * np.log(0.9), 0.75 * np.log(0.9)], abs=1e-12)


def test_the_best_logistic_D_for_gaussians_of_one_width_is_D_star():
    x = np.linspace(-8, 9, 400)
    p, q = (np.exp(-((x - mean) ** 2) / 2) for mean in (0, 1))
    p, q = p / p.sum(), q / q.sum()
    D, values = best_logistic_D(PAPER.V, p, q, x)
    assert D == pytest.approx(PAPER.D_star(p, q), abs=1e-6)
    assert values.sum() == pytest.approx(PAPER.C(p, q), abs=1e-13)


@pytest.mark.parametrize(
    "name", [name for name in PAIRS if name not in ("disjoint-supports", "far-apart")]
)  # where the best slope is infinite
def test_the_best_logistic_D_has_no_slope_left(name):
    """V is concave in a and b, so that a point where both derivatives are 0 is the maximum."""
    (p, q), x = PAIRS[name].masses(), PAIRS[name].x()
    D, values = best_logistic_D(PAPER.V, p, q, x)
    slopes = p * (1 - D) - q * D
    assert [slopes.sum(), slopes @ (x - x.mean()) / np.ptp(x)] == pytest.approx([0, 0], abs=1e-7)
    assert values.sum() == pytest.approx(PAPER.V(D, p, q), abs=1e-14)


def test_D_is_kept_off_0_and_1():
    assert clip_D(np.array([0.0, 0.25, 1.0])).tolist() == [NEAREST_TO_0, 0.25, NEAREST_TO_1]
    assert clip_gradient(np.array([-np.inf, -1.0])).tolist() == [np.log(2.0**-53), -1.0]
