"""Figures: axes in, artists out. p_data is black and dotted, p_g green and solid, D blue and dashed, as in Figure 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import cycle

import numpy as np
from matplotlib.axes import Axes

from gan_theory.plotting.colours import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE
from gan_theory.plotting.style import D_STAR, P_DATA, P_G, D


def densities(ax: Axes, p_data, p_g) -> list:
    """p_data and p_g over x, as densities; returns the two lines."""
    lines = [ax.plot(p.x, p.pdf, **style)[0] for p, style in ((p_data, P_DATA), (p_g, P_G))]
    ax.set(xlabel="$x$", ylabel="density", ylim=(0, None), xlim=p_data.edges[[0, -1]])
    return lines


def shaded_densities(ax: Axes, p_data, p_g) -> list:
    """p_data and p_g as shaded shapes behind D, to a common scale of their own; returns the two shapes."""
    top = max(p_data.pdf.max(), p_g.pdf.max())
    shapes = [
        ax.fill_between(p.x, p.pdf / top, color=style["color"], alpha=0.35, linewidth=0, label=style["label"])
        for p, style in ((p_data, P_DATA), (p_g, P_G))
    ]
    ax.legend()
    return shapes


def discriminators(ax: Axes, x, curves: Mapping[str, np.ndarray]) -> list:
    """Discriminators D(x) over x, each with its label: D* thin, the others dashed and so on; returns the lines."""
    others = iter((D, dict(color=ORANGE, linestyle="-."), dict(color=PURPLE, linestyle=":"), dict(color=GREY)))
    lines = plot_curves(
        ax, x, curves, [D_STAR if label.startswith(("$D^*$", "$D^{*}$")) else next(others) for label in curves]
    )
    ax.set(xlabel="$x$", ylabel="$D(x)$", ylim=(-0.02, 1.05), yticks=(0, 0.5, 1), xlim=(x[0], x[-1]))
    return lines


def plot_curves(ax: Axes, x, curves: Mapping[str, np.ndarray], styles: Iterable[dict] | None = None) -> list:
    """Curves over x with their labels, told apart by colour and by line style; returns the lines."""
    colours = zip((BLUE, ORANGE, GREEN, PURPLE, BLACK), ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1))))
    styles = cycle(styles or [dict(color=colour, linestyle=style) for colour, style in colours])
    lines = [ax.plot(x, y, **{**style, "label": label})[0] for (label, y), style in zip(curves.items(), styles)]
    ax.legend()
    return lines


def quartile_bands(ax: Axes, steps, curves: Mapping[str, np.ndarray]) -> list:
    """Values (seeds, steps) with their labels: the median over the seeds as a line, the quartiles as a band behind.

    nan, where a run has diverged, is left out. Returns the lines.
    """
    quartiles = {label: np.nanpercentile(values, (25, 50, 75), axis=0) for label, values in curves.items()}
    lines = plot_curves(ax, steps, {label: median for label, (_, median, _) in quartiles.items()})
    for line, (lower, _, upper) in zip(lines, quartiles.values()):
        ax.fill_between(steps, lower, upper, color=line.get_color(), alpha=0.2, linewidth=0)
    return lines
