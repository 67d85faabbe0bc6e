"""Random numbers and a smooth D for numeric evidence, the same for each case of one size; and errors of means."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.verification.evidence import Evidence, equal

STANDARD_ERRORS = 5
"""By how many standard errors an estimate may miss what it estimates."""


@lru_cache(maxsize=256)
def uniform_draws(seed: int, *shape: int, low: float = 0.0, high: float = 1.0) -> Array:
    """Return uniform random numbers, drawn once for each seed and shape.

    Parameters
    ----------
    seed : int
        The seed.
    *shape : int
        The shape of the array.
    low, high : float
        The interval.

    Returns
    -------
    array
        Read-only.
    """
    draws = np.random.default_rng(seed).uniform(low, high, shape)
    draws.flags.writeable = False
    return draws


def wavy_D(x: Array) -> Array:
    """Return a discriminator that is neither symmetric nor extreme: its logit is 2 sin(3u) + u, u from −1 to 1.

    Parameters
    ----------
    x : array, shape (n,)
        The cell centres, of which only the number counts.

    Returns
    -------
    array, shape (n,)
        D in each cell, in (0, 1). Read-only.
    """
    return _wavy_D(x.size)


@lru_cache(maxsize=256)
def _wavy_D(n: int) -> Array:
    u = np.linspace(-1, 1, n)
    D = expit(2 * np.sin(3 * u) + u)
    D.flags.writeable = False
    return D


def D_with_ends(p: Array, q: Array) -> tuple[Array, Array]:
    """Return a D that is 0 where p_data is 0 and 1 where only p_data has mass, and what each cell adds to V there.

    Parameters
    ----------
    p, q : array, shape (n,)
        The masses of p_data and p_g.

    Returns
    -------
    D : array, shape (n,)
        Between 0 and 1 where both have mass.
    values : array, shape (n,)
        p_data log D + p_g log(1 − D) in nats, with 0·log 0 = 0: it is 0 unless both have mass.
    """
    both = (p > 0) & (q > 0)
    D = np.where(both, wavy_D(p), np.where(p > 0, 1.0, 0.0))
    values = np.zeros(p.shape)
    values[both] = p[both] * np.log(D[both]) + q[both] * np.log1p(-D[both])
    return D, values


def other_distributions(p: Array) -> Array:
    """Return distributions at the far ends of chords from p_g: p, the uniform one, and random ones, smooth to sparse.

    Parameters
    ----------
    p : array, shape (n,)
        The masses of p_data.

    Returns
    -------
    array, shape (8, n)
        Masses.
    """
    return np.vstack([p, _fixed_distributions(p.size)])


@lru_cache(maxsize=64)
def _fixed_distributions(n: int) -> Array:
    """Return the uniform distribution on n cells and six random ones, shape (7, n)."""
    concentrations = np.array([0.01, 0.03, 0.1, 0.3, 1, 3])
    random = np.random.default_rng(0).gamma(concentrations[:, None], size=(6, n)) + 1e-300
    return np.vstack([np.full(n, 1 / n), random / random.sum(axis=-1, keepdims=True)])


def standard_error_bound(masses: Array, values: Array, draws: int) -> float:
    """Return how far the mean of a value per cell over many draws may differ from its expectation.

    It is the standard error and, for rare cells, the range of the values over the number of draws. By Bernstein's
    inequality 5 of these sums are exceeded with a probability below 1.2e-3, however rare a cell is, and below 2e-5 if
    the standard error is at least the other part.

    Parameters
    ----------
    masses, values : array, shape (n,)
        The probability and the value of each cell.
    draws : int
        The number of draws.

    Returns
    -------
    float
        In the unit of the values.
    """
    variance = masses @ (values - masses @ values) ** 2
    return np.sqrt(variance / draws) + (np.ptp(values[masses > 0]) + 1e-12) / draws


def shares_below(what: str, drawn: Array, thresholds: Array, probabilities: Array) -> Evidence:
    """Compare the shares of drawn numbers below some thresholds with their probabilities.

    Parameters
    ----------
    what : str
        What is drawn, below what.
    drawn : array, shape (n,)
        The numbers, in any order.
    thresholds, probabilities : array, shape (k,)
        The thresholds, and the probability of a number below each.

    Returns
    -------
    Evidence
        Its gap is the greatest |z|: how many standard errors a share misses its probability by.
    """
    shares = np.searchsorted(np.sort(drawn), thresholds) / drawn.size
    z_score = (shares - probabilities) / np.sqrt(probabilities * (1 - probabilities) / drawn.size)
    return equal(f"|z| of the share of {what}, against its probability", z_score, 0, STANDARD_ERRORS)
