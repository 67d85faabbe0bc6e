"""Checks of the arguments of the game's functions: masses, and what is given per cell."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.validation import as_float64, as_real
from gan_theory.densities.cell_masses import check_masses
from gan_theory.densities.density import Density

TOLERANCES = {"float32": 1e-6, "float16": 8e-3}  # of a sum of masses, about eight roundings of 1

FloatOrArray = float | Array
"""A float for one pair of distributions, an array for several: the arguments' shapes decide."""


def check_pair(p: ArrayLike, q: ArrayLike, p_name: str, q_name: str) -> tuple[Array, Array]:
    """Return a pair of distributions as float64 masses, unchanged.

    Parameters
    ----------
    p, q : Density or array-like, shape (..., n)
        Masses that sum to 1 along the last axis, within 1e-9; within 1e-6 or 8e-3 if they are of float32 or float16.
    p_name, q_name : str
        Their names in messages.

    Returns
    -------
    p, q : array, shape (..., n)
        Their masses.

    Raises
    ------
    ValueError
        For negative masses, masses with another sum, unequal grids or numbers of cells, or leading axes that do not
        broadcast.
    """
    if isinstance(p, Density) and isinstance(q, Density) and not np.array_equal(p.x, q.x):
        raise ValueError(f"expected {p_name} and {q_name} on the same grid; got {p!r} and {q!r}")
    p, q = _as_masses(p, p_name), _as_masses(q, q_name)
    if p.shape[-1] != q.shape[-1]:
        raise ValueError(f"expected {p_name} and {q_name} with equally many cells; got shapes {p.shape} and {q.shape}")
    if not _broadcast(p, q):
        raise ValueError(
            f"expected leading axes of {p_name} and {q_name} that broadcast; got shapes {p.shape} and {q.shape}"
        )
    return p, q


def _as_masses(p: ArrayLike, name: str) -> Array:
    if isinstance(p, Density):
        return p.p
    if p is None:
        raise ValueError(f"expected {name}, a Density or masses (..., n); got None")
    given = as_real(p, name)
    masses = given.astype(np.float64, copy=False)
    check_masses(masses, TOLERANCES.get(given.dtype.name, 1e-9), name)
    return masses


def check_per_cell(values: ArrayLike, name: str, p: Array, q: Array) -> Array:
    """Return what is given per cell, D or its logit, as float64.

    Parameters
    ----------
    values : array-like, shape () or (..., n)
        One number for all cells, or one per cell with leading axes that broadcast with those of the masses.
    name : str
        The name in messages.
    p, q : array, shape (..., n)
        The masses.

    Returns
    -------
    array, shape () or (..., n)
        The values.

    Raises
    ------
    ValueError
        For another shape, or nan among the values.
    """
    array = as_float64(values, name)
    if not _fits(array, p, q):
        raise ValueError(f"expected {name} that goes with masses of shapes {p.shape} and {q.shape}; got {array.shape}")
    if np.isnan(array).any():
        raise ValueError(f"expected {name} without nan; got {np.count_nonzero(np.isnan(array))} of them")
    return array


def _fits(values: Array, p: Array, q: Array) -> bool:
    if values.ndim == 0:
        return True
    return values.shape[-1] == p.shape[-1] and _broadcast(values, p, q)


def _broadcast(*arrays: Array) -> bool:
    try:
        np.broadcast_shapes(*(array.shape for array in arrays))
    except ValueError:
        return False
    return True


def float_if_one(value: Array) -> FloatOrArray:
    """Return a float for one pair of distributions, otherwise an array.

    Parameters
    ----------
    value : array, shape (...)
        A value for each pair.

    Returns
    -------
    float or array, shape (...)
        A float if the shape is ().
    """
    return float(value) if np.ndim(value) == 0 else value
