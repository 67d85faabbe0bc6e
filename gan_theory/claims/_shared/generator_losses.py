"""Steps of p_g down one of G's two losses, cell by cell: the exponentiated gradient on log p_g with D held fixed."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.training.losses import G_LOSSES


def logit_of(D: Array) -> Array:
    """Return log D − log(1 − D).

    Parameters
    ----------
    D : array, shape (n,)
        A discriminator, below 1; where it is 0 the logit is −inf.

    Returns
    -------
    array, shape (n,)
        The logit.
    """
    with np.errstate(divide="ignore"):
        return np.log(D) - np.log1p(-D)


def descend_loss(loss: str, log_q: Array, logit: Array, eta: float) -> Array:
    """Take one step of the exponentiated gradient on log p_g down a loss of G, with D held fixed.

    The loss is linear in p_g: its gradient in a cell is what a sample there pays. So k steps of η are one step of k·η.

    Parameters
    ----------
    loss : str
        The loss, by its name in `G_LOSSES`.
    log_q : array, shape (n,)
        log p_g, −inf where it is 0.
    logit : array, shape (n,)
        The logit of D.
    eta : float
        The size of the step.

    Returns
    -------
    array, shape (n,)
        log p_g after the step.
    """
    paid = G_LOSSES[loss].value(logit)
    least = paid[np.isfinite(log_q)].min()
    moved = log_q - eta * np.where(np.isfinite(log_q), paid - least, 0.0)
    return moved - np.logaddexp.reduce(moved)
