"""A Recipe says how to train; a Frame is one moment of training, with p_g as a Density. Neither needs torch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from numbers import Real

import numpy as np

from gan_theory._utils.validation import check_count, match_name
from gan_theory.densities.noise import NOISES
from gan_theory.training.generators import GENERATORS, Linear, as_generator

LOSSES = ("non-saturating", "saturating")
COUNTS = {"k": (1, 10**6), "k_G": (1, 10**6), "steps": (1, 10**9), "batch": (1, 10**7), "width": (1, 10**4)}
COUNTS |= {"dataset_size": (0, 10**7), "frames": (1, 10**6)}
RANGES = dict.fromkeys(("lr_D", "lr_G", "first_layer_frequency"), (lambda value: 0 < value < np.inf, "> 0, finite"))
RANGES |= dict.fromkeys(("beta_1", "beta_2", "ema_decay"), (lambda value: 0 <= value < 1, "in [0, 1)"))
RANGES |= {
    "final_lr_factor": (lambda value: 0 <= value <= 1, "in [0, 1]"),
    "initial_offset": (lambda x: -100 <= x <= 100, "within ±100"),
}


@dataclass(frozen=True)
class Recipe:
    """The hyperparameters of Algorithm 1.

    k and k_G: steps on D, and then on G, in a round; the paper has k_G = 1. loss: what G descends, "non-saturating"
    −log D(G(z)) or "saturating" log(1 − D(G(z))). steps: of G in all. batch: m, the size of a minibatch. G: "mlp", or
    "polynomial", "spline" or "table" of z ~ U(−1, 1), or an object as `as_generator` takes it. width: units in each of
    the two hidden layers of G and D. lr_D and lr_G: Adam's learning rates, which fall linearly to `final` times
    themselves; beta_1, beta_2: Adam's. averaging: the decay per step of the average of G's weights that frames show,
    faster at first, 0 for none. sharpness: the wave number of D's first layer. offset: where G starts, in standard
    deviations from the mean of the data. points: the size of the data set that D sees, 0 for fresh data at each step.
    noise: "normal" or "uniform". frames: about how many. Raises ValueError for values out of range.
    """

    k: int = 1
    k_G: int = 1
    loss: str = "non-saturating"
    steps: int = 4000
    batch: int = 256
    G: str | Callable = "mlp"
    width: int = 32
    lr_D: float = 4e-2
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

    def __post_init__(self):
        for name, names, kind in (("loss", LOSSES, "loss"), ("noise", NOISES, "noise"), ("G", GENERATORS, "generator")):
            if name != "G" or isinstance(self.G, str):
                object.__setattr__(self, name, match_name(getattr(self, name), names, kind))
        for name, (least, most) in COUNTS.items():
            check_count(name, getattr(self, name), least, most)
        for name, (holds, expected) in RANGES.items():
            value = getattr(self, name)
            if not (isinstance(value, Real) and holds(value)):
                raise ValueError(f"expected {name} {expected}; got {value!r}")
        if self.steps % self.k_G:
            raise ValueError(f"expected steps, a multiple of k_G = {self.k_G}; got {self.steps}")
        if isinstance(as_generator(self.G, self.width), Linear) and self.noise != "uniform":
            raise ValueError(f"expected noise='uniform', within [−1, 1], for G={self.G!r}; got noise={self.noise!r}")


def changed_recipe(recipe, changes) -> Recipe:
    recipe = Recipe() if recipe is None else recipe
    if not isinstance(recipe, Recipe):
        raise ValueError(f"expected a Recipe; got {recipe!r}")
    names = [field.name for field in fields(Recipe)]
    for name in changes:
        match_name(name, names, "keyword")
    return replace(recipe, **changes)
