"""Joint distributions of a few discrete variables, and the chain rule: p(x) = Π_i p(x_i | the variables before x_i)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike, Seed
from gan_theory._utils.validation import as_float64, check_count
from gan_theory.densities.cell_masses import check_masses


def conditionals(joint: ArrayLike, order: Sequence[int] | None = None) -> list[Array]:
    """Factor a joint distribution by the chain rule, in any order of its variables.

    Parameters
    ----------
    joint : array-like, shape (n_1, ..., n_d)
        Masses that sum to 1.
    order : sequence of int, optional
        The axes, each once; by default 0 to d − 1.

    Returns
    -------
    list of array
        For each variable of `order` its table p(x_i | the variables before it). A table has the joint's axes, of length
        1 for the variables after x_i, and sums to 1 over axis i. It is uniform where the condition has probability 0,
        so that the conditional is undefined. The product of the tables is the joint.

    Raises
    ------
    ValueError
        For masses or an order that are not as described.

    References
    ----------
    The chain rule of probability, as explicit, tractable models such as PixelCNN use it.
    """
    joint = as_float64(joint, "a joint")
    if joint.ndim == 0:
        raise ValueError("expected a joint of one variable or more; got a number")
    check_masses(joint.ravel(), 1e-9, "masses of the joint")
    return conditionals_unchecked(joint, _check_order(order, joint.ndim))


def conditionals_unchecked(joint: Array, order: Sequence[int]) -> list[Array]:
    """Return `conditionals` of an array of any sum, without checks.

    Parameters
    ----------
    joint : array, shape (n_1, ..., n_d)
        Non-negative float64 masses, or SymPy expressions.
    order : sequence of int
        The axes, each once.

    Returns
    -------
    list of array
        As for `conditionals`.
    """
    tables, before = [], np.ones((1,) * joint.ndim, int)
    for i, axis in enumerate(order):
        up_to_i, is_impossible = marginal(joint, order[: i + 1]), before == 0
        quotient = up_to_i / np.where(is_impossible, 1, before)
        tables.append(np.where(is_impossible, 1 / joint.shape[axis], quotient))
        before = up_to_i
    return tables


def marginal(joint: ArrayLike, axes: Sequence[int]) -> Array:
    """Sum a joint distribution over all variables but some.

    Parameters
    ----------
    joint : array-like, shape (n_1, ..., n_d)
        Masses; SymPy expressions as well.
    axes : sequence of int
        The axes of the variables that stay.

    Returns
    -------
    array
        Masses, with the joint's axes; those of the other variables have length 1.

    Raises
    ------
    ValueError
        For invalid axes.
    """
    joint = np.asarray(joint)
    if not set(axes) <= set(range(joint.ndim)):
        raise ValueError(f"expected axes among 0 to {joint.ndim - 1}; got {tuple(axes)}")
    return joint.sum(axis=tuple(axis for axis in range(joint.ndim) if axis not in axes), keepdims=True)


def product(tables: Sequence[Array]) -> Array:
    """Multiply conditionals to the joint distribution that they factor.

    Parameters
    ----------
    tables : sequence of array
        One for each variable, with shapes that broadcast, as `conditionals` returns them.

    Returns
    -------
    array, shape (n_1, ..., n_d)
        Masses.

    Raises
    ------
    ValueError
        If there are no tables.
    """
    if not len(tables):
        raise ValueError("expected a table for each variable; got none")
    return reduce(np.multiply, tables)


def sample_chain(tables: Sequence[ArrayLike], order: Sequence[int], n: int, seed: Seed = None) -> Array:
    """Sample each variable in turn, from its conditional given those before it (ancestral sampling).

    Parameters
    ----------
    tables, order
        As `conditionals` returns and takes them.
    n : int
        The number of samples.
    seed : int or numpy.random.Generator, optional
        A seed, or a generator to draw from.

    Returns
    -------
    array of int, shape (n, d)
        The cell of each variable.

    Raises
    ------
    ValueError
        For tables that do not sum to 1 over their own variable, and for shapes, an order or an n that are not as
        described.
    """
    arrays = [as_float64(table, "tables") for table in tables]
    order = _check_order(order, len(arrays))
    _check_tables(arrays, order)
    check_count("n", n, 0, 10**9)
    return sample_chain_unchecked(arrays, order, n, np.random.default_rng(seed))


def sample_chain_unchecked(tables: Sequence[Array], order: Sequence[int], n: int, rng: np.random.Generator) -> Array:
    """Return `sample_chain` of float64 tables of any sums, without checks.

    Parameters
    ----------
    tables, order, n
        As for `sample_chain`.
    rng : numpy.random.Generator
        The generator to draw from.

    Returns
    -------
    array of int, shape (n, d)
        As for `sample_chain`.
    """
    drawn = np.zeros((n, len(order)), int)
    for axis, table in zip(order, tables):
        cumulative = np.cumsum(np.moveaxis(table, axis, -1), axis=-1)
        others = [other for other in range(len(order)) if other != axis]
        condition = tuple(drawn[:, other] * (cumulative.shape[i] > 1) for i, other in enumerate(others))
        cdf = cumulative[condition] if condition else np.broadcast_to(cumulative, (n, cumulative.size))
        cell = (cdf <= rng.random((n, 1)) * cdf[:, -1:]).sum(axis=-1)
        drawn[:, axis] = np.minimum(cell, cumulative.shape[-1] - 1)
    return drawn


def gibbs(joint: ArrayLike) -> Array:
    """Return the transition matrix of Gibbs sampling: draw y given x, then x′ given y.

    Parameters
    ----------
    joint : array-like, shape (n, m)
        Masses of x and y that sum to 1.

    Returns
    -------
    array, shape (n, n)
        P(x → x′) = Σ_y p(y|x) p(x′|y). Each row sums to 1, and p(x) = Σ_y p(x, y) is stationary.

    Raises
    ------
    ValueError
        For another number of variables, and as for `conditionals`.

    References
    ----------
    Bengio et al. 2014, where y is x with noise (generative stochastic networks).
    """
    joint = np.asarray(joint)
    if joint.ndim != 2:
        raise ValueError(f"expected a joint of two variables; got shape {joint.shape}")
    return conditionals(joint, (0, 1))[1] @ conditionals(joint, (1, 0))[1].T


def _check_tables(tables: Sequence[Array], order: Sequence[int]) -> None:
    if {table.ndim for table in tables} != {len(tables)}:
        raise ValueError(f"expected as many tables as axes; got shapes {[table.shape for table in tables]}")
    size = {axis: table.shape[axis] for axis, table in zip(order, tables)}
    for i, (axis, table) in enumerate(zip(order, tables)):
        expected = tuple(size[each] if each in order[: i + 1] else 1 for each in range(len(order)))
        if any(length not in (1, most) for length, most in zip(table.shape, expected)):
            raise ValueError(f"expected variable {axis}'s table of shape {expected}, later ones 1; got {table.shape}")
        check_masses(np.moveaxis(table, axis, -1), 1e-9, f"masses of variable {axis}'s table")


def _check_order(order: Sequence[int] | int | None, d: int) -> tuple[int, ...]:
    if order is None:
        return tuple(range(d))
    axes = tuple(order) if isinstance(order, Iterable) else (order,)
    if len(axes) != d or set(axes) != set(range(d)):
        raise ValueError(f"expected an order of the axes 0 to {d - 1}, each once; got {axes}")
    return axes
