"""Figures of f-divergences, the Wasserstein-1 distance and penalties: what they repair, and what they do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.densities.density import Density
from gan_theory.plotting.curves import plot_curves, shaded_densities
from gan_theory.plotting.diagnostics import trajectory
from gan_theory.plotting.style import BLACK, BLUE, D_STAR, ORANGE


def bounds_by_scale(
    ax: Axes, scales: Array, bounds: Mapping[str, ArrayLike], divergences: Mapping[str, float]
) -> list[Line2D]:
    """Draw how much each lower bound E_p T − E_q f*(T) falls short of D_f, for T in proportion to the best T.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    scales : (n,) ndarray
        T over the best T.
    bounds : mapping of str to (n,) array_like
        The name of each f-divergence, and the bounds, in nats.
    divergences : mapping of str to float
        The name of each, and D_f.

    Returns
    -------
    list of Line2D
        A line for each f-divergence.
    """
    lines = plot_curves(ax, scales, {name: np.subtract(bound, divergences[name]) for name, bound in bounds.items()})
    ax.plot(1, 0, color=BLACK, marker="o", markersize=9, linestyle="")
    ax.set(xlabel="$T$ over the best $T$", ylabel="lower bound − $D_f$", ylim=(-0.6, 0.05))
    ax.set_title("each $D_f$ is a greatest lower bound")
    ax.legend(loc="lower center")
    return lines


def divergences_by_distance(ax: Axes, theta: ArrayLike, values: Mapping[str, ArrayLike]) -> list[Line2D]:
    """Draw divergences of N(0, 1) and N(θ, 1) over θ.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    theta : (n,) array_like
        The mean of p_g.
    values : mapping of str to (n,) array_like
        The name of each divergence, and its values.

    Returns
    -------
    list of Line2D
        A line for each divergence.
    """
    lines = plot_curves(ax, theta, values)
    ax.set(xlabel=r"$\theta$, the mean of $p_g$", ylabel=r"divergence of $N(0, 1)$ and $N(\theta, 1)$", ylim=(0, 6))
    ax.set_title("the GAN's, 2 · JSD, has an upper limit")
    return lines


def jsd_and_w1(ax: Axes, theta: ArrayLike, jsd: ArrayLike, w1: ArrayLike) -> list[Line2D]:
    """Draw the JSD and the Wasserstein-1 distance over the location of p_g.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    theta : (n,) array_like
        The mean of p_g.
    jsd, w1 : (n,) array_like
        The JSD in nats, and W₁ in units of x.

    Returns
    -------
    list of Line2D
        The lines of both.
    """
    lines = plot_curves(ax, theta, {"JSD": jsd, "$W_1$": w1})
    ax.set(xlabel=r"$\theta$, the mean of $p_g$", ylabel="JSD [nats], $W_1$", title="only $W_1$ grows")
    ax.legend(loc="upper center")
    return lines


def discriminator_and_critic(ax: Axes, p_data: Density, p_g: Density, D: ArrayLike, critic: ArrayLike) -> list[Line2D]:
    """Draw D* and the best critic of W₁ in front of the densities.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    p_data, p_g : Density
        The densities, on n cells.
    D, critic : (n,) array_like
        D*, and a critic with slopes in [−1, 1].

    Returns
    -------
    list of Line2D
        The lines of both.
    """
    shaded_densities(ax, p_data, p_g)
    lines = ax.plot(p_data.x, D, **D_STAR)
    lines += ax.plot(p_data.x, critic, color=ORANGE, linestyle="--", label="best critic of $W_1$")
    ax.set(xlabel="$x$", ylabel="$D^{*}$, critic [units of $x$], density", xlim=(-1.5, 4.5), ylim=(-2.5, 3.5))
    ax.set_title("$D^{*}$ is flat on $p_g$, the critic is not")
    ax.legend(loc="upper right")
    return lines


def path_and_distances(
    axes: Sequence[Axes], path: ArrayLike, distances: Mapping[str, ArrayLike]
) -> tuple[list[Line2D], list[Line2D]]:
    """Draw a path into the equilibrium, and the distances of several paths from theirs, on a logarithmic axis.

    Parameters
    ----------
    axes : sequence of Axes
        Two axes to draw on.
    path : (steps + 1, 2) array_like
        The values of (θ, ψ) with penalties.
    distances : mapping of str to (steps + 1,) array_like
        The name of each path, and its distances.

    Returns
    -------
    tuple of two lists of Line2D
        The path, its start and the equilibrium; a line for each of the distances.
    """
    left, right = axes
    drawn = trajectory(left, path)
    left.set(title="R1 + R2: into the equilibrium")
    left.legend()
    styles: list[dict[str, Any]] = [
        dict(color=BLUE),
        dict(color=ORANGE, linestyle="--"),
        dict(color=BLACK, linewidth=1.5),
    ]
    steps = np.arange(len(np.asarray(path)))
    lines = plot_curves(right, steps, distances, styles)
    right.set(yscale="log", xlabel="step", ylabel="distance from the equilibrium", title="which steps converge")
    right.legend(loc="lower left")
    return drawn, lines
