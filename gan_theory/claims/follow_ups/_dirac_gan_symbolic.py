"""The symbolic evidence of the claim on the Dirac-GAN."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from sympy import Matrix, Symbol, diff, exp, eye, lambdify, log, sqrt, zeros

from gan_theory.claims._shared import dirac_gan_steps as steps
from gan_theory.claims._shared import symbolic
from gan_theory.claims._shared.dirac_gan_steps import gamma, h, linearised, psi, theta
from gan_theory.game.dirac_gan import DiracGAN, path
from gan_theory.verification.evidence import Evidence, equal

k = Symbol("k", positive=True)


def evidence() -> Iterator[Evidence]:
    """Yield all of it.

    Yields
    ------
    Evidence
        On the field, on simultaneous and alternating steps, and that the expressions are the steps of `path`.
    """
    yield from _field()
    simultaneous, of_D, of_G = map(linearised, (steps.simultaneous_step(), steps.step_of_D(), steps.step_of_G()))
    yield from _simultaneous_steps(simultaneous.subs(gamma, 0))
    yield from _simultaneous_steps_with_penalty(simultaneous)
    yield from _alternating_steps(of_D.subs(gamma, 0), of_G)
    yield from _alternating_steps_with_penalty(of_G * of_D)
    yield from _same_as_path()


def _field() -> Iterator[Evidence]:
    value = -log(2) - log(1 + exp(theta * psi))
    yield symbolic.vanishes("V(θ, ψ) = −log 2 − log(1 + exp θψ)", steps.value(theta, psi) - value)
    t = Symbol("t", real=True)
    slope = diff(-log(1 + exp(-t)), t).subs(t, 0)
    field = linearised(steps.field())
    what = "the eigenvalues of the field are −γ/2 ± √(γ²/4 − f′(0)²): their sum is −γ, their product f′(0)² = ¼"
    yield symbolic.vanishes(what, field.trace() + gamma, field.det() - slope**2, 4 * slope**2 - 1)


def _simultaneous_steps(step: Matrix) -> Iterator[Evidence]:
    moved, D, s = steps.simultaneous_step(0 * gamma), 1 / (1 + exp(-theta * psi)), Symbol("s", positive=True)
    what = "without penalty a simultaneous step adds hψσ(θψ) to θ, and −hθσ(θψ) to ψ"
    yield symbolic.vanishes(what, moved[0] - theta - h * psi * D, moved[1] - psi + h * theta * D)
    square = (theta + h * psi * s) ** 2 + (psi - h * theta * s) ** 2
    what = "hence it multiplies θ² + ψ² by 1 + h²σ(θψ)², everywhere"
    yield symbolic.vanishes(what, (square - (theta**2 + psi**2) * (1 + h**2 * s**2)).expand())
    trace, determinant = step.trace(), step.det()
    what = "near the equilibrium both eigenvalues have the modulus √(1 + h²/4): trace² − 4·determinant = −h² < 0"
    yield symbolic.vanishes(what, determinant - 1 - h**2 / 4, trace**2 - 4 * determinant + h**2)


def _simultaneous_steps_with_penalty(step: Matrix) -> Iterator[Evidence]:
    trace, determinant = step.trace(), step.det()
    what = "with the penalty trace² − 4·determinant = h²(γ² − 1): not real for γ < 1"
    yield symbolic.vanishes(what, trace**2 - 4 * determinant - h**2 * (gamma**2 - 1))
    what = "then the squared radius, 1 − hγ + h²/4, is below 1 if and only if h < 4γ"
    yield symbolic.vanishes(what, determinant - 1 - h * (h - 4 * gamma) / 4)
    longest, beyond = (4 * (gamma + sign * sqrt(gamma**2 - 1)) for sign in (-1, 1))
    what = "for γ >= 1 the eigenvalues are below 1, and above −1 if and only if h < 4(γ − √(γ² − 1)), or h far beyond"
    above_minus_1 = 1 + trace + determinant - ((h - longest) * (h - beyond)).expand() / 4
    yield symbolic.vanishes(what, 1 - trace + determinant - h**2 / 4, above_minus_1)
    what = "far beyond, h > 4(γ + √(γ² − 1)), both are below −1: their product is above 1"
    yield symbolic.vanishes(what, (longest * beyond).expand() - 16, longest + beyond - 8 * gamma)
    values = longest.subs(gamma, 1), round(float(longest.subs(gamma, 2)), 4)
    yield symbolic.is_so("4(γ − √(γ² − 1)) is 4 at γ = 1, and 1.0718 at γ = 2", values == (4, 1.0718))


def _alternating_steps(of_D: Matrix, of_G: Matrix) -> Iterator[Evidence]:
    k_steps = Matrix([[1, 0], [-k * h / 2, 1]])
    what = "k steps of D at one θ add −khθ/2 to ψ: by induction on k"
    yield symbolic.vanishes(what, *(of_D * k_steps - k_steps.subs(k, k + 1)), *(k_steps.subs(k, 0) - eye(2)))
    step = of_G * k_steps
    trace, determinant = step.trace(), step.det()
    yield symbolic.vanishes("k steps of D, then one of G: determinant 1", determinant - 1)
    what = "and trace² − 4 = kh²/4·(kh²/4 − 4), < 0 while h √k < 4: both eigenvalues have the modulus 1"
    yield symbolic.vanishes(what, trace**2 - 4 - k * h**2 / 4 * (k * h**2 / 4 - 4))
    jordan = step.subs(k, 16 / h**2) + eye(2)
    what = "at h √k = 4 the step is −1 + N with N² = 0 and N ≠ 0: n steps are ±(1 − nN), which grow linearly"
    yield symbolic.is_so(what, (jordan**2).expand() == zeros(2) != jordan.expand())


def _alternating_steps_with_penalty(step: Matrix) -> Iterator[Evidence]:
    trace, determinant = step.trace(), step.det()
    what = "alternating steps with the penalty, k = 1: determinant 1 − hγ, and 1 − trace + determinant = h²/4"
    yield symbolic.vanishes(what, determinant - 1 + h * gamma, 1 - trace + determinant - h**2 / 4)
    longest, below_0 = (4 * (sign * sqrt(gamma**2 + 1) - gamma) for sign in (1, -1))
    what = "and 1 + trace + determinant > 0, hence convergence, if and only if h < 4(√(γ² + 1) − γ)"
    yield symbolic.vanishes(what, 1 + trace + determinant - ((longest - h) * (h - below_0)).expand() / 4)


def _same_as_path() -> Iterator[Evidence]:
    """Yield that the expressions are in numbers the steps of `path`: at six (θ, ψ), with k = 1."""
    rng = np.random.default_rng(0)
    starts = rng.uniform(-2, 2, (6, 2)).tolist()
    alternating = steps.step_of_G().subs(psi, steps.step_of_D()[1])
    for name, expression in (("simultaneous", steps.simultaneous_step()), ("alternating", alternating)):
        as_numbers = lambdify((theta, psi, h, gamma), list(expression), "math")
        gan = DiracGAN(name, h=0.7, simultaneous=name == "simultaneous", gamma=0.4)
        expected = [path(gan, 1, tuple(start))[1] for start in starts]
        found = [as_numbers(*start, gan.h, gan.gamma) for start in starts]
        yield equal(f"the {name} step as an expression = a step of the path", found, expected)
