"""Forward and backward passes of G and D in torch, over minibatches of E GANs at once.

Shapes: weights theta (E, P), minibatches (E, m, 1). The backward passes are written out: for networks as small as
these that takes half the time of automatic differentiation, which the tests compare them with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
import torch
from torch import Tensor

from gan_theory._utils.arrays import Array
from gan_theory.training.networks.generators import GeneratorFamily
from gan_theory.training.networks.linear_generators import LinearGenerator
from gan_theory.training.networks.multilayer_perceptron import MLP


class Activation(NamedTuple):
    """The nonlinearity h = function(a) of a hidden layer, and derivative(a, h) = dh/da."""

    function: Callable[[Tensor], Tensor]
    derivative: Callable[[Tensor, Tensor], Tensor]


TANH = Activation(torch.tanh, lambda a, h: 1 - h * h)
SINE = Activation(torch.sin, lambda a, h: torch.cos(a))


class Network(Protocol):
    """A function of E GANs' weights and minibatches, with its backward pass to the weights."""

    def forward(self, theta: Tensor, x: Tensor, /) -> tuple[Tensor, Any]:
        """Evaluate the network.

        Parameters
        ----------
        theta : tensor, shape (E, P)
            The weights.
        x : tensor, shape (E, m, 1)
            The inputs.

        Returns
        -------
        tensor, shape (E, m, 1)
            The output.
        tape
            What the backward passes need.
        """
        ...

    def backward_to_theta(self, tape: Any, dy: Tensor, /) -> Tensor:
        """Return the gradient of a loss by the weights.

        Parameters
        ----------
        tape
            As `forward` returned it.
        dy : tensor, shape (E, m, 1)
            ∂loss/∂output.

        Returns
        -------
        tensor, shape (E, P)
            ∂loss/∂theta.
        """
        ...


@dataclass(frozen=True)
class MLPNetwork:
    """The multilayer perceptron, with any activation.

    Parameters
    ----------
    mlp : MLP
        The layers, and the order of their weights in theta.
    activation : Activation
        The nonlinearity of both hidden layers.
    """

    mlp: MLP
    activation: Activation

    def forward(self, theta: Tensor, x: Tensor) -> tuple[Tensor, Any]:
        """Evaluate the network.

        Parameters
        ----------
        theta, x
            As for `Network.forward`.

        Returns
        -------
        tensor, shape (E, m, 1)
            The output.
        tape
            What the backward passes need.
        """
        f = self.activation.function
        W_1, b_1, W_2, b_2, W_3, b_3 = weights = self.mlp.split(theta)
        a_1 = torch.addcmul(b_1, x, W_1)
        h_1 = f(a_1)
        a_2 = torch.baddbmm(b_2, h_1, W_2)
        h_2 = f(a_2)
        return _dot(h_2, W_3.mT) + b_3, (weights, x, a_1, h_1, a_2, h_2)

    def backward_to_theta(self, tape: Any, dy: Tensor) -> Tensor:
        """Return the gradient of a loss by the weights.

        Parameters
        ----------
        tape, dy
            As for `Network.backward_to_theta`.

        Returns
        -------
        tensor, shape (E, P)
            ∂loss/∂theta.
        """
        _, x, _, h_1, _, h_2 = tape
        da_1, da_2 = self._backward_to_layers(tape, dy)
        layers = ((x, da_1), (h_1, da_2), (h_2, dy))
        return torch.cat([part for h, da in layers for part in (torch.bmm(h.mT, da).flatten(1), da.sum(1))], 1)

    def backward_to_input(self, tape: Any, dy: Tensor) -> Tensor:
        """Return the gradient of a loss by the inputs.

        Parameters
        ----------
        tape, dy
            As for `Network.backward_to_theta`.

        Returns
        -------
        tensor, shape (E, m, 1)
            ∂loss/∂x.
        """
        W_1 = tape[0][0]
        return _dot(self._backward_to_layers(tape, dy)[0], W_1)

    def _backward_to_layers(self, tape: Any, dy: Tensor) -> tuple[Tensor, Tensor]:
        """Return ∂loss/∂a_1 and ∂loss/∂a_2, shape (E, m, h) each."""
        (_, _, W_2, _, W_3, _), _, a_1, h_1, a_2, h_2 = tape
        derivative = self.activation.derivative
        da_2 = dy * W_3.mT * derivative(a_2, h_2)
        return torch.bmm(da_2, W_2.mT) * derivative(a_1, h_1), da_2


