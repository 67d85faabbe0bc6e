"""train_many: a GAN for each of several seeds, in batched computations."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from gan_theory._utils.process_settings import usable_cores
from gan_theory._utils.validation import as_seeds
from gan_theory.datasets.targets import TargetLike
from gan_theory.training.algorithm_1 import Algorithm1
from gan_theory.training.frame import Frame
from gan_theory.training.recipe import Recipe, change_recipe

SMALLEST_BLOCK, LARGEST_BLOCK = 8, 32  # GANs in one batched computation


def train_many(
    target: TargetLike,
    recipe: Recipe | None = None,
    *,
    seeds: Iterable[int] = range(64),
    compile: bool = False,
    device: Any = "cpu",
    **changes: Any,
) -> Iterator[list[Frame | None]]:
    """Train a GAN for each seed, in batched computations, and yield lists with a Frame of each, as `train` does.

    Each GAN has the minibatches that it has alone: on the CPU, uncompiled, its Frames are those of `train`, to rounding
    at most. On the CPU they are computed in blocks, one on each core, or on at most as many as the environment variable
    OMP_NUM_THREADS says.

    Parameters
    ----------
    target, recipe, compile, device, **changes
        As for `train`.
    seeds : iterable of int
        The seed of each GAN.

    Yields
    ------
    list of Frame or None
        A Frame of each GAN, in the order of the seeds; None for a GAN that has diverged.

    Raises
    ------
    ValueError
        At once, if an argument is invalid.
    FloatingPointError
        When all GANs have diverged.

    Examples
    --------
    >>> for frames in train_many("gaussian", seeds=range(3), steps=2, frames=1):
    ...     print([frame.step for frame in frames])
    [0, 0, 0]
    [2, 2, 2]
    """
    if not isinstance(seeds, Iterable):
        raise ValueError(f"expected seeds, integers such as range(64); got {seeds!r}")
    recipe, seeds = change_recipe(recipe, changes), as_seeds(seeds)
    size = block_size(len(seeds), usable_cores()) if str(device) == "cpu" else len(seeds)
    blocks = [
        Algorithm1(target, recipe, seeds[i : i + size], compile=compile, device=device)
        for i in range(0, len(seeds), size)
    ]
    return _run_side_by_side(blocks)


def block_size(E: int, cores: int) -> int:
    """Return how many of E GANs are computed in one block.

    There are as many blocks as cores, if each has enough GANs that the threads seldom wait for each other.

    Parameters
    ----------
    E : int
        The number of GANs.
    cores : int
        The number of cores.

    Returns
    -------
    int
        The size of all blocks but the last.
    """
    blocks = max(math.ceil(E / LARGEST_BLOCK), min(cores, E // SMALLEST_BLOCK), 1)
    return math.ceil(E / blocks)


def _run_side_by_side(blocks: Sequence[Algorithm1]) -> Iterator[list[Frame | None]]:
    """Yield the Frames of all blocks, each in a thread; raise the first GAN's error once all have diverged."""
    runs = [block.run_ensemble() for block in blocks]
    with ThreadPoolExecutor(usable_cores()) as executor:
        while frames_of_blocks := [frames for frames in executor.map(_next_or_none, runs) if frames is not None]:
            frames = [frame for frames in frames_of_blocks for frame in frames]
            if all(frame is None for frame in frames):
                raise blocks[0].errors[0]
            yield frames


def _next_or_none(run: Iterator[list[Frame | None]]) -> list[Frame | None] | None:
    return next(run, None)
