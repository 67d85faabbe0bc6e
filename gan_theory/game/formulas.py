"""The paper's formulas (eq. 1-6, Theorem 1, Proposition 2) on masses, without checks, and PAPER, which holds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import log_expit, rel_entr, xlog1py, xlogy

from gan_theory._utils.arrays import Array
from gan_theory._utils.float_errors import UNDERFLOW_IS_0
from gan_theory.game.stable import blockwise, jsd_terms

Formula = Callable[..., Any]


@dataclass(frozen=True)
class Formulas:
    """The formulas under test: the paper's, or a student's in their place.

    Each takes non-negative float64 masses of shape (..., n), and checks nothing. Those that return a number per pair
    of distributions sum over the last axis: shape (...).

    Parameters
    ----------
    V : callable
        V(D, p_data, p_g), the value function in nats, shape (...).
    D_star : callable
        D_star(p_data, p_g), the best discriminator, shape (..., n). It is not judged where neither has
        mass, nan included.
    C : callable
        C(p_data, p_g), the virtual criterion max_D V in nats, shape (...).
    kl, jsd : callable
        kl(p, q) and jsd(p, q), divergences in nats, shape (...).
    tv : callable
        tv(p, q), the total variation, a mass, shape (...).
    U : callable
        U(p_g, D, p_data), V as a function of p_g in nats, shape (...).
    grad_C, hess_C : callable
        grad_C(p_data, p_g) and hess_C(p_data, p_g), the first and second derivatives of C by p_g, shape (..., n). They
        are 0, by definition, where neither has mass.

    Examples
    --------
    A formula of one's own in place of the paper's is checked by every claim that uses it:

    >>> from dataclasses import replace
    >>> from gan_theory import CLAIMS, PAIRS, PAPER
    >>> wrong = replace(PAPER, kl=lambda p, q: PAPER.kl(q, p))
    >>> CLAIMS["criterion"].check([PAIRS["shifted"]], formulas=PAPER).holds
    True
    >>> CLAIMS["criterion"].check([PAIRS["narrow-against-wide"]], formulas=wrong).holds
    False
    """

    V: Formula
    D_star: Formula
    C: Formula
    kl: Formula
    jsd: Formula
    tv: Formula
    U: Formula
    grad_C: Formula
    hess_C: Formula


@UNDERFLOW_IS_0
def _V(D: Array, p_data: Array, p_g: Array) -> Array:
    return blockwise(_V_terms, np.asarray(D), p_data, p_g).sum(axis=-1)


def _V_terms(D: Array, p_data: Array, p_g: Array) -> Array:
    return xlogy(p_data, D) + xlog1py(p_g, -D)


@UNDERFLOW_IS_0
def V_from_logit_unchecked(logit: Array, p_data: Array, p_g: Array) -> Array:
    """Return V(D, G) from the logit of D, without checks.

    Parameters
    ----------
    logit : array, shape () or (..., n)
        log D − log(1 − D), from −inf to inf.
    p_data, p_g : array, shape (..., n)
        Non-negative masses.

    Returns
    -------
    array, shape (...)
        In nats.

    References
    ----------
    §3, eq. 1.
    """
    return (_times_log(p_data, log_expit(logit)) + _times_log(p_g, log_expit(-logit))).sum(axis=-1)


def _times_log(mass: Array, log: Array) -> Array:
    """mass·log with 0·(−∞) = 0."""
    return mass * np.where(mass > 0, log, 0.0)


def _U(p_g: Array, D: Array, p_data: Array) -> Array:
    return _V(D, p_data, p_g)


@UNDERFLOW_IS_0
def _D_star(p_data: Array, p_g: Array) -> Array:
    return blockwise(_D_star_cells, p_data, p_g)


def _D_star_cells(p_data: Array, p_g: Array) -> Array:
    total = p_data + p_g
    return np.divide(p_data, total, out=np.full(np.shape(total), 0.5), where=total > 0)


@UNDERFLOW_IS_0
def _C(p_data: Array, p_g: Array) -> Array:
    return blockwise(_C_terms, p_data, p_g).sum(axis=-1)


def _C_terms(p_data: Array, p_g: Array) -> Array:
    total = p_data + p_g
    return rel_entr(p_data, total) + rel_entr(p_g, total)


@UNDERFLOW_IS_0
def _kl(p: Array, q: Array) -> Array:
    return rel_entr(p, q).sum(axis=-1)


@UNDERFLOW_IS_0
def _jsd(p: Array, q: Array) -> Array:
    if p.shape != q.shape:
        p, q = np.broadcast_arrays(p, q)
    return blockwise(jsd_terms, p, q).sum(axis=-1) / 4


@UNDERFLOW_IS_0
def _tv(p: Array, q: Array) -> Array:
    return blockwise(_absolute_difference, p, q).sum(axis=-1) / 2


def _absolute_difference(p: Array, q: Array) -> Array:
    return np.abs(p - q)


@np.errstate(divide="ignore", over="ignore", under="ignore", invalid="ignore")
def _grad_C(p_data: Array, p_g: Array) -> Array:
    return blockwise(_grad_C_cells, p_data, p_g)


def _grad_C_cells(p_data: Array, p_g: Array) -> Array:
    """log(1 − D*), by the formula that keeps its digits for each ratio of the masses."""
    total = p_data + p_g
    for_less_data = -np.log1p(p_data / p_g)
    for_more_data = np.log(p_g / total)
    for_tiny_p_g = np.log(p_g) - np.log(total)  # where the quotient underflows
    for_more_data = np.where(p_g > 1e-300 * total, for_more_data, for_tiny_p_g)
    gradient = np.where(p_data <= p_g, for_less_data, for_more_data)
    return np.where(total > 0, gradient, 0.0)


@np.errstate(divide="ignore", over="ignore", under="ignore")
def _hess_C(p_data: Array, p_g: Array) -> Array:
    return blockwise(_hess_C_cells, p_data, p_g)


def _hess_C_cells(p_data: Array, p_g: Array) -> Array:
    return np.where(p_data > 0, _D_star_cells(p_data, p_g) / p_g, 0.0)


PAPER = Formulas(V=_V, D_star=_D_star, C=_C, kl=_kl, jsd=_jsd, tv=_tv, U=_U, grad_C=_grad_C, hess_C=_hess_C)
"""The formulas of the paper."""
