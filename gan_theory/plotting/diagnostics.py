"""Diagnostic figures: success rates of a sweep, and the trajectory and eigenvalues of the Dirac-GAN."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.plotting.style import BLACK, BLUE, ORANGE


def success_rates(ax: Axes, k: Sequence[int], ratio: Sequence[float], rates: ArrayLike) -> list[Artist]:
    """Draw a map of success rates over k, upwards, and the ratio of the learning rates of D and G, to the right.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    k : sequence of int
        Steps of D per step of G.
    ratio : sequence of float
        Ratios of the learning rates, D's over G's.
    rates : (len(k), len(ratio)) array_like
        Shares in [0, 1], dark for 0 and bright for 1, and written in the cells; nan leaves a cell white.

    Returns
    -------
    list of Artist
        The image and the texts of the cells.

    Raises
    ------
    ValueError
        For rates of another shape.
    """
    rates = np.asarray(rates, dtype=np.float64)
    if rates.shape != (len(k), len(ratio)):
        raise ValueError(f"expected rates of shape {(len(k), len(ratio))}; got {rates.shape}")
    colours = matplotlib.colormaps["viridis"].with_extremes(bad="white")
    image = ax.imshow(np.ma.masked_invalid(rates), cmap=colours, vmin=0, vmax=1, aspect="auto", origin="lower")
    style: dict[str, Any] = dict(ha="center", va="center", fontsize=14 if max(rates.shape) > 8 else 26)
    texts = [
        ax.text(j, i, f"{rate:.0%}" if rate >= 0 else "–", color=_readable_on(colours(rate)), **style)
        for (i, j), rate in np.ndenumerate(rates)
    ]
    _format_map(ax, k, ratio)
    return [image, *texts]


def _format_map(ax: Axes, k: Sequence[int], ratio: Sequence[float]) -> None:
    ax.set_xticks(range(len(ratio)), [f"{each:.3g} : 1" for each in ratio])
    ax.set_yticks(range(len(k)), [f"{each}" for each in k])
    ax.set(xlabel="learning rates $D : G$", ylabel="$k$, steps of $D$ per step of $G$")
    ax.set_xticks(np.arange(len(ratio) - 1) + 0.5, minor=True)
    ax.set_yticks(np.arange(len(k) - 1) + 0.5, minor=True)
    ax.grid(which="minor", color="white", linewidth=4)
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)


def _readable_on(colour: Sequence[float]) -> str:
    """Black or white, whichever has the greater contrast on the colour. Source: WCAG 2, relative luminance."""
    return BLACK if np.power(colour[:3], 2.2) @ (0.2126, 0.7152, 0.0722) > 0.18 else "white"


def trajectory(ax: Axes, path: ArrayLike) -> list[Line2D]:
    """Draw the trajectory of the Dirac-GAN in the plane of (θ, ψ), its start, and its equilibrium, (0, 0).

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    path : (steps + 1, 2) array_like
        The values of (θ, ψ).

    Returns
    -------
    list of Line2D
        The trajectory, its start and the equilibrium.
    """
    theta, psi = np.asarray(path).T
    lines = ax.plot(theta, psi, color=BLUE, linewidth=1.5, marker=".", markersize=5, label="step by step")
    lines += ax.plot(theta[:1], psi[:1], color=ORANGE, marker="s", markersize=12, linestyle="", label="start")
    lines += ax.plot([0], [0], color=BLACK, marker="+", markersize=16, mew=3, linestyle="", label="equilibrium")
    ax.set(xlabel="$\\theta$", ylabel="$\\psi$", aspect="equal", adjustable="datalim")
    return lines


def eigenvalues(ax: Axes, values: Array | Sequence[complex]) -> list[Line2D]:
    """Draw the eigenvalues of an update step in the complex plane, and the unit circle.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    values : (n,) array_like of complex
        The eigenvalues. The iteration converges if all are inside the circle.

    Returns
    -------
    list of Line2D
        The circle and the eigenvalues.
    """
    angle = np.linspace(0, 2 * np.pi, 361)
    lines = ax.plot(np.cos(angle), np.sin(angle), color=BLACK, linestyle=":", linewidth=2, label="radius 1")
    style: dict[str, Any] = dict(color=ORANGE, marker="o", markersize=12, linestyle="", label="eigenvalues of a step")
    lines += ax.plot(np.real(values), np.imag(values), **style)
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    return lines
