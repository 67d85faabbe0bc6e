"""The paper's procedure with Parzen windows, repeated from its definition on a few points of one and two dimensions."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from scipy.special import ndtr

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.claims._shared.draws import shares_below
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.noise import NOISES
from gan_theory.evaluation.parzen import across_folds, parzen, select_sigma
from gan_theory.verification.evidence import Evidence, equal

SIGMAS = np.geomspace(0.02, 20, 46)
DRAWN, DRAWN_NOISE = 10_000, 1_000_000
"""How many samples of p_g, and of the noise, are compared with what they are drawn from."""
THRESHOLDS = np.linspace(-1.9, 1.9, 39)
"""Below which they are counted, in standard deviations of a component."""
TOLERANCE = 1e-11
"""`parzen_log_likelihood` promises an error of at most 1e-11, relative to 1 nat or to the value."""


def procedure(samples: Array, points: Array, default: bool) -> Iterator[Evidence]:
    """Give evidence that `parzen` does what the paper describes: σ on validation points, a mean over test points.

    Parameters
    ----------
    samples : array, shape (m,)
        Samples of G; at most 60 are used.
    points : array, shape (n,)
        Points of p_data, 24 or more; half of them are for validation.
    default : bool
        Whether to check the σ that is chosen by default as well.

    Yields
    ------
    Evidence
        For points of one and of two dimensions, and across folds.
    """
    folds = []
    for d in (1, 2):
        s = samples[: 60 // d * d].reshape(-1, d)
        validation, test = np.split(points[:24].reshape(-1, d), 2)
        best = SIGMAS[np.argmax(log_density(s, validation, SIGMAS).mean(axis=1))]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # if the best σ is an end of SIGMAS
            found = parzen(s, validation, test, SIGMAS)
        scores = log_density(s, test, best)
        yield equal(f"in {d} dimensions the σ of the best mean over validation points is chosen", found.sigma, best, 0)
        error = scores.std(ddof=1) / np.sqrt(scores.size)
        scale = max(1, np.abs(scores).max())
        values = np.array([found.mean, found.standard_error]), np.array([scores.mean(), error])
        what = f"in {d} dimensions a score is the mean over test points, with its standard error"
        yield equal(what, *values, TOLERANCE * scale)
        folds.append(found)
    if default:
        yield _default_sigma(samples[:60, None], points[:12, None])
    means, across = np.array([fold.mean for fold in folds]), across_folds(folds)
    what = "across folds it is the mean of their means, with the standard error over folds"
    yield equal(what, [across.mean, across.standard_error], [means.mean(), means.std(ddof=1) / np.sqrt(2)])


def _default_sigma(samples: Array, validation: Array) -> Evidence:
    """Compare the σ that is chosen by default with the best of 31, from 1/50 of the samples' std to twice that."""
    sigmas = samples.std() * np.geomspace(0.02, 2, 31)
    best = sigmas[np.argmax(log_density(samples, validation, sigmas).mean(axis=1))]
    what = "by default σ is the best of 31, log-spaced from 1/50 of the samples' std to twice that"
    return equal(what, select_sigma(samples, validation) / best, 1)


@lru_cache(maxsize=16)
def samples_of_p_g(p_g: GaussianMixture) -> Evidence:
    """Compare the shares of samples below 39 points of each component with the distribution function there.

    Parameters
    ----------
    p_g : GaussianMixture
        The distribution.

    Returns
    -------
    Evidence
        The comparison.
    """
    points = np.add(np.multiply.outer(THRESHOLDS, p_g.stds), p_g.means).ravel()
    below = ndtr((points[:, None] - p_g.means) / p_g.stds) @ np.array(p_g.weights)
    return shares_below("samples of p_g below some points", p_g.rvs(DRAWN, 0), points, below)


def samples_of_noise() -> Evidence:
    """Compare the shares of noise N(0, 1) below 39 thresholds with the distribution function there."""
    noise = NOISES["normal"].sample(DRAWN_NOISE, np.random.default_rng(0))
    return shares_below("the noise of samples below some thresholds", noise, THRESHOLDS, ndtr(THRESHOLDS))


def log_density(samples: Array, x: Array, sigma: ArrayLike) -> Array:
    """Return log (1/m) Σ_s exp(−‖x − s‖²/(2σ²)) − d·log(σ√(2π)), term by term.

    Parameters
    ----------
    samples : array, shape (m, d)
        The samples s.
    x : array, shape (k, d)
        Where to evaluate the density.
    sigma : float or array, shape (q,)
        The bandwidth σ, or several.

    Returns
    -------
    array, shape (k,) or (q, k)
        The log densities, in nats.
    """
    squares, (m, d) = ((x[:, None] - samples) ** 2).sum(axis=-1), samples.shape
    sigma = np.asarray(sigma)[..., None]
    exponents = -squares / (2 * sigma[..., None] ** 2)
    greatest = exponents.max(axis=-1)
    sums = np.exp(exponents - greatest[..., None]).sum(axis=-1)
    return greatest + np.log(sums) - np.log(m) - d * np.log(sigma * np.sqrt(2 * np.pi))
