"""What G's two losses cost in each cell, and steps of p_g down them: the exponentiated gradient on log p_g."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.game.formulas import Formulas
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
    paid, has_mass = G_LOSSES[loss].value(logit), np.isfinite(log_q)
    least = paid[has_mass].min()
    moved = log_q - eta * np.where(has_mass, paid - least, 0.0)
    greatest = moved.max()
    return moved - (greatest + np.log(np.exp(moved - greatest).sum()))


def loss_at_D_star(formulas: Formulas, loss: str, p: Array, p_g: Array) -> Array:
    """Return what G pays for a sample in each cell at the D* of p_data and p_g.

    Parameters
    ----------
    formulas : Formulas
        The formulas under test.
    loss : str
        The loss, by its name in `G_LOSSES`.
    p, p_g : array, shape (..., n)
        The masses of p_data and p_g.

    Returns
    -------
    array, shape (..., n)
        In nats.
    """
    return G_LOSSES[loss].value(logit_of(clip_D(formulas.D_star(p, p_g))))


def descend_at_D_star(formulas: Formulas, loss: str, p: Array, log_q: Array, eta: float = 1.0) -> Array:
    """Take one step of the exponentiated gradient down a loss of G, at the D* of p_data and p_g.

    Parameters
    ----------
    formulas, loss, p
        As for `loss_at_D_star`.
    log_q, eta
        As for `descend_loss`.

    Returns
    -------
    array, shape (n,)
        log p_g after the step.
    """
    return descend_loss(loss, log_q, logit_of(clip_D(formulas.D_star(p, np.exp(log_q)))), eta)
