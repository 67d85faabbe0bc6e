"""Where the divergence of a Gaussian N(μ, σ²) from p is least: its derivatives in (μ, σ), and Krawczyk's test of a box.

References
----------
Krawczyk 1969; Neumaier 1990, "Interval Methods for Systems of Equations", Theorem 5.1.8.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from flint import acb, arb, arb_mat

from gan_theory._utils.validation import match_name
from gan_theory.certified.arithmetic import HALF, precision, to_rational
from gan_theory.certified.integrals import integral
from gan_theory.certified.integrands import Integrand, constant, log_density, log_sigmoid
from gan_theory.certified.mixtures import ExactMixture
from gan_theory.certified.quadrature import WIDTH

COARSE_WIDTH = 1e-2  # of the integrals for a second derivative over a box
BITS = 128  # for the parameters


@dataclass(frozen=True)
class Box:
    """All (μ, σ) within a distance of a middle, in each coordinate.

    Parameters
    ----------
    mean, std : float
        The middle, by its decimals.
    radius : float
        The distance.
    """

    mean: float
    std: float
    radius: float

    @property
    def middle(self) -> tuple[arb, arb]:
        """Enclosures of the middle's μ and σ."""
        return self._parameters(0)

    @property
    def parameters(self) -> tuple[arb, arb]:
        """Enclosures of every μ and σ of the box."""
        return self._parameters(self.radius)

    def _parameters(self, radius: float) -> tuple[arb, arb]:
        with precision(BITS):
            mean, std = (arb(to_rational(each)) + arb(0, arb(radius)) for each in (self.mean, self.std))
            return mean, std


class MinimumCertificate(NamedTuple):
    """Two numbers that prove a minimum if they are positive."""

    unique: arb  # positive: exactly one Gaussian of the box is stationary
    minimum: arb  # positive too: that Gaussian is a strict minimum


class Derivatives(NamedTuple):
    """The gradient (2,) and the second derivative (2, 2) of a divergence in (μ, σ), as enclosures."""

    gradient: list[arb]
    hessian: list[list[arb]]


def certify_minimum(p: ExactMixture, divergence: str, box: Box) -> MinimumCertificate:
    """Test a box for a Gaussian at which a divergence from p is least.

    Parameters
    ----------
    p : ExactMixture
        p_data.
    divergence : {"reverse-kl", "jsd"}
        KL(p_g‖p) or JSD(p‖p_g).
    box : Box
        The Gaussians p_g = N(μ, σ²).

    Returns
    -------
    MinimumCertificate
        `unique` is 1 minus the share of the radius that Newton's step from the middle and the error of its linear
        model take. `minimum` is the least leading minor of the second derivative over the box, with σ as the unit.

    Raises
    ------
    ValueError
        For another divergence.
    ArithmeticError
        If an integral is not enclosed.
    """
    gradient = derivatives(p, divergence, box, over_box=False).gradient
    hessian = derivatives(p, divergence, box, over_box=True).hessian
    inverse = arb_mat(hessian).mid().inv().mid()
    step = inverse * arb_mat([[each] for each in gradient])
    model_error = arb_mat([[1, 0], [0, 1]]) - inverse * arb_mat(hessian)
    shares = [abs(step[i, 0]) / arb(box.radius) + abs(model_error[i, 0]) + abs(model_error[i, 1]) for i in (0, 1)]
    unit = box.parameters[1] ** 2
    minors = unit * hessian[0][0], unit**2 * (hessian[0][0] * hessian[1][1] - hessian[0][1] ** 2)
    return MinimumCertificate(1 - shares[0].max(shares[1]), minors[0].min(minors[1]))


def derivatives(p: ExactMixture, divergence: str, box: Box, over_box: bool) -> Derivatives:
    """Enclose the first and second derivatives of a divergence from p in (μ, σ).

    With x = μ + σz, and g = ∂/∂q and h = q ∂²/∂q² of the integrand, they are E g ∂q/q and E [g ∂²q/q + h (∂q/q)²], over
    z ~ N(0, 1).

    Parameters
    ----------
    p, divergence, box
        As for `certify_minimum`.
    over_box : bool
        Whether over the whole box, with wider enclosures, or at its middle.

    Returns
    -------
    Derivatives
        Errors as for `certify_minimum`.
    """
    mean, std = box.parameters if over_box else box.middle
    g, h = INTEGRANDS[match_name(divergence, INTEGRANDS, "divergence")](_log_ratio(p, mean, std))
    noise, width = ExactMixture.gaussian(0, 1), COARSE_WIDTH if over_box else WIDTH

    def mean_over_z(f: Integrand) -> arb:
        return integral((noise, f), width=width)

    gradient = [mean_over_z(g * power(1)) / std, mean_over_z(g * STD_SCORE) / std]
    by_both = g * (power(3) - 3 * power(1)) + h * (power(3) - power(1))
    by_std = g * (power(4) - 5 * power(2) + constant(2)) + h * STD_SCORE * STD_SCORE
    hessian = [mean_over_z(f) / std**2 for f in (g * STD_SCORE + h * power(2), by_both, by_std)]
    return Derivatives(gradient, [hessian[:2], hessian[1:]])


