"""Figures of maximum likelihood: likelihood and KL over a parameter, and the best Gaussian by each divergence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.plotting.curves import plot_curves
from gan_theory.plotting.style import BLACK, BLUE, GREY, P_DATA


def likelihood_and_kl(ax: Axes, theta: Array, divergence: Array, likelihood: Array, few: Array) -> list[Line2D]:
    """Draw KL(p_data‖p_g), E log p_g and their sum over a parameter, and the mean log p_g of a few samples.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    theta : (n,) ndarray
        The parameter of p_g, its standard deviation.
    divergence, likelihood : (n,) ndarray
        KL(p_data‖p_g) and E log p_g over p_data, in nats.
    few : (sets, n) ndarray
        The mean of log p_g over each of a few sets of samples, whose greatest values are marked.

    Returns
    -------
    list of Line2D
        The lines of KL, of E log p_g and of their sum.
    """
    labels = ["20 samples, five times", *("_" for _ in few[1:])]
    ax.plot(theta, few.T, color=GREY, linewidth=1, label=labels)
    ax.plot(theta[few.argmax(axis=-1)], few.max(axis=-1), "k.", markersize=12, label="their greatest values")
    names = (r"$KL(p_{\mathrm{data}}\,\|\,p_g)$", r"$E\,\log\,p_g$", r"their sum, $-H(p_{\mathrm{data}})$")
    lines = plot_curves(ax, theta, dict(zip(names, (divergence, likelihood, divergence + likelihood))))
    ax.axvline(theta[divergence.argmin()], color=BLACK, linewidth=1)
    ax.set(xlabel=r"$\theta$, the standard deviation of $p_g$", ylabel="nats", ylim=(-4.2, 4))
    ax.set_title("greatest likelihood = least KL")
    return lines


def errors_by_size(ax: Axes, sizes: ArrayLike, errors: ArrayLike, limit: ArrayLike) -> list[Line2D]:
    """Draw the error of an estimate over the number of samples, on logarithmic axes, and its limit by theory.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    sizes : (n,) array_like
        The numbers of samples.
    errors, limit : (n,) array_like
        The root mean square errors, measured and in the limit of many samples.

    Returns
    -------
    list of Line2D
        The lines of both.
    """
    lines = ax.plot(sizes, errors, color=BLUE, label="measured, 400 times for each $n$")
    lines += ax.plot(sizes, limit, color=BLACK, linestyle=":", label=r"$\sqrt{\mathrm{variance}/n}$, by theory")
    ax.set(xscale="log", yscale="log", xlabel="samples $n$", ylabel=r"root mean square error of $\theta$")
    ax.set_title("four times the samples: half the error")
    ax.legend(loc="lower left")
    return lines


def best_gaussians(ax: Axes, p_data: Density, best: Mapping[str, GaussianMixture]) -> list[Line2D]:
    """Draw p_data with two modes, and the best Gaussian by each divergence.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    p_data : Density
        The data's density.
    best : mapping of str to GaussianMixture
        The label of each divergence, and the Gaussian.

    Returns
    -------
    list of Line2D
        A line for each Gaussian.
    """
    ax.plot(p_data.x, p_data.pdf, **P_DATA)
    lines = plot_curves(ax, p_data.x, {label: gaussian.pdf(p_data.x) for label, gaussian in best.items()})
    ax.set(xlim=(-8, 8), ylim=(0, 0.52), xticks=(-6, -3, 0, 3, 6), xlabel="$x$", ylabel="density")
    ax.set_title("the best Gaussian by each divergence")
    ax.legend(loc="upper left", ncols=2)
    return lines


def best_stds(ax: Axes, d: ArrayLike, stds: Mapping[str, Sequence[float]], shown: float) -> list[Line2D]:
    """Draw the standard deviation of the best Gaussian over the distance d of two modes from the middle.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    d : (n,) array_like
        The distances, in standard deviations of a mode.
    stds : mapping of str to (n,) sequence of float
        The label of each divergence, and the standard deviations.
    shown : float
        The distance that the axes beside these show, which is marked.

    Returns
    -------
    list of Line2D
        A line for each divergence.
    """
    lines = plot_curves(ax, d, stds)
    ax.axvline(shown, color=GREY, linewidth=1)
    ax.annotate("as on\nthe left", (shown, 5.2), (6, 0), textcoords="offset points")
    ax.set(xlabel="$d$, for modes at $\\pm d$", ylabel="standard deviation of the best $p_g$", ylim=(0, 6.5))
    ax.set_title("covering both, then a jump to one")
    return lines
