"""Scoring rules: what D is paid for its answer D(x), so that the logarithm can be compared with other payoffs.

D is paid S(D(x)) if x is from the data, and S(1 − D(x)) if x is from G. The expected payoff at one x is
a·S(y) + b·S(1 − y), with y = D(x), a = p_data(x) and b = p_g(x). A payoff is strictly proper if the only best answer is
y = a/(a + b), for every a and b that are not both 0. The logarithm gives the paper's V. The quadratic payoff, from the
Brier score, is strictly proper too. The linear payoff is not: the best answer is 1 or 0, and says only which density is
larger.

`SCORING_RULES` holds the three rules by name. At one x, or in each cell, a figure needs three of their functions:

- ``rule.payoff(y)`` is S(y);
- ``rule.expected_payoff(y, a, b)`` is a·S(y) + b·S(1 − y), elementwise;
- ``rule.best_D(a, b)`` is the best answer, elementwise.

``rule.value(p_data, p_g)`` is the value of the game, the sum over all cells for the best D.

References
----------
Gneiting and Raftery 2007, "Strictly proper scoring rules, prediction, and estimation".

Examples
--------
>>> for rule in SCORING_RULES.values():  # the best answer where p_data is three times p_g
...     print(rule.name, rule.formula, float(rule.best_D(3.0, 1.0)))
log S(y) = log y 0.75
quadratic S(y) = −(1 − y)² 0.75
linear S(y) = y 1.0
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.float_errors import UNDERFLOW_IS_0
from gan_theory.game.formulas import PAPER, Formula


@dataclass(frozen=True)
class ScoringRule:
    """A payoff S, the best answer to it, and the value of the game for it.

    The functions check nothing. Masses are non-negative float64 arrays of shape (..., n).

    Parameters
    ----------
    name : str
        Its name in messages and figures.
    formula : str
        The payoff in words, "S(y) = …".
    payoff : callable
        payoff(y), for y in [0, 1], elementwise.
    best_D : callable
        best_D(p_data, p_g), the D that maximises the expected payoff in each cell, shape (..., n). It is ½ where every
        answer is best.
    value : callable
        value(p_data, p_g), the expected payoff of that D over all cells, shape (...).
    """

    name: str
    formula: str
    payoff: Formula
    best_D: Formula
    value: Formula

    @UNDERFLOW_IS_0
    def expected_payoff(self, D: ArrayLike, p_data: ArrayLike, p_g: ArrayLike) -> Array:
        """Return p_data·S(D) + p_g·S(1 − D) in each cell, with 0·(−∞) = 0.

        Parameters
        ----------
        D : array-like, shape () or (..., n)
            The answers, in [0, 1].
        p_data, p_g : array-like, shape (..., n)
            Non-negative masses, or the values of two densities.

        Returns
        -------
        array, shape (..., n)
            One expected payoff for each cell. Their sum is V(D, G) if S is the logarithm.

        Examples
        --------
        >>> SCORING_RULES["quadratic"].expected_payoff([0.5, 0.75, 1.0], 3.0, 1.0)
        array([-1.  , -0.75, -1.  ])
        """
        D = np.asarray(D, np.float64)
        return _times(p_data, self.payoff(D)) + _times(p_g, self.payoff(1 - D))


def _times(mass: ArrayLike, payoff: Array) -> Array:
    """mass·payoff with 0·(−∞) = 0."""
    mass = np.asarray(mass, np.float64)
    return mass * np.where(mass > 0, payoff, 0.0)


def _log_payoff(y: Array) -> Array:
    with np.errstate(divide="ignore"):
        return np.log(y)


def _quadratic_payoff(y: Array) -> Array:
    return -((1 - y) ** 2)


def _linear_payoff(y: Array) -> Array:
    return 1.0 * y


def _share_of_data(p_data: ArrayLike, p_g: ArrayLike) -> Array:
    return PAPER.D_star(np.asarray(p_data, np.float64), np.asarray(p_g, np.float64))


def _which_is_larger(p_data: ArrayLike, p_g: ArrayLike) -> Array:
    """1 where p_data is larger, 0 where p_g is, ½ where they are equal."""
    return np.heaviside(np.subtract(p_data, p_g), 0.5)


def _log_value(p_data: Array, p_g: Array) -> Array:
    return PAPER.C(p_data, p_g)


@UNDERFLOW_IS_0
def _quadratic_value(p_data: Array, p_g: Array) -> Array:
    """−Σ p_data·p_g/(p_data + p_g), from the larger mass times the other's share, which keeps its digits."""
    larger, smaller = np.maximum(p_data, p_g), np.minimum(p_data, p_g)
    return -(larger * np.where(smaller > 0, _share_of_data(smaller, larger), 0.0)).sum(axis=-1)


def _linear_value(p_data: Array, p_g: Array) -> Array:
    return np.maximum(p_data, p_g).sum(axis=-1)


SCORING_RULES: dict[str, ScoringRule] = {
    rule.name: rule
    for rule in (
        ScoringRule("log", "S(y) = log y", _log_payoff, _share_of_data, _log_value),
        ScoringRule("quadratic", "S(y) = −(1 − y)²", _quadratic_payoff, _share_of_data, _quadratic_value),
        ScoringRule("linear", "S(y) = y", _linear_payoff, _which_is_larger, _linear_value),
    )
}
"""The three scoring rules, by name."""
