"""The error budget of a grid value: what truncation, discretisation and rounding do to the float64 JSD, in nats."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gan_theory import certified
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.game.divergences import jsd

WIDTH = 1e-30  # of the enclosures of integrals
BITS = 160  # for the masses of the cells, and for differences


@dataclass(frozen=True)
class ErrorBudget:
    """What a grid does to the JSD, in nats: value = line + truncation + discretisation + rounding.

    line: the JSD over the whole line. truncation: the change when both laws are restricted to the grid's interval, from
    its first edge to its last, and renormalised. discretisation: the change when these become exact masses proportional
    to the densities at the cell centres. rounding: the change when these become float64 masses and their float64 JSD,
    which is the value. total: value − line. width: the diameter of the widest enclosure of a part; each is given by its
    middle, so that a part smaller than the width is not known to differ from 0.
    """

    line: float
    truncation: float
    discretisation: float
    rounding: float
    total: float
    value: float
    width: float


def error_budget(p: GaussianMixture, q: GaussianMixture, x) -> ErrorBudget:
    """The Budget of game.jsd for Density.from_pdf of p and of q on the grid x (n,).

    The laws' parameters are the decimals that they are written as, and x is what its doubles are. Raises ValueError for
    a bad grid or weights that do not sum to 1 exactly, and ArithmeticError if an integral is not enclosed to 1e-30.
    """
    on_grid = Density.from_pdf(p.pdf, x)
    value = jsd(on_grid, Density.from_pdf(q.pdf, x))
    lo, hi = on_grid.edges[[0, -1]].tolist()
    p, q = certified.ExactMixture.of(p), certified.ExactMixture.of(q)
    line, interval = certified.jsd(p, q, WIDTH), certified.jsd_within(p, q, lo, hi, WIDTH)
    with certified.precision(BITS):
        cells = _jsd_of_cells(p, q, on_grid.x)
        parts = interval - line, cells - interval, value - cells
        return ErrorBudget(float(line), *map(float, parts), float(value - line), value, max(map(_diameter, parts)))


@dataclass(frozen=True)
class Convergence:
    """How the discretisation error of the JSD falls with the number of cells on one interval.

    n: the numbers of cells (k,). error: the error for each (k,), in nats. order: between each n and the next (k − 1,),
    log|error ratio| / log(n ratio), which is about constant for an error that falls like a power of n, and grows in
    proportion to n where it falls geometrically; nan where an error is not told from 0. width: the diameter of the
    widest enclosure of an error.
    """

    n: tuple[int, ...]
    error: tuple[float, ...]
    order: tuple[float, ...]
    width: float


def convergence(p: GaussianMixture, q: GaussianMixture, lo: float, hi: float, ns: Sequence[int]) -> Convergence:
    """The Convergence of the JSD of p and q on `grid(lo, hi, n)`, for each n in ns. Errors as for `budget`."""
    p, q = certified.ExactMixture.of(p), certified.ExactMixture.of(q)
    grids = [grid(lo, hi, n) for n in ns]
    interval = certified.jsd_within(p, q, float(lo), float(hi), WIDTH)
    with certified.precision(BITS):
        errors = [_jsd_of_cells(p, q, x) - interval for x in grids]
    orders = [_order(*pair) for pair in zip(errors, errors[1:], ns, ns[1:])]
    return Convergence(tuple(ns), tuple(map(float, errors)), tuple(orders), max(map(_diameter, errors), default=0.0))


def _jsd_of_cells(p, q, x):
    return certified.jsd_of_masses(p.masses(x), q.masses(x))


def _order(error, next_error, n, next_n) -> float:
    if error.contains(0) or next_error.contains(0):
        return math.nan
    return math.log(abs(float(error) / float(next_error))) / math.log(next_n / n)


def _diameter(enclosure) -> float:
    return 2 * float(enclosure.rad())
