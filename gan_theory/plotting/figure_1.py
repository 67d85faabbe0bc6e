"""The paper's Figure 1: p_data, p_g, D and D* over x, and arrows z → x = G(z); for one frame, or four as panels."""

from __future__ import annotations

import os
from collections.abc import Mapping

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.number_text import with_minus
from gan_theory.plotting import figure_1_geometry as geometry
from gan_theory.plotting.figure_files import common_legend, figure
from gan_theory.plotting.style import BLACK, BLUE, D_STAR, GREEN, GREY, ORANGE, P_DATA, P_G, D
from gan_theory.training.frame import Frame

LINEWIDTH, LINEWIDTH_MOVED = 3, 5
LONGEST_LABEL = 1e4  # in lengths of the x axis: where x is larger, the labels of ticks are distances from an offset


class Figure1:
    """The paper's Figure 1 of one frame, on axes, and `update`, which changes it to that of another frame.

    D and D* belong to the axis on the right; D* is drawn where p_data or p_g is at least 1% of the largest p_data. The
    arrows start at evenly spaced quantiles of the noise, so that their heads are dense where p_g is large. The curve of
    a player who alone has moved is thicker.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    frame : Frame
        The frame to start with.
    unit : str
        The unit of x; empty if it has none.
    panel : bool
        Whether this is one panel of several: then the curves are larger, without room for a legend above them.

    Attributes
    ----------
    D_axes : Axes
        The axes of D and D*, with their axis on the right.
    artists : list of Artist
        What `update` changes, from back to front.
    legend_handles : list of Artist
        The handles of the legend, for another legend in its place.

    References
    ----------
    Figure 1.
    """

    def __init__(self, ax: Axes, frame: Frame, unit: str = "", panel: bool = False) -> None:
        self._frame = frame
        self._x_limits = geometry.x_limits(frame)
        self._height = geometry.density_limit(frame, geometry.ROOM_OF_PANEL if panel else geometry.ROOM)
        self.D_axes = right = ax.twinx()
        self._p_g = ax.plot(frame.x, frame.p_g.pdf, **P_G)[0]
        p_data = ax.plot(frame.x, frame.p_data.pdf, **P_DATA)[0]
        self._D = right.plot(frame.x, frame.D, **D)[0]
        self._D_star = right.plot(frame.x, geometry.drawn_D_star(frame), **D_STAR)[0]
        self._format_left(ax, f"$x$ [{unit}]" if unit else "$x$")
        self._format_right(right, geometry.D_TOP_OF_PANEL if panel else geometry.D_TOP)
        self._z = geometry.arrow_starts(frame)
        self._draw_z_axis(ax)
        self._shafts = LineCollection([], color=GREY, linewidth=1.2)
        ax.add_collection(self._shafts)
        self._heads = ax.plot([], [], linestyle="", marker="^", color=GREEN, markersize=8)[0]
        self.artists: list[Artist] = [self._shafts, self._heads, self._p_g, p_data, self._D_star, self._D]
        self.update(frame)
        lines = [p_data, self._p_g, self._D, self._D_star]
        legend = ax.legend(handles=lines, loc="upper center", ncols=4, borderaxespad=0)
        self.legend_handles = legend.legend_handles

    def update(self, frame: Frame) -> None:
        """Change the artists to those of a frame; they are not drawn.

        Parameters
        ----------
        frame : Frame
            A frame of the same run.

        Raises
        ------
        ValueError
            For a frame with another p_data, grid or noise.
        """
        geometry.check_same_run(self._frame, frame)
        self._p_g.set_ydata(np.minimum(frame.p_g.pdf, 2 * self._height))
        self._D.set_ydata(frame.D)
        self._D_star.set_ydata(geometry.drawn_D_star(frame))
        for line, player in ((self._p_g, "G"), (self._D, "D")):
            line.set_linewidth(LINEWIDTH_MOVED if frame.moved == player else LINEWIDTH)
        self._update_arrows(geometry.arrow_ends(self._z, frame))

    def _update_arrows(self, x: Array) -> None:
        """Let the arrows end at x; those that would end outside the axis are left out."""
        inside = (x >= self._x_limits[0]) & (x <= self._x_limits[1])
        head_y = np.full(inside.sum(), (geometry.X_AXIS - 0.03) * self._height)
        start_y = np.full(inside.sum(), geometry.Z_AXIS * self._height)
        heads = np.column_stack([x[inside], head_y])
        starts = np.column_stack([self._x_below(self._z)[inside], start_y])
        self._shafts.set_segments(list(np.stack([starts, heads], axis=1)))
        self._heads.set_data(*heads.T)

    def _x_below(self, z: ArrayLike) -> Array:
        """Return the x that is right above z, whose axis is as long as that of x."""
        limit = geometry.z_limit(self._z)
        return np.interp(np.asarray(z), (-limit, limit), self._x_limits)

    def _format_left(self, ax: Axes, x_label: str) -> None:
        """Densities from 0 up; the x axis is below 0, with room for the z axis below it."""
        limits, height = self._x_limits, self._height
        ax.set(xlim=limits, ylim=(geometry.BOTTOM * height, height))
        ax.set_yticks([tick for tick in ax.get_yticks() if 0 <= tick < height])
        ax.set_xticks([tick for tick in ax.get_xticks() if limits[0] <= tick <= limits[1]])
        ax.set_ylabel("density", y=0.7)
        ax.spines["left"].set_bounds(0, height)
        ax.spines["bottom"].set_position(("data", geometry.X_AXIS * height))
        ax.tick_params(axis="x", pad=-3.5)
        for label in ax.get_xticklabels():  # halfway between 0 and the x axis
            label.set(y=-geometry.X_AXIS * height / 2, va="center")
        far_from_0 = np.abs(limits).max() > LONGEST_LABEL * np.ptp(limits)
        ax.ticklabel_format(axis="x", useOffset=bool(far_from_0), scilimits=(-4, 7))
        self._label_left_end(ax, x_label, geometry.X_AXIS)

    def _format_right(self, right: Axes, top: float) -> None:
        """D from 0 up to top, in blue."""
        right.set(ylim=(geometry.BOTTOM * top, top), yticks=(0, 0.5, 1), yticklabels=("0", "½", "1"))
        right.set_ylabel("$D(x)$", color=BLUE, y=0.65)
        right.tick_params(axis="y", colors=BLUE)
        right.axhline(0.5, color=BLUE, linewidth=1, linestyle=(0, (2, 4)))
        for side in ("top", "left", "right", "bottom"):
            right.spines[side].set_visible(False)

    def _draw_z_axis(self, ax: Axes) -> None:
        y = geometry.Z_AXIS * self._height
        limit = int(geometry.z_limit(self._z))
        ax.plot(self._x_limits, (y, y), color=BLACK, linewidth=1.5)
        self._label_left_end(ax, "$z$", geometry.Z_AXIS)
        for tick in range(-limit, limit + 1):
            label, x = with_minus(str(tick)), float(self._x_below(tick))
            ax.annotate(label, (x, y), (0, -4), textcoords="offset points", ha="center", va="top")

    def _label_left_end(self, ax: Axes, label: str, relative_height: float) -> None:
        left_end = self._x_limits[0], relative_height * self._height
        ax.annotate(label, left_end, (-10, 0), textcoords="offset points", ha="right", va="center")


