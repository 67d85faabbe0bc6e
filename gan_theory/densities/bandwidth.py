"""The bandwidth of a kernel density estimate: the one that best predicts unseen samples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.validation import as_float64, as_samples
from gan_theory.densities.kernel_density import kernel_logpdf

MAX_VALIDATION = 2000  # samples: enough to distinguish bandwidths whose scores differ by a few hundredths of a nat
COARSE_RATIO = 1.5  # between neighbouring bandwidths of the coarse search; the fine search divides it by 16


def leave_one_out_bandwidth(samples: ArrayLike) -> float:
    """Select the bandwidth that best predicts each sample from the others.

    This is `select_bandwidth` with the samples as their own validation samples. Of more than 2,000 samples m, 2,000 are
    drawn at random, the same ones each time, and their bandwidth is multiplied by (m/2000)^(−1/5), the rate at which
    the best bandwidth for a smooth density falls.

    Parameters
    ----------
    samples : array-like, shape (m,)
        The samples, at least two of them distinct.

    Returns
    -------
    float
        The bandwidth: the standard deviation of a Gaussian kernel, in the unit of the samples.

    Raises
    ------
    ValueError
        If the samples are not finite, or fewer than two are distinct.

    References
    ----------
    J. D. F. Habbema, J. Hermans and K. van den Broek, "A stepwise discrimination analysis program using density
    estimation", COMPSTAT 1974. B. W. Silverman, *Density Estimation for Statistics and Data Analysis*, 1986, §3.3 and
    §3.4.4.

    Examples
    --------
    >>> from gan_theory.datasets.targets import OLD_FAITHFUL
    >>> from gan_theory import read_column
    >>> print(f"{leave_one_out_bandwidth(read_column(OLD_FAITHFUL).values):.4f} minutes")
    0.1501 minutes
    """
    samples = as_samples(samples)
    if samples.size <= MAX_VALIDATION:
        return select_bandwidth(samples, samples)
    some = np.random.default_rng(0).choice(samples, MAX_VALIDATION, replace=False)
    if np.ptp(some) == 0:
        return select_bandwidth(samples, some)
    return select_bandwidth(some, some) * (samples.size / some.size) ** -0.2


def select_bandwidth(train: ArrayLike, validation: ArrayLike) -> float:
    """Select the bandwidth with which the training samples best predict the validation samples.

    The bandwidth h maximises Σ_x log[(1 − ε) Σ_{s ≠ x} N(x; s, h²)/m + ε c(x)] over the validation samples x, where s
    runs over the m training samples. Training samples that equal x are left out: otherwise no smoothing at all would
    be best for rounded samples. ε c is the `OutlierMixture`: without it the bandwidth would be as large as the farthest
    outlier needs. The search is over log-spaced h, from a quarter of the median distance between neighbours to twice
    Silverman's rule.

    Parameters
    ----------
    train : array-like, shape (m,)
        The samples to smooth, at least two of them distinct.
    validation : array-like, shape (k,)
        The samples to predict, k >= 1. If they are training samples, each is predicted from the others.

    Returns
    -------
    float
        The bandwidth: the standard deviation of a Gaussian kernel, in the unit of the samples.

    Raises
    ------
    ValueError
        If samples are not finite, fewer than two training samples are distinct, or there are no validation samples.
    """
    train, validation = as_samples(train), as_float64(validation, "validation samples")
    if validation.ndim != 1 or not validation.size or not np.isfinite(validation).all():
        raise ValueError(f"expected finite validation samples of shape (k,), not empty; got {validation!r:.60}")
    unit = OutlierMixture.from_samples(train)
    train, validation = ((x - unit.location) / unit.scale for x in (train, validation))
    values, counts = np.unique(train, return_counts=True)
    with np.errstate(over="ignore"):
        outliers, silverman = OutlierMixture.from_samples(train), silverman_bandwidth(train)
    least = min(np.median(np.diff(values)) / 4, silverman / 50)

    def log_score(h: float) -> float:
        log_p = kernel_logpdf(values, counts, validation, h, leave_out_equal=True)
        return float(outliers.mix_log_density(log_p, validation).sum())

    n = 2 + int(np.log(2 * silverman / least) / np.log(COARSE_RATIO))
    coarse = max(np.geomspace(least, 2 * silverman, n), key=log_score)
    fine = coarse * COARSE_RATIO ** (np.arange(-16, 17) / 16)
    return float(unit.scale * max(fine, key=log_score))


def silverman_bandwidth(x: Array) -> float:
    """Return the bandwidth 1.06 σ m^(−1/5) by Silverman's rule.

    σ is the standard deviation, or the one of the normal distribution with the same quartiles if that is smaller: a
    few outliers do not widen it.

    Parameters
    ----------
    x : array, shape (m,)
        The samples.

    Returns
    -------
    float
        The bandwidth, > 0.

    References
    ----------
    B. W. Silverman, *Density Estimation for Statistics and Data Analysis*, 1986, §3.4.2.
    """
    quartiles = np.quantile(x, (0.25, 0.75))
    stds = [std for std in (np.std(x), np.ptp(quartiles) / 1.349) if std > 0]
    return float(1.06 * min(stds, default=1e-3) * x.size**-0.2)


@dataclass(frozen=True)
class OutlierMixture:
    """A Cauchy distribution to mix into a density, with a small weight, so that outliers do not have density 0.

    The weight is 1/(m + 1) for m samples: the probability that a further sample exceeds all of m exchangeable ones.
    Mixing costs a good density about 1/(m + 1) nats, and bounds what one outlier can cost.

    Parameters
    ----------
    weight : float
        The weight of the Cauchy distribution.
    location, scale : float
        Its median, and half the distance of its quartiles.
    """

    weight: float
    location: float
    scale: float

    @classmethod
    def from_samples(cls, samples: ArrayLike) -> OutlierMixture:
        """Fit location and scale to samples by their median and quartiles.

        Parameters
        ----------
        samples : array-like, shape (m,)
            The samples, at least two of them distinct.

        Returns
        -------
        OutlierMixture
            With the weight 1/(m + 1). If the quartiles are equal, the scale is the mean distance from the median.

        Raises
        ------
        ValueError
            If the samples are not finite, or fewer than two are distinct.
        """
        samples = as_samples(samples)
        lower, median, upper = np.quantile(samples, (0.25, 0.5, 0.75))
        scale = (upper - lower) / 2 or np.abs(samples - median).mean()
        return cls(weight=1 / (len(samples) + 1), location=float(median), scale=float(scale))

    def mix_log_density(self, log_p: ArrayLike, x: ArrayLike) -> Array:
        """Mix the Cauchy distribution into a density.

        Parameters
        ----------
        log_p : array-like, shape (k,)
            The log density at x; it may be −inf.
        x : array-like, shape (k,)
            Where it is evaluated.

        Returns
        -------
        array, shape (k,)
            log((1 − weight) p + weight · Cauchy) at x, finite.
        """
        u = (np.asarray(x, np.float64) - self.location) / self.scale
        cauchy = -np.log(np.pi * self.scale) - 2 * np.log(np.hypot(1, u))  # 1 + u² would overflow
        return np.logaddexp(np.log1p(-self.weight) + log_p, np.log(self.weight) + cauchy)
