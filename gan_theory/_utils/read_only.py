"""Arrays of frozen dataclasses stay read-only, also in copies and after unpickling."""

from __future__ import annotations

from typing import Any

import numpy as np


def read_only(value: Any) -> Any:
    """Return a view of an array that cannot be written to.

    Parameters
    ----------
    value : object
        An array, or anything else.

    Returns
    -------
    object
        The view; the value itself if it is no array.
    """
    if not isinstance(value, np.ndarray):
        return value
    view = value.view()
    view.flags.writeable = False
    return view


class ReadOnlyArrays:
    """A base class of frozen dataclasses whose arrays are read-only.

    NumPy forgets that an array is read-only when it is pickled or copied deeply; `__setstate__` makes it so again.
    """

    def __post_init__(self) -> None:
        vars(self).update({name: read_only(value) for name, value in vars(self).items()})

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update({name: read_only(value) for name, value in state.items()})
