"""One thread for the matrix products of NumPy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

from threadpoolctl import ThreadpoolController

_lock = Lock()
_users = 0
_limit: Any = None


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Let NumPy's BLAS use one thread: for small matrices a second one costs more time than it saves.

    The number of threads is one setting of the whole process. It is limited while at least one of the callers, in any
    thread, is inside, and the last one to leave restores it.
    """
    global _users, _limit
    with _lock:
        if _users == 0:
            _limit = _controller().limit(limits=1, user_api="blas")
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if _users == 0:
                _limit.restore_original_limits()


@cache
def _controller() -> ThreadpoolController:
    """Return what sets the threads of the libraries loaded so far; to look for them takes milliseconds."""
    return ThreadpoolController()
