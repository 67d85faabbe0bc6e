"""Distributions on the line in ball arithmetic: densities that are analytic on pieces, tails, and atoms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import NamedTuple, Protocol

from flint import acb, arb, fmpq

from gan_theory.certified.integrands import log_of_components
from gan_theory.certified.mixtures import ExactMixture
from gan_theory.certified.quadrature import WIDTH, reach_of_components, tails

LogDensity = Callable[[acb, bool], acb]
"""From a complex ball x and `analytic`, as for `Integrand`, to the log of a density, continued from its piece."""


class Piece(NamedTuple):
    """An interval on which a density is positive and analytic.

    Parameters
    ----------
    lo, hi : fmpq or None
        Its ends; None for −∞ and ∞.
    log_pdf : callable
        The log of the density.
    mass_at_lo, mass_at_hi : callable, optional
        The mass (arb) within a distance (arb) of an end at which the density is infinite.
    """

    lo: fmpq | None
    hi: fmpq | None
    log_pdf: LogDensity
    mass_at_lo: Callable[[arb], arb] | None = None
    mass_at_hi: Callable[[arb], arb] | None = None


class Atom(NamedTuple):
    """A point that has mass, with its mass."""

    x: fmpq
    mass: fmpq


@dataclass(frozen=True, eq=False)
class ExactDistribution:
    """A distribution whose density is analytic on pieces, with atoms.

    Parameters
    ----------
    name : str
        What it is, with its parameters.
    pieces : tuple of Piece
        Where its density is positive, in increasing order.
    reach : callable
        From a number of bits to a rational L, of the size of the parameters at least: about 2^−bits of the mass lies
        beyond ±L. The pieces end within ±L.
    tail : callable
        From coefficients c >= 0 and such an L to ∫ p(x) Σ_j c_j x²ʲ dx over |x| > L; infinite without that moment.
    log_bound : tuple of arb
        Coefficients of a bound of |log p(x)| on the pieces, Σ_j c_j x²ʲ; by default none is known, and no KL enclosed.
    at_infinity : callable, optional
        The log of p(1/w)/w² as a function of w, where that is analytic at w = 0: no moment is finite.
    atoms : tuple of Atom
        The atoms.
    """

    name: str
    pieces: tuple[Piece, ...]
    reach: Callable[[int], fmpq]
    tail: Callable[[Sequence[arb], fmpq], arb]
    log_bound: tuple[arb, ...] = (arb("inf"),)
    at_infinity: LogDensity | None = None
    atoms: tuple[Atom, ...] = ()

    def __repr__(self) -> str:
        return f"ExactDistribution({self.name})"

    def log_pdf_at(self, x: fmpq) -> LogDensity | None:
        """Return the log of the density on the piece that contains x; None where the density is 0."""
        for piece in self.pieces:
            if (piece.lo is None or piece.lo < x) and (piece.hi is None or x < piece.hi):
                return piece.log_pdf
        return None


def as_distribution(p: ExactMixture | ExactDistribution) -> ExactDistribution:
    """Return a mixture as a distribution on pieces, of which it has one.

    Parameters
    ----------
    p : ExactMixture or ExactDistribution
        The distribution.

    Returns
    -------
    ExactDistribution
        The same.
    """
    if isinstance(p, ExactDistribution):
        return p
    log_pdf = log_of_components(p.components)
    return ExactDistribution(
        f"mixture of {len(p.components)} Gaussians",
        (Piece(None, None, log_pdf),),
        lambda bits: reach_of_components(p.components, bits),
        lambda bound, edge: tails(p.components, bound, arb(-edge), arb(edge)),
        log_pdf.bound,
    )


Distribution = ExactMixture | ExactDistribution


class OfPair(Protocol):
    """A divergence or criterion of two distributions, enclosed to a width."""

    def __call__(self, p: Distribution, q: Distribution, width: float = ...) -> arb:
        """Return the enclosure."""


def or_on_pieces(on_pieces: Callable[..., arb]) -> Callable[[Callable[..., arb]], OfPair]:
    """Return a decorator of a function of two mixtures: for other distributions another function is called.

    Values are kept, for a pair and a width each.

    Parameters
    ----------
    on_pieces : callable
        The function of two distributions on pieces.

    Returns
    -------
    callable
        The decorator.
    """

    def decorate(of_mixtures: Callable[..., arb]) -> OfPair:
        @lru_cache(maxsize=256)
        @wraps(of_mixtures)
        def enclose(p: Distribution, q: Distribution, width: float = WIDTH) -> arb:
            if isinstance(p, ExactMixture) and isinstance(q, ExactMixture):
                return of_mixtures(p, q, width)
            return on_pieces(as_distribution(p), as_distribution(q), width)

        return enclose

    return decorate
