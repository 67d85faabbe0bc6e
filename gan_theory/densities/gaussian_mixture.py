"""Laws on the line by their closed forms, with the methods of a frozen scipy.stats distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan_theory.densities.quantiles import invert_cdf


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
        return invert_cdf(self.cdf, u, min(self.means) - reach, max(self.means) + reach)

    def rvs(self, size, random_state=None) -> np.ndarray:
        """Samples of shape `size`; random_state: an int or a numpy Generator."""
        rng = np.random.default_rng(random_state)
        i = rng.choice(len(self.weights), size=size, p=self.weights)
        return np.take(self.means, i) + np.take(self.stds, i) * rng.standard_normal(size)
