"""MLP: the multilayer perceptron with two hidden layers, its weights as one vector, and its initial values."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import numpy as np

from gan_theory._utils.arrays import Array

INITIAL_SLOPES = (0.5, 1.5)  # the range of the weights of G's first layer


@dataclass(frozen=True)
class MLP:
    """A perceptron from numbers to numbers with two hidden layers of tanh units.

    The weights theta, shape (P,), are W_1 (1, h), b_1 (h,), W_2 (h, h), b_2 (h,), W_3 (h, 1) and b_3 (1,), flattened,
    in this order. W_1 and b_1 together are a matrix (2, h), by which the rows (x, 1) are multiplied.

    Parameters
    ----------
    width : int
        The number h of units in each hidden layer.
    """

    width: int = 32
    _parts: tuple[tuple[slice, tuple[int, int]], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ends = list(accumulate(rows * columns for rows, columns in self.shapes))
        parts = tuple((slice(start, end), shape) for start, end, shape in zip([0, *ends], ends, self.shapes))
        object.__setattr__(self, "_parts", parts)

    @property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        """The shapes of W_1 above b_1, W_2, b_2, W_3 and b_3, in their order in theta."""
        h = self.width
        return (2, h), (h, h), (1, h), (h, 1), (1, 1)

    def split(self, theta: Any) -> list[Any]:
        """Return views of the weights as matrices.

        Parameters
        ----------
        theta : array or tensor, shape (..., P)
            The weights of one or of several perceptrons.

        Returns
        -------
        list of arrays or tensors
            W_1 above b_1, W_2, b_2, W_3 and b_3, each of shape (..., rows, columns) with those of `shapes`.
        """
        stack = theta.shape[:-1]
        return [theta[..., part].reshape(stack + shape) for part, shape in self._parts]

    def start(self, rng: np.random.Generator) -> Array:
        """Return initial weights, shape (P,), of a G that increases in z: a G that starts with folds rarely loses them.

        Parameters
        ----------
        rng : numpy.random.Generator
            The generator to draw the weights from.

        Returns
        -------
        array, shape (P,)
            The weights.
        """
        h = self.width
        W_1 = rng.uniform(*INITIAL_SLOPES, h)
        b_1 = 2.5 * W_1 * rng.uniform(-1, 1, h)
        W_2 = 4 / h * rng.random(h * h)
        b_2 = rng.uniform(-0.7, 0.7, h)
        W_3 = 4 / h * rng.random(h)
        return np.concatenate([W_1, b_1, W_2, b_2, W_3, [0.0]])

    @property
    def constant(self) -> Array:
        """The direction in which theta moves if a constant is added to G, shape (P,)."""
        P = sum(rows * columns for rows, columns in self.shapes)
        return np.eye(1, P, P - 1)[0]

    def __call__(self, theta: Array, z: Array) -> Array:
        """Return G(z), shape (m,), in NumPy.

        Parameters
        ----------
        theta : array, shape (P,)
            The weights.
        z : array, shape (m,)
            The noise.

        Returns
        -------
        array, shape (m,)
            x = G(z).
        """
        W_1_b_1, W_2, b_2, W_3, b_3 = self.split(theta)
        h_1 = np.stack([z, np.ones_like(z)], -1) @ W_1_b_1
        np.tanh(h_1, out=h_1)
        h_2 = h_1 @ W_2 + b_2
        np.tanh(h_2, out=h_2)
        return (h_2 @ W_3 + b_3)[:, 0]
