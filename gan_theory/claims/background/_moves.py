"""The moves of D and G in training, for B5: who moves when, what each move does to V, and D after long training."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.special import betainc

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.training_runs import SEEDS, frames_of_seeds, succeeds_often
from gan_theory.verification.evidence import Evidence, equal, equation

if TYPE_CHECKING:
    from gan_theory.training.algorithm_1 import Algorithm1

TURNS = 50
"""Turns of D and G whose every move is measured."""
MOST = 0.9
"""The share of a player's moves that take V its way. By chance 45 of 50 would, with a probability of 2e-9."""
LEVEL = 0.01
"""The level of a sign test in each run."""
STEP = 0.01
"""The length of a plain gradient step in the weights: the second order is small beside the first."""


class Moves(NamedTuple):
    """By how much each move of one player changes what the players aim at, in each of E runs.

    Parameters
    ----------
    V : array, shape (TURNS, E)
        The changes of V, in nats.
    difference : array, shape (TURNS, E)
        Those of E D(x) − E D(G(z)).
    D_on_G : array, shape (TURNS, E)
        Those of E D(G(z)).
    """

    V: Array
    difference: Array
    D_on_G: Array


def run() -> Iterator[Evidence]:
    """Watch who moves, V and D after each of a hundred alternating moves, and D after a thousand."""
    yield from _in_turns()
    yield from _plain_steps()
    of_D, of_G = moves()
    often = f"of {TURNS} steps of D nine in ten or more raise V"
    yield succeeds_often(often, (of_D.V > 0).mean(axis=0) >= MOST)
    what = f"they raise E D(x) − E D(G(z)) more often than by chance, sign test at {LEVEL:g}"
    yield succeeds_often(what, p_value((of_D.difference > 0).sum(axis=0)) <= LEVEL)
    often = f"of {TURNS} steps of G in turns with them nine in ten or more lower V"
    yield succeeds_often(often, (of_G.V < 0).mean(axis=0) >= MOST)
    yield succeeds_often("and nine in ten or more raise E D(G(z))", (of_G.D_on_G > 0).mean(axis=0) >= MOST)
    last = [frames[-1] for frames in frames_of_seeds("two-modes", steps=1000, frames=1)]
    what = "after 1,000 turns JSD <= 0.01 and E |D(x) − ½| <= 0.05"
    yield succeeds_often(what, (f is not None and f.jsd <= 0.01 and f.D_from_half <= 0.05 for f in last))


def p_value(successes: Array, trials: int = TURNS) -> Array:
    """Return the probability of as many successes or more by chance, one half in each trial.

    Parameters
    ----------
    successes : array
        The number of successes.
    trials : int
        The number of trials.

    Returns
    -------
    array
        The p-value of the sign test.
    """
    return np.where(successes > 0, betainc(np.maximum(successes, 1), trials - successes + 1, 0.5), 1.0)


@cache
def moves() -> tuple[Moves, Moves]:
    """Return the moves of D and those of G in the first TURNS turns of a run from each seed, trained once.

    With minibatches of 1,024 and a slow D, a step follows the gradient closely enough for the theory to predict its
    direction; V is evaluated exactly, not on the minibatch.

    Returns
    -------
    tuple of Moves
        Of D and of G.
    """
    game = _game(batch=1024, lr_D=5e-3, lr_G=4e-3)
    rows = [_aims(game)]
    for _ in range(TURNS):
        game.ascend_D()
        rows.append(_aims(game))
        game.descend_G()
        rows.append(_aims(game))
    changes = np.diff(rows, axis=0)
    of_D, of_G = (Moves(*changes[first::2].transpose(2, 0, 1)) for first in (0, 1))
    return of_D, of_G


def _game(**recipe: Any) -> Algorithm1:
    """Return an ensemble with a GAN for each of SEEDS, without an average of the weights."""
    from gan_theory.training.algorithm_1 import Algorithm1
    from gan_theory.training.recipe import change_recipe

    return Algorithm1("two-modes", change_recipe(None, {"ema_decay": 0.0, **recipe}), SEEDS)


def _aims(game: Algorithm1) -> list[tuple[float, float, float]]:
    """Return V, E D(x) − E D(G(z)) and E D(G(z)) of each GAN; nan for one that has diverged."""
    rows = []
    for i in range(len(game.seeds)):
        try:
            frame = game.frame(i)
        except FloatingPointError:
            rows.append((np.nan, np.nan, np.nan))
        else:
            rows.append((frame.V, frame.D_on_data - frame.D_on_G, frame.D_on_G))
    return rows


def _in_turns() -> Iterator[Evidence]:
    """Compare rounds of two steps of D and one of G with these steps one by one, and see what each step changes."""
    by_rounds, by_steps = _game(batch=64, k=2), _game(batch=64, k=2)
    by_rounds.rounds(5)
    moved, states = [], [_weights(by_steps)]
    for player in "DDG" * 5:
        (by_steps.ascend_D if player == "D" else by_steps.descend_G)()
        states.append(_weights(by_steps))
        moved.append([not np.array_equal(before, after) for before, after in zip(*states[-2:])])
    expected = [(player == "D", player == "G", player == "G") for player in "DDG" * 5]
    yield equal("a step of D changes D's weights only, a step of G those of G only", moved, expected, 0)
    for whose, rounds, steps in zip(("D", "G"), _weights(by_rounds), states[-1]):
        yield equation(f"weights of {whose} after five rounds with k = 2", "after D, D, G five times", rounds, steps, 0)
    counts = [(game.step, game.steps_D) for game in (by_rounds, by_steps)]
    yield equal("that is 5 steps of G and 10 of D", counts, [(5, 10)] * 2, 0)


def _weights(game: Algorithm1) -> tuple[Array, Array, Array]:
    """Return the weights of D and G, and the average of the latter, shape (E, P) each."""
    return game.state.D, game.state.G, game.state.ema_G


def _plain_steps() -> Iterator[Evidence]:
    """Take one small step along the package's own gradient, and compare what it does to V with the first order."""
    game = _game(batch=4096, loss="saturating")
    before, start = np.array([V for V, *_ in _aims(game)]), game.state
    for player, sign, what in (("D", 1, "up its gradient raises V"), ("G", -1, "down its gradient lowers V")):
        gradients = game.gradients(player)
        sizes = STEP / np.linalg.norm(gradients, axis=1)
        changes = sizes[:, None] * gradients
        weights = start.D if player == "D" else start.G
        moved = weights - changes.astype(weights.dtype)
        game.state = start._replace(D=moved) if player == "D" else start._replace(G=moved, ema_G=moved)
        gained = sign * (np.array([V for V, *_ in _aims(game)]) - before)
        predicted = sizes * (gradients**2).sum(axis=1)
        within = (predicted / 2 <= gained) & (gained <= 2 * predicted)
        yield succeeds_often(f"a small step of {player} {what} by size·|gradient|², to a factor of 2", within)
