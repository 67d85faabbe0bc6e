"""The symbolic evidence of the claim on the relativistic Dirac-GAN."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from sympy import I, Matrix, Rational, Symbol, exp, lambdify, log, sqrt, symbols

from gan_theory.claims._shared import _relativistic_steps as steps
from gan_theory.claims._shared import dirac_gan_steps, symbolic
from gan_theory.claims._shared._relativistic_steps import gamma_1, gamma_2
from gan_theory.claims._shared.dirac_gan_steps import linearised, psi, theta
from gan_theory.game.relativistic_gan import RelativisticDiracGAN, relativistic_eigenvalues, relativistic_path
from gan_theory.verification.evidence import Evidence, equal


def evidence() -> Iterator[Evidence]:
    """Yield all of it.

    Yields
    ------
    Evidence
        On V and the penalties, the field and its eigenvalues, and that the expressions are the package's steps.
    """
    logit = steps.linear_logit()
    yield from _values(logit)
    yield from _eigenvalues(linearised(steps.field(logit)))
    yield from _what_the_game_cannot_show()
    yield from _same_as_path(steps.field(logit))


def _values(logit: Symbol) -> Iterator[Evidence]:
    value = steps.pairing_value(logit)
    of_2014 = dirac_gan_steps.value(theta, psi)
    yield symbolic.vanishes("the pairing value is log σ(−θψ) = −log(1 + exp θψ)", value + log(1 + exp(theta * psi)))
    yield symbolic.vanishes("it is the V of 2014 plus log 2", value - of_2014 - log(2))
    yield symbolic.vanishes("R1 = R2 = ψ²/2", steps.R1(logit) - psi**2 / 2, steps.R2(logit) - psi**2 / 2)
    total = gamma_1 + gamma_2
    what = "the field is that of C3 with γ = γ₁ + γ₂"
    yield symbolic.vanishes(what, *(steps.field(logit) - dirac_gan_steps.field(total)))


def _eigenvalues(field: Matrix) -> Iterator[Evidence]:
    total = gamma_1 + gamma_2
    what = "the eigenvalues are −Γ/2 ± √(Γ²/4 − ¼): their sum is −Γ, their product ¼"
    yield symbolic.vanishes(what, field.trace() + total, field.det() - Rational(1, 4))
    root = sqrt(total**2 / 4 - Rational(1, 4))
    each = [field.charpoly().as_expr().subs(field.charpoly().gen, -total / 2 + sign * root) for sign in (1, -1)]
    yield symbolic.vanishes("both are roots of the characteristic polynomial", *(value.expand() for value in each))
    weights = {gamma_1: Rational(3, 10), gamma_2: Rational(3, 10)}
    found = set(field.subs(weights).eigenvals())
    expected = {Rational(-3, 10) + sign * Rational(2, 5) * I for sign in (1, -1)}
    yield symbolic.is_so("for γ₁ = γ₂ = 0.3 they are −0.3 ± 0.4i", found == expected)
    as_numbers = [complex(value) for value in sorted(found, key=lambda value: -complex(value).imag)]
    numbers = relativistic_eigenvalues(0.3, 0.3)
    yield equal("these as expressions = relativistic_eigenvalues", np.imag(as_numbers), numbers.imag, 1e-15)
    yield equal("and their real parts", np.real(as_numbers), numbers.real, 1e-15)


def _what_the_game_cannot_show() -> Iterator[Evidence]:
    b, c = symbols("b c", positive=True)
    with_bias = steps.pairing_value(steps.linear_logit(bias=b))
    what = "a bias b of the logit leaves the pairing value as it is"
    yield symbolic.vanishes(what, with_bias - steps.pairing_value(steps.linear_logit()))
    of_2014 = symbolic.V(1 / (1 + exp(-b)), 1, 0) + symbolic.V(1 / (1 + exp(-b - theta * psi)), 0, 1)
    change = of_2014.diff(b).subs({theta: 1, psi: 1, b: 1})
    yield symbolic.is_so("but changes the V of 2014 by more than a constant", bool(abs(change.evalf()) > 0.1))
    curved = steps.linear_logit(curvature=c)
    what = "and with a curved logit ψx + cx² R1 and R2 differ, by 2cθ(ψ + cθ)"
    yield symbolic.vanishes(what, steps.R2(curved) - steps.R1(curved) - (2 * c * theta * (psi + c * theta)).expand())


def _same_as_path(field: Matrix) -> Iterator[Evidence]:
    """Yield that a step along the field is in numbers one of `relativistic_path`, at six (θ, ψ)."""
    directions = lambdify((theta, psi, gamma_1, gamma_2), list(field), "math")
    gan = RelativisticDiracGAN("", h=0.7, gamma_1=0.4, gamma_2=0.15)
    starts = np.random.default_rng(0).uniform(-2, 2, (6, 2))
    moves = [directions(*start, gan.gamma_1, gan.gamma_2) for start in starts.tolist()]
    expected = [relativistic_path(gan, 1, tuple(start))[1] for start in starts.tolist()]
    yield equal("a simultaneous step as an expression = a step of the path", starts + gan.h * np.array(moves), expected)
