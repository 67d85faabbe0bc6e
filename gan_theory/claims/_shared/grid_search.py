"""Maximisers that know only V: they compare values of V on grids of candidates, and refine around the best."""

from __future__ import annotations

import numpy as np

from gan_theory.claims._shared.per_cell import per_cell

NEAREST_TO_0, NEAREST_TO_1 = 5e-324, 1 - 2.0**-53


def clip_D(D):
    """D kept off 0 and 1 by one rounding, which moves V by less than 1e-13 where the other player has mass."""
    return np.minimum(np.maximum(D, NEAREST_TO_0), NEAREST_TO_1)


def clip_gradient(gradient):
    """log(1 − D) at the last D below 1 where a formula gives −∞, as it does if its D rounds to 1."""
    return np.where(np.isneginf(gradient), np.log(2.0**-53), gradient)


def best_D(V, p, q):
    """The D (n,) that maximises V cell by cell, and V's values there (n,)."""
    lo, hi = np.full(p.shape, NEAREST_TO_0), np.full(p.shape, NEAREST_TO_1)
    steps, cells = np.linspace(0, 1, 9)[:, None], np.arange(p.size)
    for _ in range(27):
        D = clip_D(lo + (hi - lo) * steps)
        best = np.argmax(per_cell(V, D, p, q), axis=0)
        lo, hi = D[np.maximum(best - 1, 0), cells], D[np.minimum(best + 1, 8), cells]
    D = D[best, cells]
    return D, per_cell(V, D, p, q)


def best_logistic_D(V, p, q, x):
    """The D (n,) of the form 1/(1 + exp(−a − b·x)) that maximises V, and V's values there, cell by cell (n,)."""
    u = (x - x.mean()) / np.ptp(x)
    (a, b), reach = (0.0, 0.0), 100.0  # neither goes beyond 100/(1 − 0.6)
    steps = np.linspace(-1, 1, 9)
    for _ in range(40):
        A, B = np.meshgrid(a + reach * steps, b + reach * steps, indexing="ij")
        D = clip_D(1 / (1 + np.exp(-A[..., None] - B[..., None] * u)))
        best = np.unravel_index(np.argmax(V(D, p, q)), A.shape)
        a, b, reach = A[best], B[best], reach * 0.6
    return D[best], per_cell(V, D[best], p, q)
