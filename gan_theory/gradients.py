"""Gradients of the real networks: over minibatches as Algorithm 1 takes them, by quadrature, and sample by sample."""

from __future__ import annotations

import numpy as np
import torch
from torch.nn.functional import softplus

from gan_theory.algorithm_1 import _G, Algorithm1, _logit_D, one_thread
from gan_theory.law import GaussianMixture

CELLS, REACH = 8001, 9.0  # of the quadrature, in standard deviations


@one_thread()
def of_minibatches(players: Algorithm1, player: str, n: int) -> np.ndarray:
    """The gradients (n, weights) of the loss of "D" or "G" on n fresh minibatches; no step is taken."""
    weights, loss = (players.D, players.loss_D) if player == "D" else (players.G, players.loss_G)
    return np.stack([_flat(torch.autograd.grad(loss(), weights)) for _ in range(n)])


@one_thread()
def by_quadrature(players: Algorithm1, player: str, law: GaussianMixture) -> np.ndarray:
    """The gradient (weights,) of −V for "D", of its own loss for "G", by sums over fine grids of x and of z ~ N(0, 1).

    law: p_data. Everything in float64; the sums converge geometrically.
    """
    D, G = ([weight.detach().double().requires_grad_() for weight in weights] for weights in (players.D, players.G))
    u = np.linspace(-REACH, REACH, CELLS)
    p_data = law.pdf(players.centre + players.scale * u)
    x, p_x = _column(u), _column(p_data / p_data.sum())
    z, p_z = _column(u), _column(np.exp(-u * u / 2) / np.exp(-u * u / 2).sum())
    logit = _logit_D(D, _G(G, z))
    if player == "D":
        loss = (p_x * softplus(-_logit_D(D, x))).sum() + (p_z * softplus(logit)).sum()
    else:
        saturating = players.recipe.loss == "saturating"
        loss = (p_z * (-softplus(logit) if saturating else softplus(-logit))).sum()
    return _flat(torch.autograd.grad(loss, D if player == "D" else G))


@one_thread()
def per_sample(players: Algorithm1, z) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each z (m,): D(G(z)), and the gradients (m, weights) in G of log(1 − D(G(z))) and of −log D(G(z))."""
    D, G = ([weight.detach().double().requires_grad_() for weight in weights] for weights in (players.D, players.G))
    believed, saturating, non_saturating = [], [], []
    for each in _column(z):
        logit = _logit_D(D, _G(G, each[:, None]))
        believed.append(torch.sigmoid(logit).item())
        saturating.append(_flat(torch.autograd.grad(-softplus(logit).sum(), G, retain_graph=True)))
        non_saturating.append(_flat(torch.autograd.grad(softplus(-logit).sum(), G)))
    return np.array(believed), np.stack(saturating), np.stack(non_saturating)


def logit_of_D(players: Algorithm1, x) -> np.ndarray:
    """log D − log(1 − D) at x (m,), in the data's units, in float64."""
    u = _column((np.asarray(x, np.float64) - players.centre) / players.scale)
    return _logit_D([weight.detach().double() for weight in players.D], u)[:, 0].numpy()


def _column(values):
    return torch.from_numpy(np.asarray(values, np.float64))[:, None]


def _flat(gradients):
    return torch.cat([gradient.reshape(-1) for gradient in gradients]).double().numpy()
