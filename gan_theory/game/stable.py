"""The value function and what follows from it (eq. 1–6, Theorem 1, Proposition 2), as functions of masses, in nats."""

from __future__ import annotations

import numpy as np

TINIEST = np.nextafter(0.0, 1.0)  # the smallest positive double, 5e-324
BLOCK = 1 << 14  # cells at a time: what fits into a core's own cache


def blockwise(cells, *arrays):
    """cells(*arrays), a function of each cell, for arrays that broadcast: a block at a time, if they are of one shape.

    What it computes on the way then stays in a core's cache, and takes no memory that grows with the arrays.
    """
    shape, size = arrays[0].shape, arrays[0].size
    if size <= BLOCK or any(array.shape != shape for array in arrays):
        return cells(*arrays)
    flat, values = [array.ravel() for array in arrays], np.empty(size)
    for i in range(0, size, BLOCK):
        values[i : i + BLOCK] = cells(*(array[i : i + BLOCK] for array in flat))
    return values.reshape(shape)


def jsd_terms(p, q):
    """The terms of a block: 2 log 2·|p − q| where p = q or one of them is 0, and the rest by `_jsd_terms`."""
    hard = (p != q) & (np.minimum(p, q) > 0)
    if hard.all():
        return _jsd_terms(p, q)
    terms = 2 * np.log(2) * np.abs(p - q)
    if hard.any():
        terms[hard] = _jsd_terms(p[hard], q[hard])
    return terms


def _jsd_terms(p, q):
    """(p + q)·φ(t) with t = |p − q|/(p + q) and φ(t) = (1 + t) log(1 + t) + (1 − t) log(1 − t) >= 0."""
    total = p + q
    divisor = np.maximum(total, TINIEST)
    t = np.abs(p - q) / divisor
    near = t <= 0.7
    if near.all():
        return total * _phi_near(t)
    small = 2 * np.minimum(p, q) / divisor  # 1 − t, but with all its digits
    large = 2 - small
    phi_far = large * np.log(large) + small * np.log(np.maximum(small, TINIEST))
    return total * (np.where(near, _phi_near(np.minimum(t, 0.7)), phi_far) if near.any() else phi_far)


def _phi_near(t):
    return 2 * t * np.arctanh(t) + np.log1p(-t * t)
