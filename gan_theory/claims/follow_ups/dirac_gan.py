"""Mescheder et al. 2018: the Dirac-GAN, a data point at 0, a G that makes one point θ, and the logit D(x) = ψx."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.game.dirac_gan import DiracGAN, eigenvalues
from gan_theory.game.formulas import Formulas
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, equation

STEPS = 4000


def step_is_within_bounds(case: DiracGAN) -> bool:
    """Alternating steps: h √k <= 4."""
    return case.simultaneous or case.h * np.sqrt(case.k) <= 4


def numeric(formulas: Formulas, case: DiracGAN) -> Iterator[Evidence]:
    """Compute the eigenvalues of the gradient vector field and of a step from V, and repeat the step."""
    field = _vector_field(formulas, case.gamma)
    for part in (np.real, np.imag):
        yield equation(
            f"the {part.__name__} parts of the eigenvalues of the gradient vector field",
            "−γ/2 ± √(γ²/4 − f′(0)²)",
            np.sort(part(np.linalg.eigvals(field))),
            np.sort(part(eigenvalues(case.gamma))),
            1e-7,
        )
    step = _step(field, case)
    radius = np.abs(np.linalg.eigvals(step)).max()
    yield equation("the spectral radius of a step", "what the paper says", radius, case.radius(), 1e-7)
    yield equation(
        f"the log of the growth of the distance over {STEPS} steps",
        f"{STEPS} times the log of the radius",
        _log_growth(step),
        STEPS * np.log(case.radius()),
        3,  # ellipses are up to e³ times longer than wide
    )


def _log_growth(step: Array) -> float:
    """Return the log of the largest entry of step^STEPS, for a step (2, 2)."""
    log_growth, power = 0.0, np.eye(2)
    for _ in range(STEPS):
        power = step @ power
        size = np.abs(power).max()
        log_growth, power = log_growth + np.log(size), power / size
    return log_growth


def _vector_field(formulas: Formulas, gamma: float) -> Array:
    """Return the Jacobian (2, 2) at 0 of the directions in which (θ, ψ) move: −∂V/∂θ and ∂V/∂ψ − γψ."""
    V = partial(value_on_two_points, formulas)
    mixed = (V(1, 1) - V(1, -1) - V(-1, 1) + V(-1, -1)) / 4  # exact, since log(1 + exp t) − log(1 + exp −t) = t
    theta_theta, psi_psi = V(1, 0) - 2 * V(0, 0) + V(-1, 0), V(0, 1) - 2 * V(0, 0) + V(0, -1)
    return np.array([[-theta_theta, -mixed], [mixed, psi_psi - gamma]])


def value_on_two_points(formulas: Formulas, theta: float, psi: float) -> float:
    """Return V for the data at 0, p_g at θ and the logit ψx.

    Parameters
    ----------
    formulas : Formulas
        The formulas under test.
    theta, psi : float
        θ and ψ.

    Returns
    -------
    float
        In nats.
    """
    D = expit(psi * np.array([0.0, theta]))
    return formulas.V(D, np.array([1.0, 0.0]), np.array([0.0, 1.0]))


def _step(field: Array, case: DiracGAN) -> Array:
    """Return the matrix (2, 2) by which (θ, ψ) are multiplied: one step of G and k of D."""
    if case.simultaneous:
        return np.eye(2) + case.h * field
    of_D, of_G = np.eye(2) + case.h * field * [[0], [1]], np.eye(2) + case.h * field * [[1], [0]]
    return of_G @ np.linalg.matrix_power(of_D, case.k)


def symbolic() -> Iterator[Evidence]:
    """Differentiate V at the equilibrium, and compute the determinants and traces of the steps."""
    yield from _eigenvalues()
    yield from _steps_without_penalty()


def _jacobian(gamma: Any) -> Any:
    """Return the Jacobian (2, 2) of the gradient vector field at θ = ψ = 0, as an expression."""
    from sympy import Matrix, diff, exp, symbols

    from gan_theory.claims._shared.symbolic import V

    theta, psi = symbols("theta psi", real=True)
    D_on_data, D_on_G = 1 / (1 + exp(-psi * 0)), 1 / (1 + exp(-psi * theta))
    value = V(D_on_data, 1, 0) + V(D_on_G, 0, 1)
    field = Matrix([-diff(value, theta), diff(value, psi) - gamma * psi])
    return field.jacobian([theta, psi]).subs({theta: 0, psi: 0})


def _eigenvalues() -> Iterator[Evidence]:
    from sympy import Rational, sqrt, symbols

    from gan_theory.claims._shared.symbolic import vanishes

    gamma = symbols("gamma", positive=True)
    found = sorted(_jacobian(gamma).eigenvals(), key=str)
    root = sqrt(gamma**2 / 4 - Rational(1, 2) ** 2)
    yield vanishes("the eigenvalues are −γ/2 ± √(γ²/4 − f′(0)²)", sum(found) + gamma)
    product = (found[0] * found[1]).expand() - ((-gamma / 2 + root) * (-gamma / 2 - root)).expand()
    yield vanishes("and their product is f′(0)²", product)


def _steps_without_penalty() -> Iterator[Evidence]:
    from sympy import I, Matrix, eye, symbols

    from gan_theory.claims._shared.symbolic import is_so, vanishes

    h, k = symbols("h k", positive=True)
    field = _jacobian(gamma=0)
    yield is_so("without penalty they are ±f′(0)·i", set(field.eigenvals()) == {I / 2, -I / 2})
    simultaneous = eye(2) + h * field
    what = "a simultaneous step has determinant 1 + h²/4: its radius is √(1 + h²/4)"
    yield vanishes(what, simultaneous.det() - 1 - h**2 / 4)
    what = "and both eigenvalues have that modulus: trace² < 4·determinant"
    yield is_so(what, (4 * simultaneous.det() - simultaneous.trace() ** 2).expand().is_positive)
    of_D = Matrix([[1, 0], [k * h * field[1, 0], 1]])  # k steps at one θ
    alternating = Matrix([[1, h * field[0, 1]], [0, 1]]) * of_D
    yield vanishes("k steps of D, then one of G: determinant 1", alternating.det() - 1)
    excess = alternating.trace() ** 2 - 4 - k * h**2 / 4 * (k * h**2 / 4 - 4)
    yield vanishes("and trace² − 4 = kh²/4 (kh²/4 − 4), <= 0 while h √k <= 4: radius 1, they circle", excess)


CLAIM = Claim(
    name="dirac_gan",
    claim_id="C3",
    where="after the paper",
    statement="The Dirac-GAN: simultaneous steps spiral out, alternating ones circle, the gradient penalty converges.",
    figure="09_dirac_gan.png",
    hypotheses=(step_is_within_bounds,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic},
    falsifiers=(DiracGAN("alternating, h √k = 5", h=5.0),),
    cases=(
        DiracGAN("simultaneous, h = 0.2", h=0.2, simultaneous=True),
        DiracGAN("simultaneous, h = 1", h=1.0, simultaneous=True),
        DiracGAN("alternating, h = 0.2", h=0.2),
        DiracGAN("alternating, h = 0.2, k = 5", h=0.2, k=5),
        DiracGAN("alternating, h = 1.5, k = 7", h=1.5, k=7),
        DiracGAN("penalty 0.3, h = 0.1", h=0.1, simultaneous=True, gamma=0.3),
        DiracGAN("penalty 0.9, h = 0.2", h=0.2, simultaneous=True, gamma=0.9),
        DiracGAN("penalty 2, h = 0.2", h=0.2, simultaneous=True, gamma=2.0),
    ),
    case_type=DiracGAN,
)
