"""Log densities of Gaussian kernels over many pairs of points, computed block by block in little memory."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory._utils.float_errors import UNDERFLOW_IS_0

ROWS = 2048  # points at a time
STRIP, COLUMNS = 256, 256  # of them, and samples, at a time: a matrix of that size fits into a cache
MIN_EXPONENT = -700.0  # smaller exponents are raised to it
NEGLIGIBLE = 60.0  # a block is left out where it adds at most exp(−60) of the sum
FLOOR, ONES = np.full(STRIP * COLUMNS, MIN_EXPONENT), np.ones(COLUMNS)
TINY = 1e-260  # to a sum of exponentials above it, those below exp(−700) add nothing
ROUNDING = 2.0**-53  # the relative error of one operation
ACCURACY = 1e-11  # the error that an exponent may have, relative to the greatest in its row or to 1


class _Block(NamedTuple):
    """Samples near each other.

    samples (m, d), and their mean centre (d,). right (d + 2, m): the right factor of the exponents. radius: the largest
    distance of a sample from the centre, in units.
    """

    samples: Array
    centre: Array
    right: Array
    radius: float


@UNDERFLOW_IS_0
def log_densities(samples: Array, x: Array, sigmas: Array) -> Array:
    """Compute the log density of the mean of N(s, σ²·1) over samples s, for each of several σ.

    Pairs are taken by blocks, the nearest samples first; blocks that add nothing to the sum so far are passed over. The
    squared distances of a block come from one product of matrices.

    Parameters
    ----------
    samples : array, shape (m, d)
        The samples s.
    x : array, shape (k, d)
        The points at which the density is evaluated.
    sigmas : array, shape (q,)
        The standard deviations σ.

    Returns
    -------
    array, shape (q, k)
        The log densities, in nats.
    """
    unit, order = sigmas.min(), np.argsort(x[:, 0])
    samples, x = samples[np.argsort(samples[:, 0])], x[order]
    blocks = [_make_block(samples[j : j + COLUMNS], unit) for j in range(0, len(samples), COLUMNS)]
    centres = np.array([block.centre for block in blocks])
    buffers = np.empty((2, min(STRIP, len(x)) * min(COLUMNS, len(samples))))
    scales = (unit / sigmas) ** 2
    total = np.full((sigmas.size, len(x)), -np.inf)
    for i in range(0, len(x), ROWS):
        y = x[i : i + ROWS]
        for j in np.argsort(((centres - y.mean(axis=0)) ** 2).sum(axis=1)):
            _add_block(total[:, i : i + ROWS], y, blocks[j], unit, scales, buffers)
    constant = np.log(len(samples)) + x.shape[1] * np.log(sigmas * np.sqrt(2 * np.pi))
    return (total - constant[:, None])[:, np.argsort(order)]


def _make_block(samples: Array, unit: float) -> _Block:
    centre = samples.mean(axis=0)
    s = (samples - centre) / unit
    half = np.einsum("ij,ij->i", s, s) / 2
    return _Block(samples, centre, np.vstack([s.T, np.ones(len(s)), -half]), np.sqrt(2 * half.max()))


def _add_block(total: Array, x: Array, block: _Block, unit: float, scales: Array, buffers: Array) -> None:
    """Add a block's log sums at the points x (k, d) to total (q, k), except where they are negligible."""
    left, distance = _left_factor(x, block, unit)
    largest = -(np.maximum(distance - block.radius, 0) ** 2) / 2
    near = (np.outer(scales, largest) >= total - NEGLIGIBLE).any(axis=0)
    if near.any():
        rows = slice(None) if near.all() else near  # a slice copies nothing
        sums = _log_sums(left[rows], distance[rows], x[rows], block, unit, scales, buffers)
        total[:, rows] = np.logaddexp(total[:, rows], sums)


def _left_factor(x: Array, block: _Block, unit: float) -> tuple[Array, Array]:
    """Return the left factor (k, d + 2) of the exponents −‖x − s‖²/(2 unit²), and ‖x − centre‖/unit (k,)."""
    left = np.empty((len(x), x.shape[1] + 2))
    y = np.subtract(x, block.centre, out=left[:, :-2])
    y /= unit
    squares = np.einsum("ij,ij->i", y, y)
    left[:, -2], left[:, -1] = squares / -2, 1
    return left, np.sqrt(squares)


def _log_sums(
    left: Array, distance: Array, x: Array, block: _Block, unit: float, scales: Array, buffers: Array
) -> Array:
    """Compute log Σ_s exp(−‖x − s‖²/(2σ²)) (q, k) over a block's samples s, strip by strip of the points x."""
    rounding = (x.shape[1] + 4) * 2 * ROUNDING * (distance**2 + block.radius**2)
    least, inaccurate = -((distance.max() + block.radius) ** 2) / 2, rounding.max() > ACCURACY
    sums = np.empty((scales.size, len(left)))
    for i in range(0, len(left), STRIP):
        rows = slice(i, i + STRIP)
        exponents, spare = _buffer_views(buffers, len(left[rows]), len(block.samples))
        np.matmul(left[rows], block.right, out=exponents)
        if inaccurate:
            _recompute_exponents(exponents, x[rows], block, unit, rounding[rows])
        if scales.size == 1 and least >= MIN_EXPONENT:
            spare = exponents
        for n, scale in enumerate(scales):
            sums[n, rows] = _log_sum_exp(exponents, scale, scale * least, spare)
    return sums


def _buffer_views(buffers: Array, rows: int, columns: int) -> Array:
    return buffers[:, : rows * columns].reshape(2, rows, columns)


def _recompute_exponents(exponents: Array, x: Array, block: _Block, unit: float, rounding: Array) -> None:
    """Compute −‖x − s‖²/(2 unit²) from differences in the rows where the product of matrices is not accurate enough."""
    bad = rounding > ACCURACY * np.maximum(1, -exponents.max(axis=1))
    if not bad.any():
        return
    square = np.zeros((np.count_nonzero(bad), len(block.samples)))
    for x_i, s_i in zip(x[bad].T, block.samples.T):
        difference = np.subtract.outer(x_i, s_i)
        difference /= unit
        square += np.multiply(difference, difference, out=difference)
    exponents[bad] = square / -2


def _log_sum_exp(exponents: Array, scale: float, least: float, spare: Array) -> Array:
    """Compute log Σ exp(scale · exponents) along the rows (k, m), relative to the greatest where all are tiny."""
    scaled = exponents if scale == 1 else np.multiply(exponents, scale, out=spare)
    sums = _sum_exp(scaled, least, spare)
    logs = np.log(sums)
    if least < MIN_EXPONENT and (tiny := sums < TINY).any():
        rest = exponents[tiny] * scale
        top = rest.max(axis=1, keepdims=True)
        logs[tiny] = top[:, 0] + np.log(_sum_exp(rest - top, least, rest))
    return logs


def _sum_exp(exponents: Array, least: float, out: Array) -> Array:
    """Sum exp along the rows (k, m), of exponents raised to MIN_EXPONENT: exp is ten times slower if it underflows."""
    if least < MIN_EXPONENT:
        exponents = np.maximum(exponents, FLOOR[: exponents.size].reshape(exponents.shape), out=out)
    return np.exp(exponents, out=out) @ ONES[: exponents.shape[1]]
