"""Grids: centres of even cells, over the quantiles of a distribution, and around samples with outliers."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats

from gan_theory import Density, grid
from gan_theory.densities.grid import as_even_grid, cell_edges, cell_width, grid_for, robust_grid
from gan_theory.densities.kernel_density import KernelDensity
from tests.support.distributions import DISTRIBUTIONS

NORMAL = np.random.default_rng(0).normal(size=400)


def test_a_grid_has_the_centres_of_its_cells():
    assert grid(0, 1, 2).tolist() == [0.25, 0.75]
    assert grid(-1, 1).size == 512


def test_cells_meet_at_their_edges():
    x = grid(-1, 2, 6)
    assert cell_width(x) == 0.5
    assert cell_edges(x).tolist() == [-1, -0.5, 0, 0.5, 1, 1.5, 2]


def test_the_steps_of_a_grid_may_differ_by_a_millionth_and_two_roundings():
    ulp = np.spacing(1.0)
    even_enough, uneven = 1 + ulp * np.array([0, 2e6 - 2, 4e6]), 1 + ulp * np.array([0, 2e6 - 2, 4e6 + 1])
    assert Density(even_enough, [0, 1, 0]).x.tolist() == even_enough.tolist()
    with pytest.raises(ValueError, match="even, increasing grid x"):
        Density(uneven, [0, 1, 0])


def test_an_even_grid_is_a_copy():
    x = grid(0, 1, 4)
    copy = as_even_grid(x)
    copy[0] = -1
    assert x[0] == 0.125


SMOOTHED = KernelDensity(np.arange(9.0), 0.3)


@pytest.mark.parametrize("distribution", [*DISTRIBUTIONS.values(), SMOOTHED], ids=[*DISTRIBUTIONS, "smoothed"])
def test_the_default_grid_reaches_an_eighth_of_their_distance_beyond_the_1e_5_quantiles(distribution):
    edges = Density.from_scipy(distribution).edges
    lo, hi = (float(distribution.ppf(u)) for u in (1e-5, 1 - 1e-5))
    assert edges[0] == pytest.approx(lo - (hi - lo) / 8, rel=1e-12)
    assert edges[-1] == pytest.approx(hi + (hi - lo) / 8, rel=1e-12)
    assert grid_for(distribution).size == 512
    assert grid_for(distribution, 7).size == 7


def test_a_robust_grid_leaves_out_outliers_but_no_modes():
    outliers = np.append(NORMAL, [1e3, 1e6, -1e6])
    edges = robust_grid(outliers, 0.3)[[0, -1]]
    assert -60 < edges[0] < -3 and 3 < edges[1] < 60
    mode = np.append(NORMAL, 1e4 + NORMAL[:40])
    assert robust_grid(mode, 0.3)[-1] > 1e4
    assert robust_grid(NORMAL, 0.3)[[0, -1]] == pytest.approx(
        [NORMAL.min() - 0.9 - np.ptp(NORMAL) / 8, NORMAL.max() + 0.9 + np.ptp(NORMAL) / 8], abs=0.3
    )


def test_a_robust_grid_has_as_many_cells_as_asked_for():
    few, many = robust_grid(NORMAL, 0.3, 7), robust_grid(NORMAL, 0.3)
    assert (few.size, many.size) == (7, 512)
    np.testing.assert_allclose(cell_edges(few)[[0, -1]], cell_edges(many)[[0, -1]])


def quantiles(lo, hi):
    return SimpleNamespace(ppf=lambda u: lo if u < 0.5 else hi)


BAD = {
    "no cells": (lambda: Density([], []), r"at least 2 cell centres, shape \(n,\); got shape \(0,\)"),
    "one cell": (lambda: Density([0.0], [1.0]), r"at least 2 cell centres"),
    "two-dimensional": (lambda: Density([[0.0, 1.0]], [[0.5, 0.5]]), "at least 2 cell centres"),
    "uneven": (lambda: Density([0, 1, 3.0], [0, 1, 0]), "even, increasing grid x; got steps from 1 to 2"),
    "decreasing": (lambda: Density([1, 0.0], [0, 1]), "even, increasing"),
    "infinite centre": (
        lambda: Density([0, np.inf], [0, 1]),
        "^expected a finite grid x; got nan or infinity in it$",
    ),
    "equal centres": (lambda: Density([1.0, 1.0], [0, 1]), "even, increasing grid x; got steps from 0 to 0"),
    "text centres": (lambda: Density(["a", "b"], [0, 1]), "^expected cell centres x of real numbers; got list$"),
    "to infinity": (lambda: grid(0, np.inf), "^expected lo < hi, both finite; got lo = 0, hi = inf$"),
    "from infinity": (lambda: grid(-np.inf, 0), "^expected lo < hi, both finite; got lo = -inf, hi = 0$"),
    "too narrow": (
        lambda: grid(1, np.nextafter(1, 2)),
        "lo and hi with 512 distinct, finite cell centres between them; got lo = 1",
    ),
    "too wide": (
        lambda: grid(-1.7e308, 1.7e308, 8),
        "lo and hi with 8 distinct, finite cell centres between them; got lo = -1.7e",
    ),
    "n = 1": (lambda: grid(0, 1, 1), "at least 2 cells; got n = 1"),
    "half a cell": (lambda: grid(0, 1, 2.5), "at least 2 cells; got n = 2.5"),
    "empty interval": (lambda: grid(1, 1), "lo < hi"),
    "text ends": (lambda: grid("a", 1), "expected lo < hi"),
    "bad parameters": (
        lambda: Density.from_scipy(stats.norm(0, -1)),
        "distinct, finite quantiles; got nan and nan at 1e-05 and 1 − 1e-05: check its parameters$",
    ),
    "one atom": (lambda: Density.from_scipy(stats.randint(3, 4)), "distinct, finite quantiles; got 3 and 3"),
    "infinite to the left": (lambda: grid_for(quantiles(-np.inf, 0)), "distinct, finite quantiles; got -inf and 0"),
    "infinite to the right": (lambda: grid_for(quantiles(0, np.inf)), "distinct, finite quantiles; got 0 and inf"),
}


@pytest.mark.parametrize(("make", "message"), BAD.values(), ids=BAD)
def test_bad_grids_are_rejected(make, message):
    with pytest.raises(ValueError, match=message):
        make()
