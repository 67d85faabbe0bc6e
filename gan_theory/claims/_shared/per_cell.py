"""Values per cell: what each cell adds to a sum, stacks of densities, and integrals over p_g in one cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.verification.evidence import Evidence, equation

SMALLEST_JUDGED = 1e-292
"""Smaller masses have fewer digits, near the subnormal numbers."""

NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)


def per_cell(formula: Callable[..., Array], *arrays: ArrayLike) -> Array:
    """Return what each cell adds to a sum over cells: the formula's value on that cell alone.

    Parameters
    ----------
    formula : callable
        A formula that sums over the last axis, such as `PAPER.V`.
    *arrays : array-like, shape (..., n)
        Its arguments.

    Returns
    -------
    array, shape (..., n)
        In the unit of the formula.
    """
    return formula(*(np.asarray(array)[..., None] for array in arrays))


def stacking_evidence(name: str, formula: Callable[..., Array], p: Array, q: Array) -> Iterator[Evidence]:
    """Give evidence that a sum over cells is taken for each density of a stack, and over all cells.

    Either argument or both may be a stack; densities of many cells are made of copies side by side.

    Parameters
    ----------
    name : str
        The name of the formula.
    formula : callable
        A formula of two densities that sums over the last axis.
    p, q : array, shape (n,)
        Two densities, as masses.

    Yields
    ------
    Evidence
        Three or four equations.
    """
    densities = np.stack([p, q, (p + q) / 2])
    each = np.array([[formula(a, b) for b in densities] for a in densities])
    tol = 1e-12 * max(1, np.abs(each[np.isfinite(each)]).max())
    one_to_many, many_to_one = formula(p, densities), formula(densities, q)
    yield equation(f"the {name} of a density and a stack of densities", "that of each", one_to_many, each[0], tol)
    yield equation(f"the {name} of a stack of densities and a density", "that of each", many_to_one, each[:, 1], tol)
    all_pairs = formula(densities[:, None], densities)
    yield equation(f"the {name} of all pairs from two stacks", "that of each", all_pairs, each, tol)
    if densities[densities > 0].min() > SMALLEST_JUDGED:
        copies = formula(np.concatenate([p, p, p]) / 3, np.concatenate([q, q, q]) / 3)
        yield equation(f"the {name} of three copies side by side, a third each", "that of one", copies, each[0, 1], tol)


def integration_intervals(p: Array, q: Array) -> tuple[Array, Array, Array]:
    """Return intervals [a, 2a] of p_g, one a cell, over which derivatives of C are integrated.

    An integral distinguishes a derivative from its multiples. Each interval starts at p_g, or at p_data/16 where p_g is
    smaller: below that, C changes by less than the rounding of p_data.

    Parameters
    ----------
    p, q : array, shape (n,)
        The masses of p_data and p_g.

    Returns
    -------
    judged : array of bool, shape (n,)
        The cells that are judged; m of them.
    p : array, shape (m,)
        The masses of p_data there.
    a : array, shape (m,)
        The lower ends of the intervals.
    """
    a = np.maximum(q, p / 16)
    judged = a > SMALLEST_JUDGED
    return judged, p[judged], a[judged]


def mean_over_interval(f: Callable[[Array, Array], Array], p: Array, a: Array) -> Array:
    """Return the mean of f(p_data, p_g) while p_g goes from a to 2a, by Gauss–Legendre quadrature.

    Parameters
    ----------
    f : callable
        A formula with a value per cell, such as `PAPER.grad_C`. For these the error is below 1e-20.
    p, a : array, shape (m,)
        The masses of p_data, and the lower ends of the intervals.

    Returns
    -------
    array, shape (m,)
        The means.
    """
    p_g = a * (1.5 + NODES[:, None] / 2)
    return WEIGHTS @ f(np.broadcast_to(p, p_g.shape), p_g) / 2
