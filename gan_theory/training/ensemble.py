"""Algorithm 1 in one dimension: k minibatch steps that ascend D, one that descends G; and Frames to look at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gan_theory._utils.validation import as_seeds
from gan_theory.training.algorithm_1 import Algorithm1
from gan_theory.training.device import as_device
from gan_theory.training.frame import Frame
from gan_theory.training.recipe import Recipe, changed_recipe

GANS_PER_BLOCK = 16  # GANs whose minibatches a core's cache holds


def train_many(
    target, recipe: Recipe | None = None, *, seeds=range(64), compile: bool = False, device="cpu", **changes
) -> Iterator[list[Frame | None]]:
    """Train a GAN for each seed, in batched computations, and yield lists of Frames, one for each seed, as `train`.

    Each has the minibatches that it has alone: on the CPU, uncompiled, the frames are those of `train` to the bit. A
    GAN that has diverged is None from then on; once all have, FloatingPointError is raised. Other arguments and errors
    are those of `train`. On the CPU the GANs are taken a few at a time, as many as a cache holds.
    """
    if not isinstance(seeds, Iterable):
        raise ValueError(f"expected seeds, integers such as range(64); got {seeds!r}")
    recipe, seeds = changed_recipe(recipe, changes), as_seeds(seeds)
    size = GANS_PER_BLOCK if as_device(device).type == "cpu" else len(seeds)
    blocks = [
        Algorithm1(target, recipe, seeds[i : i + size], compile=compile, device=device)
        for i in range(0, len(seeds), size)
    ]
    return _side_by_side(blocks)


def _side_by_side(blocks):
    for frames in zip(*(players.run_all() for players in blocks)):
        if all(frame is None for block in frames for frame in block):
            raise blocks[0].lost[0]
        yield [frame for block in frames for frame in block]
