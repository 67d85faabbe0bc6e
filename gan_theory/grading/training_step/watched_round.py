"""Rounds of a student, played on the game of the exercise and recorded."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from typing import Any, NamedTuple

import numpy as np

from gan_theory.grading.training_step.game import losses
from gan_theory.grading.training_step.game.array_game import ArrayGame
from gan_theory.grading.training_step.game.minibatches import Draw, Weights
from gan_theory.grading.training_step.procedure import ROUNDS, End, Setting

Round = Callable[..., Any]


class Seen(NamedTuple):
    """What a student's round did in some setting."""

    setting: Setting
    ends: tuple[End, ...]
    draws: tuple[tuple[Draw, ...], ...]  # of each round
    path: tuple[Weights, ...]  # of the first round
    error: Exception | SystemExit | None = None
    output: Any = None

    def sizes(self) -> dict[str, list[int]]:
        """Return the sizes of the minibatches of each kind."""
        drawn = [draw for draws in self.draws for draw in draws]
        return {kind: [draw.size for draw in drawn if draw.kind == kind] for kind in ("data", "noise")}


def watch(one_round: Round, library: str, setting: Setting) -> Seen:
    """Play some rounds with a student's function, and record them.

    Parameters
    ----------
    one_round : callable
        As in `check_round`.
    library : {"numpy", "torch"}
        Whether it gets arrays or tensors.
    setting : Setting
        The game.

    Returns
    -------
    Seen
        What it did, up to an error if there is one.
    """
    game, exact = _game(library, setting)
    record = game.record
    ends: list[End] = []
    draws: list[tuple[Draw, ...]] = []
    path: tuple[Weights, ...] = ()
    error: Exception | SystemExit | None = None
    output = None
    while len(ends) < ROUNDS and error is None:
        before = len(record.draws)
        try:
            with redirect_stdout(StringIO()), np.errstate(all="ignore"):
                output = one_round(game, setting.k, setting.m, exact.loss_D, getattr(exact, setting.loss_G))
        except (Exception, SystemExit) as raised:
            error = raised
        record.look()
        draws.append(tuple(record.draws[before:]))
        path = path or tuple(record.seen)
        n_data = sum(draw.kind == "data" for draw in record.draws)
        ends.append(End(n_data, len(record.draws) - n_data, record.seen[-1]))
    return Seen(setting, tuple(ends), tuple(draws), path, error, output)


def _game(library: str, setting: Setting) -> tuple[Any, Any]:
    """Return a game, and the module with the losses for it."""
    if library == "torch":
        from gan_theory.grading.training_step.game import torch_game  # only for files that import torch

        return torch_game.TorchGame(setting.seed), torch_game
    return ArrayGame(setting.seed), losses
