"""Trained networks for evidence of grade *run*: the game, its Frames, a discriminator that overfits, and rates.

A run depends on its seed, so such evidence states a rate: at least three in four runs do what the claim says. It holds
if SEEDS show that with 95 % confidence. PyTorch is imported only when one of these functions is called.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.special import betaincinv, log_expit

from gan_theory._utils.arrays import Array
from gan_theory.verification.evidence import Evidence

if TYPE_CHECKING:
    from gan_theory.datasets.targets import TargetLike
    from gan_theory.training.algorithm_1 import Algorithm1
    from gan_theory.training.frame import Frame

SEEDS = range(20)
"""The seeds of the runs from which a rate is estimated."""
RATE, CONFIDENCE = 0.75, 0.95
"""The rate that evidence of grade run states, and the confidence of its lower bound; of 20 runs one may fail."""
FEW_SEEDS = (0, 1)
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


@cache
def frames_of_seeds(target: TargetLike, seeds: Iterable[int] = SEEDS, **recipe: Any) -> list[tuple[Frame | None, ...]]:
    """Return the Frames of a run from each seed, trained together once and then kept.

    Parameters
    ----------
    target : str or GaussianMixture
        p_data, as for `train_many`.
    seeds : iterable of int
        The seeds, hashable: a range or a tuple.
    **recipe
        Fields of the `Recipe` that differ from its defaults.

    Returns
    -------
    list of tuple of Frame or None
        The Frames of each run, None from where it has diverged.
    """
    from gan_theory.training.ensemble import train_many

    return list(zip(*train_many(target, seeds=seeds, **recipe)))


@cache
def frames_of_stages(target: TargetLike, seeds: Iterable[int] = SEEDS, **recipe: Any) -> list[dict[str, Frame | None]]:
    """Return the Frames of the four stages of Figure 1 from each seed, trained together once and then kept.

    Parameters
    ----------
    target, seeds, **recipe
        As for `frames_of_seeds`.

    Returns
    -------
    list of dict from str to Frame or None
        The Frames "a" to "d" of each run.
    """
    from gan_theory.training.figure_1_stages import figure_1_stages_of_seeds

    return figure_1_stages_of_seeds(target, seeds=seeds, **recipe)


def succeeds_often(what: str, outcomes: Iterable[bool]) -> Evidence:
    """Give evidence that a run does what is claimed at a rate of RATE or more.

    Parameters
    ----------
    what : str
        What a run does.
    outcomes : iterable of bool
        Whether it did, for each seed; false for a run that has diverged.

    Returns
    -------
    Evidence
        Its gap is by how much the lower bound of the rate, at the confidence CONFIDENCE, misses RATE; its values are
        the share of the runs and RATE.

    References
    ----------
    Clopper and Pearson 1934, "The use of confidence or fiducial limits illustrated in the case of the binomial".
    """
    successes = [bool(outcome) for outcome in outcomes]
    n, k = len(successes), sum(successes)
    lowest = betaincinv(k, n - k + 1, 1 - CONFIDENCE) if k else 0.0
    statement = f"{what}: in {k} of {n} runs, which shows a rate of {RATE} or more"
    return Evidence(statement, max(RATE - float(lowest), 0.0), 0.0, values=(k / n, RATE))


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
