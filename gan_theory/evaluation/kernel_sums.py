"""Sums of Gaussian kernels over many pairs of points, as logarithms: block by block, in little memory."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

ROWS, STRIP, COLUMNS = 2048, 256, 256  # points at a time, and how many of them by how many samples fit into a cache
LEAST, NOTHING = -700.0, 60.0  # exponents are raised to the one; terms are left out that are exp(−60) of the sum
FLOOR, ONES = np.full(STRIP * COLUMNS, LEAST), np.ones(COLUMNS)
TINY = 1e-260  # a sum of exponentials above it does not see those below exp(−700)
ROUNDING = 2.0**-53  # of one operation, relative
DIGITS = 1e-11  # by how much an exponent may be off, relative to the greatest in its row or to 1


class _Block(NamedTuple):
    """Samples near each other: they, their mean, S (d + 2, m) of products Y·S, and how far they reach, in units."""

    samples: np.ndarray
    centre: np.ndarray
    right: np.ndarray
    reach: float


def log_densities(samples, x, sigmas) -> np.ndarray:
    """The log density (q, k) at x (k, d) of the mean of N(s, σ²·1) over samples s (m, d), for each σ (q,), in nats.

    Pairs are taken by blocks, the nearest samples first; blocks that add nothing to what is there are passed over. A
    block's squares of distances come from one product of matrices.
    """
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
