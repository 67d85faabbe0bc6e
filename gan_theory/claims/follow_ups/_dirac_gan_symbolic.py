"""The symbolic evidence of the claim on the Dirac-GAN."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from sympy import Expr, Matrix, Symbol, diff, exp, eye, lambdify, log, sqrt, zeros

from gan_theory.claims._shared import dirac_gan_steps as steps
from gan_theory.claims._shared import symbolic
from gan_theory.claims._shared.dirac_gan_steps import gamma, h, linearised, psi, theta
from gan_theory.game.dirac_gan import DiracGAN, path
from gan_theory.verification.evidence import Evidence, equal

k = Symbol("k", positive=True)
ROOT = sqrt(gamma**2 - 1)


def evidence() -> Iterator[Evidence]:
    """Yield all of it.

    Yields
    ------
    Evidence
        On the field, on simultaneous and alternating steps, and that the expressions are the steps of `path`.
    """
    yield from _field()
    yield from _simultaneous_steps()
    yield from _alternating_steps()
    yield from _alternating_steps_with_penalty()
    yield from _same_as_path()


def _field() -> Iterator[Evidence]:
    yield symbolic.vanishes(
        "V(θ, ψ) = −log 2 − log(1 + exp θψ)", steps.value(theta, psi) + log(2) + log(1 + exp(theta * psi))
    )
    t = Symbol("t", real=True)
    slope = diff(-log(1 + exp(-t)), t).subs(t, 0)
    field = linearised(steps.field())
    what = "the eigenvalues of the field are −γ/2 ± √(γ²/4 − f′(0)²): their sum is −γ, their product f′(0)² = ¼"
    yield symbolic.vanishes(what, field.trace() + gamma, field.det() - slope**2, 4 * slope**2 - 1)


def _simultaneous_steps() -> Iterator[Evidence]:
    moved = steps.simultaneous_step(0 * gamma)
    factor = 1 + h**2 / (1 + exp(-theta * psi)) ** 2
    what = "without penalty a simultaneous step multiplies θ² + ψ² by 1 + h²σ(θψ)², everywhere"
    yield symbolic.vanishes(what, moved[0] ** 2 + moved[1] ** 2 - (theta**2 + psi**2) * factor)
    trace, determinant = _trace_and_determinant(linearised(moved))
    what = "near the equilibrium both eigenvalues have the modulus √(1 + h²/4): trace² − 4·determinant = −h² < 0"
    yield symbolic.vanishes(what, determinant - 1 - h**2 / 4, trace**2 - 4 * determinant + h**2)
    trace, determinant = _trace_and_determinant(linearised(steps.simultaneous_step()))
    what = "with the penalty trace² − 4·determinant = h²(γ² − 1): not real for γ < 1"
    yield symbolic.vanishes(what, trace**2 - 4 * determinant - h**2 * (gamma**2 - 1))
    what = "then the squared radius, 1 − hγ + h²/4, is below 1 if and only if h < 4γ"
    yield symbolic.vanishes(what, determinant - 1 - h * (h - 4 * gamma) / 4)
    bounds = [4 * (gamma + sign * ROOT) for sign in (1, -1)]
    what = "for γ >= 1 the eigenvalues are below 1, and above −1 if and only if h < 4(γ − √(γ² − 1)), not beyond 4γ"
    yield symbolic.vanishes(
        what,
        1 - trace + determinant - h**2 / 4,
        1 + trace + determinant - (h - bounds[0]) * (h - bounds[1]) / 4,
        bounds[0] * bounds[1] - 16,
        bounds[0] + bounds[1] - 8 * gamma,
    )
    yield symbolic.is_so("which is 4 at γ = 1, and 1.0718 at γ = 2", _values_of_the_bound(bounds[1]))


def _values_of_the_bound(bound: Expr) -> bool:
    return bound.subs(gamma, 1) == 4 and round(float(bound.subs(gamma, 2)), 4) == 1.0718


def _alternating_steps() -> Iterator[Evidence]:
    of_D, of_G = linearised(steps.step_of_D(0 * gamma)), linearised(steps.step_of_G())
    k_steps = Matrix([[1, 0], [-k * h / 2, 1]])
    what = "k steps of D at one θ add −khθ/2 to ψ: by induction on k"
    yield symbolic.vanishes(what, *(of_D * k_steps - k_steps.subs(k, k + 1)), *(k_steps.subs(k, 0) - eye(2)))
    step = of_G * k_steps
    trace, determinant = _trace_and_determinant(step)
    yield symbolic.vanishes("k steps of D, then one of G: determinant 1", determinant - 1)
    what = "and trace² − 4 = kh²/4·(kh²/4 − 4), < 0 while h √k < 4: both eigenvalues have the modulus 1"
    yield symbolic.vanishes(what, trace**2 - 4 - k * h**2 / 4 * (k * h**2 / 4 - 4))
    jordan = step.subs(k, 16 / h**2) + eye(2)
    what = "at h √k = 4 the step is −1 + N with N² = 0 and N ≠ 0: n steps are ±(1 − nN), which grow linearly"
    yield symbolic.is_so(what, (jordan**2).expand() == zeros(2) != jordan.expand())


def _alternating_steps_with_penalty() -> Iterator[Evidence]:
    step = linearised(steps.step_of_G()) * linearised(steps.step_of_D())
    trace, determinant = _trace_and_determinant(step)
    what = "alternating steps with the penalty, k = 1: determinant 1 − hγ, and 1 − trace + determinant = h²/4"
    yield symbolic.vanishes(what, determinant - 1 + h * gamma, 1 - trace + determinant - h**2 / 4)
    bound = 4 * (sqrt(gamma**2 + 1) - gamma)
    what = "and 1 + trace + determinant > 0, hence convergence, if and only if h < 4(√(γ² + 1) − γ)"
    yield symbolic.vanishes(what, 1 + trace + determinant - (bound - h) * (h + 16 / bound) / 4)


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


def _trace_and_determinant(step: Matrix) -> tuple[Expr, Expr]:
    return step.trace(), step.det()
