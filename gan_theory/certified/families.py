"""Normal, uniform, exponential, Laplace and Cauchy distributions with their tails in closed form, and single points."""

from __future__ import annotations

from collections.abc import Sequence

from flint import acb, arb, fmpq

from gan_theory.certified.arithmetic import HALF, Rational, to_positive_rational, to_rational
from gan_theory.certified.distributions import Atom, ExactDistribution, LogDensity, Piece, as_distribution
from gan_theory.certified.mixtures import ExactMixture


def normal(mean: Rational, std: Rational) -> ExactDistribution:
    """Return N(mean, std²).

    Parameters
    ----------
    mean, std : rational
        Its parameters, std > 0.

    Returns
    -------
    ExactDistribution
        With one piece.
    """
    return as_distribution(ExactMixture.gaussian(mean, std))


def uniform(lo: Rational, hi: Rational) -> ExactDistribution:
    """Return the uniform distribution on [lo, hi].

    Parameters
    ----------
    lo, hi : rational
        The ends, lo < hi.

    Returns
    -------
    ExactDistribution
        With one piece.

    Raises
    ------
    ValueError
        Unless lo < hi.
    """
    lo, hi = to_rational(lo), to_rational(hi)
    if not lo < hi:
        raise ValueError(f"expected lo < hi; got {lo} and {hi}")
    return ExactDistribution(
        f"uniform on [{lo}, {hi}]",
        (Piece(lo, hi, lambda x, _: acb(-arb(hi - lo).log())),),
        lambda bits: max(abs(lo), abs(hi)),
        lambda bound, edge: arb(0),
        (abs(arb(hi - lo).log()),),
    )


def exponential(rate: Rational) -> ExactDistribution:
    """Return the exponential distribution, with the density rate·exp(−rate·x) for x > 0.

    Parameters
    ----------
    rate : rational
        Its rate, > 0.

    Returns
    -------
    ExactDistribution
        With one piece.

    Raises
    ------
    ValueError
        Unless the rate is positive.
    """
    rate = to_positive_rational("rate", rate)
    return ExactDistribution(
        f"exponential of rate {rate}",
        (Piece(fmpq(0), None, lambda x, _: arb(rate).log() - x * rate),),
        lambda bits: bits / rate,
        lambda bound, edge: _exponential_tail(bound, rate, edge, 0),
        (abs(arb(rate).log()) + rate * HALF, arb(rate * HALF)),
    )


def laplace(mean: Rational, scale: Rational) -> ExactDistribution:
    """Return the Laplace distribution, with the density exp(−|x − mean|/scale)/(2·scale).

    Parameters
    ----------
    mean, scale : rational
        Its parameters, scale > 0.

    Returns
    -------
    ExactDistribution
        With a piece on either side of the mean.

    Raises
    ------
    ValueError
        Unless the scale is positive.
    """
    mean, scale = to_rational(mean), to_positive_rational("scale", scale)

    def log_pdf(sign: int) -> LogDensity:
        return lambda x, _: (x - mean) * (sign / scale) - arb(2 * scale).log()

    def tail(bound: Sequence[arb], edge: fmpq) -> arb:
        return sum((_exponential_tail(bound, 1 / scale, edge, m) / 2 for m in (mean, -mean)), arb(0))

    return ExactDistribution(
        f"Laplace({mean}, {scale})",
        (Piece(None, mean, log_pdf(1)), Piece(mean, None, log_pdf(-1))),
        lambda bits: abs(mean) + bits * scale,
        tail,
        (abs(arb(2 * scale).log()) + (abs(mean) + HALF) / scale, arb(HALF / scale)),
    )


def cauchy(location: Rational, scale: Rational) -> ExactDistribution:
    """Return the Cauchy distribution, with the density scale/(π (scale² + (x − location)²)).

    Parameters
    ----------
    location, scale : rational
        Its parameters, scale > 0.

    Returns
    -------
    ExactDistribution
        With one piece, and tails that are analytic in w = 1/x; it has no moments.

    Raises
    ------
    ValueError
        Unless the scale is positive.
    """
    m, s = to_rational(location), to_positive_rational("scale", scale)

    def log_pdf(x: acb, analytic: bool) -> acb:
        return (s / arb.pi()).log() - (s * s + (x - m) ** 2).log(analytic=analytic)

    def at_infinity(w: acb, analytic: bool) -> acb:
        return (s / arb.pi()).log() - ((s * w) ** 2 + (1 - m * w) ** 2).log(analytic=analytic)

    def tail(bound: Sequence[arb], edge: fmpq) -> arb:
        mass = ((arb(s) / (edge - m)).atan() + (arb(s) / (edge + m)).atan()) / arb.pi()
        return bound[0] * mass if all(c == 0 for c in bound[1:]) else arb("inf")

    return ExactDistribution(
        f"Cauchy({m}, {s})",
        (Piece(None, None, log_pdf),),
        lambda bits: fmpq(2 ** (bits + int((abs(m) + s).ceil()).bit_length())),  # a power of 2: exact in balls
        tail,
        (abs((s / arb.pi()).log()) + abs(arb(s).log()) * 2 + 2 * (m / s) ** 2, arb(2 / s**2)),
        at_infinity,
    )


def point(x: Rational) -> ExactDistribution:
    """Return the distribution that has all its mass at one point.

    Parameters
    ----------
    x : rational
        The point.

    Returns
    -------
    ExactDistribution
        With one atom and no piece.
    """
    x = to_rational(x)
    return ExactDistribution(
        f"point {x}",
        (),
        lambda bits: abs(x) + 1,
        lambda bound, edge: arb(0),
        atoms=(Atom(x, fmpq(1)),),
    )


def _exponential_tail(bound: Sequence[arb], rate: fmpq, edge: fmpq, mean: fmpq | int) -> arb:
    """∫ rate·exp(−rate (x − mean)) Σ_j bound_j x²ʲ dx over x > edge, by M_k = edgeᵏ M_0 + (k/rate) M_{k−1}."""
    moments = [(arb(mean - edge) * rate).exp()]
    for k in range(1, 2 * len(bound) - 1):
        moments.append(arb(edge) ** k * moments[0] + k / rate * moments[k - 1])
    return sum((c * moment for c, moment in zip(bound, moments[::2])), arb(0))
