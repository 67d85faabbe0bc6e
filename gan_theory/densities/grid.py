"""A discretized density: the centres of the cells of an even grid, and the mass in each cell."""

from __future__ import annotations

from numbers import Integral, Real

import numpy as np

from gan_theory._utils.validation import as_float64

TAIL = 1e-5  # a grid reaches at least to the quantiles TAIL and 1 − TAIL


def grid(lo: float, hi: float, n: int = 512) -> np.ndarray:
    """The centres x (n,) of n even cells that fill [lo, hi]. Raises ValueError if lo >= hi or n < 2."""
    if not (all(isinstance(end, Real) for end in (lo, hi)) and -np.inf < lo < hi < np.inf):
        raise ValueError(f"expected lo < hi, both finite; got lo = {lo!r}, hi = {hi!r}")
    if not (isinstance(n, Integral) and n >= 2):
        raise ValueError(f"expected a grid of at least 2 cells; got n = {n!r}")
    with np.errstate(over="ignore"):
        x = lo + (np.float64(hi) - lo) * ((np.arange(n) + 0.5) / n)
    if not (np.isfinite(x).all() and (np.diff(x) > 0).all()):
        raise ValueError(f"expected lo and hi between which floats tell {n} cells apart; got lo = {lo!r}, hi = {hi!r}")
    return x


def grid_for(law, n: int = 512) -> np.ndarray:
    """The centres (n,) of a grid over the 1e-5 quantiles of `law`, with a margin of an eighth of their distance.

    `law` is a Density or a frozen scipy.stats distribution: anything with a method `ppf`.
    """
    lo, hi = (float(law.ppf(u)) for u in (TAIL, 1 - TAIL))
    if not -np.inf < lo < hi < np.inf:
        raise ValueError(f"expected a law with a finite spread; got quantiles {lo:g} and {hi:g}: check its parameters")
    margin = (hi - lo) / 8
    return grid(lo - margin, hi + margin, n)


def robust_grid(samples, h: float, n: int = 512) -> np.ndarray:
    """The centres (n,) of a grid for samples (m,) smoothed by h, 3h beyond them with a margin of an eighth, or less.

    Less, so that half of the samples lie in at least 8 of 512 cells, if that leaves out no more than 2.5% at either
    end: a few outliers would else stretch the grid until one cell holds all the rest.
    """
    least, low, lower, median, upper, high, most = np.quantile(samples, (0, 0.025, 0.25, 0.5, 0.75, 0.975, 1))
    reach = 25 * max(upper - lower, h)
    lo, hi = max(least - 3 * h, min(median - reach, low)), min(most + 3 * h, max(median + reach, high))
    margin = (hi - lo) / 8
    return grid(lo - margin, hi + margin, n)


def as_even_grid(x) -> np.ndarray:
    x = as_float64(x, "cell centres x").copy()
    if x.ndim != 1 or x.size < 2:
        raise ValueError(f"expected a grid x of at least 2 cell centres, shape (n,); got shape {x.shape}")
    if not np.isfinite(x).all():
        raise ValueError("expected a finite grid x; got nan or infinity in it")
    steps, rounding = np.diff(x), 2 * np.spacing(np.abs(x).max())
    if not (steps.min() > 0 and np.ptp(steps) <= 1e-6 * cell_width(x) + rounding):
        raise ValueError(f"expected an even, increasing grid x; got steps from {steps.min():g} to {steps.max():g}")
    return x


def cell_width(x) -> float:
    return float((x[-1] - x[0]) / (x.size - 1))


def cell_edges(x) -> np.ndarray:
    return x[0] + cell_width(x) * (np.arange(x.size + 1) - 0.5)
