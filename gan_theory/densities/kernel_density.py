"""Laws on the line by their closed forms, with the methods of a frozen scipy.stats distribution."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.validation import as_samples
from gan_theory.densities.quantiles import invert_cdf

MANY = 1000  # values of which each is smoothed for itself


class KernelDensity:
    """The law of samples (m,) to which Gaussian noise of standard deviation h > 0 is added."""

    def __init__(self, samples, h: float):
        self.samples, self.h = np.sort(as_samples(samples)), float(h)

    def logpdf(self, x):
        """log mean N(x; s, h²) at x (k,), as `smoothed_logpdf` has it; −inf beyond 9h from every sample."""
        return kernel_logpdf(*np.unique(self.samples, return_counts=True), x, self.h)

    def cdf(self, x):
        """P(X <= x) = mean Φ((x − s)/h)."""
        return self._mean(x, 1)

    def sf(self, x):
        """P(X > x)."""
        return self._mean(x, -1)

    def ppf(self, u: float) -> float:
        """The quantile of u in (0, 1)."""
        return invert_cdf(self.cdf, u, self.samples[0] - 9 * self.h, self.samples[-1] + 9 * self.h)

    def _mean(self, x, sign):
        """The mean of Φ(±(x − s)/h), where only samples within 9h of x are neither 0 nor 1 to rounding."""
        from scipy.special import ndtr

        s, x = self.samples, np.atleast_1d(np.asarray(x, np.float64))
        first, last = np.searchsorted(s, x - 9 * self.h), np.searchsorted(s, x + 9 * self.h)
        whole = first if sign > 0 else s.size - last
        near = [ndtr(sign * (xi - s[i:j]) / self.h).sum() for xi, i, j in zip(x, first, last)]
        return (whole + np.array(near)) / s.size


def kernel_logpdf(values, counts, x, h: float, *, copies: bool = True) -> np.ndarray:
    """log Σ_v count_v N(x; v, h²) / Σ_v count_v at x (k,), for values (n,) that increase; those beyond 9h count as 0.

    copies: whether the v = x are in the upper sum. Of more than MANY values, those in the same sixteenth of h stand
    together at their mean, which moves the density by less than 0.3% up to 4h from a sample.
    """
    x, cell = np.asarray(x, np.float64), np.arange(len(values))
    total, own = counts.sum() * np.sqrt(2 * np.pi) * h, np.minimum(np.searchsorted(values, x), len(values) - 1)
    alike = np.where(values[own] == x, counts[own], 0)
    if len(values) > MANY:
        cell = np.cumsum(np.diff(np.rint(values / (h / 16)), prepend=-np.inf) > 0) - 1
        starts = np.searchsorted(cell, np.arange(cell[-1] + 1))
        sums, counts = np.add.reduceat(values * counts, starts), np.add.reduceat(counts, starts)
        values = sums / counts
    near = _near(values, counts, x, h)
    if not copies:
        near = np.maximum(near - alike * np.exp(-(((x - values[cell[own]]) / h) ** 2) / 2), 0)
    with np.errstate(divide="ignore"):
        return np.log(near / total)


def _near(values, counts, x, h):
    """Σ_v count_v exp(−½((x − v)/h)²) over the v within 9h of x (k,), a few thousand x at a time."""
    first, last = np.searchsorted(values, x - 9 * h), np.searchsorted(values, x + 9 * h)
    width = np.arange(max(1, (last - first).max(initial=0)))
    sums = []
    for part in np.array_split(np.arange(x.size), 1 + x.size // 4096):
        i = first[part, None] + width
        u = (x[part, None] - values.take(i, mode="clip")) / h
        weights = np.where(i < last[part, None], counts.take(i, mode="clip"), 0)
        sums.append((weights * np.exp(-np.minimum(u * u, 81) / 2)).sum(axis=1))
    return np.concatenate(sums)
