"""Single moves of D and G: by how much each changes V."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from gan_theory.plotting.style import BLACK, BLUE, GREEN
from gan_theory.training.frame import Frame


def changes_of_V(ax: Axes, frames: Sequence[Frame]) -> list[Line2D]:
    """Draw by how much each move of D and each move of G changes V: D is to raise it, G to lower it.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    frames : sequence of Frame
        The frames after each move, as from `Algorithm1.phases`; the first is from before all moves.

    Returns
    -------
    list of Line2D
        The marks of D, which point up, and those of G, which point down.
    """
    ax.axhline(0, color=BLACK, linewidth=1.5)
    lines = []
    for player, colour, marker in (("D", BLUE, "^"), ("G", GREEN, "v")):
        numbers = [i for i, frame in enumerate(frames) if frame.moved == player]
        changes = [frames[i].V - frames[i - 1].V for i in numbers]
        label = f"a step of ${player}$"
        lines += ax.plot(numbers, changes, color=colour, marker=marker, linestyle="", markersize=10, label=label)
    ax.set(xlabel="move", ylabel="change of $V$ [nats]")
    ax.legend()
    return lines
