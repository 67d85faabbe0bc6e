"""Tensors of torch on a device, and functions of them that torch compiles."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import numpy as np
import torch
from torch import Tensor

from gan_theory._utils.arrays import Array, ArrayLike

OPTIONS: dict[str, str | int | bool | Callable[..., Any]] = {"cpp_wrapper": True}  # C++ calls the compiled kernels
MAX_COMPILED = 256  # functions that one process may compile; torch's own limit is 8


class TorchLibrary:
    """Tensors of torch on a device.

    Parameters
    ----------
    device : str or torch.device
        The device, such as "cpu" or "cuda".

    Raises
    ------
    ValueError
        If torch cannot use such a device here.
    """

    def __init__(self, device: Any) -> None:
        self.device = as_device(device)

    def array(self, values: ArrayLike) -> Tensor:
        """Return values as a tensor of float32 on the device.

        Parameters
        ----------
        values : array_like
            The values.

        Returns
        -------
        tensor, of the shape of values
            The tensor.
        """
        return torch.from_numpy(np.array(values, np.float32)).to(self.device)

    def scalars(self, *numbers: float) -> tuple[Tensor, ...]:
        """Return numbers as tensors without dimensions: compiled code takes them as arguments, not as constants.

        Parameters
        ----------
        *numbers : float
            The numbers.

        Returns
        -------
        tuple of tensor
            The tensors.
        """
        return torch.tensor(numbers, dtype=torch.float32, device=self.device).unbind()

    def to_numpy(self, array: Tensor) -> Array:
        """Return a tensor as a NumPy array.

        Parameters
        ----------
        array : tensor
            The tensor.

        Returns
        -------
        array, of the shape and dtype of the tensor
            The array.
        """
        return array.cpu().numpy()

    @contextmanager
    def training_context(self) -> Iterator[None]:
        """Let torch use one thread on the CPU: for small matrices a second one costs more time than it saves."""
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            yield
        finally:
            torch.set_num_threads(threads)


def as_device(name: Any) -> torch.device:
    """Return the torch device of this name.

    Parameters
    ----------
    name : str or torch.device
        A device as torch names it, such as "cpu" or "cuda".

    Returns
    -------
    torch.device
        The device.

    Raises
    ------
    ValueError
        If torch cannot use such a device here.
    """
    try:
        device = torch.device(name)
        torch.ones(1, device=device).item()
        return device
    except (RuntimeError, AssertionError, TypeError) as error:
        raise ValueError(f"expected a device that torch can use here; got {name!r}: {_first_line(error)}") from None


def compile_or_warn(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function, compiled at its first call.

    If it cannot be compiled, a UserWarning says why, and it is called uncompiled.

    Parameters
    ----------
    function : callable
        A function of tensors.

    Returns
    -------
    callable
        The same function, faster if it could be compiled.
    """
    chosen, lock = None, Lock()

    def call(*arguments: Any) -> Any:
        nonlocal chosen
        with lock:
            if chosen is None:
                chosen = _compile(function, arguments) or function
        return chosen(*arguments)

    return call


def _compile(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Callable[..., Any] | None:
    """Return the compiled function, if it can be called with these arguments; otherwise warn, and return None."""
    try:
        with warnings.catch_warnings(), torch._dynamo.config.patch(recompile_limit=MAX_COMPILED):
            warnings.simplefilter("ignore")  # from within torch
            compiled: Callable[..., Any] = torch.compile(function, dynamic=False, fullgraph=True, options=OPTIONS)
            compiled(*arguments)
        return compiled
    except Exception as error:
        warnings.warn(
            "training continues uncompiled, because torch could not compile it (is a C++ compiler installed?): "
            + _first_line(error),
            stacklevel=5,
        )
        return None


def _first_line(error: Exception) -> str:
    """Return the first line of an error's message; its type if it has none."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
