"""Gaussian mixtures on the line in closed form, with the methods of a frozen scipy.stats distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike, Seed
from gan_theory.densities.quantiles import invert_cdf


@dataclass(frozen=True)
class GaussianMixture:
    """The mixture Σ_i weights_i N(means_i, stds_i²).

    Parameters
    ----------
    means, stds : tuple of float
        The means and the standard deviations of the components.
    weights : tuple of float
        Their weights, positive, with the sum 1.

    Raises
    ------
    ValueError
        If the three differ in length or are empty, the weights are not positive with the sum 1, a mean is not finite,
        or a standard deviation is not positive and finite.

    Examples
    --------
    >>> two_modes = GaussianMixture(means=(-1.5, 1.5), stds=(0.5, 0.5), weights=(0.5, 0.5))
    >>> print(f"{two_modes.pdf(0):.4f} {two_modes.cdf(0):.4f}")
    0.0089 0.5000
    """

    means: tuple[float, ...]
    stds: tuple[float, ...]
    weights: tuple[float, ...] = (1.0,)

    def __post_init__(self) -> None:
        if not 1 <= len(self.means) == len(self.stds) == len(self.weights):
            raise ValueError(f"expected as many means, stds and weights, at least one; got {self}")
        if not (min(self.weights) > 0 and abs(sum(self.weights) - 1) <= 1e-12):
            raise ValueError(f"expected positive weights that sum to 1; got {self}")
        if not (np.isfinite(self.means).all() and all(0 < std < np.inf for std in self.stds)):
            raise ValueError(f"expected finite means, and stds that are positive and finite; got {self}")

    def pdf(self, x: ArrayLike) -> Array:
        """Return the density.

        Parameters
        ----------
        x : array-like
            Where.

        Returns
        -------
        array
            The density, in the shape of x.
        """
        return np.exp(self.logpdf(x))

    def logpdf(self, x: ArrayLike) -> Array:
        """Return the log density, finite also where the density underflows.

        Parameters
        ----------
        x : array-like
            Where.

        Returns
        -------
        array
            The log density, in the shape of x.
        """
        u = self._standardised(x)
        logs = np.log(self.weights) - u * u / 2 - np.log(self.stds) - np.log(2 * np.pi) / 2
        return np.logaddexp.reduce(logs, axis=-1)

    def score(self, x: ArrayLike) -> Array:
        """Return the derivative of the log density.

        Parameters
        ----------
        x : array-like
            Where.

        Returns
        -------
        array
            The derivative, in the shape of x.
        """
        u = self._standardised(x)
        logs = np.log(self.weights) - u * u / 2 - np.log(self.stds)
        responsibilities = np.exp(logs - logs.max(axis=-1, keepdims=True))
        return (responsibilities * (-u / self.stds)).sum(axis=-1) / responsibilities.sum(axis=-1)

    def cdf(self, x: ArrayLike) -> Array:
        """Return P(X <= x).

        Parameters
        ----------
        x : array-like
            Where.

        Returns
        -------
        array
            The probability, in the shape of x.
        """
        from scipy.special import ndtr

        return ndtr(self._standardised(x)) @ np.array(self.weights)

    def sf(self, x: ArrayLike) -> Array:
        """Return P(X > x), without cancellation.

        Parameters
        ----------
        x : array-like
            Where.

        Returns
        -------
        array
            The probability, in the shape of x.
        """
        from scipy.special import ndtr

        return ndtr((self.means - np.asarray(x)[..., None]) / self.stds) @ np.array(self.weights)

    def ppf(self, u: float) -> float:
        """Return a quantile.

        Parameters
        ----------
        u : float
            A probability in (0, 1).

        Returns
        -------
        float
            The quantile.
        """
        reach = 38 * max(self.stds)
        return invert_cdf(self.cdf, u, min(self.means) - reach, max(self.means) + reach)

    def stratified(self, m: int) -> Array:
        """Return the quantiles of (i + ½)/m, i = 0 to m − 1: samples of which each stands for the same mass.

        The share of them below any x is the cdf there, to 1/(2m).

        Parameters
        ----------
        m : int
            The number of samples.

        Returns
        -------
        array, shape (m,)
            The samples, increasing.

        Examples
        --------
        >>> GaussianMixture((1.0,), (2.0,)).stratified(3).round(3)
        array([-0.935,  1.   ,  2.935])
        """
        u = (np.arange(m) + 0.5) / m
        knots = np.sort(np.add(np.multiply.outer(np.linspace(-9, 9, 201), self.stds), self.means).ravel())
        cdf = self.cdf(knots)
        above = np.clip(np.searchsorted(cdf, u), 1, knots.size - 1)
        x = np.interp(u, cdf, knots)
        for _ in range(4):  # of Newton's steps: each squares an error that is below 1e-2 of a standard deviation
            x = np.clip(x + (u - self.cdf(x)) / self.pdf(x), knots[above - 1], knots[above])
        return x

    def rvs(self, size: int | tuple[int, ...], random_state: Seed = None) -> Array:
        """Draw samples.

        Parameters
        ----------
        size : int or tuple of int
            The shape of the samples.
        random_state : int or numpy Generator, optional
            The seed, or the generator to draw from.

        Returns
        -------
        array, shape `size`
            The samples.
        """
        rng = np.random.default_rng(random_state)
        i = rng.choice(len(self.weights), size=size, p=self.weights)
        return np.take(self.means, i) + np.take(self.stds, i) * rng.standard_normal(size)

    def _standardised(self, x: ArrayLike) -> Array:
        """(x − means_i)/stds_i, with the components along a new last axis."""
        return (np.asarray(x)[..., None] - self.means) / self.stds
