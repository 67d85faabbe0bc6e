"""Networks for the evidence by training: GANs at the start, after some steps, and a D that overfits."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.special import log_expit

from gan_theory.densities.gaussian_mixture import GaussianMixture

if TYPE_CHECKING:  # they load torch
    from gan_theory.training.algorithm_1 import Algorithm1
    from gan_theory.training.frame import Frame

FRESH = 10_000
"""The number of fresh samples that a trained D or G is judged on."""


def start(target: str | GaussianMixture, seed: int, **changes: Any) -> Algorithm1:
    """Return the two players of a GAN before their first step.

    Parameters
    ----------
    target : str or GaussianMixture
        The name of a target, or p_data.
    seed : int
        The seed.
    **changes
        Fields of `Recipe`.

    Returns
    -------
    Algorithm1
        The players.
    """
    from gan_theory.training.algorithm_1 import Algorithm1
    from gan_theory.training.recipe import Recipe

    return Algorithm1(target, Recipe(**changes), seed)


def play(target: str | GaussianMixture, seed: int, steps: int, **changes: Any) -> Algorithm1:
    """Return the two players of a GAN after so many steps of G. Parameters as for `start`."""
    players = start(target, seed, steps=steps, ema_decay=0.0, frames=1, **changes)
    for _ in players.run():
        pass
    return players


@cache
def trained_frames(target: str | GaussianMixture, seed: int, **changes: Any) -> tuple[Frame, ...]:
    """Return the frames of one run of training. Parameters as for `start`."""
    from gan_theory.training.algorithm_1 import train

    return tuple(train(target, seed=seed, **changes))


class ValueFromSamples(NamedTuple):
    """V estimated from samples, in nats, with its standard error."""

    mean: float
    error: float


def value_from_samples(players: Algorithm1, real: np.ndarray, generated: np.ndarray) -> ValueFromSamples:
    """Estimate V from samples of p_data and of p_g, of one size."""
    log_D, log_1_minus_D = log_expit(players.logit(real)), log_expit(-players.logit(generated))
    error = np.sqrt((log_D.var() + log_1_minus_D.var()) / len(real))
    return ValueFromSamples(log_D.mean() + log_1_minus_D.mean(), error)


class OverfittedD(NamedTuple):
    """V of a D that was optimised to completion on 50 points, in nats.

    Parameters
    ----------
    on_its_points : float
        V with the 50 points for the data.
    on_fresh_samples : float
        V on samples that D has not seen.
    error : float
        The standard error of the latter.
    frame : Frame
        The moment at which both are taken.
    """

    on_its_points: float
    on_fresh_samples: float
    error: float
    frame: Frame


@cache
def overfit_D(seed: int) -> OverfittedD:
    """Optimise D to completion on 50 points, G being fixed."""
    players = start("gaussian", seed, first_layer_frequency=20.0, ema_decay=0.0, dataset_size=50)
    players.rounds(1000, 1, 0)
    frame = players.frame()
    generated = frame.sample(FRESH, seed=seed)
    fresh = value_from_samples(players, frame.p_data.sample(FRESH, seed + 100), generated)
    own = log_expit(players.logit(players.target.dataset(50, seed))).mean()
    on_its_points = own + log_expit(-players.logit(generated)).mean()
    return OverfittedD(on_its_points, fresh.mean, fresh.error, frame)
