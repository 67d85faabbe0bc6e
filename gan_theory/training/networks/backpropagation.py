"""Forward and backward passes of G and D over minibatches of E GANs at once, for NumPy arrays and for torch tensors.

Shapes: weights theta (E, P), minibatches (E, m, 1). The backward passes are written out: for networks as small as
these that takes half the time of automatic differentiation, which the tests compare them with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from gan_theory._utils.arrays import Tensor, array_namespace
from gan_theory.training.networks.generators import GeneratorFamily
from gan_theory.training.networks.linear_generators import LinearGenerator
from gan_theory.training.networks.multilayer_perceptron import MLP


class Activation(NamedTuple):
    """The nonlinearity h = function(a) of a hidden layer, and derivative(a, h) = dh/da."""

    function: Callable[[Tensor], Tensor]
    derivative: Callable[[Tensor, Tensor], Tensor]


def _tanh(a: Tensor) -> Tensor:
    return array_namespace(a).tanh(a)


def _derivative_of_tanh(a: Tensor, h: Tensor) -> Tensor:
    return 1 - h * h


def _sin(a: Tensor) -> Tensor:
    return array_namespace(a).sin(a)


def _derivative_of_sin(a: Tensor, h: Tensor) -> Tensor:
    return array_namespace(a).cos(a)


TANH = Activation(_tanh, _derivative_of_tanh)
SINE = Activation(_sin, _derivative_of_sin)


class Network(Protocol):
    """A function of E GANs' weights and minibatches, with its backward pass to the weights."""

    def forward(self, theta: Tensor, x: Tensor, /) -> tuple[Tensor, Any]:
        """Evaluate the network.

        Parameters
        ----------
        theta : array or tensor, shape (E, P)
            The weights.
        x : array or tensor, shape (E, m, 1)
            The inputs.

        Returns
        -------
        array or tensor, shape (E, m, 1)
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
        dy : array or tensor, shape (E, m, 1)
            ∂loss/∂output.

        Returns
        -------
        array or tensor, shape (E, P)
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
        array or tensor, shape (E, m, 1)
            The output.
        tape
            What the backward passes need.
        """
        xp, f = array_namespace(x), self.activation.function
        W_1_b_1, W_2, b_2, W_3, b_3 = weights = self.mlp.split(theta)
        x_1 = xp.concat([x, xp.ones_like(x)], -1)
        a_1 = x_1 @ W_1_b_1
        h_1 = f(a_1)
        a_2 = h_1 @ W_2
        a_2 += b_2
        h_2 = f(a_2)
        y = h_2 @ W_3
        y += b_3
        return y, (weights, x_1, a_1, h_1, a_2, h_2)

    def backward_to_theta(self, tape: Any, dy: Tensor) -> Tensor:
        """Return the gradient of a loss by the weights.

        Parameters
        ----------
        tape, dy
            As for `Network.backward_to_theta`.

        Returns
        -------
        array or tensor, shape (E, P)
            ∂loss/∂theta.
        """
        (_, W_2, _, W_3, _), x_1, a_1, h_1, a_2, h_2 = tape
        ones, W_3_row = x_1[..., 1:].mT, W_3.mT
        d = self.activation.derivative(a_2, h_2)
        d *= dy  # ∂loss/∂a_2, but for W_3, which multiplies smaller matrices below
        da_1 = self.activation.derivative(a_1, h_1)
        da_1 *= d @ _in_memory_order((W_2 * W_3_row).mT)
        parts = x_1.mT @ da_1, h_1.mT @ d * W_3_row, ones @ d * W_3_row, h_2.mT @ dy, ones @ dy
        return array_namespace(dy).concat([part.reshape(len(dy), -1) for part in parts], -1)

    def backward_to_input(self, tape: Any, dy: Tensor) -> Tensor:
        """Return the gradient of a loss by the inputs.

        Parameters
        ----------
        tape, dy
            As for `Network.backward_to_theta`.

        Returns
        -------
        array or tensor, shape (E, m, 1)
            ∂loss/∂x.
        """
        (W_1_b_1, W_2, _, W_3, _), _, a_1, h_1, a_2, h_2 = tape
        dy_da_1 = self.activation.derivative(a_1, h_1)
        dy_da_1 *= self.activation.derivative(a_2, h_2) @ _in_memory_order((W_2 * W_3.mT).mT)
        return dy_da_1 @ W_1_b_1[..., :1, :].mT * dy


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
        array or tensor, shape (E, m, 1)
            G(z).
        array or tensor, shape (E, m, J)
            The basis functions at z.
        """
        basis = array_namespace(z).stack(self.G.basis(z[..., 0]), -1)
        return basis @ theta[..., None], basis

    def backward_to_theta(self, basis: Tensor, dx: Tensor) -> Tensor:
        """Return the gradient of a loss by the weights.

        Parameters
        ----------
        basis : array or tensor, shape (E, m, J)
            As `forward` returned it.
        dx : array or tensor, shape (E, m, 1)
            ∂loss/∂G(z).

        Returns
        -------
        array or tensor, shape (E, J)
            ∂loss/∂theta.
        """
        return (basis.mT @ dx)[..., 0]


def generator_network(G: GeneratorFamily) -> Network:
    """Return the forward and backward passes of a G.

    Parameters
    ----------
    G : GeneratorFamily
        The family of functions.

    Returns
    -------
    Network
        By automatic differentiation, in torch, for a user's own G.
    """
    if isinstance(G, MLP):
        return MLPNetwork(G, TANH)
    if isinstance(G, LinearGenerator):
        return LinearNetwork(G)
    from gan_theory.training.networks.automatic_differentiation import AutodiffNetwork

    return AutodiffNetwork(G)


def has_backward_pass(G: GeneratorFamily) -> bool:
    """Whether the backward pass of a G is written out here, so that it does not need automatic differentiation.

    Parameters
    ----------
    G : GeneratorFamily
        The family of functions.

    Returns
    -------
    bool
        False for a user's own G.
    """
    return isinstance(G, MLP | LinearGenerator)


def _in_memory_order(matrices: Tensor) -> Tensor:
    """Return transposed matrices (E, h, h) with their rows contiguous, which BLAS multiplies in half the time."""
    return matrices.reshape(len(matrices), -1).reshape(matrices.shape)
