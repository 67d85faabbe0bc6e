"""What changes in the course of training: the learning rates, the EMA decay; and at which steps Frames are due."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.training.recipe import FRAME_SPACINGS, Recipe


def learning_rate(recipe: Recipe, initial: float, step: int, adam_steps: int) -> float:
    """Return the learning rate of D or G, times Adam's bias correction.

    Parameters
    ----------
    recipe : Recipe
        The hyperparameters. `final_lr_factor` is the factor by which the rate has fallen, linearly, at the end.
    initial : float
        The learning rate at the start.
    step : int
        Steps of G so far.
    adam_steps : int
        Steps of this player so far: Adam's moving averages start at 0.

    Returns
    -------
    float
        The factor of m/√v in the next step.

    References
    ----------
    Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015, Section 2: α_t.
    """
    left = max(0.0, 1 - step / recipe.steps)
    decayed = initial * (recipe.final_lr_factor + (1 - recipe.final_lr_factor) * left)
    return decayed * (1 - recipe.beta_2 ** (adam_steps + 1)) ** 0.5 / (1 - recipe.beta_1 ** (adam_steps + 1))


def ema_decay(recipe: Recipe, step: int) -> float:
    """Return the EMA decay: small at first, so that the initial weights are forgotten.

    Parameters
    ----------
    recipe : Recipe
        The hyperparameters: `ema_decay` is the limit.
    step : int
        Steps of G so far.

    Returns
    -------
    float
        The decay in the next step.
    """
    return min(recipe.ema_decay, (step + 1) / (step + 10))


def frame_steps(recipe: Recipe, step: int) -> Array:
    """Return the steps of G at which a Frame is due.

    Parameters
    ----------
    recipe : Recipe
        The hyperparameters: about `frames` of them, with `frame_spacing`, and the last step.
    step : int
        Steps of G so far.

    Returns
    -------
    array of int, shape (n,)
        The later steps, increasing.
    """
    rounds_left = (recipe.steps - step) // recipe.k_G
    fractions = np.linspace(0, 1, recipe.frames + 1) ** FRAME_SPACINGS[recipe.frame_spacing]
    rounds = (rounds_left * fractions).round().astype(int)
    return step + recipe.k_G * np.unique(rounds)[1:]
