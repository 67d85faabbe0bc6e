"""Held-out evaluation: how good G is on data that neither player has seen, and whether it memorised those they saw."""

from __future__ import annotations

from typing import cast

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.validation import check_count
from gan_theory.datasets.splits import MOST_HELD_OUT, Split
from gan_theory.densities.bandwidth import OutlierMixture
from gan_theory.densities.density import Density
from gan_theory.densities.pushforward import push_forward_pdf
from gan_theory.evaluation.held_out_report import N_SAMPLES, HeldOutReport, MeanEstimate
from gan_theory.evaluation.parzen import ParzenEstimate, parzen
from gan_theory.evaluation.two_samples import kolmogorov_smirnov, mann_whitney
from gan_theory.training.frame import Frame, Generator


def evaluate(frame: Frame, split: Split, seen: ArrayLike | None = None, seed: int = 0) -> HeldOutReport:
    """Evaluate the frame's G on the test data of a split.

    Parameters
    ----------
    frame : Frame
        The frame, with p_data the smoothed training part of the split.
    split : Split
        The data in three parts.
    seen : array-like, shape (m,), optional
        The data that D saw; by default the training part.
    seed : int
        The seed of the 10,000 samples from G, and of the permutations.

    Returns
    -------
    HeldOutReport
        The likelihood, the gap to p_data, the Parzen score, the KS test, and whether G memorises.

    Raises
    ------
    ValueError
        If the split has fewer than two test data.

    References
    ----------
    Theis, van den Oord and Bethge 2016, section 3, on why no single number suffices.
    """
    check_count("a number of test data", split.test.size, 2, MOST_HELD_OUT)
    test, generated, mixture = split.test, frame.sample(N_SAMPLES, seed), OutlierMixture.from_samples(split.train)
    seen = split.train if seen is None else np.asarray(seen, np.float64)
    log_p_g, log_p_g_seen = (mixture.mix_log_density(_log(p_g_pdf(frame, x)), x) for x in (test, seen[:MOST_HELD_OUT]))
    log_p_data = mixture.mix_log_density(split.kernel_density.logpdf(test), test)
    neighbours, distances = nearest_neighbours(frame.p_data, seen, generated)
    _, test_distances = nearest_neighbours(frame.p_data, seen, test)
    validation = split.validation if split.validation.size else split.train
    estimate, parzen_error = _parzen_estimate(generated, validation, test, frame.G)
    return HeldOutReport(
        n=test.size,
        log_p_g=MeanEstimate.of(log_p_g),
        log_p_data=MeanEstimate.of(log_p_data),
        gap=MeanEstimate.of(log_p_data - log_p_g),
        outside_support=int(np.count_nonzero(p_g_pdf(frame, test) == 0)),
        parzen=estimate,
        parzen_error=parzen_error,
        ks=kolmogorov_smirnov(generated, test),
        seen_gain=MeanEstimate.of(log_p_g_seen) - MeanEstimate.of(log_p_g),
        nearest=mann_whitney(distances, test_distances, seed),
        effective_neighbours=float(1 / np.square(np.bincount(neighbours) / N_SAMPLES).sum()),
        n_seen=seen.size,
    )


def p_g_pdf(frame: Frame, x: ArrayLike) -> Array:
    """Compute the density p_g(x), exact for G linear between the frame's nodes.

    Parameters
    ----------
    frame : Frame
        The frame of the G.
    x : array-like, shape (k,)
        Any points.

    Returns
    -------
    array, shape (k,)
        The density. An atom counts as spread evenly over a cell of the frame's grid.
    """
    x = np.asarray(x, np.float64)
    values, p_g = push_forward_pdf(frame.z, frame.G_z, frame.noise, x), frame.p_g
    cell = np.rint((x - p_g.x[0]) / p_g.dx).clip(0, p_g.n - 1).astype(int)
    return np.where(np.isinf(values), p_g.pdf[cell], values)


def nearest_neighbours(p_data: Density, seen: ArrayLike, x: ArrayLike) -> tuple[Array, Array]:
    """Find the datum nearest to each point, measured by the mass of p_data between the two.

    For test data this distance is about uniform over half the gaps between the seen data, however dense p_data is
    there. It is 0 for copies, and for points beyond the grid of p_data if one of the seen data lies there too.

    Parameters
    ----------
    p_data : Density
        The density that measures distances.
    seen : array-like, shape (m,)
        The data that D saw, with at least two distinct values.
    x : array-like, shape (k,)
        The points.

    Returns
    -------
    neighbours : array of int, shape (k,)
        The indices of the nearest data among the distinct ones in ascending order.
    distances : array, shape (k,)
        The masses of p_data between.
    """
    cdf = np.concatenate([[0.0], np.cumsum(p_data.p)])
    u, values = (np.interp(each, p_data.edges, cdf) for each in (np.asarray(x), np.unique(seen)))
    i = np.searchsorted(values, u).clip(1, values.size - 1)
    below, above = np.abs(u - values[i - 1]), np.abs(u - values[i])
    return np.where(below < above, i - 1, i), np.minimum(below, above)


def _parzen_estimate(
    generated: Array, validation: Array, test: Array, G: Generator
) -> tuple[ParzenEstimate | None, str]:
    """Return the paper's estimate, computed on standardised data, and ""; or None, and why no σ is the best."""
    generated, validation, test = ((x - G.centre) / G.scale for x in (generated, validation, test))
    try:
        found = parzen(generated, validation, test)
    except ValueError as error:
        return None, str(error)
    sigma = cast(float, found.sigma) * G.scale
    return ParzenEstimate(sigma, found.mean - float(np.log(G.scale)), found.standard_error), ""


def _log(p: Array) -> Array:
    with np.errstate(divide="ignore"):
        return np.log(p)
