"""Sums over many cells block by block, and the terms of the JSD without cancellation."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gan_theory._utils.arrays import Array

SMALLEST_DOUBLE = np.nextafter(0.0, 1.0)  # 5e-324
BLOCK = 1 << 14  # cells at a time: what fits into a core's own cache


def blockwise(function: Callable[..., Array], *arrays: Array) -> Array:
    """Evaluate a function of cells, a block of cells at a time.

    The intermediate results of a block stay in a core's cache, and take no memory that grows with the arrays.

    Parameters
    ----------
    function : callable
        Elementwise: from one array per argument to an array of the shape to which they broadcast.
    *arrays : array
        Its arguments. They are split into blocks only if they are all of one shape.

    Returns
    -------
    array
        ``function(*arrays)``.
    """
    shape, size = arrays[0].shape, arrays[0].size
    if size <= BLOCK or any(array.shape != shape for array in arrays):
        return function(*arrays)
    flat, values = [array.ravel() for array in arrays], np.empty(size)
    for i in range(0, size, BLOCK):
        values[i : i + BLOCK] = function(*(array[i : i + BLOCK] for array in flat))
    return values.reshape(shape)


def jsd_terms(p: Array, q: Array) -> Array:
    """Return the terms of 4·JSD(p‖q), one per cell: (p + q)·φ(t) with t = |p − q|/(p + q).

    φ(t) = (1 + t) log(1 + t) + (1 − t) log(1 − t) >= 0, so that no term is negative and their sum does not cancel.
    Where p = q, or one of them is 0, φ is 0 or 2 log 2 and no logarithm is computed.

    Parameters
    ----------
    p, q : array, shape (...)
        Non-negative masses of one shape.

    Returns
    -------
    array, shape (...)
        In nats.
    """
    needs_phi = (p != q) & (np.minimum(p, q) > 0)
    if needs_phi.all():
        return _terms_by_phi(p, q)
    terms = 2 * np.log(2) * np.abs(p - q)
    if needs_phi.any():
        terms[needs_phi] = _terms_by_phi(p[needs_phi], q[needs_phi])
    return terms


def _terms_by_phi(p: Array, q: Array) -> Array:
    """(p + q)·φ(t), with φ by one formula for t <= 0.7 and by another beyond."""
    total = p + q
    divisor = np.maximum(total, SMALLEST_DOUBLE)
    t = np.abs(p - q) / divisor
    is_small = t <= 0.7
    if is_small.all():
        return total * _phi_of_small_t(t)
    one_minus_t = 2 * np.minimum(p, q) / divisor  # with all its digits
    phi = _phi_of_large_t(one_minus_t)
    if is_small.any():
        phi = np.where(is_small, _phi_of_small_t(np.minimum(t, 0.7)), phi)
    return total * phi


def _phi_of_small_t(t: Array) -> Array:
    return 2 * t * np.arctanh(t) + np.log1p(-t * t)


def _phi_of_large_t(one_minus_t: Array) -> Array:
    one_plus_t = 2 - one_minus_t
    return one_plus_t * np.log(one_plus_t) + one_minus_t * np.log(np.maximum(one_minus_t, SMALLEST_DOUBLE))
