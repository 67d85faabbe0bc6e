"""Joint densities of a few discretized variables, and the chain rule: p(x) = Π_i p(x_i | the variables before x_i)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

import numpy as np

from gan_theory._utils.validation import as_float64, check_count
from gan_theory.densities.density import check_masses


def conditionals(joint, order: Sequence[int] | None = None) -> list[np.ndarray]:
    """p(x_i | the variables before x_i in `order`): a table for each variable, whose product is the joint.

    joint: masses (n_1, …, n_d), Σ = 1. order: the axes, each once; by default as they come. A table has the joint's
    axes, those of later variables with length 1, and sums to 1 over its own variable. Where what it is conditioned on
    has probability 0 it is undefined, and set even. Raises ValueError for bad masses or order. Source: the chain rule
    of probability, as explicit, tractable models use it (PixelCNN).
    """
    joint = as_float64(joint, "a joint")
    if joint.ndim == 0:
        raise ValueError("expected a joint of one variable or more; got a number")
    check_masses(joint.ravel(), 1e-9, "masses of the joint")
    return conditionals_unchecked(joint, _order(order, joint.ndim))


def conditionals_unchecked(joint, order):
    tables, before = [], np.ones((1,) * joint.ndim)
    for i, axis in enumerate(order):
        upto = marginal(joint, order[: i + 1])
        even = np.full(upto.shape, 1 / joint.shape[axis])
        tables.append(np.divide(upto, before, out=even, where=np.broadcast_to(before > 0, upto.shape)))
        before = upto
    return tables


def marginal(joint, axes: Sequence[int]) -> np.ndarray:
    """Σ joint over all variables but those of `axes`, whose axes stay, with length 1: masses, as the joint's are.

    Raises ValueError for axes that the joint has not.
    """
    joint = np.asarray(joint)
    if not set(axes) <= set(range(joint.ndim)):
        raise ValueError(f"expected axes among 0 to {joint.ndim - 1}; got {tuple(axes)}")
    return joint.sum(axis=tuple(axis for axis in range(joint.ndim) if axis not in axes), keepdims=True)


def product(tables: Sequence[np.ndarray]) -> np.ndarray:
    """Π_i p(x_i | the variables before x_i), the masses (n_1, …, n_d) of the joint that the tables make up."""
    if not len(tables):
        raise ValueError("expected a table for each variable; got none")
    return reduce(np.multiply, tables)


def sample_chain(tables: Sequence[np.ndarray], order: Sequence[int], n: int, seed=None) -> np.ndarray:
    """n samples (n, d), the cells' numbers: each variable in turn, from its conditional given those before it.

    tables, order: as in `conditionals`. seed: an int, a numpy Generator, or None for others each time. Raises
    ValueError for tables that do not sum to 1 over their own variable, or a bad order or n.
    """
    tables = [as_float64(table, "tables") for table in tables]
    order = _order(order, len(tables))
    if {table.ndim for table in tables} != {len(tables)}:
        raise ValueError(f"expected as many tables as axes; got shapes {[table.shape for table in tables]}")
    size = {axis: table.shape[axis] for axis, table in zip(order, tables)}
    for i, (axis, table) in enumerate(zip(order, tables)):
        expected = tuple(size[each] if each in order[: i + 1] else 1 for each in range(len(order)))
        if any(of_table not in (1, each) for of_table, each in zip(table.shape, expected)):
            raise ValueError(f"expected variable {axis}'s table of shape {expected}, later ones 1; got {table.shape}")
        check_masses(np.moveaxis(table, axis, -1), 1e-9, f"masses of variable {axis}'s table")
    check_count("n", n, 0, 10**9)
    return sample_chain_unchecked(tables, order, n, np.random.default_rng(seed))


def sample_chain_unchecked(tables, order, n, rng):
    drawn = np.zeros((n, len(order)), int)
    for axis, table in zip(order, tables):
        rows = np.cumsum(np.moveaxis(table, axis, -1), axis=-1)
        before = tuple(drawn[:, other] * (rows.shape[i] > 1) for i, other in enumerate(_others(axis, len(order))))
        cdf = rows[before] if before else np.broadcast_to(rows, (n, rows.size))
        cell = (cdf <= rng.random((n, 1)) * cdf[:, -1:]).sum(axis=-1)
        drawn[:, axis] = np.minimum(cell, rows.shape[-1] - 1)
    return drawn


def gibbs(joint) -> np.ndarray:
    """P(x → x′) = Σ_y p(y|x) p(x′|y) (n, n): the chain that draws y given x, then x given y, from a joint (n, m).

    Each row sums to 1, and the law p(x) = Σ_y p(x, y) stays as it is. Raises ValueError for a bad joint. Source: Bengio
    et al. 2014, where y is x with noise (generative stochastic networks).
    """
    joint = np.asarray(joint)
    if joint.ndim != 2:
        raise ValueError(f"expected a joint of two variables; got shape {joint.shape}")
    return conditionals(joint, (0, 1))[1] @ conditionals(joint, (1, 0))[1].T


def _others(axis, d):
    return [other for other in range(d) if other != axis]


def _order(order, d) -> tuple[int, ...]:
    order = tuple(range(d)) if order is None else tuple(order) if isinstance(order, Iterable) else (order,)
    if len(order) != d or set(order) != set(range(d)):
        raise ValueError(f"expected an order of the axes 0 to {d - 1}, each once; got {order}")
    return order