@dataclass(frozen=True)
class LinearNetwork:
    """A G that is linear in its weights.

    Parameters
    ----------
    G : LinearGenerator
        The basis functions.
    """

    G: LinearGenerator

    def forward(self, theta: Tensor, z: Tensor) -> tuple[Tensor, Tensor]:
        """Evaluate G.

        Parameters
        ----------
        theta, z
            The weights (E, J) and the noise, as for `Network.forward`.

        Returns
        -------
        tensor, shape (E, m, 1)
            G(z).
        tensor, shape (E, m, J)
            The basis functions at z.
        """
        basis = torch.stack(self.G.basis(z[..., 0]), -1)
        return _dot(basis, theta[:, None]), basis

    def backward_to_theta(self, basis: Tensor, dx: Tensor) -> Tensor:
        """Return the gradient of a loss by the weights.

        Parameters
        ----------
        basis : tensor, shape (E, m, J)
            As `forward` returned it.
        dx : tensor, shape (E, m, 1)
            ∂loss/∂G(z).

        Returns
        -------
        tensor, shape (E, J)
            ∂loss/∂theta.
        """
        return torch.bmm(basis.mT, dx)[..., 0]


@dataclass(frozen=True)
class AutodiffNetwork:
    """Any G(theta, z) that torch can differentiate.

    Parameters
    ----------
    G : GeneratorFamily
        The function of one GAN's weights theta (P,) and noise z (m,).
    """

    G: GeneratorFamily

    def forward(self, theta: Tensor, z: Tensor) -> tuple[Tensor, Callable[[Tensor], tuple[Tensor, ...]]]:
        """Evaluate G.

        Parameters
        ----------
        theta, z
            The weights and the noise, as for `Network.forward`.

        Returns
        -------
        tensor, shape (E, m, 1)
            G(z).
        callable
            Its vector-Jacobian product.
        """
        batched = torch.func.vmap(self.G)
        x, vector_jacobian_product, *_ = torch.func.vjp(lambda theta: batched(theta, z[..., 0])[..., None], theta)
        return x, vector_jacobian_product

    def backward_to_theta(self, vector_jacobian_product: Callable[[Tensor], tuple[Tensor, ...]], dx: Tensor) -> Tensor:
        """Return the gradient of a loss by the weights.

        Parameters
        ----------
        vector_jacobian_product : callable
            As `forward` returned it.
        dx : tensor, shape (E, m, 1)
            ∂loss/∂G(z).

        Returns
        -------
        tensor, shape (E, P)
            ∂loss/∂theta.
        """
        return vector_jacobian_product(dx)[0]

    def check(self, theta: Array) -> None:
        """Check that G maps z (m,) to x (m,), for NumPy arrays and for torch tensors.

        Parameters
        ----------
        theta : array, shape (P,)
            The weights to try.

        Raises
        ------
        ValueError
            If G raises an error, or returns another shape.
        """
        try:
            shapes = [self.G(theta, np.zeros(2)).shape]
            tensor = torch.tensor(theta, dtype=torch.float32)[None]
            shapes += [self.forward(tensor, torch.zeros(1, 2, 1, dtype=torch.float32))[0].shape[1:2]]
        except Exception as error:
            result = f"{type(error).__name__}: {error}"
        else:
            if shapes == [(2,), (2,)]:
                return
            result = f"shapes {', '.join(str(tuple(shape)) for shape in shapes)}"
        expected = "G(theta, z) of the shape of z (m,), for NumPy arrays and torch tensors"
        raise ValueError(f"expected {expected}; got {result} ({self.G!r})")


def generator_network(G: GeneratorFamily) -> Network:
    """Return the forward and backward passes of a G.

    Parameters
    ----------
    G : GeneratorFamily
        The family of functions.

    Returns
    -------
    Network
        By automatic differentiation for a user's own G.
    """
    if isinstance(G, MLP):
        return MLPNetwork(G, TANH)
    if isinstance(G, LinearGenerator):
        return LinearNetwork(G)
    return AutodiffNetwork(G)


def _dot(rows: Tensor, row: Tensor) -> Tensor:
    """Return Σ_j rows_ij row_j, shape (E, m, 1). A matrix product rounds differently for one GAN and for several."""
    return (rows * row).sum(-1, keepdim=True)
