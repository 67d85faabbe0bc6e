"""Settings of the process that make small computations fast: its cores, its threads, and freed memory kept."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

import numpy as np
from threadpoolctl import OpenBLASController, ThreadpoolController

_lock = Lock()
_users = 0
_numbers_before: list[int] = []


def usable_cores() -> int:
    """Return on how many cores to compute: those of this process, or OMP_NUM_THREADS of them if that is less.

    This variable limits the threads of numerical libraries. In a list, such as "4,2", the first number counts; anything
    but a positive number does not.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    threads = os.environ.get("OMP_NUM_THREADS", "").partition(",")[0].strip()
    return min(cores, int(threads)) if threads.isdecimal() and int(threads) else cores


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Let NumPy's BLAS use one thread: for small matrices a second one costs more time than it saves.

    The number of threads is one setting of the whole process. It is limited while at least one of the callers, in any
    thread, is inside, and the last one to leave restores it.
    """
    global _users, _numbers_before
    with _lock:
        if _users == 0:
            _numbers_before = [library.get_num_threads() for library in _libraries()]
            _set_numbers([1] * len(_numbers_before))
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if _users == 0:
                _set_numbers(_numbers_before)


def _set_numbers(numbers: Sequence[int]) -> None:
    """Set the number of threads of each library, in whichever thread.

    Recent versions of threadpoolctl (3.8 is one) let only one thread set that of OpenBLAS, the first that did, until it
    gives this up; but who limits the number and who restores it may be in different threads.
    """
    give_up_control = getattr(OpenBLASController, "clear_controlling_thread", lambda force: None)
    give_up_control(force=True)
    for library, number in zip(_libraries(), numbers):
        library.set_num_threads(number)
    give_up_control(force=True)


@cache
def _libraries() -> list[Any]:
    """Return what sets the threads of each BLAS loaded so far; to look for them takes milliseconds."""
    return list(ThreadpoolController().select(user_api="blas").lib_controllers)


@cache
def keep_freed_memory() -> None:
    """Let the C library of Linux keep freed memory, up to 60 MB, for the next arrays.

    It returns freed arrays to the system at once if they are larger than any that was freed before, and each new page
    then costs time: without this, batched training takes 1.5 times as long. Other systems are not affected.
    """
    np.empty(30 * 2**20, np.uint8)  # never touched, so that it takes no memory; freed at once
