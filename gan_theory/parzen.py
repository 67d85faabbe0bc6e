"""Gaussian Parzen windows: the log-likelihood of points under a generator's samples, as the paper's Table 1 has it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from gan_theory.border import as_float64

ROWS, STRIP, COLUMNS = 2048, 256, 256  # points at a time, and how many of them by how many samples fit into a cache
LEAST, NOTHING = -700.0, 60.0  # exponents are raised to the one; terms are left out that are exp(−60) of the sum
FLOOR, ONES = np.full(STRIP * COLUMNS, LEAST), np.ones(COLUMNS)
TINY = 1e-260  # a sum of exponentials above it does not see those below exp(−700)
ROUNDING = 2.0**-53  # of one operation, relative
DIGITS = 1e-11  # by how much an exponent may be off, relative to the greatest in its row or to 1
REACH = 1e140  # how many σ away from 0 the points may lie
STEPS, WIDEST = 30, 1e8  # of the default grid of σ: how many steps, and how far from the spread it may go


@dataclass(frozen=True)
class Estimate:
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
    return _log_likelihoods(samples, x, _widths([sigma], samples, x))[0]


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
    best = int(np.argmax(_log_likelihoods(samples, x, sigmas).mean(axis=1)))
    if sigmas.size > 1 and best in (0, sigmas.size - 1):
        warnings.warn(f"the best sigma, {sigmas[best]:g}, is an end of the grid: continue it there", stacklevel=2)
    return float(sigmas[best])


def parzen(samples, validation, test, sigmas=None) -> Estimate:
    """The mean over the test points of their log-likelihood in nats, by the σ that `select_sigma` chooses.

    The standard error is over the test points, as for MNIST in Table 1: it knows of no other error, neither the
    window's bias nor the luck of the samples. test: (k, d) or (k,), k >= 2. Raises ValueError as the others do.
    """
    sigma = select_sigma(samples, validation, sigmas)
    return _estimate(sigma, parzen_log_likelihood(samples, test, sigma), "test points")


def across_folds(estimates) -> Estimate:
    """The mean of the folds' means and its standard error over the folds, as for TFD in Table 1; at least two folds."""
    estimates = list(estimates)
    return _estimate(tuple(each.sigma for each in estimates), [each.mean for each in estimates], "folds")


def _estimate(sigma, values, of) -> Estimate:
    values = np.asarray(values, dtype=np.float64)
    if values.size < 2:
        raise ValueError(f"expected at least 2 {of}, for a standard error; got {values.size}")
    return Estimate(sigma, float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size)))


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
    score = _log_likelihoods(samples, x, grid).mean(axis=1)
    ratio = grid[1] / grid[0]
    while (best := int(np.argmax(score))) in (0, grid.size - 1):
        more = grid[best] * ratio ** (np.arange(1, STEPS + 1) * (1 if best else -1))
        if not spread / WIDEST < more[-1] < spread * WIDEST:
            end = "wide" if best else "narrow"
            raise ValueError(f"expected validation points with a best sigma; got {end}er ones ever better")
        grid, score = np.append(grid, more), np.append(score, _log_likelihoods(samples, x, more).mean(axis=1))
        order = np.argsort(grid)
        grid, score = grid[order], score[order]
    return float(grid[best])


class _Block(NamedTuple):
    """Samples near each other: they, their mean, S (d + 2, m) of products Y·S, and how far they reach, in units."""

    samples: np.ndarray
    centre: np.ndarray
    right: np.ndarray
    reach: float


def _log_likelihoods(samples, x, sigmas) -> np.ndarray:
    """The log density (q, k) at each x for each σ: block by block of pairs, the nearest samples first."""
    unit, order = sigmas.min(), np.argsort(x[:, 0])
    samples, x = samples[np.argsort(samples[:, 0])], x[order]
    blocks = [_block(samples[j : j + COLUMNS], unit) for j in range(0, len(samples), COLUMNS)]
    centres = np.array([block.centre for block in blocks])
    buffers = np.empty((2, min(STRIP, len(x)) * min(COLUMNS, len(samples))))
    scales = (unit / sigmas) ** 2
    total = np.full((sigmas.size, len(x)), -np.inf)
    for i in range(0, len(x), ROWS):
        y = x[i : i + ROWS]
        for j in np.argsort(((centres - y.mean(axis=0)) ** 2).sum(axis=1)):
            _add(total[:, i : i + ROWS], y, blocks[j], unit, scales, buffers)
    constant = np.log(len(samples)) + x.shape[1] * np.log(sigmas * np.sqrt(2 * np.pi))
    return (total - constant[:, None])[:, np.argsort(order)]


