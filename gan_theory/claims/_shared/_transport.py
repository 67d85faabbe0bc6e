"""W₁ of two distributions on the line by Gauss–Legendre quadrature: in x, in the quantiles' u, and by the best critic.

The nodes are 16 a piece. The pieces end where the densities have kinks and where the distribution functions cross. Far
out they double in length: to 2⁴⁰ standard scales in x, and to 2⁻⁶⁰ in u. What lies beyond is below 1e-16 for
distributions with exponential tails. Without a mean the three integrals are infinite, and the numbers differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.per_cell import NODES, WEIGHTS
from gan_theory.verification.cases.named_distributions import NamedDistribution

FAR = 2.0 ** np.arange(4, 41)
STANDARD_EDGES = np.concatenate([-FAR[::-1], np.arange(-12, 13), FAR])
LEVELS = 2.0 ** -np.arange(1, 61)


class _Pieces(NamedTuple):
    """The line in pieces: their ends (m + 1,), and the nodes and weights in each (m, 16)."""

    edges: Array
    nodes: Array
    weights: Array


def difference_of_cdfs(p: NamedDistribution, q: NamedDistribution, x: Array) -> Array:
    """Return F_q(x) − F_p(x), shape of x, without cancellation in the upper tail.

    Parameters
    ----------
    p, q : NamedDistribution
        The distributions.
    x : array
        Where.

    Returns
    -------
    array
        The differences.
    """
    below, above = (p.cdf(x), q.cdf(x)), (p.sf(x), q.sf(x))
    return np.where(below[0] + below[1] <= 1, below[1] - below[0], above[0] - above[1])


def w1_in_x(p: NamedDistribution, q: NamedDistribution) -> float:
    """Return ∫ |F_p − F_q| dx.

    Parameters
    ----------
    p, q : NamedDistribution
        The distributions.

    Returns
    -------
    float
        The integral over the pieces.
    """
    pieces = _pieces(p, q)
    return float((pieces.weights * np.abs(difference_of_cdfs(p, q, pieces.nodes))).sum())


def w1_in_quantiles(p: NamedDistribution, q: NamedDistribution) -> float:
    """Return ∫₀¹ |F_p⁻¹ − F_q⁻¹| du: the lower half of the levels by quantiles, the upper one from above.

    Parameters
    ----------
    p, q : NamedDistribution
        The distributions.

    Returns
    -------
    float
        The integral over the levels down to 2⁻⁶⁰ at either end.
    """
    crossings = _crossings(p, q)
    total = 0.0
    for side, quantile in (("cdf", "ppf"), ("sf", "isf")):
        jumps = [getattr(each, side)(crossings) for each in (p, q)]
        levels = _in_order(np.concatenate([LEVELS, *jumps]))
        u, weights = _rule(levels[(levels >= LEVELS[-1]) & (levels <= 0.5)])
        total += (weights * np.abs(getattr(p, quantile)(u) - getattr(q, quantile)(u))).sum()
    return float(total)


def best_critic_value(p: NamedDistribution, q: NamedDistribution) -> float:
    """Return E_p f − E_q f of the critic f with f′ = sign(F_q − F_p), by the densities.

    Parameters
    ----------
    p, q : NamedDistribution
        The distributions.

    Returns
    -------
    float
        The difference of the two expectations.
    """
    edges, nodes, _ = _pieces(p, q)
    signs = np.sign(difference_of_cdfs(p, q, (edges[1:] + edges[:-1]) / 2))
    start = int(np.searchsorted(edges, p.location_scale().location))  # f = 0 there, so that sums do not cancel
    rises = signs * np.diff(edges)
    at_edges = np.concatenate([-np.cumsum(rises[:start][::-1])[::-1], [0.0], np.cumsum(rises[start:])])
    f = at_edges[:-1, None] + signs[:, None] * (nodes - edges[:-1, None])
    at_p, at_q = (_expectation(each, f, at_edges, _pieces(p, q)) for each in (p, q))
    return float(at_p - at_q)


def critic_values_on_line(
    critics: Sequence[Callable[[Array], Array]], p: NamedDistribution, q: NamedDistribution
) -> Array:
    """Return E_p f − E_q f of other critics, by the densities.

    Parameters
    ----------
    critics : sequence of callable
        k critics f, of arrays.
    p, q : NamedDistribution
        The distributions.

    Returns
    -------
    array, shape (k,)
        The difference of the two expectations for each.
    """
    pieces = _pieces(p, q)
    at_nodes, at_edges = (np.stack([f(x) for f in critics]) for x in (pieces.nodes, pieces.edges))
    return _expectation(p, at_nodes, at_edges, pieces) - _expectation(q, at_nodes, at_edges, pieces)


def _expectation(p: NamedDistribution, at_nodes: Array, at_edges: Array, pieces: _Pieces) -> Array:
    """Return E f by the values of f (..., m, 16) at the nodes, or at the edge where p has its only point."""
    location, scale = p.location_scale()
    if scale == 0:
        return at_edges[..., np.searchsorted(pieces.edges, location)]
    return at_nodes.reshape(*at_nodes.shape[:-2], -1) @ (pieces.weights * p.pdf(pieces.nodes)).ravel()


@lru_cache(maxsize=64)
def _pieces(p: NamedDistribution, q: NamedDistribution) -> _Pieces:
    edges = _in_order(np.concatenate([_edges(p, q), _crossings(p, q)]))
    return _Pieces(edges, *_rule(edges))


@lru_cache(maxsize=64)
def _crossings(p: NamedDistribution, q: NamedDistribution) -> Array:
    """Return where F_q − F_p changes its sign, by a search in quarters of the pieces, and the locations of p and q."""
    from scipy.optimize import brentq

    edges = _edges(p, q)
    x = _in_order((edges[:-1, None] + np.diff(edges)[:, None] * np.array([0, 0.25, 0.5, 0.75])).ravel())
    at = difference_of_cdfs(p, q, x)
    changes = np.flatnonzero(at[1:] * at[:-1] < 0)
    inner = [
        brentq(lambda x: difference_of_cdfs(p, q, x), lo, hi, xtol=1e-15 * (hi - lo))
        for lo, hi in zip(x[changes], x[changes + 1])
    ]
    points = [each.location_scale().location for each in (p, q)]
    return np.array([*inner, *x[1:-1][(at[1:-1] == 0) & (at[:-2] * at[2:] < 0)], *points])


def _edges(p: NamedDistribution, q: NamedDistribution) -> Array:
    """Return the ends of the pieces, without crossings: in steps of either scale near its location, then doubling."""
    (m_p, s_p), (m_q, s_q) = p.location_scale(), q.location_scale()
    other = max(s_p, s_q) or abs(m_p - m_q) or 1.0
    return _in_order(np.concatenate([m_p + (s_p or other) * STANDARD_EDGES, m_q + (s_q or other) * STANDARD_EDGES]))


def _in_order(values: Array) -> Array:
    return np.unique(values)


def _rule(edges: Array) -> tuple[Array, Array]:
    """Return the nodes and weights (m, 16) of the pieces between the edges (m + 1,)."""
    halves = np.diff(edges)[:, None] / 2
    return edges[:-1, None] + halves * (1 + NODES), halves * WEIGHTS
