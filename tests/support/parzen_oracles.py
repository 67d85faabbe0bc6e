"""The density of Parzen windows by two libraries and by 50 digits, and points to evaluate it on."""

import mpmath
import numpy as np
from scipy.stats import gaussian_kde


def points(m, d, seed=0):
    return np.random.default_rng(seed).normal(size=(m, d))


def by_scikit_learn(samples, x, sigma):
    """With one leaf in its tree: with more, the rounding of the nodes' bounds exceeds a density in a tail."""
    from sklearn.neighbors import KernelDensity  # it takes half a second of each process that collects the tests

    return KernelDensity(bandwidth=sigma, leaf_size=len(samples)).fit(samples).score_samples(x)


def by_scipy(samples, x, sigma):
    """`gaussian_kde` takes the covariance of the samples times a factor: here it is set to σ²·1."""
    kde = gaussian_kde(samples.T)
    kde.covariance, kde.cho_cov = sigma**2 * np.eye(samples.shape[1]), sigma * np.eye(samples.shape[1])
    kde.log_det = 2 * np.log(sigma * np.sqrt(2 * np.pi)) * samples.shape[1]
    return kde.logpdf(x.T)


def by_mpmath(samples, x, sigma):
    """The definition, at 50 digits, of one x (d,)."""
    with mpmath.workdps(50):
        squares = [sum((mpmath.mpf(a) - mpmath.mpf(b)) ** 2 for a, b in zip(x, s)) for s in samples.tolist()]
        total = mpmath.fsum(mpmath.exp(-square / (2 * mpmath.mpf(sigma) ** 2)) for square in squares)
        scale = len(x) * mpmath.log(mpmath.mpf(sigma) * mpmath.sqrt(2 * mpmath.pi))
        return float(mpmath.log(total / len(samples)) - scale)


def same(a, b, tol=1e-10):
    """Equal to tol: absolutely up to 1 nat, and relative to the value beyond."""
    return np.abs(a - b) <= tol * np.maximum(1, np.abs(b))
