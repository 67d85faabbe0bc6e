"""Payoffs of D as SymPy expressions in y = D(x), with evidence that they are those of SCORING_RULES."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from sympy import Expr, log

from gan_theory.claims._shared.symbolic import is_function, y
from gan_theory.game.scoring_rules import SCORING_RULES
from gan_theory.verification.evidence import Evidence

Payoff = Callable[[Expr], Expr]


def log_payoff(y: Expr) -> Expr:
    """Return S(y) = log y."""
    return log(y)


def quadratic_payoff(y: Expr) -> Expr:
    """Return S(y) = −(1 − y)²."""
    return -((1 - y) ** 2)


def linear_payoff(y: Expr) -> Expr:
    """Return S(y) = y."""
    return y


def expected_payoff(S: Payoff, y: Expr, p: Expr, q: Expr) -> Expr:
    """Return p·S(y) + q·S(1 − y): what D is paid at one x, on average.

    Parameters
    ----------
    S : callable
        The payoff, from an expression to an expression.
    y, p, q : sympy.Expr
        D, p_data and p_g at one x.

    Returns
    -------
    sympy.Expr
        The expected payoff.
    """
    return p * S(y) + q * S(1 - y)


def is_payoff(name: str, S: Payoff) -> Evidence:
    """Give evidence that a payoff is, in numbers, that of the scoring rule of this name.

    Parameters
    ----------
    name : str
        The name in `SCORING_RULES`.
    S : callable
        The payoff, from an expression to an expression.

    Returns
    -------
    Evidence
        Its gap is the greatest difference over 99 answers.
    """
    answers = np.linspace(0.01, 0.99, 99)
    return is_function(f"the {name} payoff", S(y), {y: answers}, SCORING_RULES[name].payoff(answers))
