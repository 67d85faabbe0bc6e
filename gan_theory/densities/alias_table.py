"""The alias method: indices drawn from given masses at a cost that does not depend on how many masses there are."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array


class AliasTable:
    """Draws indices i with probabilities p_i / Σ p.

    The n indices share the interval [0, n) evenly: a point in [i, i + 1) stands for i in the first part of the unit
    interval, and for the alias of i in the rest. A draw takes half the time of a search in the cumulative masses.

    Parameters
    ----------
    p : array, shape (n,)
        Masses >= 0, not all 0.

    References
    ----------
    Vose, A Linear Algorithm for Generating Random Numbers with a Given Distribution, 1991.

    Examples
    --------
    >>> indices = AliasTable(np.array([0.5, 0.0, 0.5])).sample(np.random.default_rng(0), (1000,))
    >>> np.unique(indices)
    array([0, 2])
    """

    def __init__(self, p: Array) -> None:
        n = len(p)
        share = p * (n / p.sum())
        self._first_part, self._alias = np.ones(n), np.arange(n)
        small, large = (list(np.flatnonzero(which)) for which in (share < 1, share >= 1))
        while small and large:
            i, j = small.pop(), large[-1]
            self._first_part[i], self._alias[i] = share[i], j
            share[j] -= 1 - share[i]
            if share[j] < 1:
                small.append(large.pop())

    def sample(self, rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
        """Draw indices.

        Parameters
        ----------
        rng : numpy.random.Generator
            The generator to draw from.
        shape : tuple of int
            The shape of the result.

        Returns
        -------
        array of int, of this shape
            The indices.
        """
        point = rng.random(shape) * len(self._alias)
        i = point.astype(np.intp)
        return np.where(point - i < self._first_part[i], i, self._alias[i])
