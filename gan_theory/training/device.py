"""Where and how training runs: on which device, on how many threads, compiled or not."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch

MAX_COMPILED = 256  # functions that one process may compile; torch's own limit is 8


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


@contextmanager
def one_thread() -> Iterator[None]:
    """Let torch use one thread: for small matrices a second one costs more time than it saves."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


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
    chosen = None

    def call(*arguments: Any) -> Any:
        nonlocal chosen
        if chosen is None:
            chosen = _compile(function, arguments) or function
        return chosen(*arguments)

    return call


def _compile(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Callable[..., Any] | None:
    """Return the compiled function, if it can be called with these arguments; otherwise warn, and return None."""
    try:
        with warnings.catch_warnings(), torch._dynamo.config.patch(recompile_limit=MAX_COMPILED):
            warnings.simplefilter("ignore")  # from within torch
            compiled: Callable[..., Any] = torch.compile(function, dynamic=False, fullgraph=True)
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
