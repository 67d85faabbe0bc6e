"""GENERATORS: the families of functions that G can be taken from, by name; or a user's own differentiable G (B6)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Protocol

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory._utils.validation import match_name
from gan_theory.training.networks.linear_generators import Polynomial, Spline, Table
from gan_theory.training.networks.multilayer_perceptron import MLP


class GeneratorFamily(Protocol):
    """A function G(theta, z) of weights theta (P,) and noise z (m,), for NumPy arrays and for torch tensors."""

    @property
    def constant(self) -> Array:
        """The direction in which theta moves if a constant is added to G, shape (P,)."""
        ...

    def start(self, rng: np.random.Generator) -> Array:
        """Return initial weights.

        Parameters
        ----------
        rng : numpy.random.Generator
            The generator to draw from.

        Returns
        -------
        array, shape (P,)
            The weights.
        """
        ...

    def __hash__(self) -> int: ...

    def __call__(self, theta: Any, z: Any) -> Any:
        """Return G(z), shape (m,)."""
        ...


GENERATORS: dict[str, Callable[..., GeneratorFamily]] = {
    "mlp": MLP,
    "polynomial": Polynomial,
    "spline": Spline,
    "table": Table,
}


def as_generator(G: str | GeneratorFamily, width: int) -> GeneratorFamily:
    """Return the family of functions that G is taken from.

    Parameters
    ----------
    G : str or GeneratorFamily
        A name in GENERATORS; or a user's own hashable object with `start(rng)`, `constant` and `G(theta, z)`.
    width : int
        The number of units in each hidden layer, if G is "mlp".

    Returns
    -------
    GeneratorFamily
        The family; a user's own object as it is.

    Raises
    ------
    ValueError
        If the name is unknown, or the object lacks one of these parts.
    """
    if isinstance(G, str):
        name = match_name(G, GENERATORS, "generator")
        return MLP(width) if name == "mlp" else GENERATORS[name]()
    has_parts = callable(G) and callable(getattr(G, "start", None)) and hasattr(G, "constant")
    if isinstance(G, type) or not (has_parts and isinstance(G, Hashable)):
        raise ValueError(f"expected G, a name or a hashable object with start, constant and G(theta, z); got {G!r}")
    return G
