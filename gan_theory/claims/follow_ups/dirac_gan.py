"""Mescheder et al. 2018: the Dirac-GAN, a data point at 0, a G that makes one point θ, and the logit D(x) = ψx.

What becomes of a path depends on the order of the steps, on their size h and on the penalty:

- Simultaneous steps move away: near the equilibrium, θ = ψ = 0, a step has the spectral radius √(1 + h²/4) > 1. With
  the exact loss it multiplies θ² + ψ² by 1 + h²σ(θψ)², at every distance. Far away, where σ saturates, the path slows
  down, but it never becomes a circle.
- Alternating steps, k of D for one of G, stay near the equilibrium if h √k < 4: the linearised step turns on an
  ellipse. At h √k = 4 it is a Jordan block, and the distance grows linearly. The exact loss drifts slowly, from (1, 0)
  with h = ½ and k = 1 outwards: the largest distance is 1.109 in 1,000 steps, 1.164 in 10,000, about 4.9 in 100,000.
- A zero-centred gradient penalty (γ/2)ψ² with γ > 0 makes short steps converge. Simultaneous ones converge locally if
  and only if h < 4γ for γ <= 1, and h < 4(γ − √(γ² − 1)) for γ >= 1; alternating ones with k = 1 if and only if
  h < 4(√(γ² + 1) − γ), however small γ is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import uniform_draws
from gan_theory.game.dirac_gan import UPDATE_SCHEMES, DiracGAN, eigenvalues, growth, path, step_eigenvalues
from gan_theory.game.formulas import Formulas
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation

TINY = 1e-100
"""How near the equilibrium a path starts: so near that its steps are linear to the last bit."""
STRICTLY = 1 - 1e-12
"""What a quantity below 1 may be at most; rounding moves it by less than 1e-13."""
OFFSETS, STENCIL = np.array([1, 2, 3, 4]) / 64, np.array([4 / 5, -1 / 5, 4 / 105, -1 / 280]) * 64
"""A derivative by differences of order 8; the error is below 1e-13 for |θ|, |ψ| <= 1.5."""


def alternating_steps_are_short(case: DiracGAN) -> bool:
    """Alternating steps without penalty: h √k < 4."""
    return case.simultaneous or case.gamma != 0 or case.h * np.sqrt(case.k) < 4


def gamma_is_not_negative(case: DiracGAN) -> bool:
    """γ >= 0: the penalty is no reward."""
    return case.gamma >= 0


def penalised_steps_are_short(case: DiracGAN) -> bool:
    """With γ > 0, h < 4γ, or h < 4(γ − √(γ² − 1)) if γ > 1; for alternating steps h < 4(√(γ² + 1) − γ) if k = 1."""
    h, k, gamma = case.h, case.k, case.gamma
    if gamma <= 0:
        return True
    if case.simultaneous:
        return bool(h < 4 * (gamma if gamma <= 1 else gamma - np.sqrt(gamma**2 - 1)))
    a = 1 - h * gamma  # the determinant of a step is aᵏ, and its trace is 1 + aᵏ − (1 − aᵏ)·h/(4γ)
    return abs(a) < 1 and h * (1 - a**k) < 8 * gamma * (1 + a**k)  # |determinant| < 1, |trace| < 1 + determinant


def numeric(formulas: Formulas, case: DiracGAN) -> Iterator[Evidence]:
    """Differentiate V and the steps of `path`, and follow the paths near the equilibrium and from afar."""
    yield _field_of_V(formulas, case)
    yield _steps_on_V(formulas, case)
    step = np.stack([path(case, 1, start)[1] for start in ((TINY, 0.0), (0.0, TINY))], axis=1) / TINY
    yield from _eigenvalues(step, case)
    yield from _what_becomes_of_the_distance(step, case)
    yield from _from_afar(case)


def _field_of_V(formulas: Formulas, case: DiracGAN) -> Evidence:
    """Compare the eigenvalues with the Jacobian at 0 of the directions in which (θ, ψ) move: −∂V/∂θ and ∂V/∂ψ − γψ."""
    V = partial(value_on_two_points, formulas)
    mixed = (V(1, 1) - V(1, -1) - V(-1, 1) + V(-1, -1)) / 4  # exact, since log(1 + exp t) − log(1 + exp −t) = t
    theta_theta, psi_psi = V(1, 0) - 2 * V(0, 0) + V(-1, 0), V(0, 1) - 2 * V(0, 0) + V(0, -1)
    field = np.array([[-theta_theta, -mixed], [mixed, psi_psi - case.gamma]])
    return equation(
        "the characteristic polynomial of the gradient vector field",
        "that of the eigenvalues −γ/2 ± √(γ²/4 − f′(0)²)",
        np.poly(field),
        np.poly(eigenvalues(case.gamma)).real,
    )


def _steps_on_V(formulas: Formulas, case: DiracGAN) -> Evidence:
    """Compare a step of `path` from six (θ, ψ) with steps along the derivatives of V."""
    starts = uniform_draws(0, 2, 6, low=-1, high=1)
    ends = np.array([path(case, 1, tuple(start))[1] for start in starts.T.tolist()]).T
    return equation(
        f"a step of G and {case.k} of D from six (θ, ψ)",
        "steps along ∂V/∂θ and ∂V/∂ψ − γψ",
        ends,
        _step_on_V(formulas, case, *starts),
        1e-12 * max(1, np.abs(ends).max()),
    )


def value_on_two_points(formulas: Formulas, theta: Array | float, psi: Array | float) -> Array:
    """Return V for the data at 0, p_g at θ and the logit ψx.

    Parameters
    ----------
    formulas : Formulas
        The formulas under test.
    theta, psi : float or array
        θ and ψ, which broadcast.

    Returns
    -------
    array, of their shape
        In nats.
    """
    logit = np.multiply(theta, psi)
    return formulas.V(expit(np.stack([0 * logit, logit], axis=-1)), np.array([1.0, 0.0]), np.array([0.0, 1.0]))


def _step_on_V(formulas: Formulas, case: DiracGAN, theta: Array, psi: Array) -> Array:
    """Return (θ, ψ), shape (2, m), after a step of G and k of D, by differences of V."""
    offsets, before = OFFSETS[:, None], psi
    for _ in range(case.k):
        above, below = (value_on_two_points(formulas, theta, psi + sign * offsets) for sign in (1, -1))
        psi = psi + case.h * (STENCIL @ (above - below) - case.gamma * psi)
    seen = before if case.simultaneous else psi
    above, below = (value_on_two_points(formulas, theta + sign * offsets, seen) for sign in (1, -1))
    return np.stack([theta - case.h * (STENCIL @ (above - below)), psi])


def _eigenvalues(step: Array, case: DiracGAN) -> Iterator[Evidence]:
    """Yield that the Jacobian (2, 2) of the step taken has these eigenvalues, and that a path grows by their radius."""
    yield equation(
        "the characteristic polynomial of a step near the equilibrium",
        "that of its eigenvalues as predicted",
        np.poly(step),
        np.poly(step_eigenvalues(case)).real,
        1e-12 * max(1, case.radius() ** 2),
    )
    largest = max(step_eigenvalues(case), key=abs)
    left_eigenvector = np.array([step[1, 0], largest - step[0, 0]])
    along = path(case, 30, (TINY, 0.0)) @ left_eigenvector  # is multiplied by the eigenvalue at each step, exactly
    at_rest = np.ones((30, 2))  # `growth` is over the later half
    yield equation(
        "the growth per step along an eigenvector, over 30 steps near the equilibrium, after as many at rest",
        "the predicted spectral radius",
        growth(np.vstack([at_rest, np.stack([along.real, along.imag], axis=1) / TINY])),
        case.radius(),
        1e-9 * max(1, case.radius()),
    )


def _what_becomes_of_the_distance(step: Array, case: DiracGAN) -> Iterator[Evidence]:
    """Yield whether steps of this scheme converge, diverge or stay, by the Jacobian (2, 2) of the step taken."""
    if case.gamma:
        radius = np.abs(np.linalg.eigvals(step)).max()
        yield at_most("with the penalty a step comes closer: its spectral radius is below 1", radius, STRICTLY, 0)
    elif case.simultaneous:
        points = path(case, 200)
        squares = (points**2).sum(axis=1)
        factors = 1 + (case.h * expit(points.prod(axis=1))) ** 2
        what = "the factor of θ² + ψ² at each of 200 simultaneous steps from (1, 0)"
        yield equation(what, "1 + h²σ(θψ)² > 1", squares[1:] / squares[:-1], factors[:-1], 1e-12 * factors.max())
    else:
        yield equation("the determinant of an alternating step", "1", np.linalg.det(step), 1)
        what = "an alternating step turns: its eigenvalues are not real, |trace|/2 < 1"
        yield at_most(what, abs(np.trace(step)) / 2, STRICTLY, 0)
        distance = np.hypot(*path(case, 400, (TINY, 0.0)).T) / TINY
        what = "the log of the largest distance over the smallest in 400 alternating steps <= that of an ellipse's axes"
        yield at_most(what, np.ptp(np.log(distance)), _log_of_axes(step))


def _log_of_axes(step: Array) -> float:
    """Return the log of the ratio of the axes of the ellipse on which a matrix (2, 2) turns points; nan if of none."""
    (a, b), (c, d) = step
    trace, determinant = c - b, -b * c - (d - a) ** 2 / 4  # of the form whose value at x is the area of x and step x
    if determinant <= 0:
        return np.nan
    largest = (abs(trace) + np.sqrt(trace**2 - 4 * determinant)) / 2
    return float(np.log(largest**2 / determinant) / 2)


def _from_afar(case: DiracGAN) -> Iterator[Evidence]:
    """Yield the distances of the exact loss from (1, 0), computed elsewhere for h = ½ and k = 1 without penalty."""
    if (case.h, case.k, case.gamma) != (0.5, 1, 0.0):
        return
    distance = np.hypot(*path(case, 1000).T)
    if case.simultaneous:
        what = "the distance after 400 and 1,000 simultaneous steps from (1, 0)"
        yield equation(what, "3.4918, 5.1372", distance[[400, 1000]], [3.4918, 5.1372], 5e-5)  # the digits given
    else:
        what = "the largest distance in 1,000 alternating steps from (1, 0), no circle"
        yield equation(what, "1.109", distance.max(), 1.109, 5e-4)  # the digits given
        what = "the largest distance of the first 500 of them <= 0.999 times that of the last 500: they drift outwards"
        yield at_most(what, distance[:500].max(), 0.999 * distance[500:].max(), 0)


def symbolic() -> Iterator[Evidence]:
    """Differentiate V and its steps, and compute their traces and determinants for all h, γ and k."""
    from gan_theory.claims.follow_ups import _dirac_gan_symbolic

    yield from _dirac_gan_symbolic.evidence()


CLAIM = Claim(
    name="dirac_gan",
    claim_id="C3",
    where="after the paper",
    statement="The linearised Dirac-GAN: simultaneous steps diverge, or converge with a zero-centred gradient penalty "
    "γ <= 1 if h < 4γ; alternating ones stay near if h √k < 4.",
    figure="11_dirac_gan.png",
    hypotheses=(alternating_steps_are_short, gamma_is_not_negative, penalised_steps_are_short),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic},
    formulas=("V",),
    falsifiers=(
        DiracGAN("alternating, h √k = 5", h=5.0),
        DiracGAN("alternating, h √k = 4.5 with k = 9", h=1.5, k=9),
        DiracGAN("alternating, h √k = 4: the distance grows linearly", h=2.0, k=4),
        DiracGAN("penalty 0.01, h = 0.2 > 4γ", h=0.2, simultaneous=True, gamma=0.01),
        DiracGAN("penalty 0.25, h = 1 = 4γ", h=1.0, simultaneous=True, gamma=0.25),
        DiracGAN("penalty 0.3, h = 3 > 4γ", h=3.0, simultaneous=True, gamma=0.3),
        DiracGAN("penalty 2, h = 1.08 > 4(γ − √(γ² − 1))", h=1.08, simultaneous=True, gamma=2.0),
        DiracGAN("alternating, penalty 0.3, h = 3 > 4(√(γ² + 1) − γ)", h=3.0, gamma=0.3),
        DiracGAN("a reward, γ = −0.3", h=0.1, simultaneous=True, gamma=-0.3),
        DiracGAN("alternating, a reward, γ = −0.3", h=0.1, k=2, gamma=-0.3),
    ),
    cases=(
        DiracGAN("simultaneous, h = 0.2", h=0.2, simultaneous=True),
        UPDATE_SCHEMES["simultaneous"],
        DiracGAN("simultaneous, h = 3", h=3.0, simultaneous=True),
        UPDATE_SCHEMES["alternating"],
        DiracGAN("alternating, h = 0.2, k = 5", h=0.2, k=5),
        DiracGAN("alternating, h = 1.5, k = 7", h=1.5, k=7),
        DiracGAN("alternating, h = 3.9", h=3.9),
        UPDATE_SCHEMES["zero-centred gradient penalty"],
        DiracGAN("penalty 0.3, h = 1.19 < 4γ", h=1.19, simultaneous=True, gamma=0.3),
        DiracGAN("penalty 1, h = 3.9 < 4γ", h=3.9, simultaneous=True, gamma=1.0),
        DiracGAN("penalty 2, h = 1.07 < 4(γ − √(γ² − 1))", h=1.07, simultaneous=True, gamma=2.0),
        DiracGAN("alternating, penalty 0.3, h = 2.9", h=2.9, gamma=0.3),
        DiracGAN("alternating, penalty 0.01, h = 0.5, k = 3", h=0.5, k=3, gamma=0.01),
    ),
    case_type=DiracGAN,
)
