"""Gradients of the real networks: over minibatches as Algorithm 1 takes them, by quadrature, and sample by sample.

All but those of minibatches are by automatic differentiation of the losses as they are written.
"""

from __future__ import annotations

import numpy as np
import torch
from torch.nn.functional import softplus

from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.training.algorithm_1 import Algorithm1
from gan_theory.training.device import one_thread

CELLS, REACH = 8001, 9.0  # of the quadrature, in standard deviations


@one_thread()
def minibatch_gradients(players: Algorithm1, player: str, n: int) -> np.ndarray:
    """The gradients (n, weights) of the loss of "D" or "G" on n fresh minibatches; no step is taken."""
    return np.concatenate([players.gradients(player) for _ in range(n)])


@one_thread()
def quadrature_gradient(players: Algorithm1, player: str, law: GaussianMixture) -> np.ndarray:
    """The gradient (weights,) of −V for "D", of its own loss for "G", by sums over fine grids of x and of z ~ N(0, 1).

    law: p_data. Everything in float64; the sums converge geometrically.
    """
    D, G = _weights(players)
    u = np.linspace(-REACH, REACH, CELLS)
    p_data = law.pdf(players.target.centre + players.target.scale * u)
    x, p_x = _column(u), _column(p_data / p_data.sum())
    z, p_z = _column(u), _column(np.exp(-u * u / 2) / np.exp(-u * u / 2).sum())
    logit = players.moves.logit(D, players.moves.generated(G, z))
    if player == "D":
        loss = (p_x * softplus(-players.moves.logit(D, x))).sum() + (p_z * softplus(logit)).sum()
    else:
        saturating = players.recipe.loss == "saturating"
        loss = (p_z * (-softplus(logit) if saturating else softplus(-logit))).sum()
    return _gradient(loss, D if player == "D" else G)


@one_thread()
def per_sample_gradients(players: Algorithm1, z) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each z (m,): D(G(z)), and the gradients (m, weights) in G of log(1 − D(G(z))) and of −log D(G(z))."""
    D, G = _weights(players)
    believed, saturating, non_saturating = [], [], []
    for each in np.asarray(z, np.float64):
        logit = players.moves.logit(D, players.moves.generated(G, _column([each])))
        believed.append(torch.sigmoid(logit).item())
        saturating.append(_gradient(-softplus(logit).sum(), G, retain_graph=True))
        non_saturating.append(_gradient(softplus(-logit).sum(), G))
    return np.array(believed), np.stack(saturating), np.stack(non_saturating)


def _weights(players):
    return [theta[:1].double().requires_grad_() for theta in (players.state.D, players.state.G)]


def _column(values):
    return torch.from_numpy(np.asarray(values, np.float64))[None, :, None]


def _gradient(loss, theta, **options):
    (gradient,) = torch.autograd.grad(loss, theta, **options)
    return gradient[0].numpy()
