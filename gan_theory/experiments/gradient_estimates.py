"""Gradients of trained networks: over minibatches, as in Algorithm 1; by quadrature; and sample by sample.

Those over minibatches are computed by the backward passes of training, the others by automatic differentiation.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.training.algorithm_1 import Algorithm1
from gan_theory.training.device import one_thread
from gan_theory.training.losses import D_LOSS_ON_DATA, D_LOSS_ON_G, G_LOSSES

NODES, REACH = 8001, 9.0  # of the quadrature: their number, and how far they reach in standard deviations


class PerSampleGradients(NamedTuple):
    """The gradients of both losses of G, for each of m samples.

    Parameters
    ----------
    D : array, shape (m,)
        D(G(z)).
    saturating, non_saturating : array, shape (m, P)
        The gradients of log(1 − D(G(z))) and of −log D(G(z)) with respect to G's weights.
    """

    D: Array
    saturating: Array
    non_saturating: Array


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
def quadrature_gradient(game: Algorithm1, player: str, p_data: GaussianMixture) -> Array:
    """Return the gradient of a player's expected loss, by quadrature over x ~ p_data and z ~ N(0, 1), in float64.

    Parameters
    ----------
    game : Algorithm1
        The GAN.
    player : str
        "D" for the gradient of −V, "G" for that of G's own loss.
    p_data : GaussianMixture
        The distribution of the data.

    Returns
    -------
    array, shape (P,)
        The gradient with respect to the player's weights.
    """
    D, G = _weights(game)
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
def per_sample_gradients(game: Algorithm1, z: ArrayLike) -> PerSampleGradients:
    """Return the gradients of both losses of G, sample by sample.

    Parameters
    ----------
    game : Algorithm1
        The GAN.
    z : array_like, shape (m,)
        The noise.

    Returns
    -------
    PerSampleGradients
        D(G(z)), and the gradients.
    """
    D, G = _weights(game)
    D_of_G: list[float] = []
    gradients: dict[str, list[Array]] = {loss: [] for loss in G_LOSSES}
    for each in np.asarray(z, np.float64):
        logit = game.updates.logit(D, game.updates.generated(G, _column([each])))
        D_of_G.append(torch.sigmoid(logit).item())
        for loss, found in gradients.items():
            found.append(_gradient(G_LOSSES[loss].value(logit).sum(), G, retain_graph=True))
    return PerSampleGradients(
        D=np.array(D_of_G),
        saturating=np.stack(gradients["saturating"]),
        non_saturating=np.stack(gradients["non-saturating"]),
    )


def _weights(game: Algorithm1) -> tuple[Tensor, Tensor]:
    """Return the weights of D and G in float64, shape (1, P) each, to differentiate by."""
    return game.state.D[:1].double().requires_grad_(), game.state.G[:1].double().requires_grad_()


def _column(values: ArrayLike) -> Tensor:
    return torch.tensor(np.asarray(values, np.float64))[None, :, None]


def _gradient(loss: Tensor, theta: Tensor, **options: Any) -> Array:
    (gradient,) = torch.autograd.grad(loss, theta, **options)
    return gradient[0].numpy()
