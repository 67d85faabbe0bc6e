"""Where and how training runs: on which device, on how many threads, compiled or not."""

from __future__ import annotations

import warnings
from contextlib import contextmanager

import torch


def as_device(name) -> torch.device:
    """The torch device of this name. Raises ValueError if there is none here."""
    try:
        device = torch.device(name)
        torch.ones(1, device=device).item()
        return device
    except (RuntimeError, AssertionError, TypeError) as error:
        raise ValueError(f"expected a device that torch can use here; got {name!r}: {_reason(error)}") from None


COMPILED = 256  # rounds that one process may compile: torch would stop at 8


@contextmanager
def one_thread():
    """These matrices are small: a second thread costs more than it does."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def compiled(function):
    """The function, compiled at its first call; if that fails, a warning says why, and it is called as it is."""
    ready = None

    def call(*arguments):
        nonlocal ready
        if ready is None:
            ready = _tried(torch.compile(function, dynamic=False, fullgraph=True), arguments) or function
        return ready(*arguments)

    return call


def _tried(fast, arguments):
    """The compiled function, if it can be called; else None, and a warning."""
    try:
        with warnings.catch_warnings(), torch._dynamo.config.patch(recompile_limit=COMPILED):
            warnings.simplefilter("ignore")  # of what torch itself calls
            fast(*arguments)
        return fast
    except Exception as error:
        warnings.warn(
            f"training goes on uncompiled; torch could not compile it (has it a C++ compiler?): {_reason(error)}",
            stacklevel=5,
        )
        return None


def _reason(error) -> str:
    """The first line of what it says."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
