"""The law of x = G(z) in one dimension: exact for the piecewise-linear interpolant of G, atoms and folds included."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr


@dataclass(frozen=True)
class Normal:
    """z ~ N(0, 1)."""

    support = (-np.inf, np.inf)

    def mass(self, a, b):
        """P(a < z < b), right to the last digits in either tail."""
        a, b = np.where(np.asarray(a) >= 0, (-np.asarray(b), -np.asarray(a)), (a, b))
        return ndtr(b) - ndtr(a)

    def pdf(self, z):
        """The density at z."""
        return np.exp(-np.square(z) / 2) / np.sqrt(2 * np.pi)

    def nodes(self, m: int) -> np.ndarray:
        """m even nodes (m,) over [−6, 6], beyond which lies a mass of 2e-9."""
        return np.linspace(-6, 6, m)

    def sample(self, n: int, rng: np.random.Generator) -> np.ndarray:
        """n draws (n,)."""
        return rng.standard_normal(n)


@dataclass(frozen=True)
class Uniform:
    """z ~ U(−1, 1)."""

    support = (-1.0, 1.0)

    def mass(self, a, b):
        """P(a < z < b)."""
        return (np.clip(b, -1, 1) - np.clip(a, -1, 1)) / 2

    def pdf(self, z):
        """The density at z."""
        return np.where(np.abs(z) <= 1, 0.5, 0.0)

    def nodes(self, m: int) -> np.ndarray:
        """m even nodes (m,) over [−1, 1]."""
        return np.linspace(-1, 1, m)

    def sample(self, n: int, rng: np.random.Generator) -> np.ndarray:
        """n draws (n,)."""
        return rng.uniform(-1, 1, n)


NOISES = {"normal": Normal(), "uniform": Uniform()}
