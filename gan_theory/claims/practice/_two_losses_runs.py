"""What networks show of G's two losses: their gradients, early in learning and sample by sample, and where they end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from gan_theory.claims._shared.training_runs import SEEDS, frames_of_seeds, new_game, succeeds_often
from gan_theory.verification.evidence import Evidence, equation

if TYPE_CHECKING:
    from gan_theory.training.algorithm_1 import Algorithm1

CONFIDENT = 0.1
"""D at most so much at every sample of G is confident, as in the numeric evidence."""


FROM_HALF = 1 / 12
"""E |D − ½| at the end is to be at most this: half of what it is if D weighs one of its two terms twice, for D is then
⅓ or ⅔ where p_g = p_data."""


def run() -> Iterator[Evidence]:
    """Compare the gradients of both losses in networks, train far from the data, and train with either to the end."""
    games = new_game("gaussian", SEEDS, batch=64, initial_offset=8.0, ema_decay=0.0)
    yield from _per_sample(games, "before training")
    games.rounds(50, 1, 0)
    yield from _per_sample(games, "after 50 steps of D")
    yield succeeds_often(
        "G starts far from the data and D has taken 50 steps: D <= 0.1 at each of 16 samples of G, and the gradient of "
        "−log D has at least 9 times the norm of that of log(1 − D)",
        (_is_much_stronger(games, i) for i in range(len(SEEDS))),
    )
    yield from _far_from_the_data()
    for loss in ("saturating", "non-saturating"):
        runs = frames_of_seeds("gaussian", steps=600, batch=64, frames=1, loss=loss)
        ends = (last is not None and last.jsd <= 0.01 for *_, last in runs)
        yield succeeds_often(f"G that can attain p_data does, with the {loss} loss: final JSD <= 0.01", ends)
        at_half = (last is not None and last.D_from_half <= FROM_HALF for *_, last in runs)
        yield succeeds_often(f"and D ends at ½, with the {loss} loss: final E |D − ½| <= 1/12", at_half)


def _noise(i: int) -> np.ndarray:
    return np.random.default_rng(i).standard_normal(16)


def _per_sample(games: Algorithm1, when: str) -> Iterator[Evidence]:
    """Compare G's gradient by the backward passes of training with the mean over its samples, for all seeds."""
    from gan_theory.experiments.gradient_estimates import gradient_of_G, logit_gradients

    found: dict[str, list[np.ndarray]] = {"saturating": [], "non-saturating": []}
    expected: dict[str, list[np.ndarray]] = {"saturating": [], "non-saturating": []}
    for i in range(len(SEEDS)):
        D, gradients = logit_gradients(games, _noise(i), i)
        for loss, slope in (("saturating", -D), ("non-saturating", D - 1)):
            mean = (slope[:, None] * gradients).mean(axis=0)
            scale = np.abs(mean).max()
            expected[loss].append(mean / scale)
            found[loss].append(gradient_of_G(games, loss, _noise(i), i) / scale)
    for loss, slope_in_words in (("saturating", "−D"), ("non-saturating", "−(1 − D)")):
        left = f"the gradient of G's {loss} loss in training, {when}"
        right = f"the mean over samples of {slope_in_words} times the gradient of the logit"
        yield equation(left, right, np.stack(found[loss]), np.stack(expected[loss]), 1e-9)


def _is_much_stronger(games: Algorithm1, i: int) -> bool:
    """Whether D is confident at the samples of the i-th G, and −log D has the much greater gradient norm there."""
    from gan_theory.experiments.gradient_estimates import gradient_of_G, logit_gradients

    z = _noise(i)
    lesser, greater = (np.linalg.norm(gradient_of_G(games, loss, z, i)) for loss in ("saturating", "non-saturating"))
    is_confident = bool((logit_gradients(games, z, i).D <= CONFIDENT).all())
    return is_confident and bool(greater >= (1 - CONFIDENT) / CONFIDENT * lesser)


def _far_from_the_data() -> Iterator[Evidence]:
    """Train with either loss from 8 standard deviations away, by the named recipes."""
    from gan_theory.experiments.named_recipes import RECIPES

    for name, what in (
        ("non-saturating-early", "reaches it by −log D"),
        ("saturating-early", "does not by log(1 − D)"),
    ):
        named = RECIPES[name]
        reaches = (named.meets_criterion(frames) == named.expected for frames in named.runs(SEEDS))
        yield succeeds_often(f"G far from p_data {what}: JSD <= {named.threshold:g} after 100 steps", reaches)
