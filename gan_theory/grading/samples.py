"""Sample arguments for formulas, and the comparison of a formula's values with the paper's on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.game.formulas import PAPER, Formula
from gan_theory.verification.cases.pairs import PAIRS
from gan_theory.verification.user_formulas import PER_CELL

WITH_D = ("V", "U")
LEAST_JUDGED = 1e-100  # smaller masses may underflow in a product
LARGEST_RATIO = 1e6  # of p_data to p_g, up to which log(1 − D*) keeps its digits when it is computed from D*


class Sample(NamedTuple):
    """Masses of p_data and p_g, shape (..., n), and a D that goes with them."""

    p: Array
    q: Array
    D: Array

    def arguments(self, name: str) -> tuple[Array, ...]:
        """Return the arguments of the formula of this name, in its order."""
        if name == "V":
            return self.D, self.p, self.q
        return (self.q, self.D, self.p) if name == "U" else (self.p, self.q)

    @classmethod
    def of(cls, name: str, arguments: tuple[Array, ...]) -> Sample:
        """Return the sample whose arguments these are; D is ½ where the formula has no D."""
        if name == "V":
            D, p, q = arguments
        elif name == "U":
            q, D, p = arguments
        else:
            (p, q), D = arguments, np.array(0.5)
        return cls(p, q, D)


def _frozen(*arrays: Any) -> Sample:
    converted = [np.array(array, np.float64) for array in arrays]
    for array in converted:
        array.flags.writeable = False
    return Sample(*converted)


def _random(rng: np.random.Generator, p_shape: tuple[int, ...], q_shape: tuple[int, ...]) -> Sample:
    p, q = (rng.uniform(0.1, 1, shape) for shape in (p_shape, q_shape))
    D = rng.uniform(0.1, 0.9, np.broadcast_shapes(p_shape, q_shape))
    return _frozen(p / p.sum(axis=-1, keepdims=True), q / q.sum(axis=-1, keepdims=True), D)


@cache
def regular_samples() -> tuple[Sample, ...]:
    """Return samples without small masses: of single densities, and of stacks.

    Returns
    -------
    tuple of Sample
        Read-only arrays.
    """
    rng = np.random.default_rng(0)
    shapes = (((5,), (5,)), ((8,), (8,)), ((3, 7), (3, 7)), ((6,), (4, 6)), ((2, 1, 5), (3, 5)))
    return tuple(_random(rng, *pair) for pair in shapes)


@cache
def sparse_samples() -> tuple[Sample, ...]:
    """Return samples with masses of 0, with D of 0 and 1, and with infinite values.

    Returns
    -------
    tuple of Sample
        Read-only arrays.
    """
    rows = (
        ([0.5, 0.3, 0.2, 0], [0.4, 0.4, 0.2, 0], [0.4, 0.6, 0.3, 0.5]),  # a cell without mass
        ([0.5, 0.3, 0.2, 0], [0.4, 0.4, 0.2, 0], [0.4, 0.6, 0.3, 0]),
        ([0.5, 0.3, 0.2, 0], [0.4, 0.4, 0.2, 0], [0.4, 0.6, 0.3, 1]),
        ([0.7, 0.3, 0], [0.2, 0.3, 0.5], [0.6, 0.2, 0]),  # only p_g has mass
        ([0.2, 0.3, 0.5], [0.7, 0.3, 0], [0.6, 0.2, 1]),  # only p_data has mass
        ([0.2, 0.3, 0.5], [0.7, 0.3, 0], [0.6, 0.2, 0]),  # D is 0 where p_data has mass
        ([0.7, 0.3, 0], [0.2, 0.3, 0.5], [0.6, 0.2, 1]),  # D is 1 where p_g has mass
    )
    return tuple(_frozen(*row) for row in rows)


@cache
def named_samples() -> tuple[Sample, ...]:
    """Return the pairs of `PAIRS`, with their tails and empty cells.

    Returns
    -------
    tuple of Sample
        Read-only arrays.
    """
    pairs = [case.masses() for case in PAIRS.values()]
    return tuple(_frozen(p, q, np.linspace(0.1, 0.9, p.size)) for p, q in pairs)


def all_samples() -> Iterator[Sample]:
    """Return the samples of all three kinds, the smallest first.

    Yields
    ------
    Sample
        Read-only arrays.
    """
    yield from regular_samples()
    yield from sparse_samples()
    yield from named_samples()


def is_right(name: str, formula: Formula, samples: Iterator[Sample] | tuple[Sample, ...], finite: bool = False) -> bool:
    """Whether a formula has the paper's values on all samples, to 1e-9 of each.

    D* is not judged in empty cells, and derivatives are not where a rounding of D* or an underflow decides.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.
    formula : callable
        The formula.
    samples : iterable of Sample
        Its arguments.
    finite : bool
        Whether only values are compared that are finite by the paper.

    Returns
    -------
    bool
        Also False if the formula raises, or returns another type or shape.
    """
    return all(_agrees(name, formula, sample, finite) for sample in samples)


def _agrees(name: str, formula: Formula, sample: Sample, finite: bool) -> bool:
    expected = paper(name)(*sample.arguments(name))
    values = usable_values(name, formula, sample)
    if values is None:
        return False
    judged = _judged(name, sample)
    if finite:
        judged = judged & np.isfinite(expected)
    return bool((is_close(values, expected) | ~judged).all())


def is_close(a: Array, b: Array) -> Array:
    """Whether values are equal to 1e-9 of each; equal infinities are.

    Parameters
    ----------
    a, b : array
        Values.

    Returns
    -------
    array of bool
        In the shape to which they broadcast.
    """
    return np.isclose(a, b, rtol=1e-9, atol=1e-12)


def paper(name: str) -> Callable[..., Array]:
    """Return the paper's formula of this name.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.

    Returns
    -------
    callable
        The formula.
    """
    formula: Callable[..., Array] = getattr(PAPER, name)
    return formula


def expected_shape(name: str, sample: Sample) -> tuple[int, ...]:
    """Return the shape that a formula's values must have.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.
    sample : Sample
        Its arguments.

    Returns
    -------
    tuple of int
        (...), or (..., n) for a value per cell.
    """
    shape = np.broadcast_shapes(*(array.shape for array in sample.arguments(name)))
    return shape if name in PER_CELL else shape[:-1]


def usable_values(name: str, formula: Formula, sample: Sample) -> Array | None:
    """Return a formula's values if they are real numbers of the right shape, otherwise None.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.
    formula : callable
        The formula.
    sample : Sample
        Its arguments.

    Returns
    -------
    array or None
        The values, as float64.
    """
    try:
        values = np.asarray(formula(*sample.arguments(name)))
    except (Exception, SystemExit):
        return None
    if values.dtype.kind not in "fiu" or values.shape != expected_shape(name, sample):
        return None
    return values.astype(np.float64, copy=False)


def _judged(name: str, sample: Sample) -> Array:
    """Whether the value in each cell is judged; True for a sum."""
    p, q = np.broadcast_arrays(sample.p, sample.q)
    if name == "D_star":
        return p + q > 0
    if name == "grad_C":
        return (q == 0) | (p <= LARGEST_RATIO * q)
    if name == "hess_C":
        return ((p == 0) | (p > LEAST_JUDGED)) & ((q == 0) | (q > LEAST_JUDGED))
    return np.array(True)
