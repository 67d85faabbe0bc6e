"""Laws on the line with rational parameters, and functions to integrate against them, in ball arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from flint import acb, arb, fmpq

from gan_theory.certified.mixtures import HALF, ExactMixture, largest_component, merged, peak_density, to_rational


@dataclass(frozen=True, eq=False)
class Integrand:
    """A function f with |f(x)| <= Σ_i bound_i x²ⁱ for every real x, to be integrated; with +, − and ×.

    at(x, analytic): an enclosure of f, at the working precision, on the complex ball x, which meets the real line; if
    `analytic`, it is finite only if f continues from there to an analytic function on all of x.
    """

    at: Callable[[acb, bool], acb]
    bound: tuple[arb, ...]

    def __call__(self, x: acb, analytic: bool = False) -> acb:
        return self.at(x, analytic)

    def __add__(self, other: Integrand) -> Integrand:
        bound = tuple(a + b for a, b in zip_longest(self.bound, other.bound, fillvalue=arb(0)))
        return Integrand(lambda x, analytic: self(x, analytic) + other(x, analytic), bound)

    def __mul__(self, other) -> Integrand:
        other = other if isinstance(other, Integrand) else constant(other)
        bound = [arb(0)] * (len(self.bound) + len(other.bound) - 1)
        for i, a in enumerate(self.bound):
            for j, b in enumerate(other.bound):
                bound[i + j] += a * b
        return Integrand(lambda x, analytic: self(x, analytic) * other(x, analytic), tuple(bound))

    __rmul__ = __mul__

    def __neg__(self) -> Integrand:
        return self * -1

    def __sub__(self, other: Integrand) -> Integrand:
        return self + -other

    def of_affine(self, a, b) -> Integrand:
        """z ↦ f(a z + b) for rational a and b, where (a z + b)²ⁱ <= 2²ⁱ⁻¹ ((a z)²ⁱ + b²ⁱ)."""
        a, b = to_rational(a), to_rational(b)
        doubled = [c * (2 ** (2 * i - 1) if i else HALF) for i, c in enumerate(self.bound)]
        bound = [c * a ** (2 * i) for i, c in enumerate(doubled)]
        bound[0] += sum(c * b ** (2 * i) for i, c in enumerate(doubled))
        return Integrand(lambda z, analytic: self(z * a + b, analytic), tuple(bound))


def constant(c) -> Integrand:
    """x ↦ c, a rational."""
    c = to_rational(c)
    return Integrand(lambda x, analytic: acb(c), (abs(arb(c)),))


def log_density(law: ExactMixture) -> Integrand:
    """log p(x), also where p(x) is tiny."""
    return log_of(law.components)


def log_sum(p: ExactMixture, q: ExactMixture) -> Integrand:
    """log(p(x) + q(x))."""
    return log_of(merged(p.components + q.components))


def log_of(components) -> Integrand:
    largest = largest_component(components)

    def log(x, analytic):
        log_top, ratios = largest(x)
        return log_top + sum(ratios).log(analytic=analytic) if len(ratios) > 1 else log_top

    _, mean, std = widest = max(components, key=lambda component: component[2])
    above, below = sum(map(peak_density, components)).log(), peak_density(widest).log()
    return Integrand(log, (abs(above) + abs(below) + (mean / std) ** 2, arb(1 / std**2)))


def score(*laws: ExactMixture) -> Integrand:
    """(log p)′(x) = p′(x)/p(x) of a law p, or of the sum p of several."""
    components = merged(sum((law.components for law in laws), ()))
    largest = largest_component(components)

    def score(x, _):
        ratios = largest(x)[1]
        return sum(r * ((mean - x) / std**2) for r, (_, mean, std) in zip(ratios, components)) / sum(ratios)

    steepest, farthest = 1 / min(std for _, _, std in components) ** 2, max(abs(mean) for _, mean, _ in components)
    return Integrand(score, (arb(steepest * (HALF + farthest)), arb(steepest * HALF)))


def log_D(logit: Sequence) -> Integrand:
    """log D(x) = −log(1 + exp(−l(x))) for the logit l(x) = l0 + l1 x + l2 x², given as (l0,), (l0, l1) or (l0, l1, l2).

    The coefficients are rational. Raises ValueError if there are none or more than three.
    """
    if not 1 <= len(logit) <= 3:
        raise ValueError(f"expected a logit of 1 to 3 coefficients; got {len(logit)}")
    l0, l1, l2 = [to_rational(c) for c in logit] + [fmpq(0)] * (3 - len(logit))

    def log_D(x, analytic):
        l = l0 + x * (l1 + x * l2)  # noqa: E741
        below = float(l.real) < 0
        return (l if below else 0) - (1 + (l if below else -l).exp()).log(analytic=analytic)

    return Integrand(log_D, (arb(2).log() + abs(l0) + HALF * abs(l1), arb(HALF * abs(l1) + abs(l2))))


def log_1_minus_D(logit: Sequence) -> Integrand:
    """log(1 − D(x)), with the logit as for `log_D`."""
    return log_D([-to_rational(c) for c in logit])