def power(k: int) -> Integrand:
    """Return z ↦ zᵏ, bounded by |z|ᵏ <= (zᵏ⁻¹ + zᵏ⁺¹)/2 for an odd k.

    Parameters
    ----------
    k : int
        The exponent, >= 0.

    Returns
    -------
    Integrand
        A function of z.
    """
    bound = [arb(0)] * (k // 2) + ([arb(HALF), arb(HALF)] if k % 2 else [arb(1)])
    return Integrand(lambda z, _: z**k, tuple(bound))


STD_SCORE = power(2) - constant(1)  # σ ∂/∂σ log q


def _log_ratio(p: ExactMixture, mean: arb, std: arb) -> Integrand:
    """Return z ↦ log p_g(x) − log p(x) at x = μ + σz, bounded by x² <= 2μ² + 2σ²z²."""
    log_p = log_density(p)
    c_0, c_1 = log_p.bound
    with precision(BITS):
        log_height = (2 * arb.pi() * std**2).log() / 2
        bound = c_0 + 2 * c_1 * mean**2 + abs(log_height), 2 * c_1 * std**2 + HALF
    return Integrand(lambda z, analytic: -z * z / 2 - log_height - log_p(z * std + mean, analytic), bound)


def log_D_of(logit: Integrand) -> Integrand:
    """Return log D = −log(1 + exp(−l)) for a D with the logit l, and log(1 − D) for −l.

    Parameters
    ----------
    logit : Integrand
        The logit l; log p − log p_g for D*.

    Returns
    -------
    Integrand
        A function of the same variable, in nats.
    """
    bound = arb(2).log() + logit.bound[0], *logit.bound[1:]
    return Integrand(lambda z, analytic: log_sigmoid(logit(z, analytic), analytic), bound)


def D_of(logit: Integrand) -> Integrand:
    """Return D = 1/(1 + exp(−l)) for a D with the logit l.

    Parameters
    ----------
    logit : Integrand
        The logit l; log p − log p_g for D*.

    Returns
    -------
    Integrand
        A function of the same variable, in (0, 1).
    """

    def D(z: acb, analytic: bool) -> acb:
        log_odds = logit(z, analytic)
        if float(log_odds.real) < 0:
            odds = log_odds.exp()
            return odds / (1 + odds)
        return 1 / (1 + (-log_odds).exp())

    return Integrand(D, (arb(1),))


class _ByPg(NamedTuple):
    """Of the integrand of a divergence: ∂/∂q up to a constant, and q ∂²/∂q², for q = p_g."""

    first: Integrand
    second: Integrand


def _reverse_kl(ratio: Integrand) -> _ByPg:
    return _ByPg(ratio, constant(1))


def _jsd(ratio: Integrand) -> _ByPg:
    return _ByPg(HALF * log_D_of(ratio), HALF * D_of(-ratio))  # log(1 − D*) and D*


INTEGRANDS: dict[str, Callable[[Integrand], _ByPg]] = {"reverse-kl": _reverse_kl, "jsd": _jsd}
"""The derivatives of each divergence's integrand, from the log ratio log p_g − log p."""


def log_likelihood(p: ExactMixture, q: ExactMixture) -> arb:
    """Return E_p log q for a Gaussian q = N(μ, σ²): −½ log 2πσ² − (v + (m − μ)²)/2σ².

    Parameters
    ----------
    p : ExactMixture
        p_data, with mean m and variance v.
    q : ExactMixture
        With one component.

    Returns
    -------
    arb
        In nats.

    Raises
    ------
    ValueError
        For a q with several components.
    """
    if len(q.components) > 1:
        raise ValueError(f"expected one Gaussian; got a mixture of {len(q.components)}")
    ((_, mean, std),) = q.components
    square = sum(w * (s**2 + (m - mean) ** 2) for w, m, s in p.components)  # v + (m − μ)², exactly
    return -(2 * arb.pi() * std**2).log() / 2 - arb(square / (2 * std**2))
