"""Where p_g is 0 and p_data is not: the slope of C, and the cases that have such cells."""

from dataclasses import replace

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS, PAPER, Case


def slopes_at_0(case, formulas=PAPER):
    """The evidence on the slope of C towards data that p_g misses."""
    return [
        found for found in CLAIMS["subgradient"].evidence(case, formulas) if found.what.startswith("the slope of C")
    ]


def test_two_pairs_miss_a_tenth_of_the_data_or_more():
    assert [name for name, case in PAIRS.items() if slopes_at_0(case)] == ["uniforms-overlap", "disjoint-supports"]


def test_the_slope_falls_by_log_2_each_time_the_chord_is_halved():
    p, q, r = np.array([0.5, 0.5]), np.array([1.0, 0.0]), np.array([0.0, 1.0])
    slopes = [(PAPER.C(p, (1 - t) * q + t * r) - PAPER.C(p, q)) / t for t in 2.0 ** -np.arange(20, 24)]
    assert np.diff(slopes) == pytest.approx(-np.log(2), abs=1e-5)


def test_a_C_of_finite_slope_is_refuted_there():
    case = Case("one cell is missed", np.array([0.5, 0.5]), np.array([1.0, 0.0]))
    finite = replace(PAPER, C=lambda p, q: -2 * (p * q).sum(axis=-1))
    assert [found.holds for found in slopes_at_0(case)] == [True]
    assert [found.holds for found in slopes_at_0(case, finite)] == [False]
