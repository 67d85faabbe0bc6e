"""Iterations of Algorithm 1 that torch compiles."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from gan_theory.training.engine.torch_library import compile_or_warn
from gan_theory.training.engine.updates import State, Updates
from gan_theory.training.networks.generators import GeneratorFamily
from gan_theory.training.recipe import Recipe


def compiled_round(G: GeneratorFamily, recipe: Recipe, E: int, device: str) -> Callable[..., State]:
    """Return `Updates.round`, compiled at its first call, for E GANs on the device.

    One compilation serves all recipes that differ only in fields that the compiled code does not depend on, such as
    the learning rates and the length of a run.

    Parameters
    ----------
    G, recipe
        As for `Updates`.
    E : int
        The number of GANs.
    device : str
        Where to train.

    Returns
    -------
    callable
        The function.
    """
    names = ("k", "loss", "width", "batch", "beta_1", "beta_2")
    return _compiled_round(G, Recipe(**{name: getattr(recipe, name) for name in names}), E, device)


@lru_cache(maxsize=16)
def _compiled_round(G: GeneratorFamily, recipe: Recipe, E: int, device: str) -> Callable[..., State]:
    return compile_or_warn(Updates(G, recipe).round)
