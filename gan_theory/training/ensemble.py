"""train_many: a GAN for each of several seeds, in batched computations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gan_theory._utils.validation import as_seeds
from gan_theory.datasets.targets import TargetLike
from gan_theory.training.algorithm_1 import Algorithm1
from gan_theory.training.device import as_device
from gan_theory.training.frame import Frame
from gan_theory.training.recipe import Recipe, change_recipe

GANS_PER_BLOCK = 16  # GANs whose minibatches fit into a core's cache


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
    at most. On the CPU the GANs are computed a few at a time, as many as fit into a core's cache.

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
    size = GANS_PER_BLOCK if as_device(device).type == "cpu" else len(seeds)
    blocks = [
        Algorithm1(target, recipe, seeds[i : i + size], compile=compile, device=device)
        for i in range(0, len(seeds), size)
    ]
    return _run_side_by_side(blocks)


def _run_side_by_side(blocks: Sequence[Algorithm1]) -> Iterator[list[Frame | None]]:
    """Yield the Frames of all blocks; raise the first GAN's error once all have diverged."""
    for frames_of_blocks in zip(*(block.run_ensemble() for block in blocks)):
        frames = [frame for frames in frames_of_blocks for frame in frames]
        if all(frame is None for frame in frames):
            raise blocks[0].errors[0]
        yield frames
