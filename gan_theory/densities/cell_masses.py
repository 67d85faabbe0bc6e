"""Masses in the cells of a grid: of a density function, a distribution and samples; validation of masses."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory._utils.validation import exact
from gan_theory.densities.grid import HasQuantiles, cell_edges, cell_width, method_of


class Distribution(HasQuantiles, Protocol):
    """A scipy.stats distribution, or any object with methods `cdf`, `sf` (or `ccdf`) and `ppf` (or `icdf`)."""

    def cdf(self, x: Array, /) -> Any:
        """Return P(X <= x)."""

    def sf(self, x: Array, /) -> Any:
        """Return P(X > x)."""


class CellMasses(NamedTuple):
    """Masses in cells that sum to 1, and the mass of the distribution outside the grid.

    Parameters
    ----------
    p : array, shape (n,)
        The masses.
    outside : float
        The mass outside the grid.
    """

    p: Array
    outside: float


def pdf_masses(values: Array, x: Array, total: float) -> CellMasses:
    """Normalise the values of a density at the cell centres.

    Parameters
    ----------
    values : array, shape (n,)
        The values.
    x : array, shape (n,)
        The cell centres.
    total : float
        The integral of the density over the line.

    Returns
    -------
    CellMasses
        The masses, which sum to 1, and the mass outside the grid.

    Raises
    ------
    ValueError
        If the values are negative or not finite, or their integral over the grid clearly exceeds `total`.
    """
    if values.shape != x.shape:
        raise ValueError(f"expected a pdf with values of the shape of x, {x.shape}; got {values.shape}")
    if not (np.isfinite(values).all() and (values >= 0).all() and values.any()):
        raise ValueError("expected a pdf that is finite, non-negative and somewhere positive; got another")
    dx = cell_width(x)
    inside = values.sum() * dx / total
    slack = 1e-9 + np.abs(np.diff(values)).sum() * dx / total / 2  # the midpoint rule's error, by total variation
    if inside > 1 + slack:
        raise ValueError(
            f"expected a pdf that integrates to at most {total:g} on the grid; got {exact(inside * total)}: "
            "normalise it, or give its integral as total="
        )
    return CellMasses(values / values.sum(), outside=max(0.0, 1.0 - inside))


def has_cell_masses(distribution: Any) -> bool:
    """Return whether an object has the methods of a distribution that give its cell masses and a grid for them.

    Parameters
    ----------
    distribution : object
        Any object.

    Returns
    -------
    bool
        Whether it has.
    """
    return all(method_of(distribution, *names) for names in (("cdf",), ("sf", "ccdf"), ("ppf", "icdf")))


def distribution_masses(distribution: Distribution, x: Array) -> CellMasses:
    """Compute the exact masses of a distribution in the cells with the centres x (n,).

    The end cells take what lies outside. An atom on an edge counts to the cell above it. Each tail is computed from its
    own end, without cancellation.

    Parameters
    ----------
    distribution : Distribution
        The distribution.
    x : array, shape (n,)
        The cell centres.

    Returns
    -------
    CellMasses
        The masses, which sum to 1, and the mass outside the grid.

    Raises
    ------
    ValueError
        If cdf or sf are not finite, or are not those of one distribution.
    """
    edges = cell_edges(x)
    edges[:-1] = np.nextafter(edges[:-1], -np.inf)
    survival = method_of(distribution, "sf", "ccdf")
    assert survival is not None  # by has_cell_masses
    below, above = (np.asarray(f(edges), dtype=np.float64) for f in (distribution.cdf, survival))
    if not (np.isfinite(below).all() and np.isfinite(above).all()):
        raise ValueError("expected a distribution whose cdf is finite; got nan: check its parameters")
    p = np.where(below[1:] <= 0.5, np.diff(below), -np.diff(above))
    p[0] += below[0]
    p[-1] += above[-1]
    p = np.maximum(p, 0)
    if not abs(p.sum() - 1) <= 1e-6:
        raise ValueError(f"expected a distribution whose cdf and sf sum to 1; got masses that sum to {exact(p.sum())}")
    return CellMasses(p / p.sum(), outside=float(below[0] + above[-1]))


def histogram_masses(samples: Array, x: Array) -> CellMasses:
    """Compute the shares of samples in the cells.

    Parameters
    ----------
    samples : array, shape (m,)
        The samples. Those outside the grid count to its end cells.
    x : array, shape (n,)
        The cell centres.

    Returns
    -------
    CellMasses
        The shares, which sum to 1, and the share outside the grid.
    """
    edges = cell_edges(x)
    counts = np.histogram(np.clip(samples, x[0], x[-1]), edges)[0]
    outside = np.mean((samples < edges[0]) | (samples > edges[-1]))
    return CellMasses(counts / samples.size, outside=float(outside))


def check_masses(p: Array, tol: float, name: str = "masses") -> None:
    """Check that masses are not negative and sum to 1.

    Parameters
    ----------
    p : array, shape (..., n)
        The masses, with the cells along the last axis.
    tol : float
        By how much a sum may differ from 1.
    name : str
        What they are, for the message.

    Raises
    ------
    ValueError
        If a mass is negative, infinite or nan, or a sum differs more.
    """
    if p.ndim == 0 or p.size == 0:
        raise ValueError(f"expected {name} of shape (..., n); got shape {p.shape}")
    if not p.min() >= 0:  # nan compares false
        raise ValueError(f"expected {name} that are non-negative; got {p.min():g}")
    total = p.sum(axis=-1)
    off = np.abs(total - 1)
    if not off.max() <= tol:
        worst = float(np.ravel(total)[np.argmax(off)])
        raise ValueError(
            f"expected {name} that sum to 1 within {tol:g}; got a sum of {worst:.12g}: "
            "divide by the sum in float64, or let Density.from_pdf normalise"
        )
