"""The framework of the paper as a diagram: z → G → x, data → x, and x → D → D(x)."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Annotation

from gan_theory.plotting.style import BLACK, BLUE, GREEN

FONT_SIZE = 22
HEIGHT = 0.17  # of a box, in units of the axes


class Box(NamedTuple):
    """A box: what it says, its centre and its width in units of the axes, its colour, and whether it is a player."""

    text: str
    x: float
    y: float
    width: float
    colour: str
    player: bool = False


NOISE = Box("noise\n$z \\sim p_z$", 0.1, 0.78, 0.16, BLACK)
GENERATOR = Box("generator\n$G$", 0.34, 0.78, 0.18, GREEN, True)
GENERATED = Box("sample\n$x = G(z) \\sim p_g$", 0.64, 0.78, 0.27, GREEN)
DATA = Box("data set", 0.1, 0.12, 0.16, BLACK)
REAL = Box("example\n$x \\sim p_{\\mathrm{data}}$", 0.64, 0.12, 0.27, BLACK)
DISCRIMINATOR = Box("discriminator\n$D$", 0.64, 0.45, 0.22, BLUE, True)
ANSWER = Box("$D(x)$", 0.93, 0.45, 0.12, BLUE)
ARROWS = (
    (NOISE, GENERATOR),
    (GENERATOR, GENERATED),
    (DATA, REAL),
    (GENERATED, DISCRIMINATOR),
    (REAL, DISCRIMINATOR),
    (DISCRIMINATOR, ANSWER),
)


def framework(ax: Axes) -> list[Annotation]:
    """Draw how noise and data reach D: z → G → x, data → x, x → D → D(x); and what each player is trained for.

    Parameters
    ----------
    ax : Axes
        The axes to draw on. They are hidden.

    Returns
    -------
    list of Annotation
        The arrows, from the noise on to D(x).

    References
    ----------
    Section 3.
    """
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.set_axis_off()
    for box in {box: None for arrow in ARROWS for box in arrow}:
        _draw(ax, box)
    _note(ax, 0.34, 0.94, "$G$ is trained to raise $D(G(z))$", GREEN)
    _note(ax, 0.27, 0.45, "$D$ is trained to raise $D(x)$ on data\nand to lower it on samples of $G$", BLUE)
    _note(ax, 0.92, 0.23, "probability\nthat $x$ is\nfrom the data", BLUE)
    return [_arrow(ax, start, end) for start, end in ARROWS]


def _draw(ax: Axes, box: Box) -> None:
    corner = box.x - box.width / 2, box.y - HEIGHT / 2
    style = "square,pad=0" if box.player else "round,pad=0,rounding_size=0.03"
    patch = FancyBboxPatch(corner, box.width, HEIGHT, boxstyle=style)
    patch.set(facecolor="white", edgecolor=box.colour, linewidth=4 if box.player else 2)
    ax.add_patch(patch)
    _note(ax, box.x, box.y, box.text, box.colour)


def _note(ax: Axes, x: float, y: float, text: str, colour: str) -> None:
    ax.text(x, y, text, color=colour, fontsize=FONT_SIZE, ha="center", va="center", linespacing=1.3)


def _arrow(ax: Axes, start: Box, end: Box) -> Annotation:
    """Draw an arrow from the edge of one box to the edge of another beside it, above it or below it."""
    if start.y == end.y:
        tail, head = (start.x + start.width / 2, start.y), (end.x - end.width / 2, end.y)
    else:
        towards = HEIGHT / 2 if end.y > start.y else -HEIGHT / 2
        tail, head = (start.x, start.y + towards), (end.x, end.y - towards)
    style = dict(arrowstyle="-|>", color=BLACK, linewidth=2.5, mutation_scale=25, shrinkA=0, shrinkB=2)
    return ax.annotate("", head, tail, arrowprops=style)