def figure_1(ax: Axes, frame: Frame, unit: str = "") -> Figure1:
    """Draw the paper's Figure 1 of one frame: p_data, p_g, D and D* over x, and below them arrows z → x = G(z).

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    frame : Frame
        The frame.
    unit : str
        The unit of x; empty if it has none.

    Returns
    -------
    Figure1
        What was drawn, with `update` for further frames of the run.

    References
    ----------
    Figure 1.
    """
    return Figure1(ax, frame, unit)


def figure_1_panels(path: str | os.PathLike[str], stages: Mapping[str, Frame], captions: Mapping[str, str]) -> None:
    """Draw the four panels of Figure 1 in a file; (c) also shows the p_g of (b). Panels in a row share their axes.

    Parameters
    ----------
    path : path
        The file, as for `figure`.
    stages : mapping of str to Frame
        The frames "a" to "d", such as from `figure_1_stages`.
    captions : mapping of str to str
        The captions of "a" to "d".

    References
    ----------
    Figure 1.
    """
    with figure(path, 2, 2) as axes:
        for ax, (letter, frame) in zip(axes.flat, stages.items()):
            drawing = Figure1(ax, frame, panel=True)
            inner = ax if letter in "bd" else drawing.D_axes
            inner.set(yticks=(), ylabel="")
            inner.spines["left"].set_visible(False)
            ax.set_title(f"({letter}) {captions[letter]}")
            if letter == "c":
                p_g = stages["b"].p_g
                ax.plot(p_g.x, p_g.pdf, color=ORANGE, linestyle="-.", linewidth=2, label="$p_g$ in (b)")
        common_legend(axes)
