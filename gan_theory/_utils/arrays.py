"""The types of arrays and seeds in signatures; the library that an array belongs to."""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
"""An array, of float64 unless its description says otherwise."""

ArrayLike = npt.ArrayLike
"""What NumPy turns into an array: a Density, an array, a list, a number."""

Seed = int | np.random.Generator | None
"""A seed, a generator to draw from, or None for other numbers each time."""

Tensor = Any
"""A NumPy array or a torch tensor: the code that gets it uses only functions that both libraries have."""


def array_namespace(array: Tensor) -> Any:
    """Return the module whose functions take this array: `numpy` or `torch`.

    Parameters
    ----------
    array : array or tensor
        The array.

    Returns
    -------
    module
        The functions that are used have one name and one meaning in both: tanh, sin, exp, concat, ones_like, ….
    """
    if isinstance(array, (np.ndarray, np.generic)):
        return np
    import torch

    return torch
