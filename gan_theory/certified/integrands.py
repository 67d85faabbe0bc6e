"""Functions to integrate against mixtures in ball arithmetic, each with a polynomial bound for the tails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flint import acb, arb, fmpq

from gan_theory.certified.arithmetic import HALF, Rational, product_of_bounds, sum_of_bounds, to_rational
from gan_theory.certified.mixtures import (
    Component,
    ExactMixture,
    density_of_components,
    largest_component,
    merged,
    peak_density,
)


@dataclass(frozen=True, eq=False)
class Integrand:
    """A function f with |f(x)| <= Σ_i bound_i x²ⁱ for every real x. Integrands can be added, subtracted, multiplied.

    Parameters
    ----------
    at : callable
        at(x, analytic): an enclosure of f, at the working precision, on the complex ball x, which meets the real line;
        if `analytic`, it is finite only if f continues from there to an analytic function on all of x.
    bound : tuple of arb
        The coefficients of the bound.
    """

    at: Callable[[acb, bool], acb]
    bound: tuple[arb, ...]

    def __call__(self, x: acb, analytic: bool = False) -> acb:
        """Return ``at(x, analytic)``."""
        return self.at(x, analytic)

    def __add__(self, other: Integrand) -> Integrand:
        f, g, bound = self.at, other.at, sum_of_bounds(self.bound, other.bound)
        return Integrand(lambda x, analytic: f(x, analytic) + g(x, analytic), bound)

    def __mul__(self, other: Integrand | Rational) -> Integrand:
        f = self.at
        if not isinstance(other, Integrand):
            c = to_rational(other)
            return Integrand(lambda x, analytic: f(x, analytic) * c, tuple(each * abs(c) for each in self.bound))
        g, bound = other.at, product_of_bounds(self.bound, other.bound)
        if other is self:  # of a square the function is evaluated once
            return Integrand(lambda x, analytic: f(x, analytic) ** 2, bound)
        return Integrand(lambda x, analytic: f(x, analytic) * g(x, analytic), bound)

    __rmul__ = __mul__

    def __neg__(self) -> Integrand:
        return self * -1

    def __sub__(self, other: Integrand) -> Integrand:
        f, g, bound = self.at, other.at, sum_of_bounds(self.bound, other.bound)
        return Integrand(lambda x, analytic: f(x, analytic) - g(x, analytic), bound)

    def of_affine(self, a: Rational, b: Rational) -> Integrand:
        """Return z ↦ f(a z + b), with a bound by (a z + b)²ⁱ <= 2²ⁱ⁻¹ ((a z)²ⁱ + b²ⁱ).

        Parameters
        ----------
        a, b : rational
            The slope and the intercept.

        Returns
        -------
        Integrand
            A function of z.
        """
        a, b = to_rational(a), to_rational(b)
        doubled = [c * (2 ** (2 * i - 1) if i else HALF) for i, c in enumerate(self.bound)]
        bound = [c * a ** (2 * i) for i, c in enumerate(doubled)]
        bound[0] += sum(c * b ** (2 * i) for i, c in enumerate(doubled))
        return Integrand(lambda z, analytic: self(z * a + b, analytic), tuple(bound))


def constant(c: Rational) -> Integrand:
    """Return the constant function x ↦ c.

    Parameters
    ----------
    c : rational
        The value.

    Returns
    -------
    Integrand
        The function.
    """
    c = to_rational(c)
    return Integrand(lambda x, analytic: acb(c), (abs(arb(c)),))


def density(p: ExactMixture) -> Integrand:
    """Return p(x).

    Parameters
    ----------
    p : ExactMixture
        The mixture.

    Returns
    -------
    Integrand
        A function of x, in the unit of 1/x.
    """
    value = density_of_components(p.components)
    return Integrand(lambda x, _: value(x), (sum(map(peak_density, p.components), arb(0)),))


def log_density(p: ExactMixture) -> Integrand:
    """Return log p(x), also where p(x) is tiny.

    Parameters
    ----------
    p : ExactMixture
        The mixture.

    Returns
    -------
    Integrand
        A function of x, in nats.
    """
    return log_of_components(p.components)


def log_sum(p: ExactMixture, q: ExactMixture) -> Integrand:
    """Return log(p(x) + q(x)).

    Parameters
    ----------
    p, q : ExactMixture
        The mixtures.

    Returns
    -------
    Integrand
        A function of x, in nats.
    """
    return log_of_components(merged(p.components + q.components))


def log_of_components(components: Sequence[Component]) -> Integrand:
    """Return log Σ_i w_i N(x; μ_i, σ_i²).

    Parameters
    ----------
    components : sequence of Component
        The w_i, μ_i and σ_i, with positive weights.

    Returns
    -------
    Integrand
        A function of x, in nats.
    """
    largest = largest_component(components)

    def log(x: acb, analytic: bool) -> acb:
        log_largest, ratios = largest(x)
        return log_largest + sum(ratios, acb(0)).log(analytic=analytic) if len(ratios) > 1 else log_largest

    widest = max(components, key=lambda component: component.std)
    above, below = sum(map(peak_density, components), arb(0)).log(), peak_density(widest).log()
    bound = abs(above) + abs(below) + (widest.mean / widest.std) ** 2, arb(1 / widest.std**2)
    return Integrand(log, bound)


def score(*mixtures: ExactMixture) -> Integrand:
    """Return the score (log p)′(x) = p′(x)/p(x).

    Parameters
    ----------
    *mixtures : ExactMixture
        The mixture p, or several whose sum is p.

    Returns
    -------
    Integrand
        A function of x.
    """
    components = merged(component for mixture in mixtures for component in mixture.components)
    largest = largest_component(components)

    def score(x: acb, _: bool) -> acb:
        ratios = largest(x)[1]
        slopes = [r * ((mean - x) / std**2) for r, (_, mean, std) in zip(ratios, components)]
        return sum(slopes, acb(0)) / sum(ratios, acb(0))

    steepest, farthest = 1 / min(std for _, _, std in components) ** 2, max(abs(mean) for _, mean, _ in components)
    return Integrand(score, (arb(steepest * (HALF + farthest)), arb(steepest * HALF)))


def posterior(p: ExactMixture, i: int) -> Integrand:
    """Return P(z = i | x), the probability that x comes from a component of a mixture.

    Parameters
    ----------
    p : ExactMixture
        The mixture, whose component's number is z.
    i : int
        The number of the component.

    Returns
    -------
    Integrand
        A function of x, in (0, 1).
    """
    largest = largest_component(p.components)

    def posterior(x: acb, _: bool) -> acb:
        ratios = largest(x)[1]
        return ratios[i] / sum(ratios, acb(0))

    return Integrand(posterior, (arb(1),))


def log_D(logit: Sequence[Rational]) -> Integrand:
    """Return log D(x) for a discriminator with a polynomial logit.

    Parameters
    ----------
    logit : sequence of rational
        The coefficients (l0,), (l0, l1) or (l0, l1, l2) of the logit l0 + l1 x + l2 x².

    Returns
    -------
    Integrand
        log D(x) = −log(1 + exp(−logit)), in nats.

    Raises
    ------
    ValueError
        For no coefficient, or more than three.
    """
    if not 1 <= len(logit) <= 3:
        raise ValueError(f"expected a logit of 1 to 3 coefficients; got {len(logit)}")
    l0, l1, l2 = [to_rational(c) for c in logit] + [fmpq(0)] * (3 - len(logit))

    def log_D(x: acb, analytic: bool) -> acb:
        return log_sigmoid(l0 + x * (l1 + x * l2), analytic)

    return Integrand(log_D, (arb(2).log() + abs(l0) + HALF * abs(l1), arb(HALF * abs(l1) + abs(l2))))


def log_1_minus_D(logit: Sequence[Rational]) -> Integrand:
    """Return log(1 − D(x)) for a discriminator with a polynomial logit.

    Parameters
    ----------
    logit : sequence of rational
        The coefficients of the logit, as for `log_D`.

    Returns
    -------
    Integrand
        A function of x, in nats.

    Raises
    ------
    ValueError
        As for `log_D`.
    """
    return log_D([-to_rational(c) for c in logit])


def log_sigmoid(x: acb, analytic: bool) -> acb:
    """Return −log(1 + exp(−x)), without overflow.

    Parameters
    ----------
    x : acb
        The logit.
    analytic : bool
        Whether the result must be analytic on the ball x, as flint's integration asks.

    Returns
    -------
    acb
        The log of the logistic function.
    """
    is_negative = float(x.real) < 0
    return (x if is_negative else acb(0)) - (1 + (x if is_negative else -x).exp()).log(analytic=analytic)
