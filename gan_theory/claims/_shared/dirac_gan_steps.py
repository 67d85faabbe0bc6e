"""The steps of the Dirac-GAN as SymPy expressions in θ, ψ, the step size h and the penalty's weight γ."""

from __future__ import annotations

from sympy import Expr, Matrix, Symbol, diff, exp

from gan_theory.claims._shared import symbolic

theta, psi = Symbol("theta", real=True), Symbol("psi", real=True)
h, gamma = Symbol("h", positive=True), Symbol("gamma", positive=True)


def value(theta: Expr, psi: Expr) -> Expr:
    """Return V for the data at 0, p_g at θ and the logit ψx of D."""
    D_on_data, D_on_G = 1 / (1 + exp(-psi * 0)), 1 / (1 + exp(-psi * theta))
    return symbolic.V(D_on_data, 1, 0) + symbolic.V(D_on_G, 0, 1)


def field(gamma: Expr = gamma) -> Matrix:
    """Return the directions of descent of G on V and of ascent of D on V − (γ/2)ψ².

    Parameters
    ----------
    gamma : sympy.Expr
        γ.

    Returns
    -------
    sympy.Matrix, shape (2, 1)
        In θ and ψ.
    """
    penalised = value(theta, psi) - gamma * psi**2 / 2
    return Matrix([-diff(value(theta, psi), theta), diff(penalised, psi)])


def simultaneous_step(gamma: Expr = gamma) -> Matrix:
    """Return (θ, ψ), shape (2, 1), after a step that both players take from the same (θ, ψ)."""
    return Matrix([theta, psi]) + h * field(gamma)


def step_of_D(gamma: Expr = gamma) -> Matrix:
    """Return (θ, ψ), shape (2, 1), after a step of D."""
    return Matrix([theta, simultaneous_step(gamma)[1]])


def step_of_G() -> Matrix:
    """Return (θ, ψ), shape (2, 1), after a step of G."""
    return Matrix([simultaneous_step()[0], psi])


def linearised(directions: Matrix) -> Matrix:
    """Return the Jacobian at the equilibrium, θ = ψ = 0.

    Parameters
    ----------
    directions : sympy.Matrix, shape (2, 1)
        A map of (θ, ψ), or a vector field.

    Returns
    -------
    sympy.Matrix, shape (2, 2)
        Its derivatives by θ and ψ.
    """
    return directions.jacobian([theta, psi]).subs({theta: 0, psi: 0})
