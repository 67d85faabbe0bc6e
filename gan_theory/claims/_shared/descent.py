"""Descent on C in the space of distributions: by the exponentiated gradient, and by projected subgradients."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.claims._shared.grid_search import NEAREST_TO_0, clip_gradient
from gan_theory.game.formulas import Formulas

FAR_BELOW = 2.0**-26
"""Where p_g is less than this times p_data, ∂C/∂p_g is continued as log p_g + constant, with an error below 2**-26.

There p_g may underflow, and a formula by 1 − D* has lost half of its digits."""
LOG_FAR_BELOW = np.log(FAR_BELOW)


def descend(
    formulas: Formulas, p: Array, log_q: Array, eta: ArrayLike, D: Array | None = None, cells_of_D: int = 1
) -> Array:
    """Take one step of the exponentiated gradient (mirror descent with the entropy) on log p_g.

    Parameters
    ----------
    formulas : Formulas
        The formulas under test.
    p : array, shape (n,)
        The masses of p_data.
    log_q : array, shape (..., n)
        log p_g, −inf where it is 0; also several, each of which takes its step.
    eta : float or array, shape (..., 1)
        The step size.
    D : array, shape (n,), optional
        A discriminator that is held fixed; by default D*.
    cells_of_D : int
        If above 1, D is the best of those that are constant on each block of that many cells.

    Returns
    -------
    array, shape (..., n)
        log p_g after the step.
    """
    gradient = np.log1p(-D) if D is not None else gradient_of_C(formulas, *_on_blocks(p, log_q, cells_of_D))
    return _normalised(log_q - eta * clip_gradient(gradient))


def gradient_of_C(formulas: Formulas, p: Array, log_q: Array) -> Array:
    """Return ∂C/∂p_g = log(1 − D*) from log p_g, also where p_g underflows.

    Parameters
    ----------
    formulas : Formulas
        The formulas under test.
    p : array, shape (n,)
        The masses of p_data.
    log_q : array, shape (..., n)
        log p_g, −inf where it is 0.

    Returns
    -------
    array, shape (..., n)
        In nats per mass.
    """
    with np.errstate(divide="ignore"):
        least = np.log(p) + LOG_FAR_BELOW
    is_far = log_q < least
    q = np.where(np.isfinite(log_q), np.maximum(np.exp(log_q), NEAREST_TO_0), 0.0)
    if not is_far.any():
        return formulas.grad_C(p, q)
    gradient = formulas.grad_C(np.where(is_far, 1.0, p), np.where(is_far, FAR_BELOW, q))  # it depends on the ratio only
    return gradient + np.subtract(log_q, least, out=np.zeros(np.shape(gradient)), where=is_far)


def _on_blocks(p: Array, log_q: Array, cells: int) -> tuple[Array, Array]:
    """Return p_data and log p_g, each cell with the sum of its block of cells."""
    if cells == 1:
        return p, log_q
    starts = np.arange(0, p.size, cells)
    sums = [np.repeat(np.add.reduceat(masses, starts, axis=-1), cells, axis=-1) for masses in (p, np.exp(log_q))]
    with np.errstate(divide="ignore"):
        return sums[0][: p.size], np.log(sums[1][..., : p.size])


def _normalised(log_masses: Array) -> Array:
    """Make the masses sum to 1; first the largest is made 1, since large logs have few digits after the point."""
    log_masses = log_masses - log_masses.max(axis=-1, keepdims=True)
    return log_masses - np.log(np.exp(log_masses).sum(axis=-1, keepdims=True))


def iterates(
    formulas: Formulas, p: Array, log_q: Array, etas: ArrayLike, D: Array | None = None, cells_of_D: int = 1
) -> Array:
    """Return log p_g before and after each of several steps.

    Parameters
    ----------
    formulas, p, D, cells_of_D
        As for `descend`.
    log_q : array, shape (n,)
        log p_g at first.
    etas : array-like, shape (k,)
        The step sizes.

    Returns
    -------
    array, shape (k + 1, n)
        log p_g.
    """
    path = [log_q]
    for eta in np.asarray(etas):
        path.append(descend(formulas, p, path[-1], eta, D, cells_of_D))
    return np.array(path)


def path(
    formulas: Formulas, p: Array, log_q: Array, eta: ArrayLike, D: Array | None = None, steps: int = 150
) -> tuple[Array, Array]:
    """Take steps, and return C along them.

    Parameters
    ----------
    formulas, p, log_q, D
        As for `iterates`.
    eta : float or array, shape (steps,)
        The step size, or that of each step.
    steps : int
        The number of steps.

    Returns
    -------
    C : array, shape (steps + 1,)
        C along the path, in nats.
    log_q : array, shape (n,)
        log p_g at its end.
    """
    visited = iterates(formulas, p, log_q, np.broadcast_to(eta, (steps,)), D)
    return formulas.C(p, np.exp(visited)), visited[-1]


def subgradient_step(formulas: Formulas, p: Array, q: Array, length: float) -> Array:
    """Take one step of the projected subgradient method along −∂C/∂p_g.

    Parameters
    ----------
    formulas : Formulas
        The formulas under test.
    p, q : array, shape (n,)
        The masses of p_data and p_g.
    length : float
        The length of the step, before the projection.

    Returns
    -------
    array, shape (n,)
        p_g after the step.
    """
    slope = tangential_gradient(formulas, p, q)
    size = np.linalg.norm(slope)
    return onto_simplex(q - length * slope / size) if size > 0 else q


def tangential_gradient(formulas: Formulas, p: Array, q: Array) -> Array:
    """Return ∂C/∂p_g less its mean, which has no effect on the simplex.

    Where p_g = 0 < p_data the gradient is −∞ and −53 log 2 stands for it. That is a subgradient up to an error of
    2⁻⁵³ p_data in C, since C falls faster than this only while p_g < 2⁻⁵³ p_data.

    Parameters
    ----------
    formulas, p, q
        As for `subgradient_step`.

    Returns
    -------
    array, shape (n,)
        In nats per mass.
    """
    slope = clip_gradient(formulas.grad_C(p, q))
    return slope - slope.mean()


def onto_simplex(masses: Array) -> Array:
    """Return the nearest masses that are >= 0 and sum to 1.

    Parameters
    ----------
    masses : array, shape (n,)
        Any numbers.

    Returns
    -------
    array, shape (n,)
        Their projection onto the simplex.
    """
    falling = np.sort(masses)[::-1]
    above = (np.cumsum(falling) - 1) / np.arange(1, masses.size + 1)  # to be taken off if only the largest stay
    return np.maximum(masses - above[falling > above][-1], 0)
