"""Ties between two grades: the formulas of `PAPER` on the grid of a case against enclosures of the integrals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

import numpy as np
from flint import arb

from gan_theory._utils.arrays import Array
from gan_theory.certified.distributions import Distribution, as_distribution
from gan_theory.certified.piecewise import kl_within
from gan_theory.claims._shared.enclosures import encloses_positive, exact_distributions
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED, per_cell
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.game.formulas import PAPER
from gan_theory.verification.cases.pairs import Case
from gan_theory.verification.evidence import Evidence, equation

FINER = 128  # cells for each of the case, where |p_data − p_g| has a kink


class OnGrid(NamedTuple):
    """The values pdf·dx of both densities on a grid, before they are normalised.

    The midpoint rule for them is as exact as the densities are smooth: to rounding for densities that are analytic on
    the line, since all the terms compared fall to 0 at the ends.

    Parameters
    ----------
    p, q : array, shape (n,)
        The values.
    lacking : float
        By how much less than 2 they sum to: where p alone has mass, JSD grows by ½ log 2 of it and TV by ½.
    """

    p: Array
    q: Array
    lacking: float

    @classmethod
    def of(cls, case: Case) -> OnGrid:
        """Return the values on the case's own grid."""
        p_data, p_g = cast(Density, case.p_data), cast(Density, case.p_g)
        return cls(p_data.p * (1 - p_data.outside), p_g.p * (1 - p_g.outside), p_data.outside + p_g.outside)

    @classmethod
    def finer(cls, case: Case) -> OnGrid:
        """Return the values on a finer grid over the same interval, with an edge wherever the case's has one."""
        edges = cast(Density, case.p_data).edges
        x = grid(edges[0], edges[-1], case.x().size * FINER)
        p, q = (known.pdf(x) * (x[1] - x[0]) for known in case.mixtures or case.on_line or ())
        return cls(p, q, 2 - p.sum() - q.sum())


class OnLine(NamedTuple):
    """Enclosures of C, JSD(p‖q), KL(p‖q) and KL(q‖p) of a case on the line; KL may be ∞."""

    C: arb
    jsd: arb
    kl: arb
    reverse_kl: arb


def values_on_the_grid(case: Case, p: Distribution, q: Distribution, on_line: OnLine) -> Iterator[Evidence]:
    """Give evidence that C, JSD and both KL on the grid are those on the line.

    Not of two heavy tails: beyond every grid both have mass, to which nothing on it corresponds.

    Parameters
    ----------
    case : Case
        A case that is known on the line.
    p, q : ExactMixture or ExactDistribution
        Its p_data and p_g.
    on_line : OnLine
        The enclosures.

    Yields
    ------
    Evidence
        Equations, to 1e-12 and the error of the midpoint rule; KL relative to values above 1.
    """
    if all(as_distribution(each).at_infinity for each in (p, q)):
        return
    values = OnGrid.of(case)
    tol = 1e-12 + midpoint_error(case, PAPER.C, values)
    yield equation("C on the grid", "C on the line", PAPER.C(values.p, values.q), float(on_line.C), tol)
    jsd = PAPER.jsd(values.p, values.q) + np.log(2) / 2 * values.lacking
    yield equation("JSD on the grid", "JSD on the line", jsd, float(on_line.jsd), tol)
    swapped = values._replace(p=values.q, q=values.p)
    yield from _kl_on_the_grid("KL(p_data‖p_g)", case, values, (p, q), on_line.kl)
    yield from _kl_on_the_grid("KL(p_g‖p_data)", case, swapped, (q, p), on_line.reverse_kl)


def tv_on_a_finer_grid(case: Case) -> float:
    """Return TV by the midpoint rule where |p_data − p_g| has kinks: each adds up to dx²/8 times the change of slope.

    Parameters
    ----------
    case : Case
        A case of densities on the line.

    Returns
    -------
    float
        TV, with an error below 1e-6 for the named pairs.
    """
    values = OnGrid.finer(case)
    return float(PAPER.tv(values.p, values.q) + values.lacking / 2)


