"""Outputs of generators: expectations over the noise, and the distributions of |z|, max(z, 0), z² and cos πz."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple

from flint import acb, arb, ctx, fmpq

from gan_theory.certified.arithmetic import (
    HALF,
    Bound,
    Rational,
    product_of_bounds,
    sum_of_bounds,
    to_positive_rational,
    to_rational,
)
from gan_theory.certified.distributions import Atom, ExactDistribution, Piece
from gan_theory.certified.integrands import Integrand, log_of_components
from gan_theory.certified.mixtures import ExactMixture
from gan_theory.certified.quadrature import WIDTH, enclose_to, quadrature, reach_of_components, tails


class MonotoneBranch(NamedTuple):
    """An interval of the noise z on which a generator is one analytic function.

    Parameters
    ----------
    lo, hi : fmpq or None
        Its ends; None for −∞ and ∞.
    G : callable
        The function, from z to x (acb).
    square_bound : tuple of rational
        Coefficients of a bound of G(z)² for real z, Σ_j c_j z²ʲ; needed where the noise is unbounded.
    """

    lo: fmpq | None
    hi: fmpq | None
    G: Callable[[acb], acb]
    square_bound: tuple[Rational, ...] = ()


def expectation_of_output(
    noise: ExactDistribution, branches: Sequence[MonotoneBranch], f: Integrand, width: float = WIDTH
) -> arb:
    """Return E f(G(z)) over the noise z, as the integrals over the branches of G.

    Parameters
    ----------
    noise : ExactDistribution
        The distribution of z, with one piece.
    branches : sequence of MonotoneBranch
        The generator: branches that fill the line, or the piece.
    f : Integrand
        A function of x.
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure.

    Raises
    ------
    ValueError, ArithmeticError
        As for `integral`.

    References
    ----------
    §4.1, eq. 3, its left side.
    """
    (piece,) = noise.pieces
    bounds = [_bound_of_output(f.bound, branch.square_bound) for branch in branches]

    def on_branch(branch: MonotoneBranch, edge: fmpq) -> arb:
        lo, hi = (-edge if branch.lo is None else branch.lo), (edge if branch.hi is None else branch.hi)
        return quadrature(
            lambda z, analytic: piece.log_pdf(z, analytic).exp() * f(branch.G(z), analytic), arb(lo), arb(hi)
        )

    def enclose() -> arb:
        edge = noise.reach(ctx.prec)
        inside = sum((on_branch(branch, edge) for branch in branches), arb(0))
        return inside + arb(0, noise.tail(reduce(sum_of_bounds, bounds), edge).upper())

    return enclose_to(width, enclose)


def _bound_of_output(bound: Bound, square_bound: Sequence[Rational]) -> tuple[arb, ...]:
    """Return the coefficients in z² of Σ_j bound_j G(z)²ʲ, from a bound of G(z)²."""
    total: tuple[arb, ...] = ()
    power: tuple[arb, ...] = (arb(1),)
    square = [arb(to_rational(c)) for c in square_bound]
    for c in bound:
        total = sum_of_bounds(total, [c * each for each in power])
        power = product_of_bounds(power, square)
    return total


def half_normal() -> ExactDistribution:
    """Return the distribution of |z|, z ~ N(0, 1): it has twice the density of z for x > 0.

    Returns
    -------
    ExactDistribution
        With one piece.
    """
    return _right_half("|z|", arb(2))


def rectified_normal() -> ExactDistribution:
    """Return the distribution of max(z, 0), z ~ N(0, 1): the density of z for x > 0, and an atom of ½ at 0.

    Returns
    -------
    ExactDistribution
        With one piece and one atom.
    """
    return _right_half("max(z, 0)", arb(1), (Atom(fmpq(0), HALF),))


def _right_half(name: str, factor: arb, atoms: tuple[Atom, ...] = ()) -> ExactDistribution:
    """Return the distribution with `factor` times the density of N(0, 1) for x > 0, and atoms."""
    z = ExactMixture.gaussian(0, 1).components
    log_pdf = log_of_components(z)
    return ExactDistribution(
        name,
        (Piece(fmpq(0), None, lambda x, analytic: log_pdf(x, analytic) + factor.log()),),
        lambda bits: reach_of_components(z, bits),
        lambda bound, edge: factor * tails(z, bound, arb(-edge), arb(edge)) / 2,
        (log_pdf.bound[0] + factor.log(), *log_pdf.bound[1:]),
        atoms=atoms,
    )


def chi_square() -> ExactDistribution:
    """Return the distribution of z², z ~ N(0, 1), with the density exp(−x/2)/√(2πx) for x > 0, infinite at 0.

    Returns
    -------
    ExactDistribution
        With one piece. It has no `log_bound`: only expectations are enclosed.
    """
    z = ExactMixture.gaussian(0, 1).components

    def log_pdf(x: acb, analytic: bool) -> acb:
        return -(x + x.log(analytic=analytic) + (2 * arb.pi()).log()) / 2

    def tail(bound: Sequence[arb], edge: fmpq) -> arb:
        in_z = [c if i % 2 == 0 else arb(0) for c in bound for i in (0, 1)][:-1]  # x² = z⁴
        root = arb(edge).sqrt()
        return tails(z, in_z, -root, root)

    piece = Piece(fmpq(0), None, log_pdf, mass_at_lo=lambda distance: (distance / 2).sqrt().erf())
    return ExactDistribution("z²", (piece,), lambda bits: reach_of_components(z, bits) ** 2, tail)


def arcsine(scale: Rational) -> ExactDistribution:
    """Return the distribution of scale·cos(πz), z uniform: the density 1/(π√(scale² − x²)), infinite at ±scale.

    Parameters
    ----------
    scale : rational
        The largest x, > 0.

    Returns
    -------
    ExactDistribution
        With one piece. It has no `log_bound`: only expectations are enclosed.

    Raises
    ------
    ValueError
        Unless the scale is positive.
    """
    scale = to_positive_rational("scale", scale)

    def log_pdf(x: acb, analytic: bool) -> acb:
        return -arb.pi().log() - ((scale - x) * (scale + x)).log(analytic=analytic) / 2

    def mass_at_end(distance: arb) -> arb:
        return (1 - distance / scale).acos() / arb.pi()

    piece = Piece(-scale, scale, log_pdf, mass_at_end, mass_at_end)
    return ExactDistribution(f"arcsine on ±{scale}", (piece,), lambda bits: scale, lambda bound, edge: arb(0))
