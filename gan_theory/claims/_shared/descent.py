"""Steps that lower C: the exponentiated gradient on log p_g, and the projection onto the simplex."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.grid_search import NEAREST_TO_0, clip_gradient
from gan_theory.game.formulas import Formulas

AT_REST = 3e-14  # a few roundings of log p_g


def descend(formulas: Formulas, p: Array, log_q: Array, eta: float, D: Array | None = None) -> Array:
    """Take one step of the exponentiated gradient on log p_g.

    Parameters
    ----------
    formulas : Formulas
        The formulas under test.
    p : array, shape (n,)
        The masses of p_data.
    log_q : array, shape (n,)
        log p_g, −inf where it is 0.
    eta : float
        The size of the step.
    D : array, shape (n,), optional
        A discriminator that is held fixed; by default D*.

    Returns
    -------
    array, shape (n,)
        log p_g after the step.
    """
    if D is None:
        q = np.where(np.isfinite(log_q), np.maximum(np.exp(log_q), NEAREST_TO_0), 0.0)
        gradient = formulas.grad_C(p, q)
    else:
        gradient = np.log1p(-D)
    moved = log_q - eta * clip_gradient(gradient)
    return moved - np.logaddexp.reduce(moved)


def path(
    formulas: Formulas, p: Array, log_q: Array, eta: float, D: Array | None = None, steps: int = 150
) -> tuple[Array, Array]:
    """Take steps until p_g is at rest wherever p_data counts.

    Parameters
    ----------
    formulas, p, log_q, eta, D
        As for `descend`.
    steps : int
        The largest number of steps.

    Returns
    -------
    C : array, shape (steps + 1,)
        C along the path, in nats.
    log_q : array, shape (n,)
        log p_g at its end.
    """
    C, counts = [formulas.C(p, np.exp(log_q))], (p > 1e-12) & np.isfinite(log_q)
    for _ in range(steps):
        before, log_q = log_q, descend(formulas, p, log_q, eta, D)
        C.append(formulas.C(p, np.exp(log_q)))
        if np.abs(log_q[counts] - before[counts]).max(initial=0) <= AT_REST:
            break
    return np.array(C + [C[-1]] * (steps + 1 - len(C))), log_q


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
