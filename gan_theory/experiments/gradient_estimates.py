"""Gradients of networks: over minibatches, as in Algorithm 1; by quadrature; and of D's logit sample by sample.

Those over minibatches are computed by the backward passes of training, the others by automatic differentiation.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.training.algorithm_1 import Algorithm1
from gan_theory.training.device import one_thread
from gan_theory.training.losses import D_LOSS_ON_DATA, D_LOSS_ON_G, G_LOSSES
from gan_theory.training.updates import State, Updates

NODES, REACH = 8001, 9.0  # of the quadrature: their number, and how far they reach in standard deviations


class LogitGradients(NamedTuple):
    """D and the gradient of its logit with respect to G's weights, for each of m samples of G.

    Parameters
    ----------
    D : array, shape (m,)
        D(G(z)).
    gradients : array, shape (m, P)
        The gradients of the logit at G(z). A loss has its slope in the logit times this.
    """

    D: Array
    gradients: Array


class PointMasses(NamedTuple):
    """A distribution on a few points.

    Parameters
    ----------
    points, masses : array, shape (a,)
        The points and their probabilities.
    """

    points: Array
    masses: Array


@one_thread()
def minibatch_gradients(game: Algorithm1, player: str, n: int) -> Array:
    """Return the gradients of a player's loss on n fresh minibatches; no step is taken.

    Parameters
    ----------
    game : Algorithm1
        The GAN.
    player : str
        "D" or "G".
    n : int
        The number of minibatches.

    Returns
    -------
    array, shape (n, P)
        The gradients with respect to the player's weights.
    """
    return np.concatenate([game.gradients(player) for _ in range(n)])


@one_thread()
def gradient_over_all_minibatches(
    updates: Updates, player: str, D: Array, G: Array, data: PointMasses, noise: PointMasses
) -> Array:
    """Return the mean gradient of a player's loss over every minibatch of two, weighted by its probability, in float64.

    Parameters
    ----------
    updates : Updates
        The updates of training.
    player : str
        "D" or "G".
    D, G : array, shapes (P_D,) and (P_G,)
        The weights.
    data, noise : PointMasses
        The distributions of x, on a points, and of z, on b points: there are a²b² minibatches.

    Returns
    -------
    array, shape (P,)
        The gradient with respect to the player's weights.
    """
    a, b = data.points.size, noise.points.size
    x_1, x_2, z_1, z_2 = np.indices((a, a, b, b)).reshape(4, -1)
    probability = data.masses[x_1] * data.masses[x_2] * noise.masses[z_1] * noise.masses[z_2]
    x = torch.from_numpy(data.points[np.stack([x_1, x_2], 1)])[..., None]
    z = torch.from_numpy(noise.points[np.stack([z_1, z_2], 1)])[..., None]
    weights = (torch.from_numpy(theta).expand(len(probability), -1) for theta in (D, D, D, G, G, G))
    D_, m_D, v_D, G_, m_G, v_G = weights
    state = State(D=D_, G=G_, m_D=m_D, v_D=v_D, m_G=m_G, v_G=v_G, ema_G=G_)
    gradients = updates.gradient_D(state, x, z) if player == "D" else updates.gradient_G(state, z)
    return probability @ gradients.numpy()


@one_thread()
def quadrature_gradient(game: Algorithm1, player: str, p_data: GaussianMixture, i: int = 0) -> Array:
    """Return the gradient of a player's expected loss, by quadrature over x ~ p_data and z ~ N(0, 1), in float64.

    Parameters
    ----------
    game : Algorithm1
        The GAN.
    player : str
        "D" for the gradient of −V, "G" for that of G's own loss.
    p_data : GaussianMixture
        The distribution of the data.
    i : int
        The number of the GAN.

    Returns
    -------
    array, shape (P,)
        The gradient with respect to the player's weights.
    """
    D, G = _weights(game, i)
    u = np.linspace(-REACH, REACH, NODES)
    pdf = p_data.pdf(game.target.centre + game.target.scale * u)
    x, p_x = _column(u), _column(pdf / pdf.sum())
    z, p_z = _column(u), _column(np.exp(-u * u / 2) / np.exp(-u * u / 2).sum())
    logit_on_G = game.updates.logit(D, game.updates.generated(G, z))
    if player == "D":
        on_data = (p_x * D_LOSS_ON_DATA.value(game.updates.logit(D, x))).sum()
        return _gradient(on_data + (p_z * D_LOSS_ON_G.value(logit_on_G)).sum(), D)
    return _gradient((p_z * G_LOSSES[game.recipe.loss].value(logit_on_G)).sum(), G)


@one_thread()
def logit_gradients(game: Algorithm1, z: ArrayLike, i: int = 0) -> LogitGradients:
    """Return D and the gradient of its logit with respect to G's weights, sample by sample, in float64.

    Parameters
    ----------
    game : Algorithm1
        The GAN.
    z : array_like, shape (m,)
        The noise.
    i : int
        The number of the GAN.

    Returns
    -------
    LogitGradients
        D(G(z)), and the gradients.
    """
    D, G = _weights(game, i)
    logits = [game.updates.logit(D, game.updates.generated(G, _column([each]))) for each in np.asarray(z, np.float64)]
    gradients = np.stack([_gradient(logit.sum(), G) for logit in logits])
    return LogitGradients(D=np.array([torch.sigmoid(logit).item() for logit in logits]), gradients=gradients)


@one_thread()
def gradient_of_G(game: Algorithm1, loss: str, z: ArrayLike, i: int = 0) -> Array:
    """Return the gradient of G's mean loss on one minibatch, by the backward passes of training, in float64.

    Parameters
    ----------
    game : Algorithm1
        The GAN.
    loss : str
        The loss, by its name in `G_LOSSES`.
    z : array_like, shape (m,)
        The noise.
    i : int
        The number of the GAN.

    Returns
    -------
    array, shape (P,)
        The gradient with respect to G's weights.
    """
    updates = Updates(game.updates.family, replace(game.recipe, loss=loss))
    state = game.state._replace(D=game.state.D[i : i + 1].double(), G=game.state.G[i : i + 1].double())
    return updates.gradient_G(state, _column(z))[0].numpy()


def _weights(game: Algorithm1, i: int) -> tuple[Tensor, Tensor]:
    """Return the weights of D and G of a GAN in float64, shape (1, P) each, to differentiate by."""
    D, G = (weights[i : i + 1].double().requires_grad_() for weights in (game.state.D, game.state.G))
    return D, G


def _column(values: ArrayLike) -> Tensor:
    return torch.tensor(np.asarray(values, np.float64))[None, :, None]


def _gradient(loss: Tensor, theta: Tensor) -> Array:
    (gradient,) = torch.autograd.grad(loss, theta)
    return gradient[0].numpy()
