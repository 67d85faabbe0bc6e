"""Distributions on the line by their names in `gan_theory.certified`: densities, distribution functions, quantiles."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from gan_theory._utils.arrays import Array
from gan_theory.densities.gaussian_mixture import GaussianMixture


class LocationScale(NamedTuple):
    """The location m and the scale s of a distribution: x = m + s·z, with z from its family's standard one."""

    location: float
    scale: float


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

    def location_scale(self) -> LocationScale:
        """Return its location and scale: those of the standard normal, uniform on [0, 1] and so on are 0 and 1."""
        if self.family == "uniform":
            return LocationScale(self.parameters[0], self.parameters[1] - self.parameters[0])
        if self.family == "exponential":
            return LocationScale(0.0, 1 / self.parameters[0])
        if self.family == "point":
            return LocationScale(self.parameters[0], 0.0)
        return LocationScale(*self.parameters)

    def cdf(self, x: Array, /) -> Array:
        """Return P(X <= x), shape of x, accurate in the lower tail."""
        m, s = self.location_scale()
        return 1.0 * (x >= m) if s == 0 else _CDFS[self.family]((x - m) / s)

    def sf(self, x: Array, /) -> Array:
        """Return P(X > x), shape of x, accurate in the upper tail."""
        m, s = self.location_scale()
        return 1.0 * (x < m) if s == 0 else _SURVIVALS[self.family]((x - m) / s)

    def ppf(self, u: Array | float, /) -> Array:
        """Return the quantiles of u in (0, 1), shape of u; 1 − u is rounded, so near 1 take `isf`."""
        m, s = self.location_scale()
        return m + s * _QUANTILES[self.family](np.asarray(u, float))

    def isf(self, u: Array | float, /) -> Array:
        """Return the x that a mass u lies above, shape of u: the quantiles of 1 − u, accurate for small u."""
        m, s = self.location_scale()
        return m + s * _UPPER_QUANTILES[self.family](np.asarray(u, float))


def _cauchy_pdf(x: Array, location: float, scale: float) -> Array:
    return scale / (np.pi * (scale * scale + (x - location) * (x - location)))


def _exponential_pdf(x: Array, rate: float) -> Array:
    return np.where(x > 0, rate * np.exp(-rate * np.maximum(x, 0)), 0.0)


def _laplace_cdf(z: Array) -> Array:
    half = np.exp(-np.abs(z)) / 2
    return np.where(z < 0, half, 1 - half)


def _laplace_quantile(u: Array) -> Array:
    return np.where(u < 0.5, np.log(2 * u), -np.log(2 - 2 * u))


def _cauchy_quantile(u: Array) -> Array:
    return -1 / np.tan(np.pi * u)


_PDFS: dict[str, Callable[..., Array]] = {
    "normal": lambda x, mean, std: GaussianMixture((float(mean),), (float(std),)).pdf(x),
    "uniform": lambda x, lo, hi: np.where((x > lo) & (x < hi), 1 / (hi - lo), 0.0),
    "exponential": _exponential_pdf,
    "laplace": lambda x, mean, scale: np.exp(-np.abs(x - mean) / scale) / (2 * scale),
    "cauchy": _cauchy_pdf,
    "point": lambda x, _: np.zeros_like(x),
}
# Of the standard distributions; those that are symmetric have the survival function cdf(−z).
_CDFS: dict[str, Callable[[Array], Array]] = {
    "normal": ndtr,
    "uniform": lambda z: np.clip(z, 0, 1),
    "exponential": lambda z: -np.expm1(-np.maximum(z, 0)),
    "laplace": _laplace_cdf,
    "cauchy": lambda z: np.arctan2(1, -z) / np.pi,
}
_SURVIVALS: dict[str, Callable[[Array], Array]] = {
    "normal": lambda z: ndtr(-z),
    "uniform": lambda z: np.clip(1 - z, 0, 1),
    "exponential": lambda z: np.exp(-np.maximum(z, 0)),
    "laplace": lambda z: _laplace_cdf(-z),
    "cauchy": lambda z: np.arctan2(1, z) / np.pi,
}
_QUANTILES: dict[str, Callable[[Array], Array]] = {
    "normal": ndtri,
    "uniform": lambda u: u,
    "exponential": lambda u: -np.log1p(-u),
    "laplace": _laplace_quantile,
    "cauchy": _cauchy_quantile,
    "point": np.zeros_like,
}
_UPPER_QUANTILES: dict[str, Callable[[Array], Array]] = {
    "normal": lambda u: -ndtri(u),
    "uniform": lambda u: 1 - u,
    "exponential": lambda u: -np.log(u),
    "laplace": lambda u: -_laplace_quantile(u),
    "cauchy": lambda u: -_cauchy_quantile(u),
    "point": np.zeros_like,
}
