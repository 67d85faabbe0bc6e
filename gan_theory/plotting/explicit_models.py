"""Figures of explicit densities: tables of two variables, the steps of EM, and the map of generative models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.image import AxesImage

from gan_theory.plotting.colours import BLACK, BLUE, GREEN, GREY
from gan_theory.plotting.curves import plot_curves
from gan_theory.plotting.style import P_DATA, P_G

COLOURS = (BLUE, GREEN)  # of what is explicit, and of what is implicit
BOX = dict(boxstyle="round,pad=0.35", facecolor="white", linewidth=2)
ROOT, BRANCHES, LEAVES = (0.5, 0.95), (0.25, 0.75), (0.125, 0.375, 0.625, 0.875)  # places across the map
BRANCH_HEIGHT, LEAF_HEIGHT, FLOOR, TOP, WIDTH = 0.8, 0.61, 0.14, 0.49, 0.2


def joint_heatmap(ax: Axes, values, x, y) -> AxesImage:
    """A table (n, m) over even x (n,), to the right, and y (m,), upwards: the darker the more; returns the image."""
    half_x, half_y = (x[1] - x[0]) / 2, (y[1] - y[0]) / 2
    extent = (x[0] - half_x, x[-1] + half_x, y[0] - half_y, y[-1] + half_y)
    ax.set(xlabel="$x$", ylabel="$y$")
    return ax.imshow(np.transpose(values), cmap="Greys", origin="lower", extent=extent, vmin=0)


def em_steps(ax: Axes, log_p: Sequence[float], bounds: Sequence[float]) -> list:
    """The mean log p(x) and the mean ELBO after each half step: an E step, an M step, and so on; returns the lines.

    log_p, bounds: nats, the start's first. The gap between them, shaded, is the mean KL(q‖posterior).
    """
    steps = np.arange(len(log_p)) / 2
    lines = plot_curves(
        ax, steps, {"log $p(x)$": log_p, "ELBO": bounds}, [dict(color=GREEN), dict(color=BLUE, ls="--")]
    )
    lines[1].set(marker="o", markersize=8)
    ax.fill_between(steps, bounds, log_p, color=BLUE, alpha=0.2, linewidth=0, label="gap = KL")
    ax.set(xlabel="step of EM: E to the half, then M", ylabel=r"mean over $p_{\mathrm{data}}$ [nats]")
    ax.legend(loc="lower right")
    return lines


def generative_models(ax: Axes, kinds: Mapping[str, str]) -> list[Axes]:
    """The map: explicit densities, tractable or not, and implicit ones, by a chain or direct; returns axes for each.

    kinds: of each of the four, from the left, how it is made and the best-known model of that kind. ax is filled.
    Raises ValueError unless they are four. Source: Goodfellow, "NIPS 2016 Tutorial: Generative Adversarial Networks".
    """
    if len(kinds) != len(LEAVES):
        raise ValueError(f"expected {len(LEAVES)} kinds of models; got {len(kinds)}")
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.axis("off")
    _box(ax, ROOT, r"a model $p_g$ of $p_{\mathrm{data}}$", BLACK, 20)
    names = ("explicit: $p_g(x)$ is written down", "implicit: only $x \\sim p_g$ is drawn")
    branches = [(place, BRANCH_HEIGHT) for place in BRANCHES]
    for place, name, colour in zip(branches, names, COLOURS):
        _box(ax, place, name, colour, 18, hangs_on=ROOT)
    for i, (place, (name, model)) in enumerate(zip(LEAVES, kinds.items())):
        _box(ax, (place, LEAF_HEIGHT), f"{name} ({model})", COLOURS[i // 2], 15, hangs_on=branches[i // 2])
    return [ax.inset_axes((place - WIDTH / 2, FLOOR, WIDTH, TOP - FLOOR)) for place in LEAVES]


def model_panel(ax: Axes, p_data, p_g) -> list:
    """p_g and on top of it p_data, without a scale of densities, in one of the map's axes; returns the lines."""
    lines = [ax.plot(p.x, p.pdf, **style)[0] for p, style in ((p_g, P_G), (p_data, P_DATA))]
    ax.set(xlim=(-4, 4), ylim=(0, 1.25 * p_data.pdf.max()), xticks=(-2, 0, 2), yticks=())
    return lines


def _box(ax, place, name, colour, size, hangs_on=None):
    if hangs_on is not None:
        ax.plot(*zip(hangs_on, place), color=GREY, linewidth=2, zorder=0)
    ax.text(*place, name, ha="center", va="center", fontsize=size, bbox=BOX | {"edgecolor": colour})
