"""The law of x = G(z) in one dimension: exact for the piecewise-linear interpolant of G, atoms and folds included."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.validation import as_float64, match_name
from gan_theory.densities.density import Density
from gan_theory.densities.grid import as_even_grid, cell_edges
from gan_theory.densities.noise import NOISES, Normal, Uniform


def push_forward(z, G_z, noise, x) -> Density:
    """The cell masses on the grid x (n,) of G(z), where G is linear between the nodes z (m,) with values G_z (m,).

    Beyond the outermost nodes the outermost pieces go on. noise: "normal", "uniform", `Normal()` or `Uniform()`, whose
    own law is used within each piece. A flat piece is an atom. The end cells take what lies outside the grid. Mass is
    conserved to rounding. For a smooth G the error of a cell's mass is O(h²) in the spacing h of the nodes, also at the
    edges beyond a fold; within h² of the fold's value it is O(h). Raises ValueError for nodes that do not increase or
    values that are not finite. Source: §4.1 (p_g is the law of G(z)).
    """
    z, G_z, x = as_float64(z, "nodes z"), as_float64(G_z, "values of G"), as_even_grid(x)
    if z.ndim != 1 or z.size < 2 or z.shape != G_z.shape:
        raise ValueError(f"expected z and G_z of one shape (m,), m >= 2; got {z.shape} and {G_z.shape}")
    with np.errstate(over="ignore"):
        for name, values in (("nodes z", z), ("values of G", G_z)):
            if not (np.isfinite(values).all() and np.isfinite(np.diff(values)).all()):
                raise ValueError(f"expected finite {name} at finite distances; got {values.min()} to {values.max()}")
    if not (np.diff(z) > 0).all():
        raise ValueError("expected nodes z that increase; got some that do not")
    if not isinstance(noise, Normal | Uniform):
        noise = NOISES[match_name(noise, NOISES, "noise")]
    edges = cell_edges(x)
    edges[-1] = np.nextafter(edges[-1], np.inf)  # an atom on an edge counts to the cell above it, if there is one
    cell, a, b = _split(z, G_z, noise.support, edges)
    masses = np.bincount(cell, weights=noise.mass(a, b), minlength=x.size + 2)
    outside = masses[0] + masses[-1]
    masses[1] += masses[0]
    masses[-2] += masses[-1]
    return Density(x, masses[1:-1], outside=float(outside))


def push_forward_pdf(z, G_z, noise, x) -> np.ndarray:
    """p_g(x) = Σ p_z(z_i)/|G'(z_i)| over the z_i with G(z_i) = x, at any x (k,), for G linear between nodes z (m,).

    No grid comes into it. It is 0 where G between the outermost nodes does not reach, and inf at an atom. noise:
    "normal" or "uniform". Source: §4.1 (p_g is the law of G(z)).
    """
    z, G_z, x = (np.asarray(each, np.float64) for each in (z, G_z, x))
    order = np.argsort(x)
    lo, hi = np.minimum(G_z[:-1], G_z[1:]), np.maximum(G_z[:-1], G_z[1:])
    flat = lo == hi
    first, last = np.searchsorted(x, lo, "left", order), np.searchsorted(x, hi, "left", order)
    last[flat] = np.searchsorted(x, hi[flat], "right", order)
    piece = np.repeat(np.arange(lo.size), last - first)
    place = order[np.arange(piece.size) - np.repeat(np.cumsum(last - first) - last, last - first)]
    run, rise = np.diff(z)[piece], np.diff(G_z)[piece]
    with np.errstate(divide="ignore", invalid="ignore"):
        at = z[piece] + (x[place] - G_z[piece]) / rise * run
        density = np.where(flat[piece], np.inf, NOISES[noise].pdf(at) * run / np.abs(rise))
    return np.bincount(place, weights=density, minlength=x.size)


def _split(z, G_z, support, edges):
    """Cut the pieces of G at the preimages of the edges: for each part its cell in x and its interval (a, b) in z.

    Cell 0 lies below the first edge, cell n + 1 above the last.
    """
    rise, run = np.diff(G_z), np.diff(z)
    a, b = z[:-1].copy(), z[1:].copy()
    a[0], b[-1] = support
    x_a, x_b = G_z[:-1].copy(), G_z[1:].copy()
    x_a[0], x_b[-1] = _along(G_z[0], rise[0], run[0], a[0] - z[0]), _along(G_z[-1], rise[-1], run[-1], b[-1] - z[-1])
    first = np.searchsorted(edges, np.minimum(x_a, x_b), "right")
    last = np.maximum(first, np.searchsorted(edges, np.maximum(x_a, x_b), "left"))
    parts = last - first + 1
    i = np.repeat(np.arange(parts.size), parts)
    cell = np.arange(parts.sum()) - np.repeat(np.cumsum(parts) - parts, parts) + first[i]
    falls = rise[i] < 0
    z_low, z_high = np.where(falls, (b[i], a[i]), (a[i], b[i]))  # where x is lowest and highest in the piece
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        preimage = [z[i] + (edges.take(e, mode="clip") - G_z[i]) / rise[i] * run[i] for e in (cell - 1, cell)]
    z_from = np.where(cell > first[i], np.minimum(preimage[0], b[i]), z_low)
    z_to = np.where(cell < last[i], np.minimum(preimage[1], b[i]), z_high)
    return cell, np.where(falls, z_to, z_from), np.where(falls, z_from, z_to)


def _along(G, rise, run, step):
    """The value of the line through (0, G) with slope rise/run at `step`, which may be infinite."""
    with np.errstate(over="ignore"):
        slope = rise / run
    return G if slope == 0 or step == 0 else G + slope * step
