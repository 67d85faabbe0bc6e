"""G and D over minibatches of E GANs at once, and the way back through them: from ∂/∂output to ∂/∂theta or ∂/∂input.

Written out, since that costs half of what automatic differentiation costs with networks as small as these; the tests
hold it against automatic differentiation. Shapes: theta (E, P), minibatches (E, m, 1).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from gan_theory.training import generators

# What stands between the layers, and its derivative from a, what went in, and h, what came out.
TANH = (torch.tanh, lambda a, h: 1 - h * h)
WAVES = (torch.sin, lambda a, h: torch.cos(a))


@dataclass(frozen=True)
class Perceptron:
    """Two hidden layers, as `generators.MLP` has them, with any activation."""

    mlp: generators.MLP
    activation: tuple[Callable, Callable]

    def forward(self, theta, x):
        """The output (E, m, 1), and what the ways back need."""
        f = self.activation[0]
        W_1, b_1, W_2, b_2, W_3, b_3 = weights = self.mlp.split(theta)
        a_1 = torch.addcmul(b_1, x, W_1)
        h_1 = f(a_1)
        a_2 = torch.baddbmm(b_2, h_1, W_2)
        h_2 = f(a_2)
        return _dot(h_2, W_3.mT) + b_3, (weights, x, a_1, h_1, a_2, h_2)

    def to_theta(self, tape, dy):
        """∂/∂theta (E, P) of what has the derivative dy (E, m, 1) in the output."""
        _, x, _, h_1, _, h_2 = tape
        da_1, da_2 = self._back(tape, dy)
        pairs = ((x, da_1), (h_1, da_2), (h_2, dy))
        return torch.cat([part for h, da in pairs for part in (torch.bmm(h.mT, da).flatten(1), da.sum(1))], 1)

    def to_input(self, tape, dy):
        """∂/∂x (E, m, 1) of what has the derivative dy (E, m, 1) in the output."""
        return _dot(self._back(tape, dy)[0], tape[0][0])

    def _back(self, tape, dy):
        (_, _, W_2, _, W_3, _), _, a_1, h_1, a_2, h_2 = tape
        slope = self.activation[1]
        da_2 = dy * W_3.mT * slope(a_2, h_2)
        return torch.bmm(da_2, W_2.mT) * slope(a_1, h_1), da_2


@dataclass(frozen=True)
class LinearInTheta:
    """A G that is a sum of given functions of z, as `generators.Linear` has it."""

    G: generators.Linear

    def forward(self, theta, z):
        """The output (E, m, 1), and what the way back needs."""
        basis = torch.stack(self.G.basis(z[..., 0]), -1)
        return _dot(basis, theta[:, None]), basis

    def to_theta(self, basis, dx):
        """∂/∂theta (E, J) of what has the derivative dx (E, m, 1) in the output."""
        return torch.bmm(basis.mT, dx)[..., 0]


@dataclass(frozen=True)
class Differentiable:
    """Any G(theta, z) that torch can differentiate."""

    G: Callable

    def forward(self, theta, z):
        """The output (E, m, 1), and the way back."""
        one = torch.func.vmap(self.G)
        x, back = torch.func.vjp(lambda theta: one(theta, z[..., 0])[..., None], theta)
        return x, back

    def to_theta(self, back, dx):
        """∂/∂theta (E, P) of what has the derivative dx (E, m, 1) in the output."""
        return back(dx)[0]

    def check(self, theta) -> None:
        """Raise ValueError unless G maps z (m,) to x (m,), for NumPy's arrays and for torch's tensors."""
        try:
            shapes = [self.G(theta, np.zeros(2)).shape]
            tensor = torch.tensor(theta, dtype=torch.float32)[None]
            shapes += [self.forward(tensor, torch.zeros(1, 2, 1))[0].shape[1:2]]
        except Exception as error:
            came = f"{type(error).__name__}: {error}"
        else:
            if shapes == [(2,), (2,)]:
                return
            came = f"shapes {', '.join(str(tuple(shape)) for shape in shapes)}"
        raise ValueError(
            f"expected G(theta, z) of the shape of z (m,), for NumPy arrays and torch tensors; got {came} ({self.G!r})"
        )


def _dot(rows, row):
    """Σ_j rows_ij row_j (E, m, 1). A matrix product with one column rounds otherwise for one GAN than for several."""
    return (rows * row).sum(-1, keepdim=True)


def network(G):
    """How torch computes a G of `generators`, forth and back."""
    if isinstance(G, generators.MLP):
        return Perceptron(G, TANH)
    return LinearInTheta(G) if isinstance(G, generators.Linear) else Differentiable(G)


def discriminator(width: int) -> Perceptron:
    """D's logit: between its layers stand waves, so that it bends as soon and as sharply as D* does."""
    return Perceptron(generators.MLP(width), WAVES)


def initial_D(width: int, sharpness: float, rng: np.random.Generator) -> np.ndarray:
    """Weights (P,) of a D whose first layer are waves of wave numbers around `sharpness`, at every phase."""
    h = width
    parts = sharpness * rng.uniform(0.5, 1.5, h), rng.uniform(-np.pi, np.pi, h)
    parts += (2 / h) ** 0.5 * rng.standard_normal(h * h), np.zeros(h)
    return np.concatenate([*parts, h**-0.5 * rng.standard_normal(h), [0.0]])
