"""Closed forms that certified integrals are compared with: the mean of log D of a logistic D, and the best accuracy."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from flint import arb, fmpq

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.certified.arithmetic import Rational, precision, to_rational
from gan_theory.certified.integrands import Integrand, log_density
from gan_theory.certified.mixtures import ExactMixture
from gan_theory.densities.gaussian_mixture import GaussianMixture

TERMS = 24  # the error is below 1/T_24(3), about 1e-18
BITS = 160


def mean_of_log_D(p: ExactMixture, logit: Sequence[Rational]) -> arb:
    """Return E log D(x) over x ~ p for a D with the logit l0 + l1 x.

    Parameters
    ----------
    p : ExactMixture
        The distribution of x. The logit is Gaussian in each component.
    logit : sequence of two rationals
        l0 and l1, l1 not 0.

    Returns
    -------
    arb
        In nats.
    """
    l0, l1 = map(to_rational, logit)
    with precision(BITS):
        return sum((w * mean_of_log_sigmoid(l0 + l1 * mean, abs(l1) * std) for w, mean, std in p.components), arb(0))


def mean_of_log_sigmoid(mean: fmpq, std: fmpq) -> arb:
    """Return E log(1/(1 + exp(−X))) over X ~ N(mean, std²), at the working precision.

    With log(1 + exp(−x)) = max(−x, 0) + log(1 + exp(−|x|)), the first part has a closed form, and the second is the
    alternating series Σ (−1)ᵏ a_k, a_k = E exp(−(k + 1)|X|)/(k + 1), whose terms have closed forms too. They are the
    moments of a positive measure on [0, 1], so that the sum is accelerated with a known error.

    Parameters
    ----------
    mean, std : rational
        The parameters of X, std > 0.

    Returns
    -------
    arb
        The enclosure, in nats.

    References
    ----------
    Cohen, Rodriguez Villegas and Zagier 2000, "Convergence acceleration of alternating series", Proposition 1.
    """
    z = arb(mean / std)
    negative_part = std * (-z * z / 2).exp() / (2 * arb.pi()).sqrt() - mean * normal_cdf(-z)
    d = chebyshev_at_3(TERMS)
    b, c, total = fmpq(-1), fmpq(-d), arb(0)
    for k in range(TERMS):
        c = b - c
        total += c * _mean_of_decay(mean, std, k + 1) / (k + 1)
        b *= fmpq(2 * (k + TERMS) * (k - TERMS), (2 * k + 1) * (k + 1))
    return -(negative_part + total / d + arb(0, 1) / d)


def normal_cdf(z: arb) -> arb:
    """Return P(Z <= z) for Z ~ N(0, 1), without cancellation.

    Parameters
    ----------
    z : arb
        Where.

    Returns
    -------
    arb
        The probability.
    """
    return (-z / arb(2).sqrt()).erfc() / 2


def chebyshev_at_3(n: int) -> int:
    """Return T_n(3) = ((3 + √8)ⁿ + (3 − √8)ⁿ)/2, by T_n = 6 T_{n−1} − T_{n−2}."""
    before, now = 3, 1
    for _ in range(n):
        before, now = now, 6 * now - before
    return now


def _mean_of_decay(mean: fmpq, std: fmpq, k: int) -> arb:
    """E exp(−k|X|): the exponential shifts the mean of either half by k std²."""
    shift = arb(k * k * std * std / 2)
    above = (shift - k * mean).exp() * normal_cdf(arb(mean / std - k * std))
    return above + (shift + k * mean).exp() * normal_cdf(arb(-mean / std - k * std))


def thresholds(p: ExactMixture, q: ExactMixture) -> list[float]:
    """Find where two densities cross, to rounding.

    Parameters
    ----------
    p, q : ExactMixture
        The densities.

    Returns
    -------
    list of float
        The points at which log p − log q changes its sign, ascending.
    """
    a, b = _in_floats(p), _in_floats(q)

    def log_ratio(x: ArrayLike) -> Array:
        return a.logpdf(x) - b.logpdf(x)

    means, reach = a.means + b.means, 12 * max(a.stds + b.stds)
    x = np.linspace(min(means) - reach, max(means) + reach, 2001)
    x = x[log_ratio(x) != 0]
    changes = np.flatnonzero(np.diff(np.sign(log_ratio(x))))
    lo, hi = x[changes], x[changes + 1]
    for _ in range(60):  # bisection
        middle = (lo + hi) / 2
        is_lower = np.sign(log_ratio(middle)) == np.sign(log_ratio(lo))
        lo, hi = np.where(is_lower, middle, lo), np.where(is_lower, hi, middle)
    return lo.tolist()


def _in_floats(p: ExactMixture) -> GaussianMixture:
    """Return the mixture with its parameters as doubles."""
    weights, means, stds = (tuple(map(float, each)) for each in zip(*p.components))
    return GaussianMixture(means, stds, weights)


def accuracy_of_likelier_label(p: ExactMixture, q: ExactMixture, at: Sequence[float]) -> arb:
    """Return the probability that the likelier label is right when a fair coin picks p or q.

    Parameters
    ----------
    p, q : ExactMixture
        The distributions of x under either label.
    at : sequence of float
        The points at which the rule changes its answer, ascending. An error of ε in one of them changes the accuracy by
        a multiple of ε² only, since the densities cross there.

    Returns
    -------
    arb
        The better of the two rules that change their answers there.
    """
    with precision(BITS):
        masses = [_masses_between(each, at) for each in (p, q)]
        rules = [sum((masses[(i + first) % 2][i] for i in range(len(at) + 1)), arb(0)) / 2 for first in (0, 1)]
        return rules[0].max(rules[1])


def _masses_between(p: ExactMixture, at: Sequence[float]) -> list[arb]:
    """P below the first point, between each two, and above the last."""
    below = [sum((w * normal_cdf((arb(x) - m) / std) for w, m, std in p.components), arb(0)) for x in at]
    return [hi - lo for lo, hi in pairwise((arb(0), *below, arb(1)))]


def density_at(p: ExactMixture, x: fmpq) -> arb:
    """Return Σ w exp(−(x − μ)²/2σ²)/(σ√2π), by the definition.

    Parameters
    ----------
    p : ExactMixture
        The mixture.
    x : rational
        Where.

    Returns
    -------
    arb
        The density, at the working precision.
    """
    root = (2 * arb.pi()).sqrt()
    return sum(
        (w * arb(-((x - mean) ** 2) / (2 * std**2)).exp() / (std * root) for w, mean, std in p.components), arb(0)
    )


def logit_of_D_star(p: ExactMixture, q: ExactMixture) -> Integrand:
    """Return log p − log q: of two Gaussians by its coefficients, as a polynomial of degree 2.

    Parameters
    ----------
    p, q : ExactMixture
        p_data and p_g.

    Returns
    -------
    Integrand
        A function of x.
    """
    if len(p.components) > 1 or len(q.components) > 1:
        return log_density(p) - log_density(q)
    ((_, mu, s),), ((_, nu, t),) = p.components, q.components
    with precision(BITS):
        l0 = arb(t / s).log() + (nu * nu / (t * t) - mu * mu / (s * s)) / 2
        l1, l2 = arb(mu / (s * s) - nu / (t * t)), arb((1 / (t * t) - 1 / (s * s)) / 2)
        bound = abs(l0) + abs(l1) / 2, abs(l1) / 2 + abs(l2)
    return Integrand(lambda x, _: l0 + x * (l1 + x * l2), bound)
