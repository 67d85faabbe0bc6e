"""The formulas at one x, as SymPy expressions in p = p_data(x), q = p_g(x) and y = D(x): what the integrals sum up."""

from __future__ import annotations

from typing import Any

import numpy as np
from sympy import Abs, Expr, Rational, Symbol, expand_log, lambdify, log, pi, simplify, symbols

from gan_theory._utils.arrays import Array
from gan_theory.game.formulas import PAPER
from gan_theory.verification.evidence import Evidence, equal

p, q, r, y = symbols("p q r y", positive=True)
p_slope, q_slope = symbols("p' q'", real=True)  # of p_data and p_g, along x or along a parameter of G
HALF = Rational(1, 2)


def V(y: Expr, p: Expr, q: Expr) -> Expr:
    """Return V at one x. Source: eq. 1."""
    return p * log(y) + q * log(1 - y)


def U(q: Expr, y: Expr, p: Expr) -> Expr:
    """Return U at one x: V as a function of p_g. Source: Prop. 2."""
    return V(y, p, q)


def D_star(p: Expr, q: Expr) -> Expr:
    """Return D* at one x. Source: eq. 2."""
    return p / (p + q)


def C(p: Expr, q: Expr) -> Expr:
    """Return C at one x. Source: eq. 4."""
    return p * log(p / (p + q)) + q * log(q / (p + q))


def kl(p: Expr, q: Expr) -> Expr:
    """Return KL(p‖q) at one x. Source: eq. 5."""
    return p * log(p / q)


def jsd(p: Expr, q: Expr) -> Expr:
    """Return JSD(p‖q) at one x. Source: eq. 6."""
    m = (p + q) / 2
    return (p * log(p) + q * log(q)) / 2 - m * log(m)


def tv(p: Expr, q: Expr) -> Expr:
    """Return TV(p, q) at one x."""
    return Abs(p - q) / 2


def grad_C(p: Expr, q: Expr) -> Expr:
    """Return ∂C/∂p_g at one x. Source: Prop. 2's proof."""
    return log(q / (p + q))


def hess_C(p: Expr, q: Expr) -> Expr:
    """Return ∂²C/∂p_g² at one x. Source: Prop. 2."""
    return p / (q * (p + q))


def log_4(p: Expr, q: Expr) -> Expr:
    """Return log 4 spread over x: it adds up to log 4 if p and q each add up to 1."""
    return log(4) * (p + q) / 2


def log_normal(u: Expr, mean: Expr | int, variance: Expr | int) -> Expr:
    """Return log N(u; mean, variance).

    Parameters
    ----------
    u : sympy.Expr
        Where.
    mean, variance : sympy.Expr or int
        The parameters.

    Returns
    -------
    sympy.Expr
        The log density.
    """
    return -((u - mean) ** 2) / (2 * variance) - log(2 * pi * variance) / 2


def push_forward(p_z: Expr, z: Symbol, x: Symbol, *branches: tuple[Expr, int]) -> Expr:
    """Return the density of x = G(z): Σ p_z(z)/|G′(z)| over the z with G(z) = x. Source: §4, the definition of p_g.

    Parameters
    ----------
    p_z : sympy.Expr
        The density of the noise z.
    z, x : sympy.Symbol
        The noise and the output.
    *branches : (sympy.Expr, int)
        The inverse of G on each branch, as an expression in x; and 1 where G increases, −1 where it falls.

    Returns
    -------
    sympy.Expr
        The density of x.
    """
    return sum(p_z.subs(z, inverse) * sign * inverse.diff(x) for inverse, sign in branches)


def is_formula(name: str, expression: Expr, *symbols: Symbol) -> Evidence:
    """Give evidence that an expression is, in numbers, the formula of `PAPER` on one cell.

    Parameters
    ----------
    name : str
        The name of the formula in `Formulas`.
    expression : sympy.Expr
        The expression of its value on one cell.
    *symbols : sympy.Symbol
        Those that stand for the formula's arguments, in their order; y stands for D.

    Returns
    -------
    Evidence
        Its gap is the greatest difference over 200 random values of the arguments, relative to values above 1.
    """
    rng = np.random.default_rng(0)
    masses, D = 10.0 ** rng.uniform(-4, 0, (len(symbols), 200)), rng.uniform(0.01, 0.99, 200)
    arguments = [D if symbol == y else mass for symbol, mass in zip(symbols, masses)]
    expected = getattr(PAPER, name)(*(argument[:, None] for argument in arguments))
    return is_function(name, expression, dict(zip(symbols, arguments)), expected.reshape(200))


def is_function(name: str, expression: Expr, arguments: dict[Symbol, Array], expected: Array) -> Evidence:
    """Give evidence that an expression has the values of a function of arrays.

    Parameters
    ----------
    name : str
        The name of the function.
    expression : sympy.Expr
        The expression.
    arguments : dict
        The values of each symbol, shape (k,).
    expected : array, shape (k,)
        The values of the function there.

    Returns
    -------
    Evidence
        Its gap is the greatest difference, relative to values above 1.
    """
    found = np.broadcast_to(lambdify(list(arguments), expression, "numpy")(*arguments.values()), expected.shape)
    scale = np.maximum(1, np.abs(expected))
    return equal(f"{name} as an expression = {name} of arrays", found / scale, expected / scale)


def vanishes(what: str, *remainders: Expr) -> Evidence:
    """Give evidence that each expression is 0 for every value of its symbols.

    Parameters
    ----------
    what : str
        The statement.
    *remainders : sympy.Expr
        Left minus right side of each equation.

    Returns
    -------
    Evidence
        Its gap is 0, or infinite; then the message shows what remains.
    """
    simplified = [simplify(expand_log(remainder)) for remainder in remainders]
    left_over = ", ".join(str(remainder) for remainder in simplified if remainder != 0)
    if left_over:
        return Evidence(f"{what}: there remains {left_over}", float("inf"), 0.0)
    return Evidence(what, 0.0, 0.0)


def is_positive(what: str, *expressions: Expr) -> Evidence:
    """Give evidence that each expression is > 0 for every value of its symbols.

    Parameters
    ----------
    what : str
        The statement.
    *expressions : sympy.Expr
        The expressions.

    Returns
    -------
    Evidence
        Its gap is 0, or infinite.
    """
    return is_so(what, all(simplify(expression).is_positive for expression in expressions))


def is_so(what: str, statement: Any) -> Evidence:
    """Give evidence that SymPy proves a statement.

    Parameters
    ----------
    what : str
        The statement.
    statement : bool or sympy.Basic
        The statement as SymPy has simplified it; only its `true` is a proof.

    Returns
    -------
    Evidence
        Its gap is 0, or infinite.
    """
    proved = statement is True or statement == True  # noqa: E712 - SymPy's own truth values
    return Evidence(what, 0.0 if proved else float("inf"), 0.0)
