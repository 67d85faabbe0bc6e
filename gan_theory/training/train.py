"""train: a 1-D GAN trained by Algorithm 1, as a sequence of Frames."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gan_theory._utils.validation import LARGEST_SEED, check_count
from gan_theory.datasets.targets import TargetLike
from gan_theory.training.algorithm_1 import Algorithm1
from gan_theory.training.frame import Frame
from gan_theory.training.recipe import Recipe, change_recipe


def train(
    target: TargetLike,
    recipe: Recipe | None = None,
    *,
    seed: int = 0,
    compile: bool = False,
    device: Any = "cpu",
    **changes: Any,
) -> Iterator[Frame]:
    """Train a GAN on the target by Algorithm 1, and yield Frames from before the first step to after the last.

    The same seed gives the same Frames, to the bit, on the same machine with the same packages.

    Parameters
    ----------
    target : str, frozen scipy.stats distribution, Density or array_like, shape (m,)
        What to learn: a name in TARGETS, a distribution, a density or samples.
    recipe : Recipe, optional
        The hyperparameters, by default Recipe(). It says about how many Frames are yielded.
    seed : int
        The seed of all random numbers.
    compile : bool
        Whether to compile the updates by torch.compile first. That takes a while, and needs a C++ compiler; without
        one, a UserWarning says so, and training continues uncompiled.
    device : str or torch.device
        Where to train, as torch names it.
    **changes
        Fields of the recipe to change, such as k=5 or loss="saturating".

    Yields
    ------
    Frame
        A moment of training.

    Raises
    ------
    ValueError
        At once, if the target, the recipe or another argument is invalid.
    FloatingPointError
        When training diverges.

    References
    ----------
    Algorithm 1.

    Examples
    --------
    >>> [frame.step for frame in train("two-modes", steps=4, frames=2, seed=1)]
    [0, 2, 4]
    """
    check_count("seed", seed, 0, LARGEST_SEED)
    return Algorithm1(target, change_recipe(recipe, changes), seed, compile=compile, device=device).run()
