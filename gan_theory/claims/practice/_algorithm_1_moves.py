"""The moves of Algorithm 1, recorded: who moves when, on which minibatches, and what these are drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtr

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import STANDARD_ERRORS, shares_below
from gan_theory.claims._shared.training_runs import new_game
from gan_theory.verification.evidence import Evidence, at_most, equal

K, ITERATIONS, BATCH = 3, 4, 8
"""Of the run whose moves are recorded."""
DRAWN, SIZE = 500, 1000
"""How many minibatches show what is drawn, and their size."""
THRESHOLDS = np.linspace(-0.95, 0.95, 39)
"""Below which the noise is counted."""


class Move(NamedTuple):
    """One step of a player.

    Parameters
    ----------
    player : str
        "D" or "G".
    minibatches : tuple of array, shape (E, m, 1)
        The data and the noise that the step was given.
    changed : set of str
        The parts of the State that the step has changed.
    rise : float
        The step times the gradient of the player's loss on these minibatches, the greatest of all GANs.
    """

    player: str
    minibatches: tuple[Array, ...]
    changed: set[str]
    rise: float


class Recorder:
    """The updates of a game, that keep a record of the moves.

    Parameters
    ----------
    updates : Updates
        The updates.
    """

    def __init__(self, updates: Any) -> None:
        self.updates = updates
        self.moves: list[Move] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.updates, name)

    def ascend_D(self, state: Any, x: Any, z: Any, *rates: Any) -> Any:
        """Take a step of D, and record it."""
        after = self.updates.ascend_D(state, x, z, *rates)
        self._record("D", (x, z), state, after, self.updates.gradient_D(state, x, z))
        return after

    def descend_G(self, state: Any, z: Any, *rates: Any) -> Any:
        """Take a step of G, and record it."""
        after = self.updates.descend_G(state, z, *rates)
        self._record("G", (z,), state, after, self.updates.gradient_G(state, z))
        return after

    def _record(self, player: str, minibatches: tuple[Any, ...], before: Any, after: Any, gradient: Any) -> None:
        pairs = zip(before._fields, before, after)
        changed = {name for name, old, new in pairs if not np.array_equal(old, new)}
        step = getattr(after, player) - getattr(before, player)
        rise = float((step * gradient).sum(1).max())
        self.moves.append(Move(player, minibatches, changed, rise))


def recorded_moves() -> Iterator[Evidence]:
    """Record the moves of a short run, of three GANs, and compare their order, and what each was given and changed.

    Yields
    ------
    Evidence
        The order of the moves, the weights that each changes and whether along its gradient, and the minibatches.
    """
    game: Any = new_game("two-modes", range(3), k=K, steps=ITERATIONS, batch=BATCH, width=4, frames=2)
    game.updates = recorder = Recorder(game.updates)
    for _ in game.run():
        pass
    moves = recorder.moves
    order = [player == "G" for player, *_ in moves]
    expected = ([False] * K + [True]) * ITERATIONS
    yield _same("the order of the moves: k of D, then one of G, in each iteration", order, expected)
    parts = {"D": {"D", "m_D", "v_D"}, "G": {"G", "m_G", "v_G", "ema_G"}}
    strangers = [len(changed - parts[player]) + (player not in changed) for player, _, changed, _ in moves]
    yield _same("a step of D changes D's weights only, one of G only G's", strangers, [0] * len(moves))
    downhill = [move.rise for move in moves]
    yield at_most("each step goes down the gradient of its player's loss: step · gradient < 0", downhill, -1e-9, 0)
    for name, drawn in (
        ("of the data", [minibatches[0] for player, minibatches, *_ in moves if player == "D"]),
        ("of noise", [minibatches[-1] for _, minibatches, *_ in moves]),
    ):
        sizes = [each.shape[1] for each in drawn]
        yield _same(f"the size of a minibatch {name} = m", sizes, [BATCH] * len(drawn))
        numbers = np.unique(np.stack(drawn)).size
        yield _same(f"each minibatch {name}, of each GAN, is fresh: so many numbers", [numbers], [np.size(drawn)])


def _same(what: str, found: list[Any], expected: list[Any]) -> Evidence:
    """Compare two lists of numbers; lists of different lengths never agree."""
    if len(found) != len(expected):
        return equal(f"{what}: their number", len(found), len(expected), 0)
    return equal(what, found, expected, 0)


def drawn_minibatches() -> Iterator[Evidence]:
    """Compare what minibatches hold with what they are drawn from: p_data, a data set, and either noise.

    Yields
    ------
    Evidence
        For each, how many standard errors the shares of the numbers below some thresholds miss the probabilities; and
        the correlations of data and noise, in standard errors.
    """
    from gan_theory.training.minibatches import data_minibatches, noise_minibatches

    game = new_game("two-modes", 0)
    target = game.target
    x = _draw(data_minibatches(target, 0, (0,), SIZE, game.library)) * target.scale + target.centre
    cdf = np.cumsum(target.p_data.p)[:-1]
    inner = (cdf > 0.01) & (cdf < 0.99)
    yield shares_below("data below each edge of a cell", x, target.p_data.edges[1:-1][inner], cdf[inner])
    points = np.sort((target.dataset(50, 0) - target.centre) / target.scale).astype(np.float32)
    chosen = _draw(data_minibatches(target, 50, (0,), SIZE, game.library))
    yield shares_below(
        "a data set of 50 points below each gap", chosen, (points[1:] + points[:-1]) / 2, np.arange(1, 50) / 50
    )
    noises = {noise: _draw(noise_minibatches(noise, (0,), SIZE, game.library)) for noise in ("normal", "uniform")}
    for (noise, z), probabilities in zip(noises.items(), (ndtr(THRESHOLDS), (1 + THRESHOLDS) / 2)):
        yield shares_below(f"{noise} noise below some thresholds", z, THRESHOLDS, probabilities)
        correlations = [np.corrcoef(data, each)[0, 1] for data in (x, chosen) for each in (z, np.abs(z))]
        what = f"|z| of the correlations of data, and of a data set, with {noise} noise, and with its size"
        yield equal(what, np.array(correlations) * np.sqrt(x.size), 0, STANDARD_ERRORS)


def _draw(minibatches: Any) -> Array:
    return np.concatenate([next(minibatches).ravel() for _ in range(DRAWN)])
