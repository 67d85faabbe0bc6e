"""What Parzen windows around the samples of a trained G say, against its exact p_g blurred by σ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import ndtri

from gan_theory._utils.arrays import Array
from gan_theory.densities.density import Density
from gan_theory.densities.noise import NOISES
from gan_theory.evaluation.parzen import ParzenEstimate, parzen, parzen_log_likelihood

if TYPE_CHECKING:
    from gan_theory.training.frame import Frame


class Judged(NamedTuple):
    """What a trained G's windows say; nan, which meets no bound, if the run has diverged.

    Parameters
    ----------
    error : float
        The mean of |windows' density / (p_g blurred by 0.2) − 1| for stratified z.
    z, z_chosen : float
        By how many standard errors the score misses its expectation: at σ = 0.2, and at the σ that fresh data choose.
    missed : float
        The share of the data beyond the ends of p_g.
    """

    error: float = float("nan")
    z: float = float("nan")
    z_chosen: float = float("nan")
    missed: float = float("nan")


def judge(frame: Frame, seed: int) -> Judged:
    """Compare the windows and the scores of a G with p_g blurred; scores are over the data within the ends of p_g.

    Parameters
    ----------
    frame : Frame
        A Frame of a run with noise N(0, 1).
    seed : int
        The seed of the samples.

    Returns
    -------
    Judged
        The comparison.
    """
    p_g, stratified = frame.p_g, frame.G(ndtri((np.arange(2000) + 0.5) / 2000))
    windows, exact = np.exp(parzen_log_likelihood(stratified, frame.x, 0.2)), _blur(p_g, 0.2) @ p_g.p
    first, last = np.flatnonzero(p_g.p)[[0, -1]]
    held_out, samples = frame.p_data.sample(2200, seed + 100), frame.sample(5000, seed)
    within = held_out[(held_out > p_g.edges[first]) & (held_out < p_g.edges[last + 1])]
    inside = slice(first, last + 1)
    return Judged(
        error=np.abs(windows - exact).sum() * p_g.dx,
        z=_z_of_score(parzen(samples, within[:200], within[200:], [0.2]), frame, inside),
        z_chosen=_z_of_score(parzen(samples, within[:200], within[200:]), frame, inside),
        missed=1 - frame.p_data.p[inside].sum(),
    )


def _z_of_score(score: ParzenEstimate, frame: Frame, inside: slice) -> float:
    """By how many standard errors, over test points and over 5,000 samples, a score misses its expectation."""
    assert isinstance(score.sigma, float)
    p, blur = frame.p_data.p[inside] / frame.p_data.p[inside].sum(), _blur(frame.p_g, score.sigma)[inside]
    p_g_blurred = blur @ frame.p_g.p
    influence = (p / p_g_blurred) @ blur  # of a sample in a cell on a score, times their number
    variance_of_influence = influence**2 @ frame.p_g.p - 1
    return (score.mean - p @ np.log(p_g_blurred)) / np.hypot(
        score.standard_error, np.sqrt(variance_of_influence / 5000)
    )


def _blur(p_g: Density, sigma: float) -> Array:
    """Return the matrix from masses that are even in each cell to the density, blurred by σ, at the centres."""
    u = np.subtract.outer(p_g.x, p_g.edges) / sigma
    return NOISES["normal"].mass(u[:, 1:], u[:, :-1]) / p_g.dx
