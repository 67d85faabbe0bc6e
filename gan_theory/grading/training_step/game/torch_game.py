"""The game of the exercise as PyTorch modules: what `array_game` has, with automatic differentiation. Imports torch."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from gan_theory.grading.training_step.game.minibatches import LR_D, LR_G, Minibatches, Recorder, Weights


class _Quadratic(nn.Module):
    """w₀ + w₁x + w₂x²."""

    def __init__(self, weights: np.ndarray) -> None:
        super().__init__()
        self.theta = nn.Parameter(tensor(weights))

    def forward(self, x: Tensor) -> Tensor:
        return self.theta[0] + self.theta[1] * x + self.theta[2] * x**2


class TorchGame:
    """The two players, and where samples come from; all that happens is recorded.

    Parameters
    ----------
    seed : int
        The seed of the minibatches.

    Attributes
    ----------
    D, G : torch.nn.Module
        The players, from tensors (m,) to tensors (m,).
    optimizer_D, optimizer_G : torch.optim.SGD
        Gradient descent on the weights of D, and of G.
    lr_D, lr_G : float
        The learning rates.
    record : Recorder
        What is seen of the game.
    """

    lr_D, lr_G = LR_D, LR_G

    def __init__(self, seed: int) -> None:
        start = Weights.start()
        self._score, self.G = _Quadratic(start.D), _Quadratic(start.G)
        self.D = nn.Sequential(self._score, nn.Sigmoid())
        self.optimizer_D = torch.optim.SGD(self.D.parameters(), lr=LR_D)
        self.optimizer_G = torch.optim.SGD(self.G.parameters(), lr=LR_G)
        self.record = Recorder(Minibatches(seed), self.weights)
        for player in (self.D, self.G):
            player.register_forward_pre_hook(lambda *_: self.record.look())

    def weights(self) -> Weights:
        """Return a copy of the weights, in float64."""
        return Weights(*(each.theta.detach().cpu().double().numpy().copy() for each in (self._score, self.G)))

    def sample_data(self, m: int) -> Tensor:
        """Return m fresh samples x of the data, (m,)."""
        return tensor(self.record.data(m))

    def sample_noise(self, m: int) -> Tensor:
        """Return m fresh samples z of the noise, (m,)."""
        return tensor(self.record.noise(m))


def tensor(values: np.ndarray, requires_grad: bool = False) -> Tensor:
    """Return a tensor of the default type.

    Parameters
    ----------
    values : array
        The values.
    requires_grad : bool
        Whether gradients with respect to it are wanted.

    Returns
    -------
    torch.Tensor
        Of the same shape.
    """
    return torch.tensor(values, dtype=torch.get_default_dtype(), requires_grad=requires_grad)


def loss_D(D_data: Tensor, D_generated: Tensor) -> Tensor:
    """Return D's loss, −(1/m) Σ log D(x) + log(1 − D(G(z))), of tensors (m,)."""
    return -torch.log(D_data).mean() - torch.log(1 - D_generated).mean()


def loss_G(D_generated: Tensor) -> Tensor:
    """Return G's non-saturating loss, −(1/m) Σ log D(G(z)), of a tensor (m,)."""
    return -torch.log(D_generated).mean()


def loss_G_saturating(D_generated: Tensor) -> Tensor:
    """Return G's saturating loss, (1/m) Σ log(1 − D(G(z))), of a tensor (m,)."""
    return torch.log(1 - D_generated).mean()


def value_and_gradients(loss: Tensor, inputs: list[Tensor]) -> tuple[float, list[np.ndarray] | None]:
    """Return the value of a loss and its gradients.

    Parameters
    ----------
    loss : torch.Tensor
        One number.
    inputs : list of torch.Tensor
        What it was computed from.

    Returns
    -------
    value : float
        Its value.
    gradients : list of array, or None
        One for each input, of its shape, 0 where the loss does not depend on it; None if the loss has no gradient.
    """
    value = float(loss.detach())
    if not loss.requires_grad:
        return value, None
    found = torch.autograd.grad(loss, inputs, allow_unused=True)
    zeros = [np.zeros(each.shape) for each in inputs]
    return value, [zero if each is None else each.double().numpy() for each, zero in zip(found, zeros)]
