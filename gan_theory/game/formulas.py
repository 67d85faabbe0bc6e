"""The value function and what follows from it (eq. 1–6, Theorem 1, Proposition 2), as functions of masses, in nats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import rel_entr, xlog1py, xlogy

from gan_theory.game.stable import blockwise, jsd_terms


@dataclass(frozen=True)
class Formulas:
    """The formulas under test, each on non-negative float64 masses (..., n), without checks.

    V(D, p_data, p_g), U(p_g, D, p_data), C(p_data, p_g), kl(p, q), jsd(p, q) and tv(p, q) return nats (tv: a mass),
    (...): summed over the last axis. D_star, grad_C and hess_C of (p_data, p_g) return a value per cell, (..., n).
    """

    V: Callable
    D_star: Callable
    C: Callable
    kl: Callable
    jsd: Callable
    tv: Callable
    U: Callable
    grad_C: Callable
    hess_C: Callable


def _V(D, p_data, p_g):
    return blockwise(_V_cells, np.asarray(D), p_data, p_g).sum(axis=-1)


def _V_cells(D, p_data, p_g):
    return xlogy(p_data, D) + xlog1py(p_g, -D)


def V_of_logit(logit, p_data, p_g):
    log_D, log_1_minus_D = -np.logaddexp(0, -logit), -np.logaddexp(0, logit)
    return (_product(p_data, log_D) + _product(p_g, log_1_minus_D)).sum(axis=-1)


def _product(mass, log):
    """mass·log with 0·(−∞) = 0."""
    return mass * np.where(mass > 0, log, 0.0)


def _U(p_g, D, p_data):
    return _V(D, p_data, p_g)


def _D_star(p_data, p_g):
    return blockwise(_share, p_data, p_g)


def _share(p, q):
    total = p + q
    return np.divide(p, total, out=np.full(np.shape(total), 0.5), where=total > 0)


def _C(p_data, p_g):
    return blockwise(_C_cells, p_data, p_g).sum(axis=-1)


def _C_cells(p, q):
    total = p + q
    return rel_entr(p, total) + rel_entr(q, total)


def _kl(p, q):
    return rel_entr(p, q).sum(axis=-1)


def _tv(p, q):
    return blockwise(_distance, p, q).sum(axis=-1) / 2


def _distance(p, q):
    return np.abs(p - q)


def _grad_C(p_data, p_g):
    return blockwise(_slope, p_data, p_g)


def _slope(p, q):
    total = p + q
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        few_data = -np.log1p(p / q)
        more_data = np.log(q / total)
        hardly_p_g = np.log(q) - np.log(total)  # where the quotient underflows
    slope = np.where(p <= q, few_data, np.where(q > 1e-300 * total, more_data, hardly_p_g))
    return np.where(total > 0, slope, 0.0)


def _hess_C(p_data, p_g):
    return blockwise(_curvature, p_data, p_g)


def _curvature(p, q):
    with np.errstate(divide="ignore", over="ignore"):
        return np.where(p > 0, _share(p, q) / q, 0.0)


def _jsd(p, q):
    return blockwise(jsd_terms, *np.broadcast_arrays(p, q)).sum(axis=-1) / 4


PAPER = Formulas(_V, _D_star, _C, _kl, _jsd, _tv, _U, _grad_C, _hess_C)
