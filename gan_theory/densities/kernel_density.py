"""Kernel density estimates with Gaussian kernels: exact cdf, and log densities with or without the sample itself."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.validation import as_samples
from gan_theory.densities.quantiles import invert_cdf

MAX_UNBINNED = 1000  # distinct values; more of them are binned
REACH = 9  # bandwidths, beyond which a kernel counts as 0


class KernelDensity:
    """The distribution of samples to which Gaussian noise is added.

    Parameters
    ----------
    samples : array-like, shape (m,)
        The samples, at least two of them distinct.
    bandwidth : float
        The standard deviation of the noise, > 0.

    Attributes
    ----------
    samples : array, shape (m,)
        The samples, sorted.
    bandwidth : float
        The standard deviation of the noise.
    """

    def __init__(self, samples: ArrayLike, bandwidth: float) -> None:
        self.samples, self.bandwidth = np.sort(as_samples(samples)), float(bandwidth)

    def logpdf(self, x: ArrayLike) -> Array:
        """Return log mean N(x; s, bandwidth²) over the samples s, as `kernel_logpdf` does.

        Parameters
        ----------
        x : array-like, shape (k,)
            Where.

        Returns
        -------
        array, shape (k,)
            The log density.
        """
        values, counts = np.unique(self.samples, return_counts=True)
        return kernel_logpdf(values, counts, x, self.bandwidth)

    def cdf(self, x: ArrayLike) -> Array:
        """Return P(X <= x), the mean of Φ((x − s)/bandwidth) over the samples s.

        Parameters
        ----------
        x : array-like, shape (k,)
            Where.

        Returns
        -------
        array, shape (k,)
            The probability.
        """
        return self._tail(x, upper=False)

    def sf(self, x: ArrayLike) -> Array:
        """Return P(X > x), without cancellation.

        Parameters
        ----------
        x : array-like, shape (k,)
            Where.

        Returns
        -------
        array, shape (k,)
            The probability.
        """
        return self._tail(x, upper=True)

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
        reach = REACH * self.bandwidth
        return invert_cdf(self.cdf, u, self.samples[0] - reach, self.samples[-1] + reach)

    def _tail(self, x: ArrayLike, *, upper: bool) -> Array:
        """P(X > x) or P(X <= x). To rounding, each sample far from x adds 0 or 1."""
        from scipy.special import ndtr

        s, reach, sign = self.samples, REACH * self.bandwidth, -1 if upper else 1
        x = np.atleast_1d(np.asarray(x, np.float64))
        first, last = np.searchsorted(s, x - reach), np.searchsorted(s, x + reach)
        ones = s.size - last if upper else first
        near = [ndtr(sign * (xi - s[i:j]) / self.bandwidth).sum() for xi, i, j in zip(x, first, last)]
        return (ones + np.array(near)) / s.size


def kernel_logpdf(
    values: Array, counts: Array, x: ArrayLike, bandwidth: float, *, leave_out_equal: bool = False
) -> Array:
    """Evaluate the log density of a Gaussian kernel density estimate.

    The density at x is Σ_v count_v N(x; v, bandwidth²) / Σ_v count_v. Values further than 9 bandwidths from x count
    as 0. More than 1,000 values are binned: those in the same sixteenth of a bandwidth are replaced by their mean,
    which changes the density by less than 0.3% up to 4 bandwidths from a sample.

    Parameters
    ----------
    values : array, shape (n,)
        The distinct values of the samples, increasing.
    counts : array, shape (n,)
        How often each occurs.
    x : array-like, shape (k,)
        Where to evaluate the density.
    bandwidth : float
        The standard deviation of the kernel.
    leave_out_equal : bool
        Whether values that equal x are left out of the first sum (not of the second).

    Returns
    -------
    array, shape (k,)
        The log density; −inf where no value is near.
    """
    x = np.asarray(x, np.float64)
    total = counts.sum() * np.sqrt(2 * np.pi) * bandwidth
    at_x = np.minimum(np.searchsorted(values, x), len(values) - 1)
    equal = np.where(values[at_x] == x, counts[at_x], 0)
    bins = _Bins(np.arange(len(values)), values, counts)
    if len(values) > MAX_UNBINNED:
        bins = _binned(values, counts, bandwidth / 16)
    sums = _kernel_sums(bins.means, bins.totals, x, bandwidth)
    if leave_out_equal:
        own_bin = np.searchsorted(bins.starts, at_x, "right") - 1
        distance = (x - bins.means[own_bin]) / bandwidth
        sums = np.maximum(sums - equal * np.exp(-(distance**2) / 2), 0)
    with np.errstate(divide="ignore"):
        return np.log(sums / total)


class _Bins(NamedTuple):
    starts: Array  # the index of the first value of each bin
    means: Array
    totals: Array


def _binned(values: Array, counts: Array, width: float) -> _Bins:
    """Put increasing values (n,) into bins of a width, of which empty ones are left out."""
    starts = np.flatnonzero(np.diff(np.rint(values / width), prepend=-np.inf) > 0)
    sums, totals = np.add.reduceat(values * counts, starts), np.add.reduceat(counts, starts)
    return _Bins(starts, sums / totals, totals)


def _kernel_sums(values: Array, counts: Array, x: Array, bandwidth: float) -> Array:
    """Sum count_v exp(−½((x − v)/bandwidth)²) over the v near x (k,), for a few thousand x at a time."""
    reach = REACH * bandwidth
    first, last = np.searchsorted(values, x - reach), np.searchsorted(values, x + reach)
    offsets = np.arange(max(1, (last - first).max(initial=0)))
    sums = []
    for part in np.array_split(np.arange(x.size), 1 + x.size // 4096):
        i = first[part, None] + offsets
        u = (x[part, None] - values.take(i, mode="clip")) / bandwidth
        weights = np.where(i < last[part, None], counts.take(i, mode="clip"), 0)
        sums.append((weights * np.exp(-np.minimum(u * u, REACH**2) / 2)).sum(axis=1))
    return np.concatenate(sums)