def _block(samples, unit) -> _Block:
    centre = samples.mean(axis=0)
    s = (samples - centre) / unit
    half = np.einsum("ij,ij->i", s, s) / 2
    return _Block(samples, centre, np.vstack([s.T, np.ones(len(s)), -half]), np.sqrt(2 * half.max()))


def _add(total, x, block, unit, scales, buffers) -> None:
    """Add to total (q, k), a logarithm, what a block's samples give at the x (k, d), except where that is nothing."""
    left, distance = _left(x, block, unit)
    most = -(np.maximum(distance - block.reach, 0) ** 2) / 2
    near = (np.outer(scales, most) >= total - NOTHING).any(axis=0)
    if near.any():
        near = slice(None) if near.all() else near
        parts = _parts(left[near], distance[near], x[near], block, unit, scales, buffers)
        total[:, near] = np.logaddexp(total[:, near], parts)


def _left(x, block, unit):
    """Y (k, d + 2) with Y·S = −‖x − s‖²/(2 unit²), and how far each x is from the block's centre (k,), in units."""
    left = np.empty((len(x), x.shape[1] + 2))
    y = np.subtract(x, block.centre, out=left[:, :-2])
    y /= unit
    squares = np.einsum("ij,ij->i", y, y)
    left[:, -2], left[:, -1] = squares / -2, 1
    return left, np.sqrt(squares)


def _parts(left, distance, x, block, unit, scales, buffers) -> np.ndarray:
    """log Σ exp(−‖x − s‖²/(2σ²)) (q, k) over a block's samples, strip by strip of the x."""
    rounding = (x.shape[1] + 4) * 2 * ROUNDING * (distance**2 + block.reach**2)
    least, doubtful = -((distance.max() + block.reach) ** 2) / 2, rounding.max() > DIGITS
    parts = np.empty((scales.size, len(left)))
    for i in range(0, len(left), STRIP):
        rows = slice(i, i + STRIP)
        exponents, spare = _views(buffers, len(left[rows]), len(block.samples))
        np.matmul(left[rows], block.right, out=exponents)
        if doubtful:
            _set_right(exponents, x[rows], block, unit, rounding[rows])
        if scales.size == 1 and least >= LEAST:
            spare = exponents
        for n, scale in enumerate(scales):
            parts[n, rows] = _log_sum_exp(exponents, scale, scale * least, spare)
    return parts


def _views(buffers, rows, columns):
    return buffers[:, : rows * columns].reshape(2, rows, columns)


def _set_right(exponents, x, block, unit, rounding) -> None:
    """Put −‖x − s‖²/(2 unit²) by differences into the rows where by products it may be off by too much."""
    off = rounding > DIGITS * np.maximum(1, -exponents.max(axis=1))
    if not off.any():
        return
    square = np.zeros((np.count_nonzero(off), len(block.samples)))
    for x_i, s_i in zip(x[off].T, block.samples.T):
        gap = np.subtract.outer(x_i, s_i)
        gap /= unit
        square += np.multiply(gap, gap, out=gap)
    exponents[off] = square / -2


def _log_sum_exp(exponents, scale, least, spare) -> np.ndarray:
    """log Σ exp(scale · exponents) along the rows (k, m), counted from the greatest where all the terms are tiny."""
    scaled = exponents if scale == 1 else np.multiply(exponents, scale, out=spare)
    sums = _sum_exp(scaled, least, spare)
    logs = np.log(sums)
    if least < LEAST and (tiny := sums < TINY).any():
        rest = exponents[tiny] * scale
        top = rest.max(axis=1, keepdims=True)
        logs[tiny] = top[:, 0] + np.log(_sum_exp(rest - top, least, rest))
    return logs


def _sum_exp(exponents, least, out) -> np.ndarray:
    """Σ exp along the rows (k, m), of exponents raised to LEAST: where exp underflows it takes ten times as long."""
    if least < LEAST:
        exponents = np.maximum(exponents, FLOOR[: exponents.size].reshape(exponents.shape), out=out)
    return np.exp(exponents, out=out) @ ONES[: exponents.shape[1]]
