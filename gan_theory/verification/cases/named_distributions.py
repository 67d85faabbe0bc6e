"""Distributions on the line by their names in `gan_theory.certified`, with their densities."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.densities.gaussian_mixture import GaussianMixture


class NamedDistribution(NamedTuple):
    """A distribution on the line by its name in `gan_theory.certified`.

    Parameters
    ----------
    family : {"normal", "uniform", "exponential", "laplace", "cauchy", "point"}
        Its name.
    parameters : tuple of float
        Its parameters there.

    Examples
    --------
    >>> NamedDistribution("uniform", (-1, 1)).pdf(np.array([0.5, 1.5]))
    array([0.5, 0. ])
    """

    family: str
    parameters: tuple[float, ...]

    def pdf(self, x: Array) -> Array:
        """Return the density; 0 for a point.

        Parameters
        ----------
        x : array
            Where.

        Returns
        -------
        array
            The density, in the shape of x.
        """
        return _PDFS[self.family](x, *self.parameters)


def _cauchy_pdf(x: Array, location: float, scale: float) -> Array:
    return scale / (np.pi * (scale * scale + (x - location) * (x - location)))


def _exponential_pdf(x: Array, rate: float) -> Array:
    return np.where(x > 0, rate * np.exp(-rate * np.maximum(x, 0)), 0.0)


_PDFS: dict[str, Callable[..., Array]] = {
    "normal": lambda x, mean, std: GaussianMixture((float(mean),), (float(std),)).pdf(x),
    "uniform": lambda x, lo, hi: np.where((x > lo) & (x < hi), 1 / (hi - lo), 0.0),
    "exponential": _exponential_pdf,
    "laplace": lambda x, mean, scale: np.exp(-np.abs(x - mean) / scale) / (2 * scale),
    "cauchy": _cauchy_pdf,
    "point": lambda x, _: np.zeros_like(x),
}
