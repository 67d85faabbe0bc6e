"""Where p_g is 0 and p_data is not: the slope of C, and the cases that have such cells."""

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS, PAPER, Case


def slopes_at_0(case):
    """The evidence on the slope of C towards data that p_g misses."""
    return [found for found in CLAIMS["subgradient"].evidence(case) if found.what.startswith("the slope of C")]


def test_two_pairs_miss_a_tenth_of_the_data_or_more():
    assert [name for name, case in PAIRS.items() if slopes_at_0(case)] == ["uniforms-overlap", "disjoint-supports"]


def test_the_slope_falls_by_log_2_each_time_the_chord_is_halved():
    p, q, r = np.array([0.5, 0.5]), np.array([1.0, 0.0]), np.array([0.0, 1.0])
    slopes = [(PAPER.C(p, (1 - t) * q + t * r) - PAPER.C(p, q)) / t for t in 2.0 ** -np.arange(20, 24)]
    assert np.diff(slopes) == pytest.approx(-np.log(2), abs=1e-5)


def test_a_gradient_that_is_finite_there_is_not_enough_for_a_wrong_C():
    case = Case("one cell is missed", np.array([0.5, 0.5]), np.array([1.0, 0.0]))
    assert all(found.holds for found in slopes_at_0(case))
    wrong = CLAIMS["subgradient"].evidence(
        case, PAPER.__class__(**(vars(PAPER) | {"C": lambda p, q: -2 * (p * q).sum(-1)}))
    )
    assert not all(found.holds for found in wrong if found.what.startswith("the slope of C"))
