"""Minibatches of data and of noise for the game of the exercise, and the record of a round."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory._utils.validation import check_count

START_D = (0.2, -0.6, 0.15)  # the weights at the start
START_G = (-0.4, 0.8, 0.1)
MOST_SAMPLES = 1_000_000  # of a minibatch
LR_D, LR_G = 0.13, 0.08  # they differ, so that the use of the wrong one shows


class Draw(NamedTuple):
    """A minibatch that was drawn."""

    kind: str  # "data" or "noise"
    size: int


class Weights(NamedTuple):
    """The weights of D and of G at a moment, (3,) each."""

    D: Array
    G: Array

    @classmethod
    def start(cls) -> Weights:
        """Return the weights at the start."""
        return cls(np.array(START_D), np.array(START_G))


class Minibatches:
    """Two independent streams, of data and of noise: the order in which they are drawn from has no effect.

    Parameters
    ----------
    seed : int
        The seed.
    """

    def __init__(self, seed: int) -> None:
        self._data, self._noise = (np.random.default_rng([seed, stream]) for stream in (0, 1))

    def data(self, m: int) -> Array:
        """Return m samples of the data, from N(1, 0.7²), (m,)."""
        return self._data.normal(1.0, 0.7, m)

    def noise(self, m: int) -> Array:
        """Return m samples of the noise, from N(0, 1), (m,)."""
        return self._noise.normal(0.0, 1.0, m)


class Recorder:
    """What is seen of a round: the minibatches that are drawn, and the weights at each call of the game.

    Parameters
    ----------
    minibatches : Minibatches
        Where samples come from.
    weights : callable
        Returns the weights now.

    Attributes
    ----------
    draws : list of Draw
        The minibatches, in order.
    seen : list of Weights
        The weights, wherever they differ from those before.
    """

    def __init__(self, minibatches: Minibatches, weights: Callable[[], Weights]) -> None:
        self._minibatches, self._weights = minibatches, weights
        self.draws: list[Draw] = []
        self.seen: list[Weights] = [weights()]

    def data(self, m: int) -> Array:
        """Draw a minibatch of data, (m,)."""
        return self._draw("data", m)

    def noise(self, m: int) -> Array:
        """Draw a minibatch of noise, (m,)."""
        return self._draw("noise", m)

    def _draw(self, kind: str, m: int) -> Array:
        check_count("m", m, 1, MOST_SAMPLES)
        self.look()
        self.draws.append(Draw(kind, m))
        return self._minibatches.data(m) if kind == "data" else self._minibatches.noise(m)

    def look(self) -> None:
        """Record the weights if they have changed."""
        now = self._weights()
        if not all(np.array_equal(a, b, equal_nan=True) for a, b in zip(now, self.seen[-1])):
            self.seen.append(now)
