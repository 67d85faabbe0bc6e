"""Figures: axes in, artists out. p_data is black and dotted, p_g green and solid, D blue and dashed, as in Figure 1."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from gan_theory.plotting import figure_1_geometry
from gan_theory.plotting.colours import BLACK
from gan_theory.plotting.figure_1 import Scene
from gan_theory.plotting.style import LOG_4, NARROW, P_G, D
from gan_theory.training.frame import Frame


def training_monitor(ax_V: Axes, ax_gaps: Axes, frames: Sequence[Frame], end: int | None = None) -> Scene:
    """Which player is to blame, over the steps: V, C and −log 4 on one axis; on the other, logarithmic, the two gaps.

    They are 2·JSD − log 4 − V (D is not optimal) and 2·JSD (G is not there). `update(frame)` draws them up to a frame;
    one that is not among the frames is put at their end, and the scales grow. end: the last step, if it is known.
    Where players have moved alone, their moves are counted in place of the steps.
    """
    rows = {frame: _measures(frame) for frame in frames}
    ax_V.axhline(-LOG_4, color=BLACK, linewidth=1.5, linestyle=":", label="−log 4")
    lines = [ax_V.plot([], [], **style)[0] for style in (D | {"label": "$V$"}, P_G | {"label": "$C$"})]
    labels = ("$D$ is not optimal", "$G$ is not there")
    lines += [ax_gaps.plot([], [], **style | {"label": label})[0] for style, label in zip((D, P_G), labels)]
    ax_gaps.set(yscale="log")
    for ax in (ax_V, ax_gaps):
        ax.set(ylabel="nats", xlim=(0, end or 1e-9))
        ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=3, **NARROW)

    def update(frame: Frame) -> None:
        rows.setdefault(frame, _measures(frame))
        steps, *values = np.array(list(rows.values())).T
        alone = any(frame.moved for frame in rows)
        moves, upto = np.arange(len(rows)) if alone else steps, list(rows).index(frame) + 1
        for line, value in zip(lines, values):
            line.set_data(moves[:upto], value[:upto])
        _scale(ax_V, ax_gaps, moves[-1], *values)
        for ax in (ax_V, ax_gaps):
            ax.set_xlabel("moves of $D$ and $G$" if alone else "step of $G$")

    update(frames[-1])
    return Scene(lines, update)


def _measures(frame):
    return (
        frame.step,
        frame.V,
        frame.C,
        max(frame.D_gap, figure_1_geometry.LEAST),
        max(frame.G_gap, figure_1_geometry.LEAST),
    )


def _scale(ax_V, ax_gaps, last, V, C, D_gap, G_gap):
    """Limits that hold the values, and that seldom change while these grow in number."""
    for ax in (ax_V, ax_gaps):
        right = ax.get_xlim()[1]
        if last > right or right < 1:
            ax.set_xlim(0, max(1, last if right < 1 else 1.5 * last))
    lowest = max(-3.0, min(-1.6, np.floor(10 * V.min() - 0.5) / 10))
    ax_V.set_ylim(lowest, max(-1.0, np.ceil(10 * C.max() + 0.5) / 10))
    decade = np.floor(np.log10(min(D_gap.min(), G_gap.min(), 0.01)))
    ax_gaps.set_ylim(10**decade, max(2.0, np.ceil(max(D_gap.max(), G_gap.max()))))
