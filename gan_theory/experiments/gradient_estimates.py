"""Gradients of networks: over minibatches, as in Algorithm 1; by quadrature; and of D's logit sample by sample.

The gradient by quadrature is computed by automatic differentiation, in torch; the others by the backward passes of
training.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.sigmoid import sigmoid
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.training.algorithm_1 import Algorithm1
from gan_theory.training.engine.updates import State, Updates
from gan_theory.training.losses import as_losses

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
    with game.library.training_context():
        return np.concatenate([game.gradients(player) for _ in range(n)])


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
    x = data.points[np.stack([x_1, x_2], 1)][..., None]
    z = noise.points[np.stack([z_1, z_2], 1)][..., None]
    state = _state(*(np.broadcast_to(theta, (len(probability), len(theta))) for theta in (D, G)))
    gradients = updates.gradient_D(state, x, z) if player == "D" else updates.gradient_G(state, z)
    return probability @ gradients


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
    import torch

    updates, losses = game.updates, as_losses(game.recipe.loss)
    D, G = (torch.tensor(game.weights(part, i)[None], requires_grad=True) for part in "DG")
    u = np.linspace(-REACH, REACH, NODES)
    pdf, pdf_of_z = p_data.pdf(game.target.centre + game.target.scale * u), np.exp(-u * u / 2)
    x, p_x, p_z = (torch.tensor(each)[None, :, None] for each in (u, pdf / pdf.sum(), pdf_of_z / pdf_of_z.sum()))
    logit_on_G = updates.logit(D, updates.generated(G, x))
    if player == "D":
        loss = (p_x * losses.D_on_data.value(updates.logit(D, x)) + p_z * losses.D_on_G.value(logit_on_G)).sum()
    else:
        loss = (p_z * losses.G.value(logit_on_G)).sum()
    (gradient,) = torch.autograd.grad(loss, D if player == "D" else G)
    return gradient[0].numpy()


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
    updates, rows = game.updates, np.asarray(z, np.float64)[:, None, None]
    D, G = (np.broadcast_to(game.weights(part, i), (len(rows), len(game.weights(part, i)))) for part in "DG")
    x, tape_G = updates.G.forward(G, rows)
    logit, tape_D = updates.D.forward(D, x)
    gradients = updates.G.backward_to_theta(tape_G, updates.D.backward_to_input(tape_D, np.ones_like(logit)))
    return LogitGradients(D=sigmoid(logit[:, 0, 0]), gradients=gradients)


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
    state = _state(game.weights("D", i)[None], game.weights("G", i)[None])
    gradient: Array = updates.gradient_G(state, np.asarray(z, np.float64)[None, :, None])[0]
    return gradient


def _state(D: Array, G: Array) -> State:
    """Return a State with these weights, to compute gradients with; Adam's averages are not used."""
    return State(D=D, G=G, m_D=D, v_D=D, m_G=G, v_G=G, ema_G=G)
