"""The error budget: its parts sum to the total, and each shows where it should."""

import math

import numpy as np
import pytest

from gan_theory import Density, GaussianMixture, grid, jsd

pytest.importorskip("flint")
from gan_theory.certified.error_budget import convergence, error_budget

STANDARD, SHIFTED, NARROW = (GaussianMixture((m,), (s,)) for m, s in ((0.0, 1.0), (1.0, 1.0), (1.0, 0.5)))
TWO_MODES = GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5))
GRIDS = {
    "fine": (STANDARD, NARROW, grid(-9, 9)),
    "short": (STANDARD, NARROW, grid(-3, 3)),
    "coarse": (STANDARD, NARROW, grid(-8, 8, 12)),
    "off centre": (TWO_MODES, STANDARD, grid(0.3, 5, 40)),
    "equal": (STANDARD, STANDARD, grid(-8, 8)),
}


@pytest.mark.parametrize(("p", "q", "x"), GRIDS.values(), ids=GRIDS)
def test_the_parts_sum_to_the_total(p, q, x):
    found = error_budget(p, q, x)
    assert found.value == jsd(Density.from_pdf(p.pdf, x), Density.from_pdf(q.pdf, x))
    assert found.width <= 1e-29
    parts = found.truncation, found.discretisation, found.rounding
    assert abs(math.fsum(parts) - found.total) <= 1e-15 * max(map(abs, parts)) + 3e-30
    assert abs(found.exact + found.total - found.value) <= 2e-16


def test_truncation_is_most_of_the_error_on_a_short_grid():
    found = error_budget(*GRIDS["short"])
    assert abs(found.truncation) > 1e-4 > 1e3 * (abs(found.discretisation) + abs(found.rounding))


def test_discretisation_is_most_of_the_error_on_a_coarse_grid():
    found = error_budget(*GRIDS["coarse"])
    assert abs(found.discretisation) > 1e-2 > 1e3 * (abs(found.truncation) + abs(found.rounding))


def test_only_rounding_is_left_on_a_fine_wide_grid():
    found = error_budget(*GRIDS["fine"])
    assert abs(found.truncation) + abs(found.discretisation) <= 1e-19
    assert abs(found.rounding) <= 3e-16


def test_equal_distributions_have_no_error():
    found = error_budget(*GRIDS["equal"])
    assert found.value == found.rounding == found.discretisation == 0
    assert abs(found.exact) + abs(found.total) <= found.width + 1e-30


def test_the_budget_of_a_nearly_equal_pair_keeps_its_digits():
    found = error_budget(STANDARD, GaussianMixture((0.001,), (1.0,)), grid(-8, 8))
    assert found.exact == pytest.approx(1.249999843750026e-07, rel=1e-15)
    assert abs(found.total) <= 1e-19


@pytest.mark.parametrize("q", [SHIFTED, NARROW], ids=["shifted", "narrow"])
def test_the_discretisation_error_falls_geometrically(q):
    found = convergence(STANDARD, q, -16, 16, [32, 64, 128])
    assert found.n == (32, 64, 128)
    assert np.abs(found.error[0]) <= 1e-2
    first, second = np.log(np.abs(found.error[:-1])) - np.log(np.abs(found.error[1:]))
    assert second >= 1.5 * first


def test_the_discretisation_error_falls_like_a_power_where_the_interval_cuts_the_tails():
    found = convergence(STANDARD, NARROW, -3, 3, [64, 128, 256])
    assert found.order == pytest.approx((2, 2), abs=0.01)


def test_errors_that_may_be_0_have_no_order():
    assert np.isnan(convergence(STANDARD, STANDARD, -8, 8, [16, 32]).order).all()
