"""Trained networks for evidence of grade *run*: the game, its Frames, and a discriminator that overfits.

Such evidence must hold for every seed in SEEDS. PyTorch is imported only when one of these functions is called.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.special import log_expit

from gan_theory._utils.arrays import Array

if TYPE_CHECKING:
    from gan_theory.datasets.targets import TargetLike
    from gan_theory.training.algorithm_1 import Algorithm1
    from gan_theory.training.frame import Frame

SEEDS = (0, 1)
SAMPLES = 10_000
"""How many fresh samples estimate a mean."""


def new_game(target: TargetLike, seed: int, **recipe: Any) -> Algorithm1:
    """Return D and G before training.

    Parameters
    ----------
    target : str or GaussianMixture
        p_data, as for `train`.
    seed : int
        The seed.
    **recipe
        Fields of the `Recipe` that differ from its defaults.

    Returns
    -------
    Algorithm1
        D and G, with the state of their training.
    """
    from gan_theory.training.algorithm_1 import Algorithm1
    from gan_theory.training.recipe import Recipe

    return Algorithm1(target, Recipe(**recipe), seed)


def trained_game(target: TargetLike, seed: int, steps: int, **recipe: Any) -> Algorithm1:
    """Return D and G after training, without an average of the weights.

    Parameters
    ----------
    target, seed, **recipe
        As for `new_game`.
    steps : int
        The steps of G.

    Returns
    -------
    Algorithm1
        D and G, with the state of their training.
    """
    game = new_game(target, seed, steps=steps, ema_decay=0.0, frames=1, **recipe)
    for _ in game.run():
        pass
    return game


@cache
def trained_frames(target: TargetLike, seed: int, **recipe: Any) -> tuple[Frame, ...]:
    """Return the Frames of a run, trained once and then kept.

    Parameters
    ----------
    target, seed, **recipe
        As for `new_game`.

    Returns
    -------
    tuple of Frame
        The Frames.
    """
    from gan_theory.training.train import train

    return tuple(train(target, seed=seed, **recipe))


class OverfittedD(NamedTuple):
    """A discriminator that was optimised to completion on 50 points.

    Parameters
    ----------
    V_on_own_points : float
        V estimated with the 50 points and fresh samples of G, in nats.
    V_on_fresh_data : float
        The same with fresh samples of p_data in place of the 50 points, in nats.
    standard_error : float
        The standard error of the latter, in nats.
    frame : Frame
        The Frame of this D and its G.
    """

    V_on_own_points: float
    V_on_fresh_data: float
    standard_error: float
    frame: Frame


@cache
def overfitted_D(seed: int) -> OverfittedD:
    """Return a D after 1000 steps on 50 points while G stayed as it was, trained once and then kept.

    Parameters
    ----------
    seed : int
        The seed.

    Returns
    -------
    OverfittedD
        D's V on its own points and on fresh data, and its Frame.
    """
    game = new_game("gaussian", seed, first_layer_frequency=20.0, ema_decay=0.0, dataset_size=50)
    game.rounds(1000, 1, 0)
    frame = game.frame()
    own, fresh = game.target.dataset(50, seed), frame.p_data.sample(SAMPLES, seed + 100)
    log_D_own, log_D_fresh = log_expit(game.logit(own)), log_expit(game.logit(fresh))
    log_1_minus_D = log_expit(-game.logit(frame.sample(SAMPLES, seed=seed)))
    return OverfittedD(
        V_on_own_points=log_D_own.mean() + log_1_minus_D.mean(),
        V_on_fresh_data=log_D_fresh.mean() + log_1_minus_D.mean(),
        standard_error=standard_error_of_V(log_D_fresh, log_1_minus_D),
        frame=frame,
    )


def standard_error_of_V(log_D: Array, log_1_minus_D: Array) -> float:
    """Return the standard error of mean log D + mean log(1 − D) over samples.

    Parameters
    ----------
    log_D, log_1_minus_D : array, shape (SAMPLES,)
        The logs at samples of the data and of G.

    Returns
    -------
    float
        In nats.
    """
    return float(np.sqrt((log_D.var() + log_1_minus_D.var()) / SAMPLES))
