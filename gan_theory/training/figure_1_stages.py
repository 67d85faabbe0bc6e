"""Algorithm 1 in one dimension: k minibatch steps that ascend D, one that descends G; and Frames to look at them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_theory._utils.validation import LARGEST_SEED, check_count
from gan_theory.game.divergences import tv
from gan_theory.training.algorithm_1 import Algorithm1
from gan_theory.training.frame import Frame
from gan_theory.training.recipe import Recipe, changed_recipe


def figure_1_stages(target, recipe: Recipe | None = None, *, seed: int = 0, **changes) -> dict[str, Frame]:
    """Four Frames of one run, "a" to "d": the panels of the paper's Figure 1. Arguments as for `train`.

    (a) p_g is near p_data (JSD <= 0.2) and D is better than chance (V > −log 4); (b) D alone has been trained until V
    is within 0.01 nats of C, or for 1,000 steps, where a jump in p_data or the difference between samples and their
    smoothed density keeps it from that; (c) G alone has moved along D's gradient until p_g is 0.1 away from (b) in
    total variation; (d) Algorithm 1 has gone on to its end. No averaging of G's weights. Raises RuntimeError if (a) or
    (c) is not reached in as many steps as the recipe has. Source: Figure 1.
    """
    check_count("seed", seed, 0, LARGEST_SEED)
    recipe = replace(changed_recipe(recipe, changes), ema_decay=0.0, frames=1)
    players = Algorithm1(target, recipe, seed)
    a = _until("(a)", lambda frame: frame.jsd <= 0.2 and frame.V > -np.log(4), players, recipe.k)
    b = _train_D_alone(players)
    c = _until("(c)", lambda frame: tv(frame.p_g, b.p_g) >= 0.1, players, 0)
    *_, d = players.run()
    return {"a": a, "b": b, "c": c, "d": d}


def _train_D_alone(players) -> Frame:
    recipe = players.recipe
    players.recipe = replace(recipe, lr_D=recipe.lr_D / 10)  # D settles, which at its own rate it would not
    for _ in range(100):
        players.rounds(10, 1, 0)
        frame = players.frame()
        if frame.D_gap <= 0.01:
            break
    players.recipe = recipe
    return frame


def _until(moment, reached, players, steps_D) -> Frame:
    for _ in range(players.recipe.steps // players.recipe.k_G):
        players.rounds(1, steps_D)
        frame = players.frame()
        if reached(frame):
            return frame
    raise RuntimeError(f"expected moment {moment} to come within {players.recipe.steps} steps; the last: {frame!r}")
