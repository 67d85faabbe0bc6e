"""Rigorous enclosures of the game's integrals over the whole line, in nats: quadrature, tails and rounding inside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul

from flint import acb, arb, ctx

from gan_theory.certified.integrands import Integrand, log_1_minus_D, log_D, log_density, log_of, log_sum
from gan_theory.certified.mixtures import (
    HALF,
    ExactMixture,
    density_of_components,
    largest_component,
    merged,
    precision,
    scaled,
)

WIDTH = 1e-13  # how wide an enclosure may be, unless another width is asked for
TRIES = 6  # to get there, each with half as many bits again
EVALUATIONS = 50_000  # of an integrand in one try


def expectation(law: ExactMixture, f: Integrand, width: float = WIDTH) -> arb:
    """E_{x~law} f(x). Arguments and errors as for `integral`."""
    return integral((law, f), width=width)


def expectation_over_noise(law: ExactMixture, f: Integrand, width: float = WIDTH) -> arb:
    """E f(G(z)) over z ~ N(0, 1), where G is affine, or one of several affine maps by chance, and `law` is its law."""
    noise = ExactMixture.gaussian(0, 1)
    return integral(*((noise, w * f.of_affine(std, m)) for w, m, std in law.components), width=width)


def integral(*terms: tuple[ExactMixture, Integrand], width: float = WIDTH) -> arb:
    """Σ ∫ p(x) f(x) dx over the line and the terms (p, f), in an enclosure at most `width` wide.

    Raises ValueError for a width that is not positive, and ArithmeticError if the width is not reached.
    """
    return _narrow(lambda: sum(_mean(law.components, f) for law, f in terms), width)


def _narrow(enclose, width) -> arb:
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
    """Whether it is finite and at most `width` wide: an enclosure that is not finite overlaps everything."""
    return bool(enclosure.is_finite() and 2 * enclosure.rad() <= width)


def _mean(components, f, within=None) -> arb:
    density, (lo, hi) = density_of_components(components), within or _ends(components)
    inside = _quadrature(lambda x, analytic: density(x) * f(x, analytic), lo, hi)
    return inside if within else inside + arb(0, _tails(components, f.bound, lo, hi).upper())


def _ends(components) -> tuple[arb, arb]:
    """An interval beyond which about 2^−bits of each component lie."""
    reach = math.isqrt(int(1.4 * ctx.prec)) + 1
    lo, hi = min(m - reach * std for _, m, std in components), max(m + reach * std for _, m, std in components)
    return arb(lo).mid(), arb(hi).mid()


def _quadrature(f, lo, hi) -> arb:
    try:
        return acb.integral(f, lo, hi, abs_tol=arb(2) ** (12 - ctx.prec), eval_limit=EVALUATIONS).real
    except SystemError as error:  # in which flint wraps what the integrand raises, Ctrl-C too
        raise (error.__cause__ or error) from None


def _tails(components, bound, lo, hi) -> arb:
    """∫ Σ_i |w_i| N(x; μ_i, σ_i²) Σ_j bound_j x²ʲ dx over x < lo and x > hi."""
    above = sum(_tail(abs(w), m, std, bound, hi) for w, m, std in components)
    below = sum(_tail(abs(w), -m, std, bound, -lo) for w, m, std in components)
    return above + below


def _tail(w, m, std, bound, edge) -> arb:
    """The moments of N(m, std²) beyond the edge: M_k = m M_{k−1} + (k − 1) std² M_{k−2} + std edge^(k−1) φ(z)."""
    z = (edge - m) / std
    height = std * (-z * z / 2).exp() / (2 * arb.pi()).sqrt()
    moments = [(z / arb(2).sqrt()).erfc() / 2]
    for k in range(1, 2 * len(bound) - 1):
        before = (k - 1) * std**2 * moments[k - 2] if k > 1 else 0
        moments.append(m * moments[k - 1] + before + height * edge ** (k - 1))
    return w * sum(c * moment for c, moment in zip(bound, moments[::2]))


def entropy(p: ExactMixture, width: float = WIDTH) -> arb:
    """−E_p log p, the differential entropy."""
    return integral((p, -log_density(p)), width=width)


def kl(p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """KL(p‖q) = E_p[log p − log q]."""
    return integral((p, log_density(p) - log_density(q)), width=width)


def C(p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """C(G) = E_p log p/(p + q) + E_q log q/(p + q). Source: eq. 4."""
    total = log_sum(p, q)
    return integral((p, log_density(p) - total), (q, log_density(q) - total), width=width)


def V(logit: Sequence, p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """V(D, G) = E_p log D + E_q log(1 − D), with the logit as for `log_D`. Source: eq. 1."""
    return integral((p, log_D(logit)), (q, log_1_minus_D(logit)), width=width)


def jsd(p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """JSD(p‖q) = ½ KL(p‖m) + ½ KL(q‖m), with the law m = (p + q)/2. Source: eq. 6."""
    m = p.mix(q, HALF)
    return _narrow(lambda: _jsd(p.components, q.components, m.components), width)


def jsd_within(p: ExactMixture, q: ExactMixture, lo: float, hi: float, width: float = WIDTH) -> arb:
    """The JSD of the laws of x ~ p and x ~ q, each given that lo <= x <= hi, for doubles lo and hi."""
    ends = arb(lo), arb(hi)

    def enclose():
        a, b = (scaled(c, 1 / (1 - _tails(c, (1,), *ends))) for c in (p.components, q.components))
        return _jsd(a, b, merged(scaled(a + b, HALF)), ends)

    return _narrow(enclose, width)


def _jsd(p, q, m, within=None) -> arb:
    log_m = log_of(m)
    return (_mean(p, log_of(p) - log_m, within) + _mean(q, log_of(q) - log_m, within)) / 2


def tv(p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """TV(p, q) = ½ ∫ |p − q| dx, a mass."""
    difference = merged(p.components + scaled(q.components, -1))
    return _narrow(lambda: _size(difference) / 2, width) if difference else arb(0)


def _size(components) -> arb:
    largest, signs = largest_component(components), [1 if w > 0 else -1 for w, _, _ in components]

    def size(x, analytic):
        log_top, ratios = largest(x)
        return log_top.exp() * sum(map(mul, signs, ratios)).real_abs(analytic=analytic)

    lo, hi = _ends(components)
    return _quadrature(size, lo, hi) + arb(0, _tails(components, (1,), lo, hi).upper())
