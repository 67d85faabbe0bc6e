"""The game of the exercise on NumPy arrays: D(x) = sigmoid(d₀ + d₁x + d₂x²) and G(z) = g₀ + g₁z + g₂z²."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.sigmoid import sigmoid
from gan_theory.grading.training_step.game.minibatches import LR_D, LR_G, Minibatches, Recorder, Weights


def powers(x: ArrayLike) -> Array:
    """Return 1, x and x², (m, 3): the derivatives of w₀ + w₁x + w₂x² with respect to w."""
    x = np.asarray(x)
    found = np.empty((*x.shape, 3), x.dtype)  # several times as fast as np.stack
    found[..., 0], found[..., 1], found[..., 2] = 1, x, np.square(x)
    return found


def D_value(theta_D: Array, x: ArrayLike) -> Array:
    """Return D(x), (m,)."""
    return sigmoid(powers(x) @ theta_D)


def D_by_weights(theta_D: Array, x: ArrayLike) -> Array:
    """Return the derivatives of D(x) with respect to D's weights, (m, 3)."""
    D = D_value(theta_D, x)
    return (D * (1 - D))[:, None] * powers(x)


def D_by_x(theta_D: Array, x: ArrayLike) -> Array:
    """Return the derivative of D(x) with respect to x, (m,)."""
    D = D_value(theta_D, x)
    return D * (1 - D) * (theta_D[1] + 2 * theta_D[2] * np.asarray(x))


class ArrayGame:
    """The two players, and where samples come from; all that happens is recorded.

    Parameters
    ----------
    seed : int
        The seed of the minibatches.

    Attributes
    ----------
    lr_D, lr_G : float
        The learning rates.
    record : Recorder
        What is seen of the game.
    """

    lr_D, lr_G = LR_D, LR_G

    def __init__(self, seed: int) -> None:
        self._theta_D, self._theta_G = Weights.start()
        self.record = Recorder(Minibatches(seed), self.weights)

    def weights(self) -> Weights:
        """Return a copy of the weights."""
        return Weights(np.array(self._theta_D, np.float64), np.array(self._theta_G, np.float64))

    @property
    def theta_D(self) -> Array:
        """D's weights, (3,)."""
        return self._theta_D

    @theta_D.setter
    def theta_D(self, weights: ArrayLike) -> None:
        self._theta_D = _as_weights("theta_D", weights)

    @property
    def theta_G(self) -> Array:
        """G's weights, (3,)."""
        return self._theta_G

    @theta_G.setter
    def theta_G(self, weights: ArrayLike) -> None:
        self._theta_G = _as_weights("theta_G", weights)

    def sample_data(self, m: int) -> Array:
        """Return m fresh samples x of the data, (m,)."""
        return self.record.data(m)

    def sample_noise(self, m: int) -> Array:
        """Return m fresh samples z of the noise, (m,)."""
        return self.record.noise(m)

    def D(self, x: ArrayLike) -> Array:
        """Return D(x), (m,)."""
        self.record.look()
        return D_value(self._theta_D, x)

    def G(self, z: ArrayLike) -> Array:
        """Return G(z), (m,)."""
        self.record.look()
        return powers(z) @ self._theta_G

    def dD_dtheta(self, x: ArrayLike) -> Array:
        """Return the derivatives of D(x) with respect to theta_D, (m, 3)."""
        self.record.look()
        return D_by_weights(self._theta_D, x)

    def dD_dx(self, x: ArrayLike) -> Array:
        """Return the derivative of D(x) with respect to x, (m,)."""
        self.record.look()
        return D_by_x(self._theta_D, x)

    def dG_dtheta(self, z: ArrayLike) -> Array:
        """Return the derivatives of G(z) with respect to theta_G, (m, 3)."""
        self.record.look()
        return powers(z)


def _as_weights(name: str, weights: ArrayLike) -> Array:
    array = np.array(weights, np.float64)
    if array.shape != (3,):
        raise ValueError(f"expected {name} of shape (3,); got shape {array.shape}")
    return array
