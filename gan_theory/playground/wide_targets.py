"""Targets on grids with room for a p_g that is far from the data: what the view "be G" offers as p_data."""

from __future__ import annotations

from typing import NamedTuple

from gan_theory.datasets.targets import TARGETS
from gan_theory.densities.density import Density
from gan_theory.densities.grid import grid


class WideGrid(NamedTuple):
    """The name of a target on the page, and the ends of its grid.

    Parameters
    ----------
    label : str
        The name on the page.
    lo, hi : float
        The ends. With [−4, 4] in it a standard normal p_g is hardly cut off.
    """

    label: str
    lo: float
    hi: float


WIDE_GRIDS = {
    "gaussian": WideGrid("N(4, 0.5²)", -4, 7),
    "two-modes": WideGrid("two modes", -5, 5),
    "three-modes": WideGrid("three modes", -6, 6),
    "uniform": WideGrid("uniform", -4, 4),
    "exponential": WideGrid("exponential", -4, 12),
    "skewed": WideGrid("skewed", -4, 14),
    "old-faithful": WideGrid("Old Faithful", -4, 8),
}
"""The targets, by their names in TARGETS."""


def wide_target(name: str) -> Density:
    """Discretize a named target on its wide grid.

    Parameters
    ----------
    name : str
        A name in `WIDE_GRIDS`.

    Returns
    -------
    Density
        p_data with 512 cells.

    Examples
    --------
    >>> wide_target("uniform")
    Density(512 cells on [-4, 4], outside=0)
    """
    source, x = TARGETS[name](), grid(WIDE_GRIDS[name].lo, WIDE_GRIDS[name].hi)
    return Density.from_scipy(source, x) if hasattr(source, "cdf") else Density.from_samples(source, x)
