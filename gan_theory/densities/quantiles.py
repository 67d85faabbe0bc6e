"""Quantiles of a distribution by root finding on its cdf."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gan_theory._utils.arrays import ArrayLike


def invert_cdf(cdf: Callable[[float], ArrayLike], u: float, lo: float, hi: float) -> float:
    """Find x with cdf(x) = u by Brent's method.

    Parameters
    ----------
    cdf : callable
        The cumulative distribution function, of one number.
    u : float
        The probability, in (0, 1).
    lo, hi : float
        An interval that holds the quantile.

    Returns
    -------
    float
        The quantile, to within 1e-9 (hi − lo).

    Raises
    ------
    ValueError
        If the cdf does not cross u between lo and hi, or does not do so in float64.
    """
    from scipy.optimize import brentq

    try:
        return float(brentq(lambda x: float(np.squeeze(cdf(x))) - u, lo, hi, xtol=1e-9 * (hi - lo)))
    except (RuntimeError, ValueError):
        raise ValueError(
            f"expected a distribution with a quantile of {u:g} in [{lo:g}, {hi:g}]; got none in float64"
        ) from None
