"""Minibatches of noise and of data for E GANs: those of one GAN do not depend on which others are trained beside it.

NumPy draws them all, also those that torch trains on: one seed has the same minibatches in either library.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from gan_theory._utils.arrays import Array, Tensor
from gan_theory.datasets.targets import Target
from gan_theory.densities.alias_table import AliasTable
from gan_theory.training.engine.array_library import ArrayLibrary

BATCHES_AT_ONCE, MAX_NUMBERS = 64, 2**20  # minibatches drawn at a time, unless they hold more than MAX_NUMBERS numbers
NOISE_STREAM, DATA_STREAM = 0, 1  # part of the key of the random numbers

Draw = Callable[[np.random.Generator, tuple[int, int]], Array]


class Minibatches:
    """An endless sequence of minibatches, shape (E, m, 1), drawn many at a time.

    The i-th minibatch is a function of the seeds and of i alone.

    Parameters
    ----------
    stream : int
        Which of the independent sequences that a seed has.
    draws : sequence of callable
        For each of the E GANs, the function draw(rng, shape) of a numpy.random.Generator that returns an array of
        float32 of this shape.
    seeds : sequence of int
        The E seeds.
    m : int
        The size of a minibatch.
    library : ArrayLibrary
        The library whose arrays the minibatches are.
    """

    def __init__(self, stream: int, draws: Sequence[Draw], seeds: Sequence[int], m: int, library: ArrayLibrary) -> None:
        self._stream, self._draws, self._seeds, self._library = stream, draws, seeds, library
        self._shape = max(1, min(BATCHES_AT_ONCE, MAX_NUMBERS // m)), m
        self._block = -1
        self._batches: tuple[Tensor, ...] = ()
        self.position = 0

    def __next__(self) -> Tensor:
        block, i = divmod(self.position, self._shape[0])
        if block != self._block:
            drawn = [
                draw(np.random.default_rng((seed, self._stream, block)), self._shape)
                for draw, seed in zip(self._draws, self._seeds)
            ]
            self._block, self._batches = block, tuple(self._library.array(np.stack(drawn, 1)[..., None]))
        self.position += 1
        return self._batches[i]


def noise_minibatches(noise: str, seeds: Sequence[int], m: int, library: ArrayLibrary) -> Minibatches:
    """Return minibatches of noise z.

    Parameters
    ----------
    noise : str
        "normal" for z ~ N(0, 1), "uniform" for z ~ U(−1, 1).
    seeds : sequence of int
        The E seeds.
    m : int
        The size of a minibatch.
    library : ArrayLibrary
        The library whose arrays the minibatches are.

    Returns
    -------
    Minibatches
        The sequence of minibatches, shape (E, m, 1) each.
    """
    draw = _normal if noise == "normal" else _uniform
    return Minibatches(NOISE_STREAM, [draw] * len(seeds), seeds, m, library)


def data_minibatches(
    target: Target, dataset_size: int, seeds: Sequence[int], m: int, library: ArrayLibrary
) -> Minibatches:
    """Return minibatches of standardised data: x less the mean of p_data, over its standard deviation.

    Parameters
    ----------
    target : Target
        What to draw from.
    dataset_size : int
        The size of the fixed data set that each GAN draws from; 0 to draw fresh from p_data, uniformly within each
        cell.
    seeds : sequence of int
        The E seeds.
    m : int
        The size of a minibatch.
    library : ArrayLibrary
        The library whose arrays the minibatches are.

    Returns
    -------
    Minibatches
        The sequence of minibatches, shape (E, m, 1) each.
    """

    def standardised(x: Array) -> Array:
        return ((x - target.centre) / target.scale).astype(np.float32)

    if dataset_size:
        draws = [_from_points(standardised(target.dataset(dataset_size, seed))) for seed in seeds]
    else:
        draws = [_from_cells(standardised(target.p_data.edges), target.p_data.p)] * len(seeds)
    return Minibatches(DATA_STREAM, draws, seeds, m, library)


def _normal(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    return rng.standard_normal(shape, np.float32)


def _uniform(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    return 2 * rng.random(shape, np.float32) - 1


def _from_points(points: Array) -> Draw:
    """Return a function that draws from points (n,), all equally likely."""

    def draw(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
        chosen: Array = points[rng.integers(len(points), size=shape)]
        return chosen

    return draw


def _from_cells(edges: Array, p: Array) -> Draw:
    """Return a function that draws from masses p (n,), spread evenly within the cells between the edges (n + 1,)."""
    table, widths = AliasTable(p), np.diff(edges)

    def draw(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
        cells = table.sample(rng, shape)
        drawn: Array = edges[cells] + widths[cells] * rng.random(shape, np.float32)
        return drawn

    return draw
