"""Huang et al. 2024: the relativistic pairing loss with the penalties R1 and R2, on the Dirac-GAN.

D compares a data point with a sample of G: V is the mean of log σ(l(x) − l(G(z))) with the logit l of D. D pays
(γ₁/2)·E l′² over data (R1) and (γ₂/2)·E l′² over samples of G (R2). With the data at 0, G's point θ and l(x) = ψx:

- the one pair has V = log σ(−θψ), the V of 2014 plus log 2: all gradients are those of 2014;
- l has the slope ψ everywhere, so that R1 and R2 are both ψ²/2 times their weights;
- hence the linearisation is that of C3 with Γ = γ₁ + γ₂, and its eigenvalues are −Γ/2 ± √(Γ²/4 − ¼). Simultaneous steps
  converge locally if h < 4Γ for Γ <= 1, and if h < 4(Γ − √(Γ² − 1)) for Γ >= 1.

This smallest game cannot show what the pairing repairs: it has one data point, so that no mode can be lost, and the
logit of the data is fixed at 0. Already with a bias in the logit the two losses differ by more than a constant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import uniform_draws
from gan_theory.game.dirac_gan import DiracGAN, path
from gan_theory.game.formulas import Formulas
from gan_theory.game.relativistic_gan import (
    RelativisticDiracGAN,
    gradient_penalty,
    pairing_value,
    relativistic_eigenvalues,
    relativistic_path,
)
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation

TINY = 1e-100
"""How near the equilibrium a path starts: so near that its steps are linear to the last bit."""
OFFSETS, STENCIL = np.array([1, 2, 3, 4]) / 64, np.array([4 / 5, -1 / 5, 4 / 105, -1 / 280]) * 64
"""A derivative by differences of order 8; the error is below 1e-13 for |θ|, |ψ| <= 1.5."""
DATA, G = np.eye(2)
"""The masses of the data and of G at the points 0 and θ."""


@dataclass(frozen=True)
class PenalisedCase(RelativisticDiracGAN):
    """A relativistic Dirac-GAN whose logit may be another: l(x) = bias + ψx + curvature·x².

    Parameters
    ----------
    bias, curvature : float
        The constants of the logit.
    """

    bias: float = 0.0
    curvature: float = 0.0


def logit_is_linear(case: PenalisedCase) -> bool:
    """l(x) = ψx: the logit of D has no bias and no curvature."""
    return case.bias == case.curvature == 0


def weights_have_a_positive_sum(case: PenalisedCase) -> bool:
    """Γ = γ₁ + γ₂ > 0: there is a penalty."""
    return case.gamma_1 + case.gamma_2 > 0


def steps_are_short(case: PenalisedCase) -> bool:
    """If Γ > 0: h < 4Γ for Γ <= 1, and h < 4(Γ − √(Γ² − 1)) otherwise; for alternating steps h < 4(√(Γ² + 1) − Γ)."""
    total = case.gamma_1 + case.gamma_2
    if total <= 0:
        return True
    if not case.simultaneous:
        return bool(case.h < 4 * (np.sqrt(total**2 + 1) - total))
    return bool(case.h < 4 * (total if total <= 1 else total - np.sqrt(total**2 - 1)))


def numeric(formulas: Formulas, case: PenalisedCase) -> Iterator[Evidence]:
    """Compare values, penalties and steps with those of 2014, and follow the steps near the equilibrium."""
    yield from _values(formulas, case)
    yield _field(case)
    yield from _steps(case)
    yield from _near_the_equilibrium(case)


def _logit(case: PenalisedCase, theta: Array, psi: Array) -> Array:
    """Return the logit at the points 0 and θ, shape (m, 2)."""
    at_theta = case.bias + psi * theta + case.curvature * theta**2
    return np.stack([case.bias + 0 * at_theta, at_theta], axis=-1)


def _values(formulas: Formulas, case: PenalisedCase) -> Iterator[Evidence]:
    theta, psi = uniform_draws(0, 2, 6, low=-1.5, high=1.5)
    logit = _logit(case, theta, psi)
    pairing, value = pairing_value(logit, DATA, G), formulas.V(expit(logit), DATA, G)
    yield equation("the pairing value at six (θ, ψ)", "the V of 2014 + log 2", pairing, value + np.log(2))
    slopes = np.stack([psi, psi + 2 * case.curvature * theta], axis=-1)
    on_data, on_G = (gradient_penalty(slopes, masses) for masses in (DATA, G))
    yield equation("R1 of the weight 1 at six (θ, ψ)", "R2 of the weight 1", on_data, on_G)
    yield equation("R2 of the weight 1 there", "ψ²/2", on_G, psi**2 / 2)


def _value(case: PenalisedCase, theta: Array, psi: Array) -> Array:
    """Return the pairing value at θ and ψ, which broadcast."""
    return np.asarray(pairing_value(_logit(case, theta, psi), DATA, G))


def _field(case: PenalisedCase) -> Evidence:
    """Compare the eigenvalues with the Jacobian at 0 of the directions −∂V/∂θ and ∂(V − R1 − R2)/∂ψ."""
    i = np.array([-1, 0, 1])
    V = _value(case, i[:, None], i)
    mixed = (V[2, 2] - V[2, 0] - V[0, 2] + V[0, 0]) / 4  # exact, since log(1 + exp t) − log(1 + exp −t) = t
    theta_theta, psi_psi = V[2, 1] - 2 * V[1, 1] + V[0, 1], V[1, 2] - 2 * V[1, 1] + V[1, 0]
    field = np.array([[-theta_theta, -mixed], [mixed, psi_psi - _slope_of_penalties(case)]])
    what = "the characteristic polynomial of the gradient vector field"
    predicted = np.poly(relativistic_eigenvalues(case.gamma_1, case.gamma_2)).real
    return equation(what, "that of the eigenvalues −Γ/2 ± √(Γ²/4 − ¼)", np.poly(field), predicted)


def _slope_of_penalties(case: PenalisedCase) -> float:
    """Return the derivative of R1 + R2 in ψ, at ψ = 1: both are constants times ψ²."""
    return 2 * float(gradient_penalty(1.0, DATA, case.gamma_1) + gradient_penalty(1.0, G, case.gamma_2))


def _steps(case: PenalisedCase) -> Iterator[Evidence]:
    """Compare steps from six (θ, ψ) with steps along the derivatives, and a path with one of 2014."""
    starts = uniform_draws(0, 2, 6, low=-1, high=1)
    ends = np.array([relativistic_path(case, 1, tuple(start))[1] for start in starts.T.tolist()]).T
    theta, psi = starts
    above, below = (_value(case, theta, psi + sign * OFFSETS[:, None]) for sign in (1, -1))
    psi_after = psi + case.h * (STENCIL @ (above - below) - _slope_of_penalties(case) * psi)
    seen = psi if case.simultaneous else psi_after
    above, below = (_value(case, theta + sign * OFFSETS[:, None], seen) for sign in (1, -1))
    theta_after = theta - case.h * (STENCIL @ (above - below))
    tol = 1e-12 * max(1, np.abs(ends).max())
    what = "a step of both players from six (θ, ψ)"
    yield equation(what, "steps along ∂V/∂θ and ∂(V − R1 − R2)/∂ψ", ends, np.stack([theta_after, psi_after]), tol)
    gan = DiracGAN("2014", h=case.h, simultaneous=case.simultaneous, gamma=case.gamma_1 + case.gamma_2)
    what = "a path of 20 steps from (1, 0)"
    yield equation(what, "that of 2014 with the weight Γ", relativistic_path(case, 20), path(gan, 20), 1e-10)


def _near_the_equilibrium(case: PenalisedCase) -> Iterator[Evidence]:
    values = relativistic_eigenvalues(case.gamma_1, case.gamma_2)
    yield at_most("the real parts of the eigenvalues are below 0", values.real.max(), -1e-12, 0)
    step = np.stack([relativistic_path(case, 1, each)[1] for each in ((TINY, 0.0), (0.0, TINY))], axis=1) / TINY
    if case.simultaneous:
        what = "the characteristic polynomial of a step near the equilibrium"
        predicted = np.poly(1 + case.h * values).real
        yield equation(what, "that of 1 + h times the eigenvalues", np.poly(step), predicted)
    radius = np.abs(np.linalg.eigvals(step)).max()
    yield at_most("steps come closer: the spectral radius is below 1", radius, 1 - 1e-12, 0)


def symbolic() -> Iterator[Evidence]:
    """Compare V, penalties and derivatives with those of 2014, and compute the eigenvalues for all weights."""
    from gan_theory.claims.follow_ups import _relativistic_symbolic

    yield from _relativistic_symbolic.evidence()


BOTH = PenalisedCase("γ₁ = γ₂ = 0.3", h=0.5, gamma_1=0.3, gamma_2=0.3)
CLAIM = Claim(
    name="relativistic_gan",
    claim_id="C5",
    where="after the paper",
    statement="On the Dirac-GAN the relativistic pairing loss with R1 + R2 has the eigenvalues −Γ/2 ± √(Γ²/4 − ¼), "
    "Γ = γ₁ + γ₂, as C3 with γ = Γ.",
    figure="17_penalties.png",
    hypotheses=(logit_is_linear, weights_have_a_positive_sum, steps_are_short),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic},
    formulas=("V",),
    falsifiers=(
        PenalisedCase("the logit has a bias", h=0.5, gamma_1=0.3, gamma_2=0.3, bias=1.0),
        PenalisedCase("the logit is curved: R1 is not R2", h=0.5, gamma_1=0.3, gamma_2=0.3, curvature=0.25),
        PenalisedCase("no penalty", h=0.5),
        PenalisedCase("R2 is a reward, γ₂ = −0.5", h=0.2, gamma_1=0.3, gamma_2=-0.5),
        PenalisedCase("Γ = 0.1, h = 0.4 = 4Γ", h=0.4, gamma_1=0.05, gamma_2=0.05),
        PenalisedCase("Γ = 2, h = 1.08 > 4(Γ − √(Γ² − 1))", h=1.08, gamma_1=1.5, gamma_2=0.5),
        PenalisedCase("alternating, Γ = 0.6, h = 2.3", h=2.3, gamma_1=0.3, gamma_2=0.3, simultaneous=False),
    ),
    cases=(
        BOTH,
        PenalisedCase("R1 only, γ₁ = 0.6", h=0.5, gamma_1=0.6),
        PenalisedCase("R2 only, γ₂ = 0.6", h=0.5, gamma_2=0.6),
        PenalisedCase("γ₁ = 0.1, γ₂ = 0.8", h=0.2, gamma_1=0.1, gamma_2=0.8),
        PenalisedCase("Γ = 1: a double eigenvalue", h=1.5, gamma_1=0.5, gamma_2=0.5),
        PenalisedCase("Γ = 2: real eigenvalues", h=1.07, gamma_1=1.5, gamma_2=0.5),
        PenalisedCase("Γ = 0.1, h = 0.39 < 4Γ", h=0.39, gamma_1=0.05, gamma_2=0.05),
        PenalisedCase("γ₂ = −0.1, Γ = 0.2", h=0.5, gamma_1=0.3, gamma_2=-0.1),
        PenalisedCase("alternating, γ₁ = γ₂ = 0.3", h=0.5, gamma_1=0.3, gamma_2=0.3, simultaneous=False),
        PenalisedCase("alternating, Γ = 0.6, h = 2.2", h=2.2, gamma_1=0.3, gamma_2=0.3, simultaneous=False),
    ),
    case_type=PenalisedCase,
)
