"""How much to smooth samples: as much as best foretells data that were held out, outliers and copies aside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan_theory._utils.validation import as_float64, as_samples
from gan_theory.densities.kernel_density import kernel_logpdf


def leave_one_out_bandwidth(samples) -> float:
    """The standard deviation h of a Gaussian kernel that best predicts each value among the samples from the others.

    h maximises the cross-validated log-likelihood Σ_i log Σ_{x_j ≠ x_i} N(x_i; x_j, h²) over a log-spaced grid around
    Silverman's rule. Copies of x_i are left out with it: rounded data would else ask for no smoothing at all. Of more
    than 1,000 samples m, 1,000 are drawn, the same each time, and their h is scaled by (m/1000)^(−1/5), the rate at
    which the best h falls. Source: Habbema, Hermans and van den Broek 1974; Silverman 1986, §3.3 and §3.4.4.
    """
    samples = as_samples(samples)
    lo, reach = samples.min(), np.ptp(samples)
    some = samples if samples.size <= 1000 else np.random.default_rng(0).choice(samples, 1000, replace=False)
    x, count = np.unique((some - lo) / reach, return_counts=True)
    widths = silverman_bandwidth((some - lo) / reach) * np.geomspace(0.02, 2, 60)
    square = np.subtract.outer(x, x) ** 2
    np.fill_diagonal(square, np.inf)
    best = max(widths, key=lambda h: _log_likelihood(square, count, h))
    return float(reach * best * (samples.size / some.size) ** -0.2)


def silverman_bandwidth(x) -> float:
    """1.06 σ m^(−1/5), with σ from the quartiles if they make it smaller: a few outliers should not widen it."""
    quartiles = np.quantile(x, (0.25, 0.75))
    spreads = [spread for spread in (np.std(x), np.ptp(quartiles) / 1.349) if spread > 0]
    return 1.06 * min(spreads, default=1e-3) * x.size**-0.2


def _log_likelihood(square, count, h) -> float:
    others = np.exp(-square / (2 * h * h)) @ count
    return float(count @ np.log(np.maximum(others, np.finfo(float).tiny) / h))


STEP = 1.5  # between the widths of the coarse search; the fine one divides it by 16


@dataclass(frozen=True)
class OutlierMixture:
    """What m samples can't foretell: with a chance of 1/(m + 1), a Cauchy law about their median, by their quartiles.

    To mix it in costs a density that foretells well 1/(m + 1) nats, and bounds what one outlier can cost. The chance
    is that of a new datum to lie above all of m exchangeable ones.
    """

    chance: float
    centre: float
    scale: float

    @classmethod
    def of(cls, samples) -> OutlierMixture:
        """The guard for what m samples (m,) foretell. Raises ValueError for fewer than two distinct ones."""
        samples = as_samples(samples)
        lower, centre, upper = np.quantile(samples, (0.25, 0.5, 0.75))
        scale = (upper - lower) / 2 or np.abs(samples - centre).mean()
        return cls(1 / (len(samples) + 1), float(centre), float(scale))

    def mixed(self, logpdf, x) -> np.ndarray:
        """log((1 − chance)·p + chance·Cauchy) at x (k,), for log p (k,) there."""
        u = (np.asarray(x, np.float64) - self.centre) / self.scale
        cauchy = -np.log(np.pi * self.scale) - 2 * np.log(np.hypot(1, u))
        return np.logaddexp(np.log1p(-self.chance) + logpdf, np.log(self.chance) + cauchy)


def select_bandwidth(train, validation) -> float:
    """The standard deviation h of a Gaussian kernel by which the training samples best foretell the validation ones.

    h maximises Σ_x log[(1 − ε) Σ_{s ≠ x} N(x; s, h²)/m + ε c(x)] over the validation samples x. s runs over the m
    training samples, but not over copies of x, for which no smoothing at all would else be best. ε c is the `Guard`:
    one outlier would else ask for as much as reaches it. With the training samples themselves for validation this
    leaves out one value at a time. The search is over log-spaced h, from a quarter of the usual distance between
    neighbours to twice Silverman's rule. Raises ValueError for fewer than two distinct training samples, or none that
    validate, or some that are not finite.
    """
    train, validation = as_samples(train), as_float64(validation, "validation samples")
    if validation.ndim != 1 or not validation.size or not np.isfinite(validation).all():
        raise ValueError(f"expected finite validation samples of shape (k,), not empty; got {validation!r:.60}")
    unit = OutlierMixture.of(train)
    train, validation = ((x - unit.centre) / unit.scale for x in (train, validation))
    values, counts = np.unique(train, return_counts=True)
    with np.errstate(over="ignore"):
        guard, rule = OutlierMixture.of(train), silverman_bandwidth(train)
    least = min(np.median(np.diff(values)) / 4, rule / 50)

    def score(h):
        return guard.mixed(kernel_logpdf(values, counts, validation, h, copies=False), validation).sum()

    widths = np.geomspace(least, 2 * rule, 2 + int(np.log(2 * rule / least) / np.log(STEP)))
    best = max(widths, key=score)
    return float(unit.scale * max(best * STEP ** (np.arange(-16, 17) / 16), key=score))
