"""The error budget of a grid value: what truncation, discretisation and rounding do to the float64 JSD, in nats."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.certified import integrals
from gan_theory.certified.arithmetic import precision
from gan_theory.certified.float_bounds import jsd_of_masses
from gan_theory.certified.mixtures import ExactMixture
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.game.divergences import jsd

WIDTH = 1e-30  # of the enclosures of integrals
BITS = 160  # for the masses of the cells, and for differences


@dataclass(frozen=True)
class ErrorBudget:
    """What a grid does to the JSD, in nats: value = exact + truncation + discretisation + rounding.

    Each number is the middle of its enclosure, so that a part smaller than `width` may be 0.

    Parameters
    ----------
    exact : float
        The JSD over the whole line.
    truncation : float
        The change when both distributions are restricted to the grid's interval, from its first edge to its last, and
        renormalised.
    discretisation : float
        The change when these become exact masses proportional to the densities at the cell centres.
    rounding : float
        The change when these become float64 masses and their float64 JSD.
    total : float
        value − exact.
    value : float
        The float64 JSD on the grid.
    width : float
        The width of the widest enclosure of a part.
    """

    exact: float
    truncation: float
    discretisation: float
    rounding: float
    total: float
    value: float
    width: float


def error_budget(p: GaussianMixture, q: GaussianMixture, x: ArrayLike) -> ErrorBudget:
    """Return the error budget of `jsd` for ``Density.from_pdf`` of p and of q.

    Parameters
    ----------
    p, q : GaussianMixture
        Their parameters are taken as the decimals that they are written as.
    x : array-like, shape (n,)
        The cell centres, exactly the doubles.

    Returns
    -------
    ErrorBudget
        The exact value, the three parts of the error, and the value on the grid.

    Raises
    ------
    ValueError
        For a bad grid, or weights that do not sum to 1 exactly.
    ArithmeticError
        If an integral is not enclosed to 1e-30.
    """
    p_on_grid, q_on_grid = (Density.from_pdf(each.pdf, x) for each in (p, q))
    value = jsd(p_on_grid, q_on_grid)
    lo, hi = p_on_grid.edges[[0, -1]].tolist()
    exact_p, exact_q = ExactMixture.of(p), ExactMixture.of(q)
    exact = integrals.jsd(exact_p, exact_q, WIDTH)
    truncated = integrals.jsd_within(exact_p, exact_q, lo, hi, WIDTH)
    with precision(BITS):
        discretised = _jsd_of_cells(exact_p, exact_q, p_on_grid.x)
        parts = truncated - exact, discretised - truncated, value - discretised
        truncation, discretisation, rounding = map(float, parts)
        return ErrorBudget(
            exact=float(exact),
            truncation=truncation,
            discretisation=discretisation,
            rounding=rounding,
            total=float(value - exact),
            value=value,
            width=max(map(_width, parts)),
        )


@dataclass(frozen=True)
class Convergence:
    """How the discretisation error of the JSD falls with the number of cells on one interval.

    Parameters
    ----------
    n : tuple of int
        The k numbers of cells.
    error : tuple of float
        The error for each, in nats.
    order : tuple of float
        Between each n and the next, log|error ratio| / log(n ratio): k − 1 numbers. It is about constant for an error
        that falls like a power of n, and grows in proportion to n where it falls geometrically; nan where an error
        may be 0.
    width : float
        The width of the widest enclosure of an error.
    """

    n: tuple[int, ...]
    error: tuple[float, ...]
    order: tuple[float, ...]
    width: float


def convergence(p: GaussianMixture, q: GaussianMixture, lo: float, hi: float, ns: Sequence[int]) -> Convergence:
    """Return the discretisation error of the JSD of p and q on ``grid(lo, hi, n)``, for several n.

    Parameters
    ----------
    p, q : GaussianMixture
        As for `error_budget`.
    lo, hi : float
        The interval.
    ns : sequence of int
        The numbers of cells.

    Returns
    -------
    Convergence
        The errors, and the order by which they fall.

    Raises
    ------
    ValueError, ArithmeticError
        As for `error_budget`.
    """
    exact_p, exact_q = ExactMixture.of(p), ExactMixture.of(q)
    grids = [grid(lo, hi, n) for n in ns]
    truncated = integrals.jsd_within(exact_p, exact_q, float(lo), float(hi), WIDTH)
    with precision(BITS):
        errors = [_jsd_of_cells(exact_p, exact_q, x) - truncated for x in grids]
    orders = [_order(errors[i : i + 2], ns[i : i + 2]) for i in range(len(ns) - 1)]
    return Convergence(tuple(ns), tuple(map(float, errors)), tuple(orders), max(map(_width, errors), default=0.0))


def _jsd_of_cells(p: ExactMixture, q: ExactMixture, x: Array) -> arb:
    return jsd_of_masses(p.masses(x), q.masses(x))


def _order(errors: Sequence[arb], ns: Sequence[int]) -> float:
    """log|error ratio| / log(n ratio) of two neighbours."""
    if any(error.contains(0) for error in errors):
        return math.nan
    return math.log(abs(float(errors[0]) / float(errors[1]))) / math.log(ns[1] / ns[0])


def _width(enclosure: arb) -> float:
    return 2 * float(enclosure.rad())
