"""Even grids: cell centres between given ends, or where a distribution or samples have their mass."""

from __future__ import annotations

from collections.abc import Callable
from numbers import Integral, Real
from typing import Any, Protocol

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.validation import as_float64, exact

TAIL = 1e-5  # a grid reaches at least to the quantiles of TAIL and 1 − TAIL


class HasQuantiles(Protocol):
    """A Density, a scipy.stats distribution, or any other object with a quantile function `ppf` or `icdf`."""

    def ppf(self, u: float, /) -> Any:
        """Return the quantile of u in (0, 1)."""


def grid(lo: float, hi: float, n: int = 512) -> Array:
    """Return the centres of n even cells that fill [lo, hi].

    Parameters
    ----------
    lo, hi : float
        The ends of the interval, lo < hi.
    n : int
        The number of cells, at least 2.

    Returns
    -------
    array, shape (n,)
        The centres of the cells, increasing.

    Raises
    ------
    ValueError
        If lo >= hi, an end is not finite, n < 2, or the centres are not distinct, finite float64 numbers.

    Examples
    --------
    >>> grid(0, 1, 4)
    array([0.125, 0.375, 0.625, 0.875])
    """
    if not (all(isinstance(end, Real) for end in (lo, hi)) and -np.inf < lo < hi < np.inf):
        raise ValueError(f"expected lo < hi, both finite; got lo = {lo!r}, hi = {hi!r}")
    if not (isinstance(n, Integral) and int(n) >= 2):
        raise ValueError(f"expected a grid of at least 2 cells; got n = {n!r}")
    with np.errstate(over="ignore"):
        x = lo + (np.float64(hi) - lo) * ((np.arange(n) + 0.5) / n)
    if not (np.isfinite(x).all() and (np.diff(x) > 0).all()):
        raise ValueError(
            f"expected lo and hi with {n} distinct, finite cell centres between them; got lo = {lo!r}, hi = {hi!r}"
        )
    return x


def grid_for(distribution: HasQuantiles, n: int = 512) -> Array:
    """Return a grid over the 1e-5 quantiles of a distribution, with a margin of an eighth of their distance.

    Parameters
    ----------
    distribution : Density or scipy.stats distribution
        Any object with a method `ppf` or `icdf`.
    n : int
        The number of cells.

    Returns
    -------
    array, shape (n,)
        The centres of the cells.

    Raises
    ------
    ValueError
        If there are no quantiles, or they are not finite or not distinct.
    """
    quantile = method_of(distribution, "ppf", "icdf")
    if quantile is None:
        raise ValueError(f"expected a distribution with a method ppf or icdf; got {type(distribution).__name__}")
    lo, hi = (float(quantile(u)) for u in (TAIL, 1 - TAIL))
    if not -np.inf < lo < hi < np.inf:
        raise ValueError(
            f"expected a distribution with distinct, finite quantiles; got {lo:g} and {hi:g} at {TAIL:g} and "
            f"1 − {TAIL:g}: check its parameters"
        )
    margin = (hi - lo) / 8
    return grid(lo - margin, hi + margin, n)


def method_of(distribution: Any, *names: str) -> Callable[..., Any] | None:
    """Return the method of a distribution that has one of several names.

    Parameters
    ----------
    distribution : object
        A distribution.
    *names : str
        The names: that of frozen scipy.stats distributions, and that of SciPy's later ones, such as stats.Normal().

    Returns
    -------
    callable or None
        The method; None if there is none.
    """
    return next((method for name in names if callable(method := getattr(distribution, name, None))), None)


def robust_grid(samples: ArrayLike, bandwidth: float, n: int = 512) -> Array:
    """Return a grid for smoothed samples that a few outliers do not stretch.

    The grid reaches 3 bandwidths beyond the samples, with a margin of an eighth. It ends earlier, so that half of the
    samples lie in at least 8 of 512 cells, if that leaves out no more than 2.5% of them at either end. Otherwise a few
    outliers would stretch the grid until one cell holds all other samples.

    Parameters
    ----------
    samples : array-like, shape (m,)
        The samples.
    bandwidth : float
        The standard deviation of the Gaussian kernel.
    n : int
        The number of cells.

    Returns
    -------
    array, shape (n,)
        The centres of the cells.
    """
    samples = np.asarray(samples)
    least, low, lower, median, upper, high, most = np.quantile(samples, (0, 0.025, 0.25, 0.5, 0.75, 0.975, 1))
    reach = 25 * max(upper - lower, bandwidth)
    lo = max(least - 3 * bandwidth, min(median - reach, low))
    hi = min(most + 3 * bandwidth, max(median + reach, high))
    margin = (hi - lo) / 8
    return grid(lo - margin, hi + margin, n)


def as_even_grid(x: ArrayLike) -> Array:
    """Convert cell centres to a new float64 array, and check them.

    Parameters
    ----------
    x : array-like, shape (n,)
        The centres, increasing in even steps; n >= 2.

    Returns
    -------
    array, shape (n,)
        A copy of x.

    Raises
    ------
    ValueError
        If x is not finite, or its steps differ by more than a millionth and two roundings.
    """
    x = as_float64(x, "cell centres x").copy()
    if x.ndim != 1 or x.size < 2:
        raise ValueError(f"expected a grid x of at least 2 cell centres, shape (n,); got shape {x.shape}")
    if not np.isfinite(x).all():
        raise ValueError("expected a finite grid x; got nan or infinity in it")
    steps, rounding = np.diff(x), 2 * np.spacing(np.abs(x).max())
    if not (steps.min() > 0 and np.ptp(steps) <= 1e-6 * cell_width(x) + rounding):
        least, greatest = exact(steps.min()), exact(steps.max())
        raise ValueError(f"expected an even, increasing grid x; got steps from {least} to {greatest}")
    return x


def cell_width(x: Array) -> float:
    """Return the width of the cells.

    Parameters
    ----------
    x : array, shape (n,)
        The cell centres.

    Returns
    -------
    float
        The width.
    """
    return float((x[-1] - x[0]) / (x.size - 1))


def cell_edges(x: Array) -> Array:
    """Return the ends of the cells.

    Parameters
    ----------
    x : array, shape (n,)
        The cell centres.

    Returns
    -------
    array, shape (n + 1,)
        The ends, increasing.
    """
    return x[0] + cell_width(x) * (np.arange(x.size + 1) - 0.5)
