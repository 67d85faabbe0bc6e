"""Laws on the line by their closed forms, with the methods of a frozen scipy.stats distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan_theory.samples import as_samples

MANY = 1000  # values of which each is smoothed for itself


@dataclass(frozen=True)
class GaussianMixture:
    """Σ_i weights_i N(means_i, stds_i²). Raises ValueError unless the weights sum to 1 and the stds are positive."""

    means: tuple[float, ...]
    stds: tuple[float, ...]
    weights: tuple[float, ...] = (1.0,)

    def __post_init__(self):
        if not 1 <= len(self.means) == len(self.stds) == len(self.weights):
            raise ValueError(f"expected as many means, stds and weights, at least one; got {self}")
        if not (min(self.weights) > 0 and abs(sum(self.weights) - 1) <= 1e-12):
            raise ValueError(f"expected positive weights that sum to 1; got {self}")
        if not (np.isfinite(self.means).all() and all(0 < std < np.inf for std in self.stds)):
            raise ValueError(f"expected finite means, and stds that are positive and finite; got {self}")

    def pdf(self, x):
        """The density at x (...,)."""
        return np.exp(self.logpdf(x))

    def logpdf(self, x):
        """Its logarithm, also where the density itself rounds to 0."""
        u = (np.asarray(x)[..., None] - self.means) / self.stds
        logs = np.log(self.weights) - u * u / 2 - np.log(self.stds) - np.log(2 * np.pi) / 2
        return np.logaddexp.reduce(logs, axis=-1)

    def score(self, x):
        """The derivative of logpdf at x (...,)."""
        u = (np.asarray(x)[..., None] - self.means) / self.stds
        logs = np.log(self.weights) - u * u / 2 - np.log(self.stds)
        shares = np.exp(logs - logs.max(axis=-1, keepdims=True))
        return (shares * (-u / self.stds)).sum(axis=-1) / shares.sum(axis=-1)

    def cdf(self, x):
        """P(X <= x)."""
        from scipy.special import ndtr

        return ndtr((np.asarray(x)[..., None] - self.means) / self.stds) @ np.array(self.weights)

    def sf(self, x):
        """P(X > x)."""
        from scipy.special import ndtr

        return ndtr((self.means - np.asarray(x)[..., None]) / self.stds) @ np.array(self.weights)

    def ppf(self, u: float) -> float:
        """The quantile of u in (0, 1)."""
        reach = 38 * max(self.stds)
        return _invert(self.cdf, u, min(self.means) - reach, max(self.means) + reach)

    def rvs(self, size, random_state=None) -> np.ndarray:
        """Samples of shape `size`; random_state: an int or a numpy Generator."""
        rng = np.random.default_rng(random_state)
        i = rng.choice(len(self.weights), size=size, p=self.weights)
        return np.take(self.means, i) + np.take(self.stds, i) * rng.standard_normal(size)


class Smoothed:
    """The law of samples (m,) to which Gaussian noise of standard deviation h > 0 is added."""

    def __init__(self, samples, h: float):
        self.samples, self.h = np.sort(as_samples(samples)), float(h)

    def logpdf(self, x):
        """log mean N(x; s, h²) at x (k,), as `smoothed_logpdf` has it; −inf beyond 9h from every sample."""
        return smoothed_logpdf(*np.unique(self.samples, return_counts=True), x, self.h)

    def cdf(self, x):
        """P(X <= x) = mean Φ((x − s)/h)."""
        return self._mean(x, 1)

    def sf(self, x):
        """P(X > x)."""
        return self._mean(x, -1)

    def ppf(self, u: float) -> float:
        """The quantile of u in (0, 1)."""
        return _invert(self.cdf, u, self.samples[0] - 9 * self.h, self.samples[-1] + 9 * self.h)

    def _mean(self, x, sign):
        """The mean of Φ(±(x − s)/h), where only samples within 9h of x are neither 0 nor 1 to rounding."""
        from scipy.special import ndtr

        s, x = self.samples, np.atleast_1d(np.asarray(x, np.float64))
        first, last = np.searchsorted(s, x - 9 * self.h), np.searchsorted(s, x + 9 * self.h)
        whole = first if sign > 0 else s.size - last
        near = [ndtr(sign * (xi - s[i:j]) / self.h).sum() for xi, i, j in zip(x, first, last)]
        return (whole + np.array(near)) / s.size


def smoothed_logpdf(values, counts, x, h: float, *, copies: bool = True) -> np.ndarray:
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


def _invert(cdf, u, lo, hi) -> float:
    from scipy.optimize import brentq

    try:
        return brentq(lambda x: float(np.squeeze(cdf(x))) - u, lo, hi, xtol=1e-9 * (hi - lo))
    except (RuntimeError, ValueError):
        raise ValueError(f"expected a law whose quantiles floats can tell; got one on [{lo:g}, {hi:g}]") from None
