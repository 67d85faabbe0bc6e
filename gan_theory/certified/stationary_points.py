"""Where the divergence of a Gaussian N(μ, σ²) from p is least: its derivatives in (μ, σ), and Krawczyk's test of a box.

Source: Krawczyk 1969; Neumaier, "Interval Methods for Systems of Equations", 1990, Theorem 5.1.8.
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import arb, arb_mat

from gan_theory._utils.validation import match_name
from gan_theory.certified.integrals import WIDTH, integral
from gan_theory.certified.integrands import Integrand, constant, log_density
from gan_theory.certified.mixtures import HALF, ExactMixture, precision, to_rational

COARSE = 1e-2  # how wide the integrals for a second derivative over a box may be
BITS = 128  # for the parameters


@dataclass(frozen=True)
class Box:
    """All (μ, σ) within `radius` of (mean, std), which are rational."""

    mean: float
    std: float
    radius: float

    def parameters(self, wide: bool) -> tuple[arb, arb]:
        """Enclosures of the box, if wide, or of its middle."""
        with precision(BITS):
            radius = arb(self.radius if wide else 0)
            return tuple(arb(to_rational(each)) + arb(0, radius) for each in (self.mean, self.std))


def certify_minimum(p: ExactMixture, divergence: str, box: Box) -> tuple[arb, arb]:
    """Numbers whose sign tells of one Gaussian in the box at which the divergence is stationary, and of a minimum.

    divergence: "reverse-kl", KL(p_g‖p), or "jsd". The first is 1 less what Newton's step from the middle, and the error
    of its linear model, take of the radius: if it is > 0, there is such a Gaussian in the box, and only one. The second
    is the least of the leading minors of the second derivative, with σ as the unit, over the box: if it is > 0 too,
    that Gaussian is a strict minimum. Raises ValueError for another divergence, ArithmeticError if an integral is not
    enclosed.
    """
    gradient, _ = derivatives(p, divergence, box, wide=False)
    _, second = derivatives(p, divergence, box, wide=True)
    inverse = arb_mat(second).mid().inv().mid()
    step = inverse * arb_mat([[each] for each in gradient])
    model = arb_mat([[1, 0], [0, 1]]) - inverse * arb_mat(second)
    taken = [abs(step[i, 0]) / arb(box.radius) + abs(model[i, 0]) + abs(model[i, 1]) for i in (0, 1)]
    unit = box.parameters(wide=True)[1] ** 2
    minors = unit * second[0][0], unit**2 * (second[0][0] * second[1][1] - second[0][1] ** 2)
    return 1 - taken[0].max(taken[1]), minors[0].min(minors[1])


def derivatives(p: ExactMixture, divergence: str, box: Box, wide: bool):
    """The gradient (2,) and the second derivative (2, 2) in (μ, σ), over the box or at its middle, as enclosures.

    With x = μ + σz, and g = ∂/∂q and h = q ∂²/∂q² of the integrand, they are E g ∂q/q and E [g ∂²q/q + h (∂q/q)²], over
    z ~ N(0, 1).
    """
    mean, std = box.parameters(wide)
    g, h = INTEGRANDS[match_name(divergence, INTEGRANDS, "divergence")](_log_ratio(p, mean, std))
    over = lambda f: integral((ExactMixture.gaussian(0, 1), f), width=COARSE if wide else WIDTH)  # noqa: E731
    gradient = [over(g * power(1)) / std, over(g * SPREAD) / std]
    cross = g * (power(3) - 3 * power(1)) + h * (power(3) - power(1))
    last = g * (power(4) - 5 * power(2) + constant(2)) + h * SPREAD * SPREAD
    second = [over(f) / std**2 for f in (g * SPREAD + h * power(2), cross, last)]
    return gradient, [second[:2], second[1:]]


def power(k: int) -> Integrand:
    """z ↦ zᵏ, where |z|ᵏ <= (zᵏ⁻¹ + zᵏ⁺¹)/2 for an odd k."""
    bound = [arb(0)] * (k // 2) + ([arb(HALF), arb(HALF)] if k % 2 else [arb(1)])
    return Integrand(lambda z, _: z**k, tuple(bound))


SPREAD = power(2) - constant(1)  # σ ∂/∂σ log q


def _log_ratio(p, mean, std) -> Integrand:
    """z ↦ log p_g(x) − log p(x) at x = μ + σz, where x² <= 2μ² + 2σ²z²."""
    log_p = log_density(p)
    c_0, c_1 = log_p.bound
    with precision(BITS):
        height = (2 * arb.pi() * std**2).log() / 2
        bound = c_0 + 2 * c_1 * mean**2 + abs(height), 2 * c_1 * std**2 + HALF
    return Integrand(lambda z, analytic: -z * z / 2 - height - log_p(z * std + mean, analytic), bound)


def _log_share(ratio) -> Integrand:
    """log p_g/(p + p_g) = −log(1 + exp(−r)), of the log ratio r."""

    def log_share(z, analytic):
        r = ratio(z, analytic)
        below = float(r.real) < 0
        return (r if below else 0) - (1 + (r if below else -r).exp()).log(analytic=analytic)

    return Integrand(log_share, (arb(2).log() + ratio.bound[0], *ratio.bound[1:]))


def _share_of_data(ratio) -> Integrand:
    """p/(p + p_g) = 1/(1 + exp r), which is D*."""

    def share(z, analytic):
        r = ratio(z, analytic)
        return (-r).exp() / (1 + (-r).exp()) if float(r.real) > 0 else 1 / (1 + r.exp())

    return Integrand(share, (arb(1),))


# Of the log ratio: ∂/∂q of the integrand up to a constant, and q times its second derivative.
INTEGRANDS = {
    "reverse-kl": lambda ratio: (ratio, constant(1)),
    "jsd": lambda ratio: (HALF * _log_share(ratio), HALF * _share_of_data(ratio)),
}


def log_likelihood(p: ExactMixture, q: ExactMixture) -> arb:
    """E_p log q for a Gaussian q = N(μ, σ²), from the mean m and the variance v of p: −½ log 2πσ² − (v + (m − μ)²)/2σ².

    Raises ValueError for a mixture q.
    """
    if len(q.components) > 1:
        raise ValueError(f"expected one Gaussian; got a mixture of {len(q.components)}")
    ((_, mean, std),) = q.components
    square = sum(w * (s**2 + (m - mean) ** 2) for w, m, s in p.components)  # v + (m − μ)², exactly
    return -(2 * arb.pi() * std**2).log() / 2 - arb(square / (2 * std**2))
