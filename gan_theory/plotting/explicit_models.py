"""Figures of explicit densities: joint distributions, the steps of EM, and a map of generative models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.densities.density import Density
from gan_theory.plotting.curves import plot_curves
from gan_theory.plotting.style import BLACK, BLUE, GREEN, GREY, P_DATA, P_G

Position = tuple[float, float]

# The map of models, in units of its axes: the centres of its boxes, and the axes below the four leaves.
ROOT = (0.5, 0.95)
BRANCHES = ((0.25, 0.8), (0.75, 0.8))
LEAVES = ((0.125, 0.61), (0.375, 0.61), (0.625, 0.61), (0.875, 0.61))
PANEL_WIDTH, PANEL_BOTTOM, PANEL_TOP = 0.2, 0.19, 0.49
BRANCH_NAMES = ("explicit: $p_g(x)$ is written down", "implicit: only $x \\sim p_g$ is drawn")
BRANCH_COLOURS = (BLUE, GREEN)


class ModelKind(NamedTuple):
    """A kind of generative model: how it is made, the best-known one, what it says of p_g(x), what a sample costs."""

    name: str
    model: str
    density: str
    cost: str


KINDS = (
    ModelKind("tractable:\nthe chain rule", "PixelCNN", "exact $p_g(x)$", "$d$ passes per sample"),
    ModelKind("intractable:\na latent $z$, the ELBO", "VAE", r"a bound on $\log\,p_g(x)$", "1 pass per sample"),
    ModelKind("by a Markov chain:\nadd noise, draw, …", "GSN", "no $p_g(x)$", "many moves per sample"),
    ModelKind("in one pass:\n$x = G(z)$", "GAN", "no $p_g(x)$", "1 pass per sample"),
)
"""The four kinds, from the left: explicit densities, then implicit ones."""

BOX = dict(boxstyle="round,pad=0.35", facecolor="white", linewidth=2)


def joint_heatmap(ax: Axes, values: ArrayLike, x: Array, y: Array) -> AxesImage:
    """Draw a joint distribution of x, to the right, and y, upwards: the darker, the more.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    values : (n, m) array_like
        The masses or densities.
    x, y : (n,) and (m,) ndarray
        The cell centres, evenly spaced.

    Returns
    -------
    AxesImage
        The image.
    """
    half_x, half_y = (x[1] - x[0]) / 2, (y[1] - y[0]) / 2
    extent = (x[0] - half_x, x[-1] + half_x, y[0] - half_y, y[-1] + half_y)
    ax.set(xlabel="$x$", ylabel="$y$")
    return ax.imshow(np.transpose(values), cmap="Greys", origin="lower", extent=extent, vmin=0)


def em_steps(ax: Axes, log_p: Sequence[float], bounds: Sequence[float]) -> list[Line2D]:
    """Draw the mean log p(x) and the mean ELBO after each half step of EM, and shade the gap, the mean KL(q‖posterior).

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    log_p, bounds : sequence of float
        At the start, then after an E step, after an M step, and so on, in nats.

    Returns
    -------
    list of Line2D
        The lines of log p(x) and the ELBO.
    """
    steps = np.arange(len(log_p)) / 2
    styles = [dict(color=GREEN), dict(color=BLUE, ls="--")]
    lines = plot_curves(ax, steps, {"log $p(x)$": log_p, "ELBO": bounds}, styles)
    lines[1].set(marker="o", markersize=8)
    ax.fill_between(steps, bounds, log_p, color=BLUE, alpha=0.2, linewidth=0, label="gap = KL")
    ax.set(xlabel="step of EM: E to the half, then M", ylabel=r"mean over $p_{\mathrm{data}}$ [nats]")
    ax.legend(loc="lower right")
    return lines


def generative_models(ax: Axes, kinds: Sequence[ModelKind] = KINDS) -> list[Axes]:
    """Draw a map of generative models: explicit densities, tractable or not, and implicit ones, by a chain or direct.

    Parameters
    ----------
    ax : Axes
        The axes to draw on, all of which are used.
    kinds : sequence of ModelKind, optional
        The four kinds, from the left.

    Returns
    -------
    list of Axes
        Axes below each of the four kinds, above what such a model says of p_g(x) and what a sample costs.

    Raises
    ------
    ValueError
        Unless there are four kinds.

    References
    ----------
    Goodfellow, "NIPS 2016 Tutorial: Generative Adversarial Networks".
    """
    if len(kinds) != len(LEAVES):
        raise ValueError(f"expected {len(LEAVES)} kinds of models; got {len(kinds)}")
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.axis("off")
    _draw_box(ax, ROOT, r"a model $p_g$ of $p_{\mathrm{data}}$", BLACK, fontsize=20)
    for position, name, colour in zip(BRANCHES, BRANCH_NAMES, BRANCH_COLOURS):
        _draw_box(ax, position, name, colour, fontsize=18, parent=ROOT)
    for i, (position, kind) in enumerate(zip(LEAVES, kinds)):
        text = f"{kind.name} ({kind.model})"
        _draw_box(ax, position, text, BRANCH_COLOURS[i // 2], fontsize=15, parent=BRANCHES[i // 2])
        ax.text(position[0], 0, f"{kind.density},\n{kind.cost}", ha="center", va="bottom", fontsize=16)
    height = PANEL_TOP - PANEL_BOTTOM
    return [ax.inset_axes((x - PANEL_WIDTH / 2, PANEL_BOTTOM, PANEL_WIDTH, height)) for x, _ in LEAVES]


def model_panel(ax: Axes, p_data: Density, p_g: Density) -> list[Line2D]:
    """Draw p_g, and p_data on top of it, in one of the axes of `generative_models`.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    p_data, p_g : Density
        The densities.

    Returns
    -------
    list of Line2D
        The lines of p_g and p_data.
    """
    lines = [ax.plot(p.x, p.pdf, **style)[0] for p, style in ((p_g, P_G), (p_data, P_DATA))]
    ax.set(xlabel="$x$", xlim=(-4, 4), ylim=(0, 1.25 * p_data.pdf.max()), xticks=(-2, 0, 2), yticks=())
    return lines


def _draw_box(
    ax: Axes, position: Position, text: str, colour: str, fontsize: float, parent: Position | None = None
) -> None:
    if parent is not None:
        ax.plot(*zip(parent, position), color=GREY, linewidth=2, zorder=0)
    ax.text(*position, text, ha="center", va="center", fontsize=fontsize, bbox=BOX | {"edgecolor": colour})
