"""A user's own G, differentiated by torch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from gan_theory._utils.arrays import Array
from gan_theory.training.networks.generators import GeneratorFamily


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
