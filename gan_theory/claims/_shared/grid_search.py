"""Maximisers that use only values of V: they compare them on grids of candidates, and refine around the best."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.per_cell import per_cell

NEAREST_TO_0, NEAREST_TO_1 = 5e-324, 1 - 2.0**-53
LEAST_LOG = -53 * np.log(2)  # log(1 − NEAREST_TO_1)
SIMPLEX = {"xatol": 1e-9, "fatol": 1e-15, "maxiter": 2000, "maxfev": 4000}

Value = Callable[[Array, Array, Array], Array]


def clip_D(D: Array) -> Array:
    """Return D kept off 0 and 1 by one rounding.

    V changes by less than 1e-13, unless D = 0 where p_data > 0, or D = 1 where p_g > 0.

    Parameters
    ----------
    D : array
        Values in [0, 1].

    Returns
    -------
    array
        Values in (0, 1).
    """
    return np.minimum(np.maximum(D, NEAREST_TO_0), NEAREST_TO_1)


def clip_gradient(gradient: Array) -> Array:
    """Return log(1 − D) with its value at the last D below 1 in place of −∞.

    Parameters
    ----------
    gradient : array
        Values of ∂C/∂p_g by a formula that gives −∞ where its D* rounds to 1, in nats.

    Returns
    -------
    array
        Values >= −53 log 2 in place of −∞.
    """
    return np.where(gradient == -np.inf, LEAST_LOG, gradient)


def best_D(
    V: Value, p: Array, q: Array, lowest: float = NEAREST_TO_0, highest: float = NEAREST_TO_1
) -> tuple[Array, Array]:
    """Maximise V over D, cell by cell.

    Parameters
    ----------
    V : callable
        The value function of (D, p_data, p_g), which sums over the last axis.
    p, q : array, shape (n,)
        The masses of p_data and p_g.
    lowest, highest : float
        The interval in which D may lie.

    Returns
    -------
    D : array, shape (n,)
        The best D.
    values : array, shape (n,)
        What each cell adds to V there, in nats.
    """
    lo, hi = np.full(p.shape, lowest), np.full(p.shape, highest)
    steps, cells = np.linspace(0, 1, 9)[:, None], np.arange(p.size)
    p, q = p[:, None], q[:, None]
    for _ in range(22):  # D to 4⁻²² < 1e-13, and so V where D* is smaller than that
        D = clip_D(lo + (hi - lo) * steps)
        best = V(D[..., None], p, q).argmax(axis=0)
        lo, hi = D[np.maximum(best - 1, 0), cells], D[np.minimum(best + 1, 8), cells]
    D = D[best, cells]
    return D, V(D[:, None], p, q)


def best_logistic_D(V: Value, p: Array, q: Array, x: Array) -> tuple[Array, Array]:
    """Maximise V over the discriminators whose logit is a straight line in x.

    Parameters
    ----------
    V : callable
        The value function of (D, p_data, p_g), which sums over the last axis.
    p, q : array, shape (n,)
        The masses of p_data and p_g.
    x : array, shape (n,)
        The cell centres.

    Returns
    -------
    D : array, shape (n,)
        The best D of the form 1/(1 + exp(−a − b·x)).
    values : array, shape (n,)
        What each cell adds to V there, in nats.
    """
    from scipy.optimize import minimize  # it takes a quarter of a second

    u = (x - x.mean()) / np.ptp(x)

    def logistic(a: Array, b: Array) -> Array:
        return clip_D(expit(a[..., None] + b[..., None] * u))

    best, reach = np.zeros(2), 100.0  # neither goes beyond 100/(1 − 0.6)
    steps = np.linspace(-1, 1, 9)
    for _ in range(40):
        A, B = np.meshgrid(*(best[:, None] + reach * steps), indexing="ij")
        index = np.argmax(V(logistic(A, B), p, q))
        best, reach = np.array([A.flat[index], B.flat[index]]), reach * 0.6
    # On a narrow ridge the grid stops below the top: a simplex walks along it.
    best = minimize(lambda ab: -V(logistic(*ab), p, q), best, method="Nelder-Mead", options=SIMPLEX).x
    return logistic(*best), per_cell(V, logistic(*best), p, q)
