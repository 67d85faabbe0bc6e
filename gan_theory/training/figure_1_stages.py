"""The four stages of one run that the panels of Figure 1 show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from gan_theory._utils.validation import LARGEST_SEED, as_seeds, check_count
from gan_theory.datasets.targets import TargetLike
from gan_theory.game.divergences import tv
from gan_theory.training.algorithm_1 import Algorithm1
from gan_theory.training.ensemble import block_size
from gan_theory.training.frame import Frame
from gan_theory.training.recipe import Recipe, change_recipe


def figure_1_stages(
    target: TargetLike, recipe: Recipe | None = None, *, seed: int = 0, **changes: Any
) -> dict[str, Frame]:
    """Return a Frame for each of the four stages of Figure 1, from one run.

    (a) p_g is near p_data (JSD <= 0.05 nats), and D is better than chance (V > −log 4).
    (b) Then D alone has been trained until C − V <= 0.01 nats, or for 1,000 steps, if a jump in p_data, or the
    difference between a data set and its smoothed density, prevents it.
    (c) Then G alone has followed D's gradient, at a tenth of its learning rate, until p_g is 0.05 away from (b) in
    total variation.
    (d) Then Algorithm 1 has run to its end.

    G's weights are not averaged.

    Parameters
    ----------
    target, recipe, seed, **changes
        As for `train`.

    Returns
    -------
    dict from str to Frame
        The Frames "a", "b", "c" and "d".

    Raises
    ------
    ValueError
        If an argument is invalid.
    RuntimeError
        If (a) or (c) is not reached in as many steps as the recipe has.
    FloatingPointError
        If training diverges.

    References
    ----------
    Figure 1.

    Examples
    --------
    >>> stages = figure_1_stages("gaussian", seed=1, steps=200)
    >>> list(stages), stages["d"].step
    (['a', 'b', 'c', 'd'], 200)
    """
    check_count("seed", seed, 0, LARGEST_SEED)
    recipe = replace(change_recipe(recipe, changes), ema_decay=0.0, frames=1)
    game = Algorithm1(target, recipe, seed)
    a = _train_until("(a)", lambda frame: frame.jsd <= 0.05 and frame.V > -np.log(4), game, game.rounds)
    b = _train_D_alone(game)
    c = _train_until("(c)", lambda frame: tv(frame.p_g, b.p_g) >= 0.05, game, partial(_train_G_slowly, game))
    *_, d = game.run()
    return {"a": a, "b": b, "c": c, "d": d}


def figure_1_stages_of_seeds(
    target: TargetLike, recipe: Recipe | None = None, *, seeds: Iterable[int], **changes: Any
) -> list[dict[str, Frame | None]]:
    """Return a Frame for each of the four stages of Figure 1, from a run of each seed, trained together.

    The stages come after the same numbers of steps in each run, which need not be those that `figure_1_stages` finds:
    (a) after 30 iterations of Algorithm 1; (b) after 300 more steps of D alone at a tenth of its learning rate, and 300
    at a hundredth; (c) after 4 more of G alone at a twentieth of its own; (d) at the end of Algorithm 1.

    Parameters
    ----------
    target, recipe, **changes
        As for `train`; the recipe has more than 34 steps, and k_G = 1.
    seeds : iterable of int
        The seed of each run.

    Returns
    -------
    list of dict from str to Frame or None
        The Frames "a", "b", "c" and "d" of each run, None from where it has diverged.

    References
    ----------
    Figure 1.
    """
    recipe = replace(change_recipe(recipe, changes), ema_decay=0.0, frames=1)
    seeds, stages = as_seeds(seeds), []
    size = block_size(len(seeds), cores=1)
    for i in range(0, len(seeds), size):
        game = Algorithm1(target, recipe, seeds[i : i + size])
        stages += [dict(zip("abcd", frames)) for frames in zip(*_four_stages(game))]
    return stages


def _four_stages(game: Algorithm1) -> Iterator[list[Frame | None]]:
    """Yield the Frames of an ensemble at each stage."""
    game.rounds(30)
    yield game.frames()
    for factor in (10, 100):
        game.rounds(300, steps_D=1, steps_G=0, lr_D=game.recipe.lr_D / factor)
    yield game.frames()
    for _ in range(4):
        game.descend_G(game.recipe.lr_G / 20)
    yield game.frames()
    game.rounds(game.recipe.steps - game.step)
    yield game.frames()


def _train_D_alone(game: Algorithm1) -> Frame:
    """Train D to C − V <= 0.01 nats, at most 1,000 steps, at a tenth of its learning rate, at which it settles."""
    for _ in range(100):
        game.rounds(10, steps_D=1, steps_G=0, lr_D=game.recipe.lr_D / 10)
        frame = game.frame()
        if frame.D_gap <= 0.01:
            break
    return frame


def _train_G_slowly(game: Algorithm1, rounds: int) -> None:
    """Train G alone, at a tenth of its learning rate: longer steps would overshoot where p_g is near p_data."""
    for _ in range(rounds * game.recipe.k_G):
        game.descend_G(game.recipe.lr_G / 10)


def _train_until(
    stage: str, reached: Callable[[Frame], bool], game: Algorithm1, rounds: Callable[[int], None]
) -> Frame:
    """Return the first Frame that has reached the stage, by single rounds."""
    for _ in range(game.recipe.steps // game.recipe.k_G):
        rounds(1)
        frame = game.frame()
        if reached(frame):
            return frame
    raise RuntimeError(
        f"expected stage {stage} of Figure 1 within {game.recipe.steps} steps; the last Frame is {frame!r}"
    )
