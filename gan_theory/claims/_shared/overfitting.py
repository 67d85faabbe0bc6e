"""V estimated from samples, and discriminators that overfit 50 points, several trained together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import log_expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.training_runs import SAMPLES, SEEDS, OverfittedD, new_game, standard_error_of_V

if TYPE_CHECKING:
    from gan_theory.training.algorithm_1 import Algorithm1


@cache
def overfitted_Ds(seeds: Iterable[int] = SEEDS) -> list[OverfittedD]:
    """Return the `overfitted_D` of each seed, trained together once and then kept.

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
