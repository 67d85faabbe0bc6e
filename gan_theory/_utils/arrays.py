"""The types of arrays and seeds in signatures."""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
"""An array, of float64 unless its description says otherwise."""

ArrayLike = npt.ArrayLike
"""What NumPy turns into an array: a Density, an array, a list, a number."""

Seed = int | np.random.Generator | None
"""A seed, a generator to draw from, or None for other numbers each time."""
