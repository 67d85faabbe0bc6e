"""The training monitor: V and the gaps of D and G over the steps; and Figure 1 above it, as animations have it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gan_theory._utils.arrays import Array
from gan_theory._utils.number_text import with_minus
from gan_theory.plotting.figure_1 import figure_1
from gan_theory.plotting.figure_1_geometry import SMALLEST_GAP
from gan_theory.plotting.style import BLACK, BLUE, GREEN, LOG_4, NARROW_LEGEND, P_G, D
from gan_theory.training.frame import Frame

TITLE_COLOURS = {"D": BLUE, "G": GREEN, "": BLACK}


class TrainingMonitor:
    """V, C and −log 4 over the steps on one axis; on the other, logarithmic, D's gap, C − V, and G's gap, 2·JSD.

    Where players have moved alone, their moves are counted instead of the steps. Where the frames known so far are
    closer together early, as those of `frame_spacing="early"`, so are the steps on the axis.

    Parameters
    ----------
    ax_V, ax_gaps : Axes
        The axes to draw on.
    frames : sequence of Frame
        The frames known so far, at least one.
    last_step : int, optional
        The last step of the run, if it is known.

    Attributes
    ----------
    artists : list of Artist
        What `update` changes: the lines of V, C, D's gap and G's gap.
    """

    def __init__(self, ax_V: Axes, ax_gaps: Axes, frames: Sequence[Frame], last_step: int | None = None) -> None:
        self._ax_V, self._ax_gaps = ax_V, ax_gaps
        self._values = {frame: _values(frame) for frame in frames}
        ax_V.axhline(-LOG_4, color=BLACK, linewidth=1.5, linestyle=":", label="−log 4")
        self._lines = [
            ax_V.plot([], [], **D | {"label": "$V$"})[0],
            ax_V.plot([], [], **P_G | {"label": "$C$"})[0],
            ax_gaps.plot([], [], **D | {"label": "$D$'s gap, $C - V$"})[0],
            ax_gaps.plot([], [], **P_G | {"label": "$G$'s gap, 2·JSD"})[0],
        ]
        self.artists: list[Artist] = [*self._lines]
        ax_gaps.set(yscale="log")
        for ax in (ax_V, ax_gaps):
            ax.set(ylabel="nats", xlim=(0, last_step or 1e-9))
            ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=3, **NARROW_LEGEND)
        self.update(frames[-1])
        if _closer_together_early(frames):
            self._widen_early_steps(frames[-1].step)

    def update(self, frame: Frame) -> None:
        """Show the run up to a frame; nothing is drawn.

        Parameters
        ----------
        frame : Frame
            The frame, which is appended to the known ones if it is new.
        """
        self._values.setdefault(frame, _values(frame))
        steps, *values = np.array(list(self._values.values())).T
        moved_alone = any(known.moved for known in self._values)
        x = np.arange(len(self._values)) if moved_alone else steps
        shown = list(self._values).index(frame) + 1
        for line, value in zip(self._lines, values):
            line.set_data(x[:shown], value[:shown])
        self._extend_x(x[-1])
        self._set_y_limits(*values)
        for ax in (self._ax_V, self._ax_gaps):
            ax.set_xlabel("moves of $D$ and $G$" if moved_alone else "step of $G$")

    def _widen_early_steps(self, last_step: int) -> None:
        """Let the frames be evenly spaced on the axis: by cube roots of the steps."""
        for ax in (self._ax_V, self._ax_gaps):
            ax.set_xscale("function", functions=(np.cbrt, _cube))
            ax.set_xticks([share * last_step for share in (0, 0.01, 0.1, 0.4, 1)])

    def _extend_x(self, last: float) -> None:
        """Let the axes contain the last x; they grow by half where they grow, so that this is seldom needed."""
        for ax in (self._ax_V, self._ax_gaps):
            right = ax.get_xlim()[1]
            if right < 1:
                ax.set_xlim(0, max(1, last))
            elif last > right:
                ax.set_xlim(0, max(1, 1.5 * last))

    def _set_y_limits(self, V: Array, C: Array, D_gap: Array, G_gap: Array) -> None:
        """Let the axes contain the values; rounded, so that further values seldom change them."""
        lowest = max(-3.0, min(-1.6, np.floor(10 * V.min() - 0.5) / 10))
        self._ax_V.set_ylim(lowest, max(-1.0, np.ceil(10 * C.max() + 0.5) / 10))
        decade = np.floor(np.log10(min(D_gap.min(), G_gap.min(), 0.01)))
        self._ax_gaps.set_ylim(10**decade, max(2.0, np.ceil(max(D_gap.max(), G_gap.max()))))


def _closer_together_early(frames: Sequence[Frame]) -> bool:
    """Whether half of the frames come in the first quarter of the steps, and no player has moved alone."""
    return not any(frame.moved for frame in frames) and frames[len(frames) // 2].step < frames[-1].step / 4


def _cube(x: Array) -> Array:
    return x**3


def _values(frame: Frame) -> tuple[float, ...]:
    """Return the step, V, C, D's gap and G's gap."""
    return frame.step, frame.V, frame.C, max(frame.D_gap, SMALLEST_GAP), max(frame.G_gap, SMALLEST_GAP)


def training_monitor(
    ax_V: Axes, ax_gaps: Axes, frames: Sequence[Frame], last_step: int | None = None
) -> TrainingMonitor:
    """Draw V, C and −log 4 over the steps on one axis; on the other, logarithmic, D's gap, C − V, and G's gap, 2·JSD.

    D's gap is how far D is from optimal, whatever G does; G's gap is how far p_g is from p_data, however good D is.
    Together they say which of the players is behind.

    Parameters
    ----------
    ax_V, ax_gaps : Axes
        The axes to draw on.
    frames : sequence of Frame
        The frames known so far, at least one.
    last_step : int, optional
        The last step of the run, if it is known.

    Returns
    -------
    TrainingMonitor
        What was drawn. `update(frame)` shows the run up to a frame.
    """
    return TrainingMonitor(ax_V, ax_gaps, frames, last_step)


class TrainingFigure:
    """Figure 1 above the training monitor, with a title, on an empty figure.

    Parameters
    ----------
    fig : Figure
        An empty figure with a layout engine.
    frames : sequence of Frame
        The frames known so far, at least one. Figure 1 shows the first, the monitor all.
    last_step : int, optional
        The last step of the run, if it is known.
    unit : str
        The unit of x; empty if it has none.

    Attributes
    ----------
    artists : list of Artist
        What `update` changes, from back to front.
    """

    def __init__(self, fig: Figure, frames: Sequence[Frame], last_step: int | None = None, unit: str = "") -> None:
        upper, left, right = fig.subplot_mosaic("AA;BC", height_ratios=(3, 1)).values()
        self._figure_1 = figure_1(upper, frames[0], unit)
        self._monitor = training_monitor(left, right, frames, last_step)
        upper.legend(  # above the axes, where p_g does not cross it
            handles=self._figure_1.legend_handles, loc="lower right", bbox_to_anchor=(1, 1), ncols=4, **NARROW_LEGEND
        )
        self._title = upper.set_title(title_text(frames[-1]), family="monospace", loc="left", fontsize=16)
        self.artists: list[Artist] = [*self._figure_1.artists, *self._monitor.artists, self._title]
        layout = fig.get_layout_engine()
        if layout is not None:
            layout.execute(fig)
        fig.set_layout_engine("none")

    def update(self, frame: Frame) -> None:
        """Change the artists to those of a frame; they are not drawn.

        Parameters
        ----------
        frame : Frame
            A frame of the same run.
        """
        self._figure_1.update(frame)
        self._monitor.update(frame)
        self._title.set(text=title_text(frame), color=TITLE_COLOURS[frame.moved])

    def set_animated(self, animated: bool) -> None:
        """Say whether the artists are left out when the figure is drawn, so that they can be drawn alone."""
        for artist in self.artists:
            artist.set_animated(animated)

    def draw_artists(self) -> None:
        """Draw the artists, and nothing else, on the canvas as it is."""
        for artist in self.artists:
            if artist.axes is not None:
                artist.axes.draw_artist(artist)


def title_text(frame: Frame) -> str:
    """Return the title of a frame.

    Parameters
    ----------
    frame : Frame
        The frame.

    Returns
    -------
    str
        Its step, who moved, V and the JSD.
    """
    moved = f"   {frame.moved} moved" if frame.moved else ""
    return with_minus(f"step {frame.step:5d}{moved}   V = {frame.V:.3f}   JSD = {frame.jsd:.4f}")
