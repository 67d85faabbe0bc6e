"""Integrals of functions times Gaussian mixtures, enclosed: quadrature, bounds of the tails, and rising precision.

References
----------
Johansson 2018, "Numerical integration in arbitrary-precision ball arithmetic".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from operator import mul

from flint import acb, arb, ctx, fmpq

from gan_theory.certified.arithmetic import precision
from gan_theory.certified.integrands import Integrand
from gan_theory.certified.mixtures import Component, Components, density_of_components, largest_component

WIDTH = 1e-13  # the default width of an enclosure
TRIES = 6  # to reach a width, each with half as many bits again
EVALUATIONS = 50_000  # of an integrand in one try

Interval = tuple[arb, arb]


def enclose_to(width: float, enclose: Callable[[], arb]) -> arb:
    """Evaluate at rising precision until the enclosure is narrow enough.

    Parameters
    ----------
    width : float
        The greatest width of the enclosure.
    enclose : callable
        A function without arguments that returns an enclosure at the working precision.

    Returns
    -------
    arb
        What `enclose` returns at the first precision at which it is narrow enough.

    Raises
    ------
    ValueError
        For a width that is not positive and finite.
    ArithmeticError
        If the width is not reached.
    """
    if not 0 < width < math.inf:
        raise ValueError(f"expected a width > 0, finite; got {width!r}")
    bits = 20 - math.floor(math.log2(width))
    for _ in range(TRIES):
        with precision(bits):
            enclosure = enclose()
        if is_narrow(enclosure, width):
            return enclosure
        bits += bits // 2
    raise ArithmeticError(f"expected an enclosure at most {width:g} wide; got {enclosure} after {TRIES} tries")


def is_narrow(enclosure: arb, width: float = WIDTH) -> bool:
    """Return whether an enclosure is finite and at most `width` wide; one that is not finite overlaps everything.

    Parameters
    ----------
    enclosure : arb
        The enclosure.
    width : float
        The greatest width.

    Returns
    -------
    bool
        Whether it is.
    """
    return bool(enclosure.is_finite() and 2 * enclosure.rad() <= width)


def integral_of_components(components: Components, f: Integrand, within: Interval | None = None) -> arb:
    """Return ∫ Σ_i w_i N(x; μ_i, σ_i²) f(x) dx, over the line or within an interval.

    Parameters
    ----------
    components : tuple of Component
        The w_i, μ_i and σ_i, with positive weights.
    f : Integrand
        The function f, with its bound.
    within : tuple of arb, optional
        The ends of the interval; by default the integral is over the line.

    Returns
    -------
    arb
        The enclosure, at the working precision.
    """
    density, (lo, hi) = density_of_components(components), within or _ends(components)
    at = f.at
    inside = quadrature(lambda x, analytic: density(x) * at(x, analytic), lo, hi)
    return inside if within else inside + arb(0, tails(components, f.bound, lo, hi).upper())


def _ends(components: Components) -> Interval:
    """Return an interval that leaves out about 2^−bits of each component."""
    reach = math.isqrt(int(1.4 * ctx.prec)) + 1
    lo, hi = min(m - reach * std for _, m, std in components), max(m + reach * std for _, m, std in components)
    return arb(lo).mid(), arb(hi).mid()


def reach_of_components(components: Components, bits: int) -> fmpq:
    """Return a number L: about 2^−bits of each component lies beyond ±L.

    Parameters
    ----------
    components : tuple of Component
        The w_i, μ_i and σ_i.
    bits : int
        The number of bits.

    Returns
    -------
    fmpq
        L > 0.
    """
    reach = math.isqrt(int(1.4 * bits)) + 1
    return max(abs(m) + reach * std for _, m, std in components)


def quadrature(f: Callable[[acb, bool], acb], lo: arb, hi: arb) -> arb:
    """Return ∫ f(x) dx from lo to hi.

    Parameters
    ----------
    f : callable
        From x (acb) and `analytic`, as for `Integrand`, to a value (acb).
    lo, hi : arb
        The ends.

    Returns
    -------
    arb
        The enclosure, at the working precision.

    Raises
    ------
    BaseException
        What the integrand raises, also KeyboardInterrupt: flint would go on.
    """
    raised: list[BaseException] = []

    def without_errors(x: acb, analytic: bool) -> acb:
        try:
            return acb("nan") if raised else f(x, analytic)
        except BaseException as error:
            raised.append(_root_cause(error))
            return acb("nan")

    try:
        enclosure = acb.integral(without_errors, lo, hi, abs_tol=arb(2) ** (12 - ctx.prec), eval_limit=EVALUATIONS)
    except SystemError as error:  # of Ctrl-C between the integrand and flint
        raised.append(_root_cause(error))
    if raised:
        raise raised[0]
    return enclosure.real


def _root_cause(error: BaseException) -> BaseException:
    """Return what a SystemError of compiled code hides."""
    while isinstance(error, SystemError) and error.__cause__ is not None:
        error = error.__cause__
    return error


def tails(components: Components, bound: Sequence[arb], lo: arb, hi: arb) -> arb:
    """Return ∫ Σ_i |w_i| N(x; μ_i, σ_i²) Σ_j bound_j x²ʲ dx over x < lo and x > hi.

    Parameters
    ----------
    components : tuple of Component
        The w_i, μ_i and σ_i.
    bound : sequence of arb
        The coefficients of the polynomial in x².
    lo, hi : arb
        The ends of the interval that is left out.

    Returns
    -------
    arb
        The enclosure, at the working precision.
    """
    above = sum((_upper_tail(Component(abs(w), m, std), bound, hi) for w, m, std in components), arb(0))
    below = sum((_upper_tail(Component(abs(w), -m, std), bound, -lo) for w, m, std in components), arb(0))
    return above + below


def _upper_tail(component: Component, bound: Sequence[arb], edge: arb) -> arb:
    """By the moments of N(m, std²) beyond the edge: M_k = m M_{k−1} + (k − 1) std² M_{k−2} + std edge^(k−1) φ(z)."""
    w, m, std = component
    z = (edge - m) / std
    height = std * (-z * z / 2).exp() / (2 * arb.pi()).sqrt()
    moments = [(z / arb(2).sqrt()).erfc() / 2]
    for k in range(1, 2 * len(bound) - 1):
        before = (k - 1) * std**2 * moments[k - 2] if k > 1 else arb(0)
        moments.append(m * moments[k - 1] + before + height * edge ** (k - 1))
    return w * sum((c * moment for c, moment in zip(bound, moments[::2])), arb(0))


def integral_of_absolute(components: Components) -> arb:
    """Return ∫ |Σ_i w_i N(x; μ_i, σ_i²)| dx over the line.

    Parameters
    ----------
    components : tuple of Component
        The w_i, μ_i and σ_i, with weights of either sign.

    Returns
    -------
    arb
        The enclosure, at the working precision.
    """
    largest, signs = largest_component(components), [1 if w > 0 else -1 for w, _, _ in components]

    def absolute(x: acb, analytic: bool) -> acb:
        log_largest, ratios = largest(x)
        return log_largest.exp() * sum(map(mul, signs, ratios), acb(0)).real_abs(analytic=analytic)

    lo, hi = _ends(components)
    return quadrature(absolute, lo, hi) + arb(0, tails(components, [arb(1)], lo, hi).upper())
