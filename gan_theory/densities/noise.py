"""The noise z of the generator: its density, masses of intervals, nodes and samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from scipy.special import ndtr

from gan_theory._utils.arrays import Array, ArrayLike


@dataclass(frozen=True)
class Normal:
    """The noise z ~ N(0, 1)."""

    support: ClassVar[tuple[float, float]] = (-np.inf, np.inf)

    def mass(self, a: ArrayLike, b: ArrayLike) -> Array:
        """Return P(a < z < b), without cancellation in either tail.

        Parameters
        ----------
        a, b : array-like
            The ends of the intervals, a <= b.

        Returns
        -------
        array
            The probabilities, in the common shape of a and b.
        """
        a, b = np.asarray(a), np.asarray(b)
        below = a < 0
        return ndtr(np.where(below, b, -a)) - ndtr(np.where(below, a, -b))

    def pdf(self, z: ArrayLike) -> Array:
        """Return the density.

        Parameters
        ----------
        z : array-like
            Where.

        Returns
        -------
        array
            The density, in the shape of z.
        """
        return np.exp(-np.square(z) / 2) / np.sqrt(2 * np.pi)

    def nodes(self, m: int) -> Array:
        """Return even nodes over [−6, 6], which holds all but 2e-9 of the mass.

        Parameters
        ----------
        m : int
            The number of nodes.

        Returns
        -------
        array, shape (m,)
            The nodes, increasing.
        """
        return np.linspace(-6, 6, m)

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw samples.

        Parameters
        ----------
        n : int
            The number of samples.
        rng : numpy.random.Generator
            The generator to draw from.

        Returns
        -------
        array, shape (n,)
            The samples.
        """
        return rng.standard_normal(n)


@dataclass(frozen=True)
class Uniform:
    """The noise z ~ U(−1, 1)."""

    support: ClassVar[tuple[float, float]] = (-1.0, 1.0)

    def mass(self, a: ArrayLike, b: ArrayLike) -> Array:
        """Return P(a < z < b).

        Parameters
        ----------
        a, b : array-like
            The ends of the intervals, a <= b.

        Returns
        -------
        array
            The probabilities, in the common shape of a and b.
        """
        return (np.clip(b, -1, 1) - np.clip(a, -1, 1)) / 2

    def pdf(self, z: ArrayLike) -> Array:
        """Return the density.

        Parameters
        ----------
        z : array-like
            Where.

        Returns
        -------
        array
            The density, in the shape of z.
        """
        return np.where(np.abs(z) <= 1, 0.5, 0.0)

    def nodes(self, m: int) -> Array:
        """Return even nodes over [−1, 1].

        Parameters
        ----------
        m : int
            The number of nodes.

        Returns
        -------
        array, shape (m,)
            The nodes, increasing.
        """
        return np.linspace(-1, 1, m)

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw samples.

        Parameters
        ----------
        n : int
            The number of samples.
        rng : numpy.random.Generator
            The generator to draw from.

        Returns
        -------
        array, shape (n,)
            The samples.
        """
        return rng.uniform(-1, 1, n)


Noise = Normal | Uniform

NOISES: dict[str, Noise] = {"normal": Normal(), "uniform": Uniform()}
