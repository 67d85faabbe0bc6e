"""The integrals of the game for distributions on pieces: quadrature piece by piece, with bounds of what lies beyond.

Beyond ±L, where p and q have the masses P and Q, the terms of C lie in [−2√(PQ), 0], since
0 <= p log(1 + q/p) <= √(pq) and ∫ √(pq) <= √(PQ) by Cauchy and Schwarz. So one light tail is enough. Where p and q both
have heavy tails, these are integrals over w = 1/x from −1/L to 1/L: the terms are homogeneous in (p, q), and
p(1/w)/w² is analytic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from flint import acb, arb, ctx, fmpq

from gan_theory.certified.arithmetic import Rational, sum_of_bounds, to_rational
from gan_theory.certified.distributions import ExactDistribution, LogDensity, Piece
from gan_theory.certified.integrands import Integrand, log_1_minus_D, log_D, log_sigmoid
from gan_theory.certified.quadrature import WIDTH, enclose_to, quadrature

Term = Callable[[acb, acb, bool], acb]
"""From log p and log q at x, and `analytic`, to what is integrated where both are positive."""


class _Segment(NamedTuple):
    """An interval without a break of p or q, and their log densities there; None where the density is 0."""

    lo: fmpq
    hi: fmpq
    log_p: LogDensity | None
    log_q: LogDensity | None


def expectation(p: ExactDistribution, f: Integrand, width: float = WIDTH) -> arb:
    """Return E f(x) over x ~ p.

    Parameters
    ----------
    p : ExactDistribution
        The distribution of x.
    f : Integrand
        A function of x, whose bound has moments of p only that are finite.
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure.

    Raises
    ------
    ValueError
        For a width that is not positive and finite.
    ArithmeticError
        If the width is not reached.
    """
    return enclose_to(width, lambda: _expectation(p, f))


def _expectation(p: ExactDistribution, f: Integrand) -> arb:
    edge = p.reach(ctx.prec)
    inside = sum((_expectation_on(piece, f, edge) for piece in p.pieces), arb(0))
    at_atoms = sum((mass * f(acb(x)).real for x, mass in p.atoms), arb(0))
    return inside + at_atoms + arb(0, p.tail(f.bound, edge).upper())


def _expectation_on(piece: Piece, f: Integrand, edge: fmpq) -> arb:
    """∫ p f over a piece; within 2^(−bits/2) of an end where p is infinite, the mass times an enclosure of f there."""
    lo, hi = (-edge if piece.lo is None else piece.lo), (edge if piece.hi is None else piece.hi)
    margin, total = fmpq(1, 2 ** (ctx.prec // 2)), arb(0)
    if piece.mass_at_lo is not None:
        total += piece.mass_at_lo(arb(margin)) * f(acb(arb(lo).union(arb(lo + margin)))).real
        lo += margin
    if piece.mass_at_hi is not None:
        total += piece.mass_at_hi(arb(margin)) * f(acb(arb(hi - margin).union(arb(hi)))).real
        hi -= margin
    return total + quadrature(lambda x, analytic: piece.log_pdf(x, analytic).exp() * f(x, analytic), arb(lo), arb(hi))


def V(logit: Sequence[Rational], p: ExactDistribution, q: ExactDistribution, width: float = WIDTH) -> arb:
    """Return V(D, G), for a D with a polynomial logit. Parameters and errors as for `gan_theory.certified.V`."""
    halves = (p, log_D(logit)), (q, log_1_minus_D(logit))
    return enclose_to(width, lambda: sum((_expectation(each, f) for each, f in halves), arb(0)))


def C(p: ExactDistribution, q: ExactDistribution, width: float = WIDTH) -> arb:
    """Return C(G), of the terms p log σ(l) + q log σ(−l), with the logit l = log(p/q) of D*.

    Parameters and errors as for `gan_theory.certified.C`.
    """

    def term(log_p: acb, log_q: acb, analytic: bool) -> acb:
        logit = log_p - log_q
        return log_p.exp() * log_sigmoid(logit, analytic) + log_q.exp() * log_sigmoid(-logit, analytic)

    def enclose() -> arb:
        outside = _masses_outside(p, q)
        return _integral(term, p, q, alone=arb(0)) - arb(0).union(2 * outside.overlap)

    return enclose_to(width, enclose)


def jsd(p: ExactDistribution, q: ExactDistribution, width: float = WIDTH) -> arb:
    """Return ½ KL(p‖m) + ½ KL(q‖m), with the logarithm of m = (p + q)/2.

    Parameters and errors as for `gan_theory.certified.jsd`.
    """

    def term(log_p: acb, log_q: acb, analytic: bool) -> acb:
        log_m = _log_mean(log_p, log_q, analytic)
        return (log_p.exp() * (log_p - log_m) + log_q.exp() * (log_q - log_m)) / 2

    def enclose() -> arb:
        outside, half_log_2 = _masses_outside(p, q), arb(2).log() / 2
        beyond = half_log_2 * (outside.p + outside.q) - arb(0).union(outside.overlap)
        return _integral(term, p, q, alone=half_log_2) + beyond

    return enclose_to(width, enclose)


def _log_mean(a: acb, b: acb, analytic: bool) -> acb:
    """Return log ½(exp a + exp b), from the larger of both."""
    larger, smaller = _in_order(a, b)
    return larger + (1 + (smaller - larger).exp()).log(analytic=analytic) - arb(2).log()


def _in_order(a: acb, b: acb) -> tuple[acb, acb]:
    """Return the larger and the smaller of two logs, by the middles of their real parts."""
    return (a, b) if float(a.real) > float(b.real) else (b, a)


def tv(p: ExactDistribution, q: ExactDistribution, width: float = WIDTH) -> arb:
    """Return ½ ∫ |p − q|. Parameters and errors as for `gan_theory.certified.tv`."""

    def term(log_p: acb, log_q: acb, analytic: bool) -> acb:
        larger, smaller = _in_order(log_p, log_q)
        return larger.exp() * (1 - (smaller - larger).exp()).real_abs(analytic=analytic) / 2

    def enclose() -> arb:
        outside = _masses_outside(p, q)
        beyond = abs(outside.p - outside.q).union(outside.p + outside.q) / 2
        return _integral(term, p, q, alone=arb(1) / 2) + beyond

    return enclose_to(width, enclose)


def kl(p: ExactDistribution, q: ExactDistribution, width: float = WIDTH) -> arb:
    """Return KL(p‖q) = E_p[log p − log q], which may be ∞. Parameters and errors as for `gan_theory.certified.kl`.

    It is ∞ where p has mass and q has none; and where p has no mean while −log q grows at least linearly, as it does
    for each q here but a Cauchy distribution.
    """
    if not _covers(q, p) or (p.at_infinity and not q.at_infinity):
        return arb("inf")

    def enclose() -> arb:
        if p.at_infinity:
            return _integral(_kl_term, p, q, alone=arb(0))
        edge = max(p.reach(ctx.prec), _core(p, q))
        bound = sum_of_bounds(p.log_bound, q.log_bound)
        return _integral(_kl_term, p, q, alone=arb(0), edge=edge) + arb(0, p.tail(bound, edge).upper())

    return enclose_to(width, enclose)


def kl_within(p: ExactDistribution, q: ExactDistribution, edge: Rational, width: float = WIDTH) -> arb:
    """Return ∫ p log(p/q) over |x| <= edge: the part of KL(p‖q) that a grid can see, also where that is ∞.

    Parameters
    ----------
    p, q : ExactDistribution
        The distributions; q has a density where p has.
    edge : rational
        The end of the interval, beyond the ends of all pieces.
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure. Errors as for `gan_theory.certified.kl`.
    """
    return enclose_to(width, lambda: _integral(_kl_term, p, q, alone=arb(0), edge=to_rational(edge)))


def _kl_term(log_p: acb, log_q: acb, _: bool) -> acb:
    return log_p.exp() * (log_p - log_q)


def _integral(term: Term, p: ExactDistribution, q: ExactDistribution, alone: arb, edge: fmpq | None = None) -> arb:
    """∫ term over |x| <= edge; `alone` per mass of p or q alone.

    Without an edge it is what `_edge` gives, and beyond it the integral is over w = 1/x if both tails are heavy.
    """
    to_infinity, edge = edge is None, _edge(p, q) if edge is None else edge
    segments = [*_segments(p, q, edge)]
    if to_infinity and _both_heavy(p, q):
        segments.append(_Segment(-1 / edge, 1 / edge, p.at_infinity, q.at_infinity))
    on_line = sum((_on_segment(term, alone, segment) for segment in segments), arb(0))
    return on_line + sum((_at_atoms(term, alone, *masses) for masses in _atoms(p, q)), arb(0))


def _on_segment(term: Term, alone: arb, segment: _Segment) -> arb:
    lo, hi, log_p, log_q = segment
    if log_p and log_q:
        return quadrature(lambda x, analytic: term(log_p(x, analytic), log_q(x, analytic), analytic), arb(lo), arb(hi))
    log_pdf = log_p or log_q
    assert log_pdf is not None
    return alone * quadrature(lambda x, analytic: log_pdf(x, analytic).exp(), arb(lo), arb(hi))


def _at_atoms(term: Term, alone: arb, p: fmpq, q: fmpq) -> arb:
    """Return the term of one point with the masses p and q."""
    return term(acb(p).log(), acb(q).log(), False).real if p and q else alone * (p + q)


def _atoms(p: ExactDistribution, q: ExactDistribution) -> list[tuple[fmpq, fmpq]]:
    """Return the masses of p and q at each point where one has an atom."""
    at_p, at_q = dict(p.atoms), dict(q.atoms)
    return [(at_p.get(x, fmpq(0)), at_q.get(x, fmpq(0))) for x in {**at_p, **at_q}]


def _segments(p: ExactDistribution, q: ExactDistribution, edge: fmpq) -> Iterator[_Segment]:
    """Yield the intervals between −edge, the ends of pieces and edge, on which p or q is positive."""
    ends = {end for piece in (*p.pieces, *q.pieces) for end in piece[:2] if end is not None}
    cuts = sorted({-edge, edge, *ends})
    for lo, hi in pairwise(cuts):
        middle = (lo + hi) / 2
        log_p, log_q = p.log_pdf_at(middle), q.log_pdf_at(middle)
        if log_p or log_q:
            yield _Segment(lo, hi, log_p, log_q)


def _covers(q: ExactDistribution, p: ExactDistribution) -> bool:
    """Whether q has a density where p has, and atoms where p has."""
    segments = _segments(p, q, 2 * _core(p, q))
    return all(segment.log_q for segment in segments if segment.log_p) and all(b for a, b in _atoms(p, q) if a)


class _MassesOutside(NamedTuple):
    """The masses of p and q beyond ±L, and a bound of ∫ √(pq) there; 0 if the integrals reach to infinity."""

    p: arb
    q: arb
    overlap: arb


def _masses_outside(p: ExactDistribution, q: ExactDistribution) -> _MassesOutside:
    if _both_heavy(p, q):
        return _MassesOutside(arb(0), arb(0), arb(0))
    P, Q = (each.tail([arb(1)], _edge(p, q)) for each in (p, q))
    return _MassesOutside(P, Q, (P * Q).sqrt())


def _both_heavy(p: ExactDistribution, q: ExactDistribution) -> bool:
    return p.at_infinity is not None and q.at_infinity is not None


def _core(p: ExactDistribution, q: ExactDistribution) -> fmpq:
    """Return an L of the size of the parameters, so that all pieces end within ±L."""
    return max(p.reach(1), q.reach(1))


def _edge(p: ExactDistribution, q: ExactDistribution) -> fmpq:
    """Return an L beyond which p or q has at most about 2^−2·bits of its mass, so that √(PQ) is 2^−bits."""
    if _both_heavy(p, q):
        return 2 * _core(p, q)
    return max(_core(p, q), min(p.reach(2 * ctx.prec), q.reach(2 * ctx.prec)))
