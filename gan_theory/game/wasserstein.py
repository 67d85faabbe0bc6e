"""The Wasserstein-1 distance of distributions on a line, in three forms, with the critic that attains it.

With the distribution functions F_p and F_q, W₁(p, q) = ∫ |F_p − F_q| dx = ∫₀¹ |F_p⁻¹ − F_q⁻¹| du. It is also the
supremum of E_p f − E_q f over the critics f that are 1-Lipschitz, and f′ = sign(F_q − F_p) attains it.

References
----------
Arjovsky, Chintala and Bottou 2017, "Wasserstein GAN".
"""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.validation import as_float64, check_count
from gan_theory.densities.density import Density
from gan_theory.game.arguments import FloatOrArray, check_pair, check_per_cell, float_if_one


def w1(p_data: ArrayLike, p_g: ArrayLike, x: ArrayLike | None = None) -> FloatOrArray:
    """Return the Wasserstein-1 distance ∫ |F_p − F_q| dx of masses at points.

    Parameters
    ----------
    p_data, p_g : Density or array-like, shape (..., n)
        Masses that sum to 1 along the last axis. Leading axes broadcast.
    x : array-like, shape (n,), optional
        The points, increasing; those of a Density need not be given.

    Returns
    -------
    float or array, shape (...)
        In units of x, at least 0.

    Raises
    ------
    ValueError
        For masses, shapes or points that are not as described.

    Examples
    --------
    >>> w1([1, 0, 0], [0, 0, 1], x=[0.0, 1.0, 3.0])  # two points at distance 3
    3.0
    """
    p, q = check_pair(p_data, p_g, "p_data", "p_g")
    x = _points_of(p_data, p_g, x)
    return float_if_one(np.abs(_excess_of_cdf(p, q)) @ np.diff(x))


def w1_by_quantiles(p_data: ArrayLike, p_g: ArrayLike, x: ArrayLike | None = None) -> float:
    """Return the Wasserstein-1 distance ∫₀¹ |F_p⁻¹ − F_q⁻¹| du of masses at points: the mean distance of a transport.

    Parameters
    ----------
    p_data, p_g : Density or array-like, shape (n,)
        Masses that sum to 1.
    x : array-like, shape (n,), optional
        The points, increasing; those of a Density need not be given.

    Returns
    -------
    float
        In units of x, at least 0.

    Raises
    ------
    ValueError
        For masses, shapes or points that are not as described.

    Examples
    --------
    >>> w1_by_quantiles([0.5, 0.5, 0], [0, 0.5, 0.5], x=[0.0, 1.0, 3.0])  # ½·1 + ½·2
    1.5
    """
    p, q = check_pair(p_data, p_g, "p_data", "p_g")
    x = _points_of(p_data, p_g, x)
    if p.ndim > 1 or q.ndim > 1:
        raise ValueError(f"expected masses of one pair, shape (n,) each; got shapes {p.shape} and {q.shape}")
    steps = [np.minimum(np.cumsum(each), 1) for each in (p, q)]
    levels = np.unique(np.concatenate([[0.0], *steps]))  # between two of them both quantile functions are constant
    middles = (levels[1:] + levels[:-1]) / 2
    at_p, at_q = (x[np.minimum(np.searchsorted(each, middles), x.size - 1)] for each in steps)
    return float(np.abs(at_p - at_q) @ np.diff(levels))


def optimal_critic(p_data: ArrayLike, p_g: ArrayLike, x: ArrayLike | None = None) -> Array:
    """Return a 1-Lipschitz critic f with E_p f − E_q f = W₁: f′ = sign(F_q − F_p), and f = 0 at the first point.

    Parameters
    ----------
    p_data, p_g : Density or array-like, shape (..., n)
        Masses that sum to 1 along the last axis. Leading axes broadcast.
    x : array-like, shape (n,), optional
        The points, increasing; those of a Density need not be given.

    Returns
    -------
    array, shape (..., n)
        f at the points, high where p_data exceeds p_g; its slope is 1, −1, or 0 where F_p = F_q.

    Raises
    ------
    ValueError
        For masses, shapes or points that are not as described.

    Examples
    --------
    >>> optimal_critic([1, 0, 0], [0, 0, 1], x=[0.0, 1.0, 3.0])
    array([ 0., -1., -3.])
    """
    p, q = check_pair(p_data, p_g, "p_data", "p_g")
    x = _points_of(p_data, p_g, x)
    f = np.zeros(np.broadcast_shapes(p.shape, q.shape))
    f[..., 1:] = np.cumsum(np.sign(_excess_of_cdf(p, q)) * np.diff(x), axis=-1)
    return f


