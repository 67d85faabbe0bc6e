"""f-divergences D_f(p‖q) = Σ q f(p/q) for a convex f, and their lower bounds by a function T: KL, χ² and the GAN's.

For every T, E_p T − E_q f*(T) <= D_f(p‖q), where f*(t) = sup_u (t·u − f(u)) is the convex conjugate of f. So D_f is the
supremum over T. Where p and q are positive, T = f′(p/q) attains it. A cell where q = 0 < p adds p·f′(∞) to D_f; there T
comes close to the supremum, and may not attain it. With the f of "GAN" and T = log D, the lower bound is V(D, G), and
D_f = 2·JSD − log 4.

`F_DIVERGENCES` holds four of them by name: "KL", "reverse KL", "chi-squared" and "GAN". A figure needs these functions:

- ``f_divergence.f(u)`` is f(u), and ``f_divergence.conjugate(t)`` is f*(t), elementwise;
- ``f_divergence.best_T(p, q)`` is f′(p/q) in each cell;
- ``f_divergence.lower_bound(T, p, q)`` is E_p T − E_q f*(T), one number for each T;
- ``f_divergence.divergence(p, q)`` is D_f(p‖q).

References
----------
Nguyen, Wainwright and Jordan 2010, "Estimating divergence functionals and the likelihood ratio by convex risk
minimization"; Nowozin, Cseke and Tomioka 2016, "f-GAN".

Examples
--------
>>> p, q = np.array([0.5, 0.5]), np.array([0.25, 0.75])
>>> for each in F_DIVERGENCES.values():
...     print(f"{each.name}: {each.divergence(p, q):.6f} = {each.lower_bound(each.best_T(p, q), p, q):.6f}")
KL: 0.143841 = 0.143841
reverse KL: 0.130812 = 0.130812
chi-squared: 0.333333 = 0.333333
GAN: -1.318650 = -1.318650
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import rel_entr

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.float_errors import UNDERFLOW_IS_0
from gan_theory.game.formulas import Formula


@dataclass(frozen=True)
class FDivergence:
    """A convex function f, its conjugate and its derivative, each without overflow where the result has none.

    The functions check nothing. Masses are non-negative float64 arrays of shape (..., n).

    Parameters
    ----------
    name : str
        Its name in messages and figures.
    formula : str
        The function in words, "f(u) = …".
    term : callable
        term(p, q), what a cell adds to D_f, elementwise: q·f(p/q), and p·f′(∞) where q = 0.
    conjugate : callable
        conjugate(t) = f*(t), elementwise; inf outside its domain.
    best_T : callable
        best_T(p, q) = f′(p/q), elementwise, with its limits where p or q is 0, and 0 where both are.
    slope_at_infinity : float
        f′(∞), the limit of f(u)/u.
    is_convex : bool
        Whether f is convex.
    """

    name: str
    formula: str
    term: Formula
    conjugate: Formula
    best_T: Formula
    slope_at_infinity: float
    is_convex: bool = True

    def f(self, u: ArrayLike) -> Array:
        """Return f(u) for u >= 0, elementwise.

        Parameters
        ----------
        u : array-like
            The ratio p/q.

        Returns
        -------
        array
            Of the same shape.

        Examples
        --------
        >>> F_DIVERGENCES["chi-squared"].f([0.0, 1.0, 3.0])
        array([1., 0., 4.])
        """
        u = np.asarray(u, np.float64)
        return self.term(u, np.ones(u.shape))

    @UNDERFLOW_IS_0
    def divergence(self, p: ArrayLike, q: ArrayLike) -> Array:
        """Return D_f(p‖q), the sum of what each cell adds.

        Parameters
        ----------
        p, q : Density or array-like, shape (..., n)
            Masses; for the game, those of p_data and p_g.

        Returns
        -------
        array, shape (...)
            inf if a cell adds inf.
        """
        return self.term(np.asarray(p, np.float64), np.asarray(q, np.float64)).sum(axis=-1)

    @UNDERFLOW_IS_0
    def lower_bound(self, T: ArrayLike, p: ArrayLike, q: ArrayLike) -> Array:
        """Return E_p T − E_q f*(T), which is at most D_f(p‖q), with 0·∞ = 0.

        Parameters
        ----------
        T : array-like, shape () or (..., n)
            The values of T.
        p, q : Density or array-like, shape (..., n)
            Masses; for the game, those of p_data and p_g.

        Returns
        -------
        array, shape (...)
            −inf if T leaves the domain of f* where q has mass.
        """
        T, p, q = (np.asarray(each, np.float64) for each in (T, p, q))
        return (_times(p, T) - _times(q, self.conjugate(T))).sum(axis=-1)


def _times(mass: Array, value: Array) -> Array:
    """mass·value with 0·∞ = 0."""
    return mass * np.where(mass > 0, value, 0.0)


def _kl_term(p: Array, q: Array) -> Array:
    return rel_entr(p, q)


def _kl_conjugate(t: Array) -> Array:
    with np.errstate(over="ignore"):
        return np.exp(t - 1)


@UNDERFLOW_IS_0
def _kl_best_T(p: Array, q: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(p + q > 0, 1 + np.log(p) - np.log(q), 0.0)


def _reverse_kl_term(p: Array, q: Array) -> Array:
    return rel_entr(q, p)


def _reverse_kl_conjugate(t: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(t < 0, -1 - np.log(-t), np.inf)


@UNDERFLOW_IS_0
def _reverse_kl_best_T(p: Array, q: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(p + q > 0, -np.divide(q, p), 0.0)


def _chi_squared_term(p: Array, q: Array) -> Array:
    difference = np.subtract(p, q)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(difference == 0, 0.0, np.square(difference / np.sqrt(q)))


def _chi_squared_conjugate(t: Array) -> Array:
    with np.errstate(over="ignore"):
        return np.where(t >= -2, t + np.square(np.maximum(t, -2)) / 4, -1.0)


@UNDERFLOW_IS_0
def _chi_squared_best_T(p: Array, q: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(p + q > 0, 2 * (np.divide(p, q) - 1), 0.0)


def _gan_term(p: Array, q: Array) -> Array:
    return rel_entr(p, p + q) + rel_entr(q, p + q)


def _gan_conjugate(t: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(t < 0, -np.log(-np.expm1(t)), np.inf)


@UNDERFLOW_IS_0
def _gan_best_T(p: Array, q: Array) -> Array:
    """Return log D* = −log(1 + q/p), which keeps its digits where D* is nearly 1."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(p + q > 0, -np.log1p(np.divide(q, p)), 0.0)


F_DIVERGENCES: dict[str, FDivergence] = {
    each.name: each
    for each in (
        FDivergence("KL", "f(u) = u log u", _kl_term, _kl_conjugate, _kl_best_T, math.inf),
        FDivergence("reverse KL", "f(u) = −log u", _reverse_kl_term, _reverse_kl_conjugate, _reverse_kl_best_T, 0.0),
        FDivergence(
            "chi-squared",
            "f(u) = (u − 1)²",
            _chi_squared_term,
            _chi_squared_conjugate,
            _chi_squared_best_T,
            math.inf,
        ),
        FDivergence("GAN", "f(u) = u log u − (u + 1) log(u + 1)", _gan_term, _gan_conjugate, _gan_best_T, 0.0),
    )
}
"""Four f-divergences, by name."""
