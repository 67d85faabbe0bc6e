"""Recipe: the hyperparameters of Algorithm 1, checked. It does not need torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from numbers import Real
from typing import Any, NamedTuple

import numpy as np

from gan_theory._utils.validation import check_count, match_name
from gan_theory.densities.noise import NOISES
from gan_theory.training.losses import LOSSES, Losses, as_losses
from gan_theory.training.networks.generators import GENERATORS, GeneratorFamily, as_generator
from gan_theory.training.networks.linear_generators import LinearGenerator


class Interval(NamedTuple):
    """An interval of numbers.

    Parameters
    ----------
    low, high : float
        Its ends.
    brackets : {"[]", "[)", "()"}
        Whether the ends belong to it.
    """

    low: float
    high: float
    brackets: str

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, Real):
            return False
        number: Any = value
        above = number >= self.low if self.brackets[0] == "[" else number > self.low
        below = number <= self.high if self.brackets[1] == "]" else number < self.high
        return bool(above and below)

    def __str__(self) -> str:
        if self.high == np.inf:
            return f"> {self.low:g}, finite"
        return f"in {self.brackets[0]}{self.low:g}, {self.high:g}{self.brackets[1]}"


COUNTS = {
    "k": (1, 10**6),
    "k_G": (1, 10**6),
    "steps": (1, 10**9),
    "batch": (1, 10**7),
    "width": (1, 10**4),
    "dataset_size": (0, 10**7),
    "frames": (1, 10**6),
}
"""The smallest and the largest value of each field that is an integer."""

RANGES = {
    "lr_D": Interval(0, np.inf, "()"),
    "lr_G": Interval(0, np.inf, "()"),
    "final_lr_factor": Interval(0, 1, "[]"),
    "beta_1": Interval(0, 1, "[)"),
    "beta_2": Interval(0, 1, "[)"),
    "ema_decay": Interval(0, 1, "[)"),
    "first_layer_frequency": Interval(0, np.inf, "()"),
    "initial_offset": Interval(-100, 100, "[]"),
}
"""The interval of each field that is a real number."""

FRAME_SPACINGS = {"even": 1, "early": 3}
"""The powers of i to which the step of the i-th Frame is proportional."""


@dataclass(frozen=True)
class Recipe:
    """The hyperparameters of Algorithm 1.

    Parameters
    ----------
    k, k_G : int
        The steps of D, and then of G, in each iteration. The paper has k_G = 1.
    loss : str or Losses
        What G descends: "non-saturating" for −log D(G(z)), "saturating" for log(1 − D(G(z))). Or losses of one's own,
        for both players.
    steps : int
        The steps of G in all, a multiple of k_G.
    batch : int
        The size m of a minibatch.
    G : str or GeneratorFamily
        "mlp" for a multilayer perceptron; "polynomial", "spline" or "table", of z ~ U(−1, 1); or a user's own object
        as `as_generator` takes it.
    width : int
        The number of units in each of the two hidden layers of G and D.
    lr_D, lr_G : float
        Adam's learning rates at the start.
    final_lr_factor : float
        The factor by which the learning rates have fallen, linearly, at the end.
    beta_1, beta_2 : float
        Adam's decay rates for the averages of the gradients and of their squares.
    ema_decay : float
        The decay per step of the exponential moving average of G's weights, which Frames show. It is faster at first.
        0 for no averaging.
    first_layer_frequency : float
        The mean angular frequency of the sine units in D's first layer at the start, per standard deviation of p_data.
    initial_offset : float
        How far from the mean of p_data G starts, in standard deviations of p_data.
    dataset_size : int
        The size of the fixed data set that D sees; 0 for fresh data at each step.
    noise : str
        The distribution of z: "normal" for N(0, 1), "uniform" for U(−1, 1).
    frames : int
        About how many Frames a run yields, besides the first one.
    frame_spacing : str
        "even" for Frames at equal distances; "early" for Frames closer together early on, at steps proportional to the
        cubes 0, 1, 8, 27, …, for animations: most of the change comes early.

    Raises
    ------
    ValueError
        If a value is out of range.

    References
    ----------
    Algorithm 1; Section 3 for the two losses. Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015.

    Examples
    --------
    >>> recipe = Recipe(k=5, loss="saturating", steps=1000)
    >>> recipe.k, recipe.batch, recipe.ema_decay
    (5, 256, 0.999)
    >>> Recipe(ema_decay=2)
    Traceback (most recent call last):
    ValueError: expected ema_decay in [0, 1); got 2
    """

    k: int = 1
    k_G: int = 1
    loss: str | Losses = "non-saturating"
    steps: int = 4000
    batch: int = 256
    G: str | GeneratorFamily = "mlp"
    width: int = 32
    lr_D: float = 3e-2
    lr_G: float = 4e-3
    final_lr_factor: float = 0.005
    beta_1: float = 0.0
    beta_2: float = 0.99
    ema_decay: float = 0.999
    first_layer_frequency: float = 2.0
    initial_offset: float = 0.0
    dataset_size: int = 0
    noise: str = "normal"
    frames: int = 120
    frame_spacing: str = "even"

    def __post_init__(self) -> None:
        losses = as_losses(self.loss)
        object.__setattr__(self, "loss", losses.name if losses.name in LOSSES else losses)
        object.__setattr__(self, "noise", match_name(self.noise, NOISES, "noise"))
        object.__setattr__(self, "frame_spacing", match_name(self.frame_spacing, FRAME_SPACINGS, "frame spacing"))
        if isinstance(self.G, str):
            object.__setattr__(self, "G", match_name(self.G, GENERATORS, "generator"))
        for name, (least, most) in COUNTS.items():
            check_count(name, getattr(self, name), least, most)
        for name, interval in RANGES.items():
            if getattr(self, name) not in interval:
                raise ValueError(f"expected {name} {interval}; got {getattr(self, name)!r}")
        if self.steps % self.k_G:
            raise ValueError(f"expected steps, a multiple of k_G = {self.k_G}; got {self.steps}")
        if isinstance(as_generator(self.G, self.width), LinearGenerator) and self.noise != "uniform":
            raise ValueError(f"expected noise='uniform', within [−1, 1], for G={self.G!r}; got noise={self.noise!r}")


def change_recipe(recipe: Recipe | None, changes: Mapping[str, Any]) -> Recipe:
    """Return the recipe with some fields changed.

    Parameters
    ----------
    recipe : Recipe, optional
        By default Recipe().
    changes : mapping from str
        The new values of fields, by their names.

    Returns
    -------
    Recipe
        The changed recipe.

    Raises
    ------
    ValueError
        If a name is not that of a field, a value is out of range, or `recipe` is not a Recipe.
    """
    recipe = Recipe() if recipe is None else recipe
    if not isinstance(recipe, Recipe):
        raise ValueError(f"expected a Recipe; got {recipe!r}")
    names = [field.name for field in fields(Recipe)]
    for name in changes:
        match_name(name, names, "keyword")
    return replace(recipe, **changes)
