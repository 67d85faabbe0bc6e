"""JOINTS: named joint densities of two and three discretized variables, which tests, lessons and figures share."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.densities.grid import grid

X = grid(-3, 3, 24)
"""The cell centres of the joints of two variables on the plane."""
_x, _y = np.meshgrid(X, X, indexing="ij")
_a, _b, _c = np.indices((2, 2, 2))


def _gaussian(rho: float) -> Array:
    return np.exp(-(_x * _x - 2 * rho * _x * _y + _y * _y) / (2 * (1 - rho * rho)))


def _ring(x: Array, y: Array, radius: float, std: float) -> Array:
    return np.exp(-((np.hypot(x, y) - radius) ** 2) / (2 * std * std))


def _moons() -> Array:
    upper = _ring(_x + 0.7, _y + 0.3, 1.5, 0.2) * (_y > -0.3)
    return upper + upper[::-1, ::-1]


def _markov_chain() -> Array:
    start, step = np.array([0.5, 0.3, 0.2]), np.array([[0.8, 0.2, 0.0], [0.1, 0.8, 0.1], [0.0, 0.3, 0.7]])
    return start[:, None, None] * step[:, :, None] * step


_WEIGHTS = {
    "independent": _gaussian(0),
    "correlated, ρ = 0.8": _gaussian(0.8),
    "a ring": _ring(_x, _y, 2, 0.2),
    "two moons": _moons(),
    "y = 1 − x, bits": np.array([[0.0, 0.3], [0.7, 0.0]]),
    "y near x²/2, nowhere else": 1.0 * (np.abs(_y - _x * _x / 2) <= X[1] - X[0]),
    "a Markov chain": _markov_chain(),
    "z = x xor y, independent in pairs": 1.0 * (_c == _a ^ _b),
    "two effects of one cause": np.where(_b == _a, 0.9, 0.1) * np.where(_c == _a, 0.8, 0.2) * (1 + _a),
    "2 × 3 × 5, random": np.random.default_rng(0).gamma(0.5, size=(2, 3, 5)),
    "a point mass": 1.0 * (_a * _b * _c == 1),
    "rare cells": np.array([[1.0, 1e-300], [1e-12, 0.0], [0.0, 0.0]]),
}
JOINTS: dict[str, Array] = {name: weights / weights.sum() for name, weights in _WEIGHTS.items()}
"""The masses of the named joints, shape (n_1, …, n_d) each, by name."""
