"""The distribution of x = G(z) on the line, exact for a piecewise-linear G, with its atoms and folds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.validation import as_float64, match_name
from gan_theory.densities.density import Density
from gan_theory.densities.grid import as_even_grid, cell_edges
from gan_theory.densities.noise import NOISES, Noise, Normal, Uniform


def push_forward(z: ArrayLike, G_z: ArrayLike, noise: str | Noise, x: ArrayLike) -> Density:
    """Return the density p_g of G(z), where G is linear between nodes.

    Beyond the outermost nodes G is extrapolated linearly. Within each piece the mass is that of the noise itself. A
    flat piece is an atom. The end cells take what lies outside the grid. Mass is conserved to rounding. For a smooth G
    the error of a cell's mass is O(h²) in the spacing h of the nodes, also at the edges beyond a fold; within h² of
    the fold's value it is O(h).

    Parameters
    ----------
    z : array-like, shape (m,)
        The nodes, increasing; m >= 2.
    G_z : array-like, shape (m,)
        The values of G at the nodes.
    noise : {"normal", "uniform"} or Normal or Uniform
        The distribution of z.
    x : array-like, shape (n,)
        The cell centres of an even grid.

    Returns
    -------
    Density
        The masses of p_g in the cells; its `outside` is the mass of p_g beyond the grid.

    Raises
    ------
    ValueError
        If the nodes do not increase, z and G_z differ in shape, a value is not finite, or the noise is unknown.

    References
    ----------
    Section 4: p_g is the distribution of G(z), z ~ p_z.

    Examples
    --------
    >>> import numpy as np
    >>> from gan_theory import grid
    >>> z = np.linspace(-1, 1, 5)
    >>> push_forward(z, 2 * z, "uniform", grid(-2, 2, 4)).p
    array([0.25, 0.25, 0.25, 0.25])
    >>> push_forward(z, np.abs(z), "uniform", grid(0, 1, 4)).p  # a fold at 0: both branches count
    array([0.25, 0.25, 0.25, 0.25])
    """
    z, G_z, x = as_float64(z, "nodes z"), as_float64(G_z, "values of G"), as_even_grid(x)
    _check_nodes(z, G_z)
    if not isinstance(noise, Normal | Uniform):
        noise = NOISES[match_name(noise, NOISES, "noise")]
    edges = cell_edges(x)
    edges[-1] = np.nextafter(edges[-1], np.inf)  # an atom on an edge counts to the cell above it, if there is one
    cell, a, b = cut_at_edges(z, G_z, noise.support, edges)
    masses = np.bincount(cell, weights=noise.mass(a, b), minlength=x.size + 2)
    outside = masses[0] + masses[-1]
    masses[1] += masses[0]
    masses[-2] += masses[-1]
    return Density(x, masses[1:-1], outside=float(outside))


def _check_nodes(z: Array, G_z: Array) -> None:
    if z.ndim != 1 or z.size < 2 or z.shape != G_z.shape:
        raise ValueError(f"expected z and G_z of one shape (m,), m >= 2; got {z.shape} and {G_z.shape}")
    with np.errstate(over="ignore"):
        for name, values in (("nodes z", z), ("values of G", G_z)):
            if not (np.isfinite(values).all() and np.isfinite(np.diff(values)).all()):
                raise ValueError(f"expected finite {name} at finite distances; got {values.min()} to {values.max()}")
    if not (np.diff(z) > 0).all():
        raise ValueError("expected nodes z that increase; got some that do not")


def push_forward_pdf(z: ArrayLike, G_z: ArrayLike, noise: str, x: ArrayLike) -> Array:
    """Evaluate p_g(x) = Σ p_z(z_i)/|G'(z_i)| over the z_i with G(z_i) = x, without a grid.

    Parameters
    ----------
    z : array-like, shape (m,)
        The nodes between which G is linear, increasing.
    G_z : array-like, shape (m,)
        The values of G at the nodes.
    noise : {"normal", "uniform"}
        The distribution of z.
    x : array-like, shape (k,)
        Where to evaluate the density, in any order.

    Returns
    -------
    array, shape (k,)
        The density: 0 beyond the values of G between the outermost nodes, and inf at an atom.

    References
    ----------
    Section 4: p_g is the distribution of G(z), z ~ p_z.
    """
    z, G_z, x = (np.asarray(each, np.float64) for each in (z, G_z, x))
    order = np.argsort(x)
    lo, hi = np.minimum(G_z[:-1], G_z[1:]), np.maximum(G_z[:-1], G_z[1:])
    flat = lo == hi
    first, last = np.searchsorted(x, lo, "left", order), np.searchsorted(x, hi, "left", order)
    last[flat] = np.searchsorted(x, hi[flat], "right", order)
    piece = np.repeat(np.arange(lo.size), last - first)  # one entry for each piece of G and each x in its range
    i = order[np.arange(piece.size) - np.repeat(np.cumsum(last - first) - last, last - first)]
    run, rise = np.diff(z)[piece], np.diff(G_z)[piece]
    with np.errstate(divide="ignore", invalid="ignore"):
        preimage = z[piece] + (x[i] - G_z[piece]) / rise * run
        density = np.where(flat[piece], np.inf, NOISES[noise].pdf(preimage) * run / np.abs(rise))
    return np.bincount(i, weights=density, minlength=x.size)


class Parts(NamedTuple):
    """Intervals of z on each of which G stays within one cell of x.

    Parameters
    ----------
    cell : array of int, shape (k,)
        The cell of x: 0 lies below the first edge, n + 1 above the last.
    a, b : array, shape (k,)
        The ends of the interval, a <= b.
    """

    cell: Array
    a: Array
    b: Array


def cut_at_edges(z: Array, G_z: Array, support: tuple[float, float], edges: Array) -> Parts:
    """Cut the pieces of G at the preimages of the edges of cells.

    Parameters
    ----------
    z, G_z : array, shape (m,)
        The nodes and the values of G there.
    support : tuple of float
        The ends of the noise, to which G is extrapolated linearly.
    edges : array, shape (n + 1,)
        The ends of the cells, increasing.

    Returns
    -------
    Parts
        The parts, in the order of the pieces; within a piece in the order of the cells.
    """
    rise, run = np.diff(G_z), np.diff(z)
    a, b = z[:-1].copy(), z[1:].copy()
    a[0], b[-1] = support
    x_a, x_b = G_z[:-1].copy(), G_z[1:].copy()
    x_a[0] = _extrapolate(G_z[0], rise[0], run[0], a[0] - z[0])
    x_b[-1] = _extrapolate(G_z[-1], rise[-1], run[-1], b[-1] - z[-1])
    first = np.searchsorted(edges, np.minimum(x_a, x_b), "right")
    last = np.maximum(first, np.searchsorted(edges, np.maximum(x_a, x_b), "left"))
    parts = last - first + 1
    i = np.repeat(np.arange(parts.size), parts)
    cell = np.arange(parts.sum()) - np.repeat(np.cumsum(parts) - parts, parts) + first[i]
    falls = rise[i] < 0
    z_from, z_to = np.where(falls, (b[i], a[i]), (a[i], b[i]))  # where x is lowest and highest in the piece
    cut = np.flatnonzero(cell < last[i])  # the parts that end at an edge, where the next part begins
    piece = i[cut]
    with np.errstate(over="ignore", invalid="ignore"):
        preimage = z[piece] + (edges[cell[cut]] - G_z[piece]) / rise[piece] * run[piece]
    z_to[cut] = z_from[cut + 1] = np.minimum(preimage, b[piece])
    return Parts(cell, np.where(falls, z_to, z_from), np.where(falls, z_from, z_to))


def _extrapolate(G: float, rise: float, run: float, step: float) -> float:
    """Evaluate the line through (0, G) with slope rise/run at `step`, which may be infinite."""
    with np.errstate(over="ignore"):
        slope = rise / run
    return G if slope == 0 or step == 0 else G + slope * step
