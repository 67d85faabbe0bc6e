"""Compare what a sampler draws with what it should draw from, by the shares of numbers below some thresholds."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import STANDARD_ERRORS
from gan_theory.verification.evidence import Evidence, equal


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
