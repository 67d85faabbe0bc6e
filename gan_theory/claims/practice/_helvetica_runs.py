"""What networks show of the Helvetica scenario: 200 steps of G for one of D, and as many in turns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.special import log_expit

from gan_theory.claims._shared.training_runs import SEEDS, new_game, succeeds_often
from gan_theory.training.frame import Frame
from gan_theory.verification.evidence import Evidence, equation

ROUNDS, STEPS_OF_G = 5, 200
NEAR = 0.1
"""How far from one x, in standard deviations of p_data, still counts as the same x."""
HALF, QUARTER = 0.5, 0.25
"""If G sends all z to two maxima of D, half of them at least go to one. Of p_data an eighth is as near to one x."""


class Round(NamedTuple):
    """One step of D and 200 of G, of one GAN.

    Parameters
    ----------
    change_of_D, change_of_G : float
        The greatest change of a weight during the steps of G.
    loss_before, loss_after : float
        E −log D(G(z)) over 2,000 samples, before and after the steps of G, in nats.
    share : float
        The greatest share of p_g, after them, that is within NEAR of one x.
    """

    change_of_D: float
    change_of_G: float
    loss_before: float
    loss_after: float
    share: float


def run() -> Iterator[Evidence]:
    """Train with 200 steps of G per step of D, and with one step of each."""
    runs = list(zip(*_long_rounds()))
    changes = [[each.change_of_D for each in rounds] for rounds in runs]
    yield equation("the change of D while G takes 200 steps", "0", changes, 0, 0)
    yield succeeds_often("G moves in each round", (min(each.change_of_G for each in rounds) > 0 for rounds in runs))
    yield succeeds_often(
        "200 steps of G per step of D lower the loss of G, E −log D(G(z)), in at least 4 of 5 rounds",
        (sum(each.loss_after < each.loss_before for each in rounds) >= 4 for rounds in runs),
    )
    yield succeeds_often(
        "and send half of all z or more to one x, in the median round",
        (np.median([each.share for each in rounds]) >= HALF for rounds in runs),
    )
    from gan_theory.experiments.named_recipes import RECIPES

    yield succeeds_often(
        "as many alternating steps do not: at most a quarter is near one x, in the median Frame",
        (_median_share(frames) <= QUARTER for frames in RECIPES["in-turns"].runs(SEEDS)),
    )


def _long_rounds() -> Iterator[list[Round]]:
    """Yield for each round what happens to each GAN in it."""
    games = new_game("two-modes", SEEDS, batch=128, steps=1000, ema_decay=0.0, final_lr_factor=1.0)
    E = range(len(SEEDS))

    def loss(i: int) -> float:
        samples = games.frame(i).sample(2000, seed=i)
        return float(-log_expit(games.logit(samples, i)).mean())

    for _ in range(ROUNDS):
        games.rounds(1, 1, 0)
        before, losses = games.state, [loss(i) for i in E]
        games.rounds(1, 0, STEPS_OF_G)
        changes = [
            np.abs(after - weights).max(axis=1).tolist()
            for after, weights in ((games.state.D, before.D), (games.state.G, before.G))
        ]
        yield [Round(changes[0][i], changes[1][i], losses[i], loss(i), share_near_one_x(games.frame(i))) for i in E]


def share_near_one_x(frame: Frame) -> float:
    """Return the greatest share of p_g within NEAR standard deviations of p_data of one x.

    Parameters
    ----------
    frame : Frame
        A moment of training.

    Returns
    -------
    float
        From 0 to 1.
    """
    cells = round(2 * NEAR * frame.p_data.std() / frame.p_data.dx)
    cdf = np.concatenate([[0.0], np.cumsum(frame.p_g.p)])
    return float((cdf[cells:] - cdf[:-cells]).max())


def _median_share(frames: list[Frame | None]) -> float:
    """Return the median of the share over the Frames after the first; nan, never enough, for a run that diverged."""
    return float(np.median([np.nan if frame is None else share_near_one_x(frame) for frame in frames[1:]]))
