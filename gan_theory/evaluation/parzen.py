"""Gaussian Parzen windows: the log-likelihood of points under a generator's samples, as the paper's Table 1 has it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from gan_theory._utils.validation import as_float64
from gan_theory.evaluation.kernel_sums import log_densities

REACH = 1e140  # how many σ away from 0 the points may lie
STEPS, WIDEST = 30, 1e8  # of the default grid of σ: how many steps, and how far from the spread it may go


@dataclass(frozen=True)
class ParzenEstimate:
    """A mean log-likelihood in nats, its standard error, and the σ (or each fold's σ) by which it was estimated."""

    sigma: float | tuple[float, ...]
    mean: float
    error: float


def parzen_log_likelihood(samples, x, sigma) -> np.ndarray:
    """log (1/m) Σ_s exp(−‖x − s‖²/(2σ²)) − d·log(σ√(2π)) (k,), the Parzen window's log density at each x, in nats.

    samples: (m, d), or (m,) in one dimension. x: (k, d) or (k,). sigma: the window's standard deviation in every
    direction. Right to 1e-11 of itself, or of a nat, however far x lies from the samples. It works in blocks, and needs
    no more than copies of its arguments and a few megabytes. Raises ValueError for other shapes, nan, infinities or
    sigma <= 0. Source: §5.
    """
    samples, x = _points(samples, "samples"), _points(x, "x")
    return log_densities(samples, x, _widths([sigma], samples, x))[0]


def select_sigma(samples, validation, sigmas=None) -> float:
    """argmax_σ mean_x log p_σ(x) over a log-spaced grid, x being the validation points and p_σ the Parzen window's law.

    sigmas: the grid (q,); a warning tells if its best is one of its ends. By default 31 widths from a 50th of the
    samples' spread to twice it, continued at that end at which the best one is, until it lies inside. Raises
    ValueError if none does: where every validation point is a sample too, the narrowest is always the best. Source: §5.
    """
    samples, x = _points(samples, "samples"), _points(validation, "validation")
    if sigmas is None:
        return _search(samples, x)
    sigmas = np.sort(_widths(sigmas, samples, x))
    best = int(np.argmax(log_densities(samples, x, sigmas).mean(axis=1)))
    if sigmas.size > 1 and best in (0, sigmas.size - 1):
        warnings.warn(f"the best sigma, {sigmas[best]:g}, is an end of the grid: continue it there", stacklevel=2)
    return float(sigmas[best])


def parzen(samples, validation, test, sigmas=None) -> ParzenEstimate:
    """The mean over the test points of their log-likelihood in nats, by the σ that `select_sigma` chooses.

    The standard error is over the test points, as for MNIST in Table 1: it knows of no other error, neither the
    window's bias nor the luck of the samples. test: (k, d) or (k,), k >= 2. Raises ValueError as the others do.
    """
    sigma = select_sigma(samples, validation, sigmas)
    return _estimate(sigma, parzen_log_likelihood(samples, test, sigma), "test points")


def across_folds(estimates) -> ParzenEstimate:
    """The mean of the folds' means and its standard error over the folds, as for TFD in Table 1; at least two folds."""
    estimates = list(estimates)
    if not all(isinstance(each, ParzenEstimate) for each in estimates):
        raise ValueError(f"expected an Estimate of each fold; got {estimates!r:.60}")
    return _estimate(tuple(each.sigma for each in estimates), [each.mean for each in estimates], "folds")


def _estimate(sigma, values, of) -> ParzenEstimate:
    values = np.asarray(values, dtype=np.float64)
    if values.size < 2:
        raise ValueError(f"expected at least 2 {of}, for a standard error; got {values.size}")
    return ParzenEstimate(sigma, float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size)))


def _points(values, name) -> np.ndarray:
    """The points as float64 (m, d)."""
    points = as_float64(values, name)
    if points.ndim not in (1, 2) or not points.size:
        raise ValueError(f"expected {name} of shape (m,) or (m, d), not empty; got shape {points.shape}")
    bad = np.count_nonzero(~np.isfinite(points))
    if bad:
        raise ValueError(f"expected finite {name}; got {bad} nan or infinite among {points.size}")
    return points.reshape(len(points), -1)


def _widths(sigmas, samples, x) -> np.ndarray:
    """The σ's (q,), positive and not too small for the squares of points over σ."""
    if x.shape[1] != samples.shape[1]:
        raise ValueError(f"expected points of the samples' dimension, {samples.shape[1]}; got dimension {x.shape[1]}")
    sigmas = as_float64(sigmas, "sigma")
    if sigmas.ndim != 1 or not sigmas.size or not (np.isfinite(sigmas) & (sigmas > 0)).all():
        raise ValueError(f"expected sigma > 0, finite; got {np.array2string(sigmas, threshold=4)}")
    farthest = max(np.abs(samples).max(), np.abs(x).max())
    if not farthest <= REACH * min(1, sigmas.min()):
        raise ValueError(f"expected points within {REACH:g} and within {REACH:g} sigma of 0; got {farthest:g}")
    return sigmas


def _search(samples, x) -> float:
    """The best σ of a grid that grows until it lies inside."""
    spread = float(np.sqrt(samples.var(axis=0).mean())) or float(np.sqrt(((x - samples[0]) ** 2).mean()))
    if spread == 0:
        raise ValueError("expected samples and validation points at two places at least; got all at one")
    grid = _widths(spread * np.geomspace(0.02, 2, STEPS + 1), samples, x)
    score = log_densities(samples, x, grid).mean(axis=1)
    ratio = grid[1] / grid[0]
    while (best := int(np.argmax(score))) in (0, grid.size - 1):
        more = grid[best] * ratio ** (np.arange(1, STEPS + 1) * (1 if best else -1))
        if not spread / WIDEST < more[-1] < spread * WIDEST:
            end = "wider" if best else "narrower"
            raise ValueError(f"expected validation points with a best sigma; got {end} ones ever better")
        grid, score = np.append(grid, more), np.append(score, log_densities(samples, x, more).mean(axis=1))
        order = np.argsort(grid)
        grid, score = grid[order], score[order]
    return float(grid[best])
