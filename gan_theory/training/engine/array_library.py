"""The library whose arrays a GAN is trained with: NumPy, or torch where NumPy does not suffice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike, Tensor
from gan_theory._utils.process_settings import keep_freed_memory, one_blas_thread
from gan_theory.training.networks.backpropagation import has_backward_pass
from gan_theory.training.networks.generators import GeneratorFamily


class ArrayLibrary(Protocol):
    """Where the weights and minibatches of float32 live."""

    def array(self, values: ArrayLike) -> Tensor:
        """Return values as an array or tensor of float32, of their shape."""
        ...

    def scalars(self, *numbers: float) -> tuple[Tensor, ...]:
        """Return numbers that change from step to step, such as learning rates, as the updates take them."""
        ...

    def to_numpy(self, array: Tensor) -> Array:
        """Return an array or tensor as a NumPy array of its own dtype."""
        ...

    def training_context(self) -> AbstractContextManager[None]:
        """Return a context for training: one thread, and no warnings of numbers that overflow as training diverges."""
        ...


class NumPyLibrary:
    """Arrays of NumPy."""

    def __init__(self) -> None:
        keep_freed_memory()

    def array(self, values: ArrayLike) -> Array:
        """Return values as an array of float32.

        Parameters
        ----------
        values : array_like
            The values.

        Returns
        -------
        array of float32, of the shape of values
            The array.
        """
        return np.asarray(values, np.float32)

    def scalars(self, *numbers: float) -> tuple[float, ...]:
        """Return the numbers as they are.

        Parameters
        ----------
        *numbers : float
            The numbers.

        Returns
        -------
        tuple of float
            The numbers.
        """
        return numbers

    def to_numpy(self, array: Array) -> Array:
        """Return the array itself.

        Parameters
        ----------
        array : array
            The array.

        Returns
        -------
        array
            The array.
        """
        return array

    @contextmanager
    def training_context(self) -> Iterator[None]:
        """Let NumPy compute in the calling thread alone, and not warn of numbers that overflow as training diverges."""
        with one_blas_thread(), np.errstate(over="ignore", invalid="ignore"):
            yield


def choose_array_library(G: GeneratorFamily, compile: bool, device: Any) -> ArrayLibrary:
    """Return NumPy on the CPU; torch if something is asked for that only torch has.

    Parameters
    ----------
    G : GeneratorFamily
        The family of functions that G is taken from: a user's own needs automatic differentiation.
    compile : bool
        Whether the updates are to be compiled.
    device : str or torch.device
        Where to train, as torch names it.

    Returns
    -------
    ArrayLibrary
        The library.

    Raises
    ------
    ValueError
        If torch cannot use the device.
    """
    if str(device) == "cpu" and not compile and has_backward_pass(G):
        return NumPyLibrary()
    from gan_theory.training.engine.torch_library import TorchLibrary

    return TorchLibrary(device)
