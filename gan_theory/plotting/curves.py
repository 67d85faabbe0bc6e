"""Curves over x: densities, discriminators, and values with their quartiles over seeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import cycle
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.densities.density import Density
from gan_theory.plotting.style import BLACK, BLUE, GREEN, GREY, ORANGE, P_DATA, P_G, PURPLE, D

CURVE_STYLES: tuple[dict[str, Any], ...] = (
    dict(color=BLUE, linestyle="-"),
    dict(color=ORANGE, linestyle="--"),
    dict(color=GREEN, linestyle="-."),
    dict(color=PURPLE, linestyle=":"),
    dict(color=BLACK, linestyle=(0, (5, 1, 1, 1, 1, 1))),
)
DISCRIMINATOR_STYLES: tuple[dict[str, Any], ...] = (
    D,
    dict(color=ORANGE, linestyle="-."),
    dict(color=PURPLE, linestyle=":"),
    dict(color=GREY),
)


def densities(ax: Axes, p_data: Density, p_g: Density) -> list[Line2D]:
    """Draw p_data and p_g over x, as densities.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    p_data, p_g : Density
        The densities.

    Returns
    -------
    list of Line2D
        The lines of p_data and p_g.
    """
    lines = [ax.plot(p.x, p.pdf, **style)[0] for p, style in ((p_data, P_DATA), (p_g, P_G))]
    ax.set(xlabel="$x$", ylabel="density", ylim=(0, None), xlim=p_data.edges[[0, -1]])
    return lines


def shaded_densities(ax: Axes, p_data: Density, p_g: Density) -> list[Artist]:
    """Draw p_data and p_g as shaded areas behind a D, scaled so that the greater maximum is 1.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    p_data, p_g : Density
        The densities.

    Returns
    -------
    list of Artist
        The areas of p_data and p_g.
    """
    maximum = max(p_data.pdf.max(), p_g.pdf.max())
    areas: list[Artist] = [
        ax.fill_between(p.x, p.pdf / maximum, color=style["color"], alpha=0.35, linewidth=0, label=style["label"])
        for p, style in ((p_data, P_DATA), (p_g, P_G))
    ]
    ax.legend()
    return areas


def discriminators(
    ax: Axes, x: Array, curves: Mapping[str, ArrayLike], styles: Mapping[str, dict[str, Any]] | None = None
) -> list[Line2D]:
    """Draw discriminators D(x) over x.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    x : (n,) ndarray
        The cell centres.
    curves : mapping of str to (n,) array_like
        The label of each D, and its values.
    styles : mapping of str to dict, optional
        The styles of some of the labels, such as ``{"$D^{*}$": D_STAR}``. The others have styles in the order of
        `DISCRIMINATOR_STYLES`, the first of which is that of D in Figure 1.

    Returns
    -------
    list of Line2D
        A line for each D.
    """
    given, remaining = styles or {}, iter(DISCRIMINATOR_STYLES)
    lines = plot_curves(ax, x, curves, [given[label] if label in given else next(remaining) for label in curves])
    ax.set(xlabel="$x$", ylabel="$D(x)$", ylim=(-0.02, 1.05), yticks=(0, 0.5, 1), xlim=(x[0], x[-1]))
    return lines


def plot_curves(
    ax: Axes, x: ArrayLike, curves: Mapping[str, ArrayLike], styles: Iterable[dict[str, Any]] = CURVE_STYLES
) -> list[Line2D]:
    """Draw curves over x with a legend, each with another colour and line style.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    x : (n,) array_like
        The arguments.
    curves : mapping of str to (n,) array_like
        The label of each curve, and its values.
    styles : iterable of dict
        The styles of the curves, in order; after the last the first is used again.

    Returns
    -------
    list of Line2D
        A line for each curve.
    """
    styled = zip(curves.items(), cycle(styles))
    lines = [ax.plot(x, y, **{**style, "label": label})[0] for (label, y), style in styled]
    ax.legend()
    return lines


def quartile_bands(
    ax: Axes, steps: ArrayLike, curves: Mapping[str, ArrayLike], styles: Iterable[dict[str, Any]] = CURVE_STYLES
) -> list[Line2D]:
    """Draw the median over seeds as a line, and the quartiles as a band behind it.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    steps : (n,) array_like
        The arguments, such as steps of training.
    curves : mapping of str to (seeds, n) array_like
        The label of each group of runs, and its values; nan, where a run has diverged, is left out.
    styles : iterable of dict
        The styles of the lines, in order, as for `plot_curves`.

    Returns
    -------
    list of Line2D
        The line of the medians for each group.
    """
    quartiles = {label: np.nanpercentile(np.asarray(values), (25, 50, 75), axis=0) for label, values in curves.items()}
    lines = plot_curves(ax, steps, {label: median for label, (_, median, _) in quartiles.items()}, styles)
    for line, (lower, _, upper) in zip(lines, quartiles.values()):
        ax.fill_between(steps, lower, upper, color=line.get_color(), alpha=0.2, linewidth=0)
    return lines


def seed_curves(ax: Axes, steps: ArrayLike, curves: Mapping[str, ArrayLike]) -> list[Line2D]:
    """Draw a thin line for each seed, in one style for each group of runs, where a median would hide single seeds.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    steps : (n,) array_like
        The arguments, such as steps of training.
    curves : mapping of str to (seeds, n) array_like
        The label of each group of runs, and its values; a line ends where they are nan, because a run has diverged.

    Returns
    -------
    list of Line2D
        The lines, group by group; the first of each group has the label.
    """
    lines = []
    for (label, values), style in zip(curves.items(), cycle(CURVE_STYLES)):
        of_group = ax.plot(steps, np.transpose(values), **{**style, "linewidth": 1.8})
        of_group[0].set_label(label)
        lines += of_group
    ax.legend()
    return lines