def critic_value(f: ArrayLike, p_data: ArrayLike, p_g: ArrayLike) -> FloatOrArray:
    """Return E_p f − E_q f: what a critic f, high on data and low on samples of G, sees of their difference.

    Parameters
    ----------
    f : array-like, shape (..., n)
        The critic at the points.
    p_data, p_g : Density or array-like, shape (..., n)
        Masses that sum to 1 along the last axis. Leading axes broadcast.

    Returns
    -------
    float or array, shape (...)
        In units of f; at most W₁ if f is 1-Lipschitz.

    Raises
    ------
    ValueError
        For masses or shapes that are not as described.

    Examples
    --------
    >>> critic_value([0, -1, -3], [1, 0, 0], [0, 0, 1])
    3.0
    """
    p, q = check_pair(p_data, p_g, "p_data", "p_g")
    f = check_per_cell(f, "f", p, q)
    return float_if_one((f * (p - q)).sum(axis=-1))


def lipschitz_constant(f: ArrayLike, x: ArrayLike) -> float:
    """Return the largest slope |Δf/Δx| between neighbouring points.

    Parameters
    ----------
    f : array-like, shape (n,)
        A function at the points.
    x : array-like, shape (n,)
        The points, increasing.

    Returns
    -------
    float
        The smallest L for which f is L-Lipschitz on the points.

    Raises
    ------
    ValueError
        If the shapes differ, or the points do not increase.

    Examples
    --------
    >>> lipschitz_constant([0, -1, -3], [0.0, 1.0, 3.0])
    1.0
    """
    x, f = _as_points(x), as_float64(f, "f")
    if f.shape != x.shape:
        raise ValueError(f"expected f of the shape of x, {x.shape}; got {f.shape}")
    return float(np.abs(np.diff(f) / np.diff(x)).max())


def path_of_point(theta: float, h: float, steps: int = 20) -> Array:
    """Return the path of G's one point θ that climbs the optimal critic, the data being the point 0.

    Its slope there is −sign θ, so that each step is h long, however near the data are: fixed steps pass them.

    Parameters
    ----------
    theta : float
        The first θ.
    h : float
        The step size.
    steps : int
        The number of steps, at least 1.

    Returns
    -------
    array, shape (steps + 1,)
        θ at the start and after each step θ + h f′(θ).

    Raises
    ------
    ValueError
        Unless steps >= 1.

    Examples
    --------
    >>> path_of_point(1.25, h=0.5, steps=4)
    array([ 1.25,  0.75,  0.25, -0.25,  0.25])
    """
    check_count("steps", steps, 1, 10**7)
    points = [float(theta)]
    for _ in range(steps):
        points.append(points[-1] + h * _slope_at_point(points[-1]))
    return np.array(points)


def _slope_at_point(theta: float) -> float:
    """Return the slope f′(θ) of the optimal critic between the data point 0 and G's point θ: −sign θ."""
    if theta == 0:
        return 0.0
    ends, p_data, p_g = ((0.0, theta), [1, 0], [0, 1]) if theta > 0 else ((theta, 0.0), [0, 1], [1, 0])
    return float(np.diff(optimal_critic(p_data, p_g, ends))[0] / (ends[1] - ends[0]))


def _points_of(p_data: ArrayLike, p_g: ArrayLike, x: ArrayLike | None) -> Array:
    """Return the points at which two distributions have their masses, shape (n,)."""
    if x is None:
        for each in (p_data, p_g):
            if isinstance(each, Density):
                return each.x
        raise ValueError("expected the points x of plain masses; got none")
    points, n = _as_points(x), np.shape(p_data)[-1]
    if points.size != n:
        raise ValueError(f"expected x with a point for each of the {n} masses; got shape {points.shape}")
    return points


def _as_points(x: ArrayLike) -> Array:
    points = as_float64(x, "x")
    if points.ndim != 1 or points.size < 2:
        raise ValueError(f"expected points x that increase, shape (n,) with n >= 2; got shape {points.shape}")
    wrong = np.flatnonzero(~(np.isfinite(points[:-1]) & np.isfinite(points[1:]) & (points[1:] > points[:-1])))
    if wrong.size:
        raise ValueError("expected finite points x that increase; got {:g} before {:g}".format(*points[wrong[0] :]))
    return points


def _excess_of_cdf(p: Array, q: Array) -> Array:
    """Return F_q − F_p between the points, shape (..., n − 1); either tail from its own end, without cancellation."""
    difference, total = q - p, np.cumsum(p + q, axis=-1)[..., :-1]
    from_below = np.cumsum(difference, axis=-1)[..., :-1]
    from_above = np.cumsum(difference[..., ::-1], axis=-1)[..., ::-1][..., 1:]
    return np.where(total <= 1, from_below, -from_above)
