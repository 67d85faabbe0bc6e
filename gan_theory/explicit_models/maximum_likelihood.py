"""Maximum likelihood in families of one parameter θ on cells: log-likelihood, its maximum, and the limit of its error.

A family is a function from θ, shape (k,), to log masses of p_g, shape (k, n).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike

LOG_OF_0, IMPOSSIBLE = -1e300, -1e200
"""A finite stand-in for log 0, and a threshold: a sum below it contains such a term."""
STEP = 1e-3
"""The step in θ of numerical derivatives."""
GRID_POINTS, ZOOMS = 17, 3
"""How many θ a search compares at a time, and how often it zooms in, up to 8-fold each time: enough for samples."""

Family = Callable[[Array], Array]


def mean_log_likelihood(log_p_g: Family, frequencies: ArrayLike, theta: Array) -> Array:
    """Return the mean of log p_g over data.

    Parameters
    ----------
    log_p_g : callable
        The family.
    frequencies : array, shape (..., n)
        The frequency of each cell among the data: p_data, or the shares of samples.
    theta : array, shape (k,)
        The parameters.

    Returns
    -------
    array, shape (..., k)
        Σ frequencies · log p_g, in nats; −∞ where data have p_g = 0.
    """
    total = frequencies @ np.maximum(log_p_g(theta), LOG_OF_0).T
    return np.where(total < IMPOSSIBLE, -np.inf, total)


def maximise(value: Callable[[Array], Array], theta_min: float, theta_max: float, zooms: int = ZOOMS) -> Array:
    """Find the θ of the greatest value on grids that close in on it, and on a parabola through the last values.

    Parameters
    ----------
    value : callable
        θ, shape (k,), to values, shape (..., k): one row for each function to maximise.
    theta_min, theta_max : float
        The interval of θ.
    zooms : int
        How many grids are tried, each closing in on all the maxima of the one before.

    Returns
    -------
    array, shape (...,)
        The θ of the greatest value in each row.
    """
    for _ in range(zooms):
        theta = np.linspace(theta_min, theta_max, GRID_POINTS)
        values = np.atleast_2d(value(theta))
        best = values.argmax(axis=-1)
        theta_min, theta_max = theta[max(best.min() - 1, 0)], theta[min(best.max() + 1, GRID_POINTS - 1)]
    return theta[best] + (theta[1] - theta[0]) * _vertex(values, best)


def _vertex(values: Array, best: Array) -> Array:
    """Return the vertex (m,) of the parabola through the best value of each row (m, k) and its neighbours, from it.

    In steps of the grid, within ½ of it. It is 0 at the ends of the grid, and beside values of −∞.
    """
    rows, middle = np.arange(len(values)), np.clip(best, 1, values.shape[-1] - 2)
    left, at, right = (values[rows, middle + i] for i in (-1, 0, 1))
    is_inside = (middle == best) & np.isfinite(left) & np.isfinite(right) & (2 * at > left + right)
    curvature = np.where(is_inside, 2 * at - left - right, 1.0)
    return np.where(is_inside, (right - left) / (2 * curvature), 0.0)


def asymptotic_variance(log_p_g: Family, p_data: Array, theta: float) -> float:
    """Return the variance of √n (θ_n − θ) as n → ∞, for the most likely θ_n of n samples of p_data.

    It is Var ∂ log p_g/(E ∂² log p_g)²: 1/(Fisher information) if p_data is in the family.

    Parameters
    ----------
    log_p_g : callable
        The family.
    p_data : array, shape (n,)
        The masses of the data.
    theta : float
        The most likely θ for p_data.

    Returns
    -------
    float
        The variance; it is not finite where p_g = 0 for some of the data near θ.

    References
    ----------
    White 1982, "Maximum likelihood estimation of misspecified models", theorem 3.2.
    """
    below, at, above = np.maximum(log_p_g(theta + STEP * np.array([-1, 0, 1])), LOG_OF_0)
    score, curvature = (above - below) / (2 * STEP), (above - 2 * at + below) / STEP**2
    return p_data @ (score - p_data @ score) ** 2 / (p_data @ curvature) ** 2
