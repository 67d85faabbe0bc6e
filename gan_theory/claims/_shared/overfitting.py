"""V estimated from samples, and discriminators that overfit 50 points, several trained together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import log_expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.training_runs import SAMPLES, SEEDS, new_game

if TYPE_CHECKING:
    from gan_theory.training.algorithm_1 import Algorithm1
    from gan_theory.training.frame import Frame


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
def overfitted_Ds(seeds: Iterable[int] = SEEDS) -> list[OverfittedD]:
    """Return for each seed a D after 1000 steps on 50 points while G stayed as it was, trained together and then kept.

    Parameters
    ----------
    seeds : iterable of int
        The seeds, hashable: a range or a tuple.

    Returns
    -------
    list of OverfittedD
        One for each seed.
    """
    game = new_game("gaussian", seeds, first_layer_frequency=20.0, ema_decay=0.0, dataset_size=50)
    game.rounds(1000, 1, 0)
    found = []
    for i, seed in enumerate(game.seeds):
        on_own_points, on_fresh_data = (estimate_V(game, i, x) for x in (game.target.dataset(50, seed), None))
        found.append(OverfittedD(on_own_points.value, on_fresh_data.value, on_fresh_data.standard_error, game.frame(i)))
    return found


class EstimateOfV(NamedTuple):
    """V as estimated from samples, its standard error, and 2·JSD of p_data and p_g, in nats; nan after divergence."""

    value: float
    standard_error: float
    two_jsd: float


def estimate_V(game: Algorithm1, i: int = 0, x: Array | None = None) -> EstimateOfV:
    """Estimate V of a game's D from samples.

    Parameters
    ----------
    game : Algorithm1
        D and G.
    i : int
        The number of the GAN.
    x : array, shape (m,), optional
        Samples of the data; by default SAMPLES fresh ones of p_data.

    Returns
    -------
    EstimateOfV
        With SAMPLES fresh samples of G.
    """
    seed = game.seeds[i]
    try:
        frame = game.frame(i)
    except FloatingPointError:
        return EstimateOfV(np.nan, np.nan, np.nan)
    x = frame.p_data.sample(SAMPLES, seed + 100) if x is None else x
    log_D, log_1_minus_D = log_expit(game.logit(x, i)), log_expit(-game.logit(frame.sample(SAMPLES, seed), i))
    error = standard_error_of_V(log_D, log_1_minus_D)
    return EstimateOfV(float(log_D.mean() + log_1_minus_D.mean()), error, frame.G_gap)


def standard_error_of_V(log_D: Array, log_1_minus_D: Array) -> float:
    """Return the standard error of mean log D + mean log(1 − D) over samples.

    Parameters
    ----------
    log_D, log_1_minus_D : array, shape (m,) and (n,)
        The logs at samples of the data and of G.

    Returns
    -------
    float
        In nats.
    """
    return float(np.sqrt(log_D.var() / log_D.size + log_1_minus_D.var() / log_1_minus_D.size))
