"""Rigorous enclosures of the game's integrals over the whole line, in nats: quadrature, tails and rounding included.

The functions take ExactMixtures p and q, and return a ball (arb) that contains the exact value. Its width, the length
of the interval, is at most `width`; they raise ValueError for a width that is not positive and finite, and
ArithmeticError if that width is not reached.

References
----------
Johansson 2018, "Numerical integration in arbitrary-precision ball arithmetic".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from operator import mul

from flint import acb, arb, ctx

from gan_theory.certified.arithmetic import HALF, Rational, precision
from gan_theory.certified.integrands import Integrand, log_1_minus_D, log_D, log_density, log_of_components, log_sum
from gan_theory.certified.mixtures import (
    Component,
    Components,
    ExactMixture,
    density_of_components,
    largest_component,
    merged,
    scaled,
)

WIDTH = 1e-13  # the default width of an enclosure
TRIES = 6  # to reach a width, each with half as many bits again
EVALUATIONS = 50_000  # of an integrand in one try

Interval = tuple[arb, arb]


def expectation(p: ExactMixture, f: Integrand, width: float = WIDTH) -> arb:
    """Return E f(x) over x ~ p. Errors as for `integral`."""
    return integral((p, f), width=width)


def expectation_over_noise(p_g: ExactMixture, f: Integrand, width: float = WIDTH) -> arb:
    """Return E f(G(z)) over z ~ N(0, 1), where p_g is the distribution of G(z).

    Parameters
    ----------
    p_g : ExactMixture
        Each component is the image of the noise under an affine G(z) = std·z + mean, chosen with its weight.
    f : Integrand
        A function of x = G(z).
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure. Errors as for `integral`.
    """
    noise = ExactMixture.gaussian(0, 1)
    return integral(*((noise, w * f.of_affine(std, mean)) for w, mean, std in p_g.components), width=width)


def integral(*terms: tuple[ExactMixture, Integrand], width: float = WIDTH) -> arb:
    """Return Σ ∫ p(x) f(x) dx over the line and over the terms (p, f).

    Parameters
    ----------
    *terms : (ExactMixture, Integrand)
        A density p and a function f each.
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
    return _enclose_to(width, lambda: sum((_integral(p.components, f) for p, f in terms), arb(0)))


def _enclose_to(width: float, enclose: Callable[[], arb]) -> arb:
    """Return what `enclose` returns at the first precision at which it is narrow enough."""
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
    """Return whether an enclosure is finite and at most `width` wide; one that is not finite overlaps everything."""
    return bool(enclosure.is_finite() and 2 * enclosure.rad() <= width)


def _integral(components: Components, f: Integrand, within: Interval | None = None) -> arb:
    """∫ Σ_i w_i N(x; μ_i, σ_i²) f(x) dx, over the line or within an interval."""
    density, (lo, hi) = density_of_components(components), within or _ends(components)
    inside = _quadrature(lambda x, analytic: density(x) * f(x, analytic), lo, hi)
    return inside if within else inside + arb(0, _tails(components, f.bound, lo, hi).upper())


def _ends(components: Components) -> Interval:
    """Return an interval that leaves out about 2^−bits of each component."""
    reach = math.isqrt(int(1.4 * ctx.prec)) + 1
    lo, hi = min(m - reach * std for _, m, std in components), max(m + reach * std for _, m, std in components)
    return arb(lo).mid(), arb(hi).mid()


def _quadrature(f: Callable[[acb, bool], acb], lo: arb, hi: arb) -> arb:
    try:
        return acb.integral(f, lo, hi, abs_tol=arb(2) ** (12 - ctx.prec), eval_limit=EVALUATIONS).real
    except SystemError as error:  # in which flint wraps what the integrand raises, also KeyboardInterrupt
        raise (error.__cause__ or error) from None


def _tails(components: Components, bound: Sequence[arb], lo: arb, hi: arb) -> arb:
    """∫ Σ_i |w_i| N(x; μ_i, σ_i²) Σ_j bound_j x²ʲ dx over x < lo and x > hi."""
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


def entropy(p: ExactMixture, width: float = WIDTH) -> arb:
    """Return the differential entropy −E_p log p."""
    return integral((p, -log_density(p)), width=width)


def kl(p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """Return KL(p‖q) = E_p[log p − log q]."""
    return integral((p, log_density(p) - log_density(q)), width=width)


def C(p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """Return C(G) = E_p log(p/(p + q)) + E_q log(q/(p + q)), for p_data = p and p_g = q. Source: eq. 4."""
    total = log_sum(p, q)
    return integral((p, log_density(p) - total), (q, log_density(q) - total), width=width)


def V(logit: Sequence[Rational], p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """Return V(D, G) = E_p log D + E_q log(1 − D), with the logit of D as for `log_D`. Source: eq. 1."""
    return integral((p, log_D(logit)), (q, log_1_minus_D(logit)), width=width)


def jsd(p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """Return JSD(p‖q) = ½ KL(p‖m) + ½ KL(q‖m), with m = (p + q)/2. Source: eq. 6."""
    m = p.mix(q, HALF)
    return _enclose_to(width, lambda: _jsd(p.components, q.components, m.components))


def jsd_within(p: ExactMixture, q: ExactMixture, lo: float, hi: float, width: float = WIDTH) -> arb:
    """Return the JSD of p and q, each restricted to lo <= x <= hi and renormalised.

    Parameters
    ----------
    p, q : ExactMixture
        The distributions.
    lo, hi : float
        The ends of the interval, exactly the doubles.
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure. Errors as for `integral`.
    """
    ends = arb(lo), arb(hi)

    def enclose() -> arb:
        a, b = (scaled(each, 1 / (1 - _tails(each, [arb(1)], *ends))) for each in (p.components, q.components))
        return _jsd(a, b, merged(scaled(a + b, HALF)), ends)

    return _enclose_to(width, enclose)


def _jsd(p: Components, q: Components, m: Components, within: Interval | None = None) -> arb:
    log_m = log_of_components(m)
    terms = [_integral(each, log_of_components(each) - log_m, within) for each in (p, q)]
    return (terms[0] + terms[1]) / 2


def tv(p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """Return TV(p, q) = ½ ∫ |p − q| dx, a mass."""
    difference = merged(p.components + scaled(q.components, -1))
    return _enclose_to(width, lambda: _integral_of_absolute(difference) / 2) if difference else arb(0)


def _integral_of_absolute(components: Components) -> arb:
    """∫ |Σ_i w_i N(x; μ_i, σ_i²)| dx, for weights of either sign."""
    largest, signs = largest_component(components), [1 if w > 0 else -1 for w, _, _ in components]

    def absolute(x: acb, analytic: bool) -> acb:
        log_largest, ratios = largest(x)
        return log_largest.exp() * sum(map(mul, signs, ratios), acb(0)).real_abs(analytic=analytic)

    lo, hi = _ends(components)
    return _quadrature(absolute, lo, hi) + arb(0, _tails(components, [arb(1)], lo, hi).upper())