def midpoint_error(case: Case, formula: Callable[..., Array], values: OnGrid) -> float:
    """Bound the error of a sum over cells as an integral, where a density has breaks or is a point.

    On each piece it is dx²/24 · [F′] between the ends, for the integrand F, and terms of order dx⁴; the bound is twice
    that, from differences. Breaks lie on edges of cells. A point has one cell, whose terms in C are at most 2√(pq) from
    0, their value on the line.

    Parameters
    ----------
    case : Case
        The case.
    formula : callable
        The formula of p and q that sums over cells.
    values : OnGrid
        Its arguments.

    Returns
    -------
    float
        0 for densities that are analytic on the line.
    """
    breaks = _breaks(case, values)
    if case.mixtures is not None or not breaks:
        return 0.0
    pieces = np.split(per_cell(formula, values.p, values.q), breaks)
    at_point = 2 * np.sqrt(values.p * values.q).sum() if _has_point(case) else 0.0
    return float(sum(map(_error_of_piece, pieces)) + at_point)


def _breaks(case: Case, values: OnGrid) -> list[int]:
    """Return the numbers of the edges between cells at which a density has a break, or a point begins or ends."""
    of_supports = np.flatnonzero(np.diff((values.p > 0) + 2 * (values.q > 0))) + 1
    lo, hi = cast(Density, case.p_data).edges[[0, -1]]
    pieces = [piece for each in exact_distributions(case) for piece in as_distribution(each).pieces]
    ends = [float(arb(end).mid()) for piece in pieces for end in piece[:2] if end is not None]
    return sorted({*of_supports.tolist(), *(round((end - lo) / (hi - lo) * values.p.size) for end in ends)})


def _error_of_piece(terms: Array) -> float:
    """Twice |dx² F′|/24 at both ends, for the terms F dx of a piece."""
    slopes = np.abs(np.diff(terms))
    return float(slopes[0] + slopes[-1]) / 12 if slopes.size else 0.0


def _has_point(case: Case) -> bool:
    return any(known.family == "point" for known in case.on_line or ())


def _kl_on_the_grid(
    name: str, case: Case, values: OnGrid, pair: tuple[Distribution, Distribution], kl: arb
) -> Iterator[Evidence]:
    """Compare one KL; where it is ∞ by the tails alone, what lies within the grid. A point's is ∞ only on the line."""
    on_grid = _kl_of_mixtures(case, values, name) if case.mixtures else float(PAPER.kl(values.p, values.q))
    if not np.isfinite(on_grid) or kl != arb("inf"):
        tol = 1e-12 if kl == arb("inf") else 1e-12 * max(1.0, float(kl)) + _kl_error(case, values, name)
        yield equation(f"{name} on the grid", f"{name} on the line", on_grid, float(kl), tol)
    elif not _has_point(case):
        (p, q), edge = map(as_distribution, pair), float(cast(Density, case.p_data).edges[-1])
        within, farther = kl_within(p, q, edge), kl_within(p, q, 4 * edge)
        tol = 1e-12 + _error_of_piece(per_cell(PAPER.kl, values.p, values.q))
        yield equation(f"{name} on the grid", "what lies within its ends; KL is ∞", on_grid, float(within), tol)
        what = f"{name} is ∞: it more than doubles on an interval four times as long"
        yield encloses_positive(what, farther - 2 * within)


def _kl_of_mixtures(case: Case, values: OnGrid, name: str) -> float:
    """KL(p‖q) by `PAPER`; in cells where q underflows, and the KL of the masses is ∞, by the log densities."""
    judged = (values.q > SMALLEST_JUDGED) | (values.p == 0)
    rest = values.p[~judged] @ _log_ratio(case, name, case.x()[~judged])
    return float(PAPER.kl(values.p[judged], values.q[judged]) + rest)


def _kl_error(case: Case, values: OnGrid, name: str) -> float:
    """Bound what tails add that a grid leaves out: twice the mass beyond times the log ratio at the farther end."""
    if case.mixtures is None:
        return midpoint_error(case, PAPER.kl, values)
    p = cast(Density, case.p_data if name == "KL(p_data‖p_g)" else case.p_g)
    return 2 * p.outside * float(np.abs(_log_ratio(case, name, p.edges[[0, -1]])).max())


def _log_ratio(case: Case, name: str, x: Array) -> Array:
    """Return log p − log q for the p and q of the KL of that name."""
    p_data, p_g = cast(tuple[GaussianMixture, GaussianMixture], case.mixtures)
    ratio = p_data.logpdf(x) - p_g.logpdf(x)
    return ratio if name == "KL(p_data‖p_g)" else -ratio
