"""Mescheder et al. 2018: the Dirac-GAN, a data point at 0, a G that makes one point θ, and the logit D(x) = ψx."""

from __future__ import annotations

import numpy as np

from gan_theory.game.dirac_gan import DiracGAN, eigenvalues
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, equation

STEPS = 4000


def step_is_within_bounds(case) -> bool:
    """Steps in turns: h √k <= 4."""
    return case.simultaneous or case.h * np.sqrt(case.k) <= 4


def numeric(formulas, case):
    field = _field(formulas, case.gamma)
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
    growth, turned = 0.0, np.eye(2)
    for _ in range(STEPS):
        turned = step @ turned
        size = np.abs(turned).max()
        growth, turned = growth + np.log(size), turned / size
    yield equation(
        f"log of what {STEPS} steps make of the distance",
        f"{STEPS} times log of the radius",
        growth,
        STEPS * np.log(case.radius()),
        3,
    )  # ellipses are up to e³ times longer than wide


def _field(formulas, gamma):
    """The Jacobian (2, 2) of the directions in which (θ, ψ) move, at 0: −∂V/∂θ and ∂V/∂ψ − γψ."""
    V = lambda theta, psi: _value(formulas, theta, psi)  # noqa: E731
    mixed = (V(1, 1) - V(1, -1) - V(-1, 1) + V(-1, -1)) / 4  # exact, since log(1 + exp t) − log(1 + exp −t) = t
    bend_theta, bend_psi = V(1, 0) - 2 * V(0, 0) + V(-1, 0), V(0, 1) - 2 * V(0, 0) + V(0, -1)
    return np.array([[-bend_theta, -mixed], [mixed, bend_psi - gamma]])


def _value(formulas, theta, psi):
    """V on two places, 0 with the data and θ with p_g."""
    D = 1 / (1 + np.exp(-psi * np.array([0.0, theta])))
    return formulas.V(D, np.array([1.0, 0.0]), np.array([0.0, 1.0]))


def _step(field, case):
    if case.simultaneous:
        return np.eye(2) + case.h * field
    D, G = np.eye(2) + case.h * field * [[0], [1]], np.eye(2) + case.h * field * [[1], [0]]
    return G @ np.linalg.matrix_power(D, case.k)


def symbolic():
    from sympy import I, Matrix, Rational, diff, exp, eye, sqrt, symbols

    from gan_theory.claims._shared.symbolic import V, is_so, vanishes

    theta, psi = symbols("theta psi", real=True)
    h, k, gamma = symbols("h k gamma", positive=True)
    D = lambda x: 1 / (1 + exp(-psi * x))  # noqa: E731
    value = V(D(0), 1, 0) + V(D(theta), 0, 1)
    field = Matrix([-diff(value, theta), diff(value, psi) - gamma * psi])
    J = field.jacobian([theta, psi]).subs({theta: 0, psi: 0})
    slope = Rational(1, 2)
    root = sqrt(gamma**2 / 4 - slope**2)
    found = sorted(J.eigenvals(), key=str)
    yield vanishes("the eigenvalues are −γ/2 ± √(γ²/4 − f′(0)²)", sum(found) + gamma)
    yield vanishes(
        "and their product is f′(0)²",
        (found[0] * found[1]).expand() - ((-gamma / 2 + root) * (-gamma / 2 - root)).expand(),
    )
    free = J.subs(gamma, 0)
    yield is_so("without penalty they are ±f′(0)·i", set(free.eigenvals()) == {I / 2, -I / 2})
    together = eye(2) + h * free
    yield vanishes(
        "a simultaneous step has determinant 1 + h²/4: its radius is √(1 + h²/4)", together.det() - 1 - h**2 / 4
    )
    yield is_so(
        "and both eigenvalues have that modulus: trace² < 4·determinant",
        (4 * together.det() - together.trace() ** 2).expand().is_positive,
    )
    D_steps = Matrix([[1, 0], [k * h * free[1, 0], 1]])  # k steps of D at one θ
    turns = Matrix([[1, h * free[0, 1]], [0, 1]]) * D_steps
    yield vanishes("k steps of D, then one of G: determinant 1", turns.det() - 1)
    over = turns.trace() ** 2 - 4 - k * h**2 / 4 * (k * h**2 / 4 - 4)
    yield vanishes("and trace² − 4 = kh²/4 (kh²/4 − 4), <= 0 while h √k <= 4: radius 1, they circle", over)


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
