"""Integrals over p_g in one cell, which tell a derivative from its multiples and from itself plus a constant."""

from __future__ import annotations

import numpy as np

from gan_theory.claims.maximiser import SMALLEST_JUDGED

NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)


def stretches(p, q):
    """Cells' p (m,) and masses a (m,), such that [a, 2a] starts at p_g, or at p_data/16 where p_g is smaller.

    Below that, C changes by less than the rounding of p_data, and its change tells nothing.
    """
    a = np.maximum(q, p / 16)
    judged = a > SMALLEST_JUDGED
    return p[judged], a[judged]


def mean_over(f, p, a):
    """The mean (m,) of f(p_data, p_g) while p_g goes from a to 2a: Gauss–Legendre, whose error here is below 1e-20."""
    p_g = a * (1.5 + NODES[:, None] / 2)
    return WEIGHTS @ f(np.broadcast_to(p, p_g.shape), p_g) / 2
