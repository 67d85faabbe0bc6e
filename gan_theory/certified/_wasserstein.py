"""Rigorous enclosures of W₁ on the line: by distribution functions, by transport, and by the critic that attains it.

∫ |F_p − F_q| dx is enclosed for any two distributions here. For two of one location-scale family, or if one is a point,
the monotone transport T = F_q⁻¹ ∘ F_p is affine. Then ∫₀¹ |F_p⁻¹ − F_q⁻¹| du = E_p |x − T(x)|, and the best critic has
at most one kink, at the point that T leaves where it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from flint import acb, arb, ctx, fmpq

from gan_theory.certified import families
from gan_theory.certified.arithmetic import HALF, Rational, to_rational
from gan_theory.certified.distributions import ExactDistribution
from gan_theory.certified.integrands import Integrand
from gan_theory.certified.piecewise import expectation
from gan_theory.certified.quadrature import WIDTH, enclose_to, quadrature

Analytic = Callable[[acb], acb]


@dataclass(frozen=True)
class LocationScale:
    """A distribution of a location-scale family: x = location + scale·z, with z from the standard one.

    Parameters
    ----------
    family : {"normal", "uniform", "exponential", "laplace", "cauchy", "point"}
        Its family.
    location, scale : fmpq
        Its parameters; the scale of a point is 0.
    distribution : ExactDistribution
        The same, with its density and tails.
    """

    family: str
    location: fmpq
    scale: fmpq
    distribution: ExactDistribution = field(compare=False)

    @classmethod
    def of(cls, family: str, *parameters: Rational) -> LocationScale:
        """Return the distribution of a family with the parameters of its function in `certified`."""
        distribution = getattr(families, family)(*parameters)
        numbers = [to_rational(number) for number in parameters]
        location, scale = numbers[0], numbers[-1]
        if family == "uniform":
            scale = numbers[1] - numbers[0]
        elif family == "exponential":
            location, scale = fmpq(0), 1 / numbers[0]
        elif family == "point":
            scale = fmpq(0)
        return cls(family, location, scale, distribution)

    def cuts(self) -> set[fmpq]:
        """Return the points between which the distribution function is analytic, its location among them."""
        ends = {end for piece in self.distribution.pieces for end in piece[:2] if end is not None}
        return ends | {self.location}

    def tail_function(self, x: fmpq, above: bool) -> Analytic:
        """Return the distribution function, or its complement, continued from the interval that contains x.

        Parameters
        ----------
        x : fmpq
            A point of the interval, none of `cuts`.
        above : bool
            Whether P(X > ·) is returned; otherwise P(X < ·).

        Returns
        -------
        callable
            A function of a complex ball.
        """
        if self.scale == 0:
            return _constant((x < self.location) == above)
        standard = _TAILS[self.family]((x - self.location) / self.scale, above)
        return lambda x: standard((x - self.location) / self.scale)


def _constant(value: bool) -> Analytic:
    return lambda _: acb(int(value))


def _of_uniform(z: fmpq, above: bool) -> Analytic:
    if not 0 < z < 1:
        return _constant((z < 0) == above)
    return lambda z: 1 - z if above else z


def _of_exponential(z: fmpq, above: bool) -> Analytic:
    if z < 0:
        return _constant(above)
    return lambda z: (-z).exp() if above else 1 - (-z).exp()


def _of_laplace(z: fmpq, above: bool) -> Analytic:
    sign = 1 if above else -1
    if (z > 0) == above:
        return lambda z: (-sign * z).exp() / 2
    return lambda z: 1 - (sign * z).exp() / 2


def _of_normal(_: fmpq, above: bool) -> Analytic:
    sign = 1 if above else -1
    return lambda z: (sign * z / arb(2).sqrt()).erfc() / 2


def _of_cauchy(_: fmpq, above: bool) -> Analytic:
    sign = -1 if above else 1
    return lambda z: sign * z.atan() / arb.pi() + HALF


_TAILS: dict[str, Callable[[fmpq, bool], Analytic]] = {
    "normal": _of_normal,
    "uniform": _of_uniform,
    "exponential": _of_exponential,
    "laplace": _of_laplace,
    "cauchy": _of_cauchy,
}


def w1(p: LocationScale, q: LocationScale, width: float = WIDTH) -> arb:
    """Return ∫ |F_p − F_q| dx.

    Parameters
    ----------
    p, q : LocationScale
        The distributions.
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
        If the width is not reached, as for a distribution without a mean.
    """
    return arb(0) if p == q else enclose_to(width, lambda: _w1(p, q))


def _w1(p: LocationScale, q: LocationScale) -> arb:
    """Integrate over |x| <= L; beyond, ∫ P(X > x) dx <= E |x| 1{|x| > L} <= E x²/L 1{|x| > L}, for either."""
    edge = max(each.distribution.reach(ctx.prec) for each in (p, q))
    bound = [arb(0), 1 / arb(edge)]
    beyond = sum((each.distribution.tail(bound, edge) for each in (p, q)), arb(0))
    cuts = sorted({-edge, edge, *(cut for cut in p.cuts() | q.cuts() if -edge < cut < edge)})
    middle = (p.location + q.location) / 2
    inside = sum((_area_between(p, q, lo, hi, middle) for lo, hi in pairwise(cuts)), arb(0))
    return inside + arb(0, beyond.upper())


def _area_between(p: LocationScale, q: LocationScale, lo: fmpq, hi: fmpq, middle: fmpq) -> arb:
    x = (lo + hi) / 2
    at_p, at_q = (each.tail_function(x, above=x > middle) for each in (p, q))
    return quadrature(lambda x, analytic: (at_p(x) - at_q(x)).real_abs(analytic=analytic), arb(lo), arb(hi))


def mean_transport(p: LocationScale, q: LocationScale, width: float = WIDTH) -> arb:
    """Return E_p |x − T(x)| for the monotone transport T from p to q, which is ∫₀¹ |F_p⁻¹ − F_q⁻¹| du.

    Parameters and errors as for `w1`; moreover ValueError unless `transport_is_affine`.
    """
    _check_affine(p, q)
    if p.scale == 0:
        p, q = q, p  # from the point to others there is no map; the way back has the same distances
    ratio = q.scale / p.scale if p.scale else fmpq(1)
    return expectation(p.distribution, absolute_affine(ratio * p.location - q.location, 1 - ratio), width)


def best_critic(p: LocationScale, q: LocationScale) -> Integrand:
    """Return the critic f with f′ = sign(F_q − F_p): ±x, or ±|x − x*| with the point x* that the transport leaves.

    Parameters and errors as for `mean_transport`, without the width.
    """
    _check_affine(p, q)
    if p.scale == q.scale:
        sign = 1 if p.location > q.location else -1
        return Integrand(lambda x, _: sign * x, (arb(HALF), arb(HALF)))
    fixed = (p.location * q.scale - q.location * p.scale) / (q.scale - p.scale)
    return absolute_affine(-fixed, fmpq(1)) * (1 if p.scale > q.scale else -1)


def absolute_affine(a: fmpq, b: fmpq) -> Integrand:
    """Return x ↦ |a + b x|, which is at most |a| + |b|(1 + x²)/2."""
    bound = (arb(abs(a) + abs(b) / 2), arb(abs(b) / 2))
    return Integrand(lambda x, analytic: (a + b * x).real_abs(analytic=analytic), bound)


def transport_is_affine(p: LocationScale, q: LocationScale) -> bool:
    """Whether p and q are of one family, or one of them is a point."""
    return p.family == q.family or p.scale * q.scale == 0


def _check_affine(p: LocationScale, q: LocationScale) -> None:
    if not transport_is_affine(p, q):
        raise ValueError(f"expected two distributions of one family, or a point; got {p.family} and {q.family}")
