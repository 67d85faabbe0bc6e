"""Figures of Parzen windows: scores over the bandwidth, over samples and dimensions, and Table 1 of the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.container import ErrorbarContainer
from matplotlib.lines import Line2D

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.densities.density import Density
from gan_theory.plotting.curves import densities, plot_curves, quartile_bands
from gan_theory.plotting.style import BLACK, BLUE, ORANGE

MODELS = ("adversarial nets", "deep GSN", "stacked CAE", "DBN")
TABLE_1 = {"MNIST": ((225, 214, 121, 138), (2, 1.1, 1.6, 2)), "TFD": ((2057, 1890, 2110, 1909), (26, 29, 50, 66))}
"""Table 1 of the paper: for each data set the scores of MODELS and their standard errors, in nats."""


def scores_by_bandwidth(
    ax: Axes, sigmas: Array, scores: Mapping[int, ArrayLike], limit: ArrayLike, truth: float
) -> list[Line2D]:
    """Draw Parzen scores of a perfect G over the bandwidth, their limit for many samples, and the true value.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    sigmas : (n,) ndarray
        The bandwidths.
    scores : mapping of int to (seeds, n) array_like
        The number of samples, and the scores of several sets of them, in nats.
    limit : (n,) array_like
        The scores for infinitely many samples.
    truth : float
        The mean of log p_data.

    Returns
    -------
    list of Line2D
        The line of the medians for each number of samples.
    """
    lines = quartile_bands(ax, sigmas, {f"$m = {m}$": values for m, values in scores.items()})
    ax.plot(sigmas, limit, color=BLACK, linewidth=1.5, label=r"$m \to \infty$")
    ax.axhline(truth, color=BLACK, linestyle=":", linewidth=2)
    name = r"the true value: mean of $\log\,p_{\mathrm{data}}$"
    ax.annotate(name, (sigmas[0], truth), (0, 6), textcoords="offset points")
    ax.set(xscale="log", ylim=(truth - 1.2, truth + 0.1))
    ax.set(xlabel=r"$\sigma$, the bandwidth", ylabel="mean log-likelihood [nats]")
    ax.set(title="a perfect $G$: a small bandwidth leaves gaps, a large one blurs")
    ax.legend(loc="lower right")
    return lines


def scores_by_samples(
    ax: Axes, counts: Sequence[int], scores: Mapping[str, ArrayLike], truths: Mapping[str, float]
) -> list[Line2D]:
    """Draw the Parzen scores of two G over the number of samples, and their true log-likelihoods.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    counts : (n,) sequence of int
        The numbers of samples.
    scores : mapping of str to (seeds, n) array_like
        The name of each G, and its scores, in nats.
    truths : mapping of str to float
        The name of each G, and its true mean log-likelihood; the higher one first.

    Returns
    -------
    list of Line2D
        The line of the medians for each G.
    """
    lines = quartile_bands(ax, counts, scores)
    for (name, value), offset in zip(truths.items(), (6, -22)):
        ax.axhline(value, color=BLACK, linestyle=":", linewidth=2)
        ax.annotate(f"true value, {name}", (counts[-1], value), (0, offset), textcoords="offset points", ha="right")
    highest, lowest = max(truths.values()), min(truths.values())
    ax.set(xscale="log", ylim=(lowest - 0.06, highest + 0.02), xlabel="samples $m$", ylabel="score [nats]")
    ax.set_title("one dimension")
    ax.legend(loc="lower right")
    return lines


def errors_by_dimension(ax: Axes, dimensions: Sequence[int], errors: Mapping[str, ArrayLike]) -> list[Line2D]:
    """Draw the error of Parzen scores, per dimension, over the number of dimensions.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    dimensions : (n,) sequence of int
        The numbers of dimensions d.
    errors : mapping of str to (n,) array_like
        The name of each G, and (score − true value)/d, in nats.

    Returns
    -------
    list of Line2D
        A line for each G.
    """
    lines = plot_curves(ax, dimensions, errors)
    ax.set(xscale="log", xlabel="dimensions $d$", ylabel="(score − true value)/$d$ [nats]")
    ax.set_title("many dimensions, 300 samples")
    return lines


def table_1(axes: Sequence[Axes]) -> list[ErrorbarContainer]:
    """Draw `TABLE_1`: Parzen scores of four models with their standard errors.

    Parameters
    ----------
    axes : sequence of Axes
        Axes for each of the two data sets.

    Returns
    -------
    list of ErrorbarContainer
        The dots and bars of each data set.
    """
    bars = []
    for ax, (data, (means, errors)) in zip(axes, TABLE_1.items()):
        bars.append(ax.errorbar(means, MODELS, xerr=errors, fmt="o", color=BLUE, markersize=12, capsize=8))
        ax.set(xlabel="mean log-likelihood by Parzen windows [nats]", title=f"Table 1, {data}", ylim=(-0.5, 3.5))
    axes[0].set(ylabel="model")
    for ax in axes[1:]:
        ax.set(yticks=[])
    return bars


def windows_and_densities(ax: Axes, p_data: Density, p_g: Density, windows: ArrayLike) -> list[Line2D]:
    """Draw p_data, p_g and the Parzen windows around samples of G, on a logarithmic axis.

    Parameters
    ----------
    ax : Axes
        The axes to draw on.
    p_data, p_g : Density
        The densities.
    windows : (n,) array_like
        The density of the windows at the cell centres of p_data.

    Returns
    -------
    list of Line2D
        The lines of p_data, p_g and the windows.
    """
    lines = densities(ax, p_data, p_g)
    lines += ax.plot(p_data.x, windows, color=ORANGE, linestyle="--", label="Parzen windows")
    ax.set(yscale="log", ylim=(1e-6, 3), title="windows hide where $p_g$ ends")
    ax.legend(loc="lower center")
    return lines
