"""Figures: axes in, artists out. p_data is black and dotted, p_g green and solid, D blue and dashed, as in Figure 1."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib
import numpy as np
from matplotlib.axes import Axes

from gan_theory.plotting.colours import BLACK, BLUE, ORANGE


def success_rates(ax: Axes, k: Sequence[int], ratio: Sequence[float], success_rates) -> list:
    """The map of success rates (len(k), len(ratio)) over k, upwards, and the ratio of learning rates D : G.

    rates: shares in [0, 1], dark for 0 and bright for 1, and written in the cells; nan leaves a cell white. Returns the
    image and the texts. Raises ValueError for another shape.
    """
    success_rates = np.asarray(success_rates, dtype=np.float64)
    if success_rates.shape != (len(k), len(ratio)):
        raise ValueError(f"expected rates of shape {(len(k), len(ratio))}; got {success_rates.shape}")
    colours = matplotlib.colormaps["viridis"].with_extremes(bad="white")
    image = ax.imshow(np.ma.masked_invalid(success_rates), cmap=colours, vmin=0, vmax=1, aspect="auto", origin="lower")
    style = dict(ha="center", va="center", fontsize=14 if max(success_rates.shape) > 8 else 26)
    texts = [
        ax.text(j, i, f"{rate:.0%}" if rate >= 0 else "–", color=_readable_on(colours(rate)), **style)
        for (i, j), rate in np.ndenumerate(success_rates)
    ]
    ax.set_xticks(range(len(ratio)), [f"{each:.3g} : 1" for each in ratio])
    ax.set_yticks(range(len(k)), [f"{each}" for each in k])
    ax.set(xlabel="learning rates $D : G$", ylabel="$k$, steps of $D$ per step of $G$")
    ax.set_xticks(np.arange(len(ratio) - 1) + 0.5, minor=True)
    ax.set_yticks(np.arange(len(k) - 1) + 0.5, minor=True)
    ax.grid(which="minor", color="white", linewidth=4)
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)
    return [image, *texts]


def _readable_on(colour) -> str:
    """Black or white, whichever has the greater contrast on the colour. Source: WCAG 2, relative luminance."""
    return BLACK if np.power(colour[:3], 2.2) @ (0.2126, 0.7152, 0.0722) > 0.18 else "white"


def trajectory(ax: Axes, path) -> list:
    """A path (steps + 1, 2) in the plane of (θ, ψ), a square at its start, a cross at (0, 0); returns the three."""
    theta, psi = np.asarray(path).T
    lines = ax.plot(theta, psi, color=BLUE, linewidth=1.5, marker=".", markersize=5, label="step by step")
    lines += ax.plot(theta[:1], psi[:1], color=ORANGE, marker="s", markersize=12, linestyle="", label="start")
    lines += ax.plot([0], [0], color=BLACK, marker="+", markersize=16, mew=3, linestyle="", label="end of the game")
    ax.set(xlabel="$\\theta$", ylabel="$\\psi$", aspect="equal", adjustable="datalim")
    return lines


def eigenvalues(ax: Axes, values) -> list:
    """The eigenvalues of a step in the complex plane, beside the circle of radius 1; returns the circle and them."""
    turn = np.linspace(0, 2 * np.pi, 361)
    lines = ax.plot(np.cos(turn), np.sin(turn), color=BLACK, linestyle=":", linewidth=2, label="radius 1")
    style = dict(color=ORANGE, marker="o", markersize=12, linestyle="", label="eigenvalues of a step")
    lines += ax.plot(np.real(values), np.imag(values), **style)
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    return lines
