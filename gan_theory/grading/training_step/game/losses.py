"""The exact losses of D (eq. 1) and of G (section 3) on minibatches of D's values, with their derivatives."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array

LOSSES = ("loss_D", "loss_G", "loss_G_saturating")


def loss_D(D_data: Array, D_generated: Array) -> tuple[float, Array, Array]:
    """Return D's loss, −(1/m) Σ log D(x) + log(1 − D(G(z))), and its derivatives.

    Parameters
    ----------
    D_data, D_generated : array, shape (m,)
        D(x) on data, and D(G(z)) on generated samples.

    Returns
    -------
    loss : float
        In nats.
    d_data, d_generated : array, shape (m,)
        The derivatives of the loss with respect to each value of D.
    """
    loss = -np.log(D_data).mean() - np.log(1 - D_generated).mean()
    return loss, -1 / (D_data.size * D_data), 1 / (D_generated.size * (1 - D_generated))


def loss_G(D_generated: Array) -> tuple[float, Array]:
    """Return G's non-saturating loss, −(1/m) Σ log D(G(z)), and its derivative.

    Parameters
    ----------
    D_generated : array, shape (m,)
        D(G(z)).

    Returns
    -------
    loss : float
        In nats.
    d_generated : array, shape (m,)
        The derivative of the loss with respect to each value of D.
    """
    return -np.log(D_generated).mean(), -1 / (D_generated.size * D_generated)


def loss_G_saturating(D_generated: Array) -> tuple[float, Array]:
    """Return G's saturating loss, (1/m) Σ log(1 − D(G(z))), and its derivative.

    Parameters
    ----------
    D_generated : array, shape (m,)
        D(G(z)).

    Returns
    -------
    loss : float
        In nats.
    d_generated : array, shape (m,)
        The derivative of the loss with respect to each value of D.
    """
    return np.log(1 - D_generated).mean(), -1 / (D_generated.size * (1 - D_generated))
