"""Independence of NumPy's error state: what underflows is 0, or subnormal, whatever `np.seterr` says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import numpy as np

T = TypeVar("T")

UNDERFLOW_IS_0 = np.errstate(under="ignore")
"""A decorator for functions in which numbers may underflow, as masses far from a mode do."""


def without_underflow_errors(items: Iterator[T]) -> Iterator[T]:
    """Yield what an iterator yields, each item computed as in a function with the decorator `UNDERFLOW_IS_0`.

    A generator cannot have the decorator: between its items it would change the state of the code that reads them.

    Parameters
    ----------
    items : iterator
        The items.

    Yields
    ------
    object
        Each item.
    """
    end = object()
    while True:
        with np.errstate(under="ignore"):
            item = next(items, end)
        if item is end:
            return
        yield item  # type: ignore[misc]
