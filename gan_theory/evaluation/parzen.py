"""Gaussian Parzen windows: the log-likelihood of points under a generator's samples, as in the paper's Table 1."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.validation import as_float64, exact
from gan_theory.evaluation.kernel_sums import log_densities

LARGEST = 1e140  # the largest magnitude of points, in σ: their squares must not overflow
GRID_STEPS = 30  # from one end of the default grid of σ to the other, and in each continuation of it
LARGEST_RATIO = 1e8  # of σ to the standard deviation of the samples, up to which the default grid is continued


@dataclass(frozen=True)
class ParzenEstimate:
    """A mean log-likelihood, as Parzen windows estimate it.

    Parameters
    ----------
    sigma : float or tuple of float
        The bandwidth σ, or that of each fold.
    mean : float
        The mean log-likelihood, in nats.
    standard_error : float
        The standard error of the mean, in nats.
    """

    sigma: float | tuple[float, ...]
    mean: float
    standard_error: float


def parzen_log_likelihood(samples: ArrayLike, x: ArrayLike, sigma: float) -> Array:
    """Compute the log density of a Parzen window, log (1/m) Σ_s exp(−‖x − s‖²/(2σ²)) − d·log(σ√(2π)).

    Parameters
    ----------
    samples : array-like, shape (m, d) or (m,)
        The samples s of the generator.
    x : array-like, shape (k, d) or (k,)
        The points at which the density is evaluated.
    sigma : float
        The bandwidth: the standard deviation σ of the Gaussian kernel in every direction.

    Returns
    -------
    array, shape (k,)
        The log densities in nats. Their error is at most 1e-11, relative to the value or to 1 nat, however far x lies
        from the samples. The computation goes block by block: it needs the memory of copies of its arguments and of a
        few megabytes.

    Raises
    ------
    ValueError
        For other shapes, nan, infinities, or sigma <= 0.

    References
    ----------
    Section 5 and Table 1 of the paper.

    Examples
    --------
    >>> parzen_log_likelihood([-1.0, 1.0], [0.0, 5.0], sigma=0.5).round(3)
    array([ -2.226, -32.919])
    """
    samples, x = _as_points(samples, "samples"), _as_points(x, "x")
    return log_densities(samples, x, _as_sigmas([sigma], samples, x))[0]


def select_sigma(samples: ArrayLike, validation: ArrayLike, sigmas: ArrayLike | None = None) -> float:
    """Select the bandwidth with the highest mean log-likelihood of the validation points.

    Parameters
    ----------
    samples : array-like, shape (m, d) or (m,)
        The samples of the generator.
    validation : array-like, shape (k, d) or (k,)
        The validation points.
    sigmas : array-like, shape (q,), optional
        The bandwidths to choose from; if the best is the smallest or the largest of several, a UserWarning says so. By
        default 31 log-spaced ones from 1/50 of the samples' standard deviation to twice that. This grid is continued
        at the end where the best one is, until the best one lies inside.

    Returns
    -------
    float
        The best of the bandwidths.

    Raises
    ------
    ValueError
        For unusable points or bandwidths, or if the default grid has no best one: if every validation point is also a
        sample, a smaller bandwidth is always better.

    References
    ----------
    Section 5 of the paper.

    Examples
    --------
    >>> select_sigma([-1.0, 0.0, 1.0], [-0.5, 0.5], sigmas=[0.1, 0.5, 2.5])
    0.5
    """
    samples, x = _as_points(samples, "samples"), _as_points(validation, "validation")
    if sigmas is None:
        return _search_grid(samples, x)
    sigmas = np.sort(_as_sigmas(sigmas, samples, x))
    best = int(np.argmax(log_densities(samples, x, sigmas).mean(axis=1)))
    if sigmas.size > 1 and best in (0, sigmas.size - 1):
        warnings.warn(f"the best sigma, {sigmas[best]:g}, is an end of the grid: continue it there", stacklevel=2)
    return float(sigmas[best])


def parzen(
    samples: ArrayLike, validation: ArrayLike, test: ArrayLike, sigmas: ArrayLike | None = None
) -> ParzenEstimate:
    """Estimate the mean log-likelihood of the test points, with the bandwidth that `select_sigma` selects.

    Parameters
    ----------
    samples : array-like, shape (m, d) or (m,)
        The samples of the generator.
    validation : array-like, shape (j, d) or (j,)
        The points that select the bandwidth.
    test : array-like, shape (k, d) or (k,)
        The points of which the log-likelihood is estimated, k >= 2.
    sigmas : array-like, shape (q,), optional
        The bandwidths to choose from, as for `select_sigma`.

    Returns
    -------
    ParzenEstimate
        Its standard error is over the test points, as for MNIST in Table 1. It contains neither the bias of the window
        nor the variance over other samples of the generator.

    Raises
    ------
    ValueError
        As `select_sigma` does, and for fewer than two test points.

    References
    ----------
    Section 5 and Table 1 of the paper.
    """
    sigma = select_sigma(samples, validation, sigmas)
    mean, standard_error = _mean(parzen_log_likelihood(samples, test, sigma), "test points")
    return ParzenEstimate(sigma, mean, standard_error)


def across_folds(estimates: Iterable[ParzenEstimate]) -> ParzenEstimate:
    """Average the estimates of several folds, as for TFD in Table 1.

    Parameters
    ----------
    estimates : iterable of ParzenEstimate
        One estimate for each fold; at least two.

    Returns
    -------
    ParzenEstimate
        The mean of the folds' means, its standard error over the folds, and all their bandwidths.

    Raises
    ------
    ValueError
        For fewer than two estimates, or for anything else among them.

    References
    ----------
    Table 1 of the paper.

    Examples
    --------
    >>> from gan_theory.evaluation.parzen import ParzenEstimate
    >>> across_folds([ParzenEstimate(0.1, 2.0, 0.3), ParzenEstimate(0.2, 4.0, 0.3)])
    ParzenEstimate(sigma=(0.1, 0.2), mean=3.0, standard_error=1.0)
    """
    estimates = list(estimates)
    if not all(isinstance(each, ParzenEstimate) for each in estimates):
        raise ValueError(f"expected a ParzenEstimate of each fold; got {estimates!r:.60}")
    mean, standard_error = _mean([each.mean for each in estimates], "folds")
    sigmas = [sigma for each in estimates for sigma in np.ravel(each.sigma).tolist()]
    return ParzenEstimate(tuple(sigmas), mean, standard_error)


def _mean(values: ArrayLike, kind: str) -> tuple[float, float]:
    """Return the mean and its standard error."""
    values = np.asarray(values, dtype=np.float64)
    if values.size < 2:
        raise ValueError(f"expected at least 2 {kind}, for a standard error; got {values.size}")
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size))


def _as_points(values: ArrayLike, name: str) -> Array:
    """Return the points as float64 (m, d)."""
    points = as_float64(values, name)
    if points.ndim not in (1, 2) or not points.size:
        raise ValueError(f"expected {name} of shape (m,) or (m, d), not empty; got shape {points.shape}")
    bad = np.count_nonzero(~np.isfinite(points))
    if bad:
        raise ValueError(f"expected finite {name}; got {bad} nan or infinite among {points.size}")
    return points.reshape(len(points), -1)


def _as_sigmas(sigmas: ArrayLike, samples: Array, x: Array) -> Array:
    """Return the bandwidths as float64 (q,): positive, and so large that no square of a point over σ overflows."""
    if x.shape[1] != samples.shape[1]:
        raise ValueError(f"expected points of the samples' dimension, {samples.shape[1]}; got dimension {x.shape[1]}")
    sigmas = as_float64(sigmas, "sigma")
    if sigmas.ndim != 1 or not sigmas.size or not (np.isfinite(sigmas) & (sigmas > 0)).all():
        raise ValueError(f"expected sigma > 0, finite; got {np.array2string(sigmas, threshold=4)}")
    farthest = max(np.abs(samples).max(), np.abs(x).max())
    if not farthest <= LARGEST * min(1, sigmas.min()):
        raise ValueError(f"expected points within {LARGEST:g} and within {LARGEST:g} sigma of 0; got {exact(farthest)}")
    return sigmas


def _search_grid(samples: Array, x: Array) -> float:
    """Find the best σ of a grid that is continued until the best one lies inside."""
    std = float(np.sqrt(samples.var(axis=0).mean())) or float(np.sqrt(((x - samples[0]) ** 2).mean()))
    if std == 0:
        raise ValueError("expected at least two distinct values among samples and validation points; got one")
    grid = _as_sigmas(std * np.geomspace(0.02, 2, GRID_STEPS + 1), samples, x)
    score = log_densities(samples, x, grid).mean(axis=1)
    ratio = grid[1] / grid[0]
    while (best := int(np.argmax(score))) in (0, grid.size - 1):
        exponents = np.arange(1, GRID_STEPS + 1) * (1 if best else -1)
        more = grid[best] * ratio**exponents
        if not std / LARGEST_RATIO < more[-1] < std * LARGEST_RATIO:
            direction = "larger" if best else "smaller"
            raise ValueError(
                f"expected validation points with a best sigma; got ever better scores for {direction} ones"
            )
        grid, score = np.append(grid, more), np.append(score, log_densities(samples, x, more).mean(axis=1))
        order = np.argsort(grid)
        grid, score = grid[order], score[order]
    return float(grid[best])
