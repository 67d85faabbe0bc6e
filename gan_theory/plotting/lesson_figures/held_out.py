"""Figures of held-out data: how much to smooth, densities above the data, and distances to the training points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.densities.density import Density
from gan_theory.plotting.curves import densities, plot_curves
from gan_theory.plotting.style import BLACK, ORANGE, P_G, PURPLE

SAMPLES_OF_G: dict[str, Any] = P_G | {"label": "samples of $G$"}
TEST_DATA: dict[str, Any] = dict(color=PURPLE, linestyle="--", linewidth=3, label="test data")


def scores_by_smoothing(ax: Axes, h: ArrayLike, scores: Mapping[str, ArrayLike], chosen: float) -> list[Line2D]:
    """Draw the mean log density of samples over the bandwidth of a kernel density, and mark the bandwidth chosen.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    h : (n,) array_like
        The bandwidths, in minutes.
    scores : mapping of str to (n,) array_like
        The name of each set of samples, and its mean log density, in nats.
    chosen : float
        The bandwidth that was chosen.

    Returns
    -------
    list of Line2D
        A line for each set of samples.
    """
    lines = plot_curves(ax, h, scores)
    ax.axvline(chosen, color=BLACK, linestyle=":", linewidth=2)
    ax.annotate(f"chosen: $h$ = {chosen:.2f}", (chosen, -4.85), (8, 0), textcoords="offset points")
    ax.set(xlabel="$h$, the bandwidth [minutes]", ylabel="mean log density [nats]", xscale="log", ylim=(-5, -2))
    ax.set_title("only held-out samples show that a small bandwidth is worse")
    return lines


def densities_and_data(ax: Axes, p_data: Density, p_g: Density, test: Array, training: Array) -> list[Line2D]:
    """Draw p_data and p_g, and below them the test data and the training points.

    Parameters
    ----------
    ax : Axes
        The axes to draw on, with room for densities up to 0.1.
    p_data, p_g : Density
        The densities.
    test, training : (m,) and (k,) ndarray
        The data, in minutes.

    Returns
    -------
    list of Line2D
        The lines of p_data and p_g, and the marks of the test data and of the training points.
    """
    lines = densities(ax, p_data, p_g)
    marks: dict[str, Any] = dict(linestyle="", mew=1.5)
    lines += ax.plot(test, 0 * test - 0.008, "|", color=PURPLE, markersize=13, label="test data", **marks)
    lines += ax.plot(training, 0 * training - 0.019, "x", color=ORANGE, markersize=8, label="training points", **marks)
    ax.set(xlim=(30, 109), ylim=(-0.028, 0.1), yticks=(0, 0.05, 0.1), xlabel="wait [minutes]")
    return lines


def distances_to_training(ax: Axes, samples: ArrayLike, test: ArrayLike) -> list[Line2D]:
    """Draw the cumulative distributions of two sets of distances to the nearest training point.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    samples, test : (m,) and (k,) array_like
        The distances of samples of G and of test data: the mass of p_data between.

    Returns
    -------
    list of Line2D
        The steps of the samples and of the test data.
    """
    lines: list[Line2D] = []
    for distances, style in ((np.sort(samples), SAMPLES_OF_G), (np.sort(test), TEST_DATA)):
        shares = np.arange(1, distances.size + 1) / distances.size
        lines += ax.step(100 * distances, shares, where="post", **style)
    ax.set(xlim=(-0.1, 7), ylim=(0, 1.02), yticks=(0, 0.5, 1), ylabel="cumulative share")
    ax.set_xlabel("distance to the nearest training point\n[% of the data that lie between]")
    ax.legend(loc="lower right")
    return lines
