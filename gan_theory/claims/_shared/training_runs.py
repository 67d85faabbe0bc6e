"""Trained networks for evidence of grade *run*: the game, its Frames, and rates.

A run depends on its seed, so such evidence states a rate: at least three in four runs do what the claim says. It holds
if SEEDS show that with 95 % confidence. The trainer is imported only when one of
these functions is called.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from scipy.special import betaincinv

from gan_theory.verification.evidence import Evidence

if TYPE_CHECKING:
    from gan_theory.datasets.targets import TargetLike
    from gan_theory.training.algorithm_1 import Algorithm1
    from gan_theory.training.frame import Frame

SEEDS = range(20)
"""The seeds of the runs from which a rate is estimated."""
RATE, CONFIDENCE = 0.75, 0.95
"""The rate that evidence of grade run states, and the confidence of its lower bound; of 20 runs one may fail."""
SAMPLES = 10_000
"""How many fresh samples estimate a mean."""


def new_game(target: TargetLike, seed: int | Iterable[int], **recipe: Any) -> Algorithm1:
    """Return D and G before training.

    Parameters
    ----------
    target : str or GaussianMixture
        p_data, as for `train`.
    seed : int or iterable of int
        The seed, or a seed for each of several GANs that are trained together.
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


def trained_game(target: TargetLike, seed: int | Iterable[int], steps: int, **recipe: Any) -> Algorithm1:
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
