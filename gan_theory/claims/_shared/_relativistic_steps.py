"""The relativistic pairing loss, R1 and R2 as SymPy expressions, for one data point and one point of G."""

from __future__ import annotations

from sympy import Expr, Matrix, Symbol, diff, exp, log

from gan_theory.claims._shared.dirac_gan_steps import psi, theta

x = Symbol("x", real=True)
gamma_1, gamma_2 = Symbol("gamma_1", positive=True), Symbol("gamma_2", positive=True)
DATA = 0
"""Where the data are."""


def linear_logit(bias: Expr | int = 0, curvature: Expr | int = 0) -> Expr:
    """Return the logit of D at x: ψx, or with a bias and a curvature."""
    return bias + psi * x + curvature * x**2


def pairing_value(logit: Expr) -> Expr:
    """Return log σ(l(0) − l(θ))."""
    return -log(1 + exp(-(logit.subs(x, DATA) - logit.subs(x, theta))))


def R1(logit: Expr) -> Expr:
    """Return ½ l′² at the data."""
    return (diff(logit, x) ** 2).subs(x, DATA) / 2


def R2(logit: Expr) -> Expr:
    """Return ½ l′² at G's point θ."""
    return (diff(logit, x) ** 2).subs(x, theta) / 2


def field(logit: Expr) -> Matrix:
    """Return the directions of descent of G on V, and of ascent of D on V − γ₁ R1 − γ₂ R2.

    Parameters
    ----------
    logit : sympy.Expr
        The logit of D at x.

    Returns
    -------
    sympy.Matrix, shape (2, 1)
        In θ and ψ.
    """
    value = pairing_value(logit)
    return Matrix([-diff(value, theta), diff(value - gamma_1 * R1(logit) - gamma_2 * R2(logit), psi)])
