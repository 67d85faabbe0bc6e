"""Figures: axes in, artists out. p_data is black and dotted, p_g green and solid, D blue and dashed, as in Figure 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from gan_theory.plotting import figure_1_geometry
from gan_theory.plotting.colours import BLACK, BLUE, GREEN, GREY, ORANGE
from gan_theory.plotting.style import D_STAR, P_DATA, P_G, D, common_legend, figure
from gan_theory.training.frame import Frame


@dataclass
class Scene:
    """Artists that move: `update(frame)` moves them, and does not draw."""

    moving: list
    update: Callable[[Frame], None]


def figure_1(ax: Axes, frame: Frame, unit: str = "") -> Scene:
    """The paper's Figure 1 at one moment: p_data, p_g, D and D* over x, and below them the arrows z → x = G(z).

    D and D* are read off the right-hand axis. The arrows start at even quantiles of the noise, so that their heads
    crowd where p_g is large. The curve of a player who alone has moved is thicker. unit: of x, if it has one. Returns
    the artists that move. Source: Figure 1.
    """
    limits, height = figure_1_geometry.x_limits(frame), figure_1_geometry.density_limit(frame)
    right = ax.twinx()
    p_g_line = ax.plot(frame.x, frame.p_g.pdf, **P_G)[0]
    p_data_line = ax.plot(frame.x, frame.p_data.pdf, **P_DATA)[0]
    D_line = right.plot(frame.x, frame.D, **D)[0]
    D_star_line = right.plot(frame.x, frame.D_star, **D_STAR)[0]
    _scales(ax, right, limits, height, f"$x$ [{unit}]" if unit else "$x$")
    z, place = _z_axis(ax, frame, limits, height)
    shafts = ax.add_collection(LineCollection([], color=GREY, linewidth=1.2))
    heads = ax.plot([], [], linestyle="", marker="^", color=GREEN, markersize=8)[0]

    def update(frame: Frame) -> None:
        p_g_line.set_ydata(np.minimum(frame.p_g.pdf, 2 * height))
        D_line.set_ydata(frame.D)
        D_star_line.set_ydata(frame.D_star)
        for line, player in ((p_g_line, "G"), (D_line, "D")):
            line.set_linewidth(5 if frame.moved == player else 3)
        x = figure_1_geometry.arrow_ends(z, frame)
        seen = (x >= limits[0]) & (x <= limits[1])
        tips = np.column_stack([x[seen], np.full(seen.sum(), (figure_1_geometry.X_AXIS - 0.03) * height)])
        tails = np.column_stack([place[seen], np.full(seen.sum(), figure_1_geometry.Z_AXIS * height)])
        shafts.set_segments(np.stack([tails, tips], axis=1))
        heads.set_data(*tips.T)

    update(frame)
    lines = [p_data_line, p_g_line, D_line, D_star_line]
    ax.legend(handles=lines, loc="upper center", ncols=4, borderaxespad=0)
    return Scene([shafts, heads, p_g_line, p_data_line, D_star_line, D_line], update)


def _scales(ax, right, limits, height, name):
    """Densities on the left and D on the right from 0 up; the x axis hangs below, and leaves room for the z axis."""
    ax.set(xlim=limits, ylim=(figure_1_geometry.BOTTOM * height, height))
    ax.set_yticks([tick for tick in ax.get_yticks() if 0 <= tick < height])
    ax.set_xticks([tick for tick in ax.get_xticks() if limits[0] <= tick <= limits[1]])
    ax.set_ylabel("density", y=0.7)
    ax.spines["left"].set_bounds(0, height)
    ax.spines["bottom"].set_position(("data", figure_1_geometry.X_AXIS * height))
    ax.tick_params(axis="x", pad=-3.5)
    for label in ax.get_xticklabels():  # halfway between the two axes
        label.set(y=-figure_1_geometry.X_AXIS * height / 2, va="center")
    ax.ticklabel_format(axis="x", useOffset=False, scilimits=(-4, 7))
    ax.annotate(
        name,
        (limits[0], figure_1_geometry.X_AXIS * height),
        (-10, 0),
        textcoords="offset points",
        ha="right",
        va="center",
    )
    right.set(
        ylim=(figure_1_geometry.BOTTOM * figure_1_geometry.D_TOP, figure_1_geometry.D_TOP),
        yticks=(0, 0.5, 1),
        yticklabels=("0", "½", "1"),
    )
    right.set_ylabel("$D(x)$", color=BLUE, y=0.65)
    right.tick_params(axis="y", colors=BLUE)
    right.axhline(0.5, color=BLUE, linewidth=1, linestyle=(0, (2, 4)))
    for side in ("top", "left", "right", "bottom"):
        right.spines[side].set_visible(False)


def _z_axis(ax, frame, limits, height):
    """Draw the z axis across the limits of x; returns the z that arrows start from (m,), and their places on x."""
    z = figure_1_geometry.arrow_starts(frame)
    span = figure_1_geometry.z_limit(z)
    place = lambda z: np.interp(z, (-span, span), limits)  # noqa: E731
    ax.plot(limits, (figure_1_geometry.Z_AXIS * height, figure_1_geometry.Z_AXIS * height), color=BLACK, linewidth=1.5)
    ax.annotate(
        "$z$",
        (limits[0], figure_1_geometry.Z_AXIS * height),
        (-10, 0),
        textcoords="offset points",
        ha="right",
        va="center",
    )
    for tick in range(int(-span), int(span) + 1):
        label = str(tick).replace("-", "−")
        ax.annotate(
            label,
            (place(tick), figure_1_geometry.Z_AXIS * height),
            (0, -4),
            textcoords="offset points",
            ha="center",
            va="top",
        )
    return z, place(z)


def figure_1_panels(path, moments: Mapping[str, Frame], captions: Mapping[str, str]) -> None:
    """The four panels of Figure 1 in the file `path`: a Frame and a caption each; (c) shows the p_g of (b) too."""
    with figure(path, 2, 2) as axes:
        for ax, (letter, frame) in zip(axes.flat, moments.items()):
            figure_1(ax, frame)
            ax.set_title(f"({letter}) {captions[letter]}")
            if letter == "c":
                before = moments["b"].p_g
                ax.plot(before.x, before.pdf, color=ORANGE, linestyle="-.", linewidth=2, label="$p_g$ in (b)")
        common_legend(axes)
