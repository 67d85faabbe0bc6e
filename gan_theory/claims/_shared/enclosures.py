"""Evidence by enclosures: that an equality or a sign holds."""

from __future__ import annotations

import math

from flint import arb

from gan_theory.certified.float_bounds import distance
from gan_theory.certified.integrals import WIDTH, is_narrow
from gan_theory.verification.evidence import Evidence


def encloses_equal(what: str, a: arb, b: arb, width: float = 5 * WIDTH) -> Evidence:
    """Give evidence that a = b: their enclosures are finite and overlap.

    Parameters
    ----------
    what : str
        The statement.
    a, b : arb
        Enclosures of both sides.
    width : float
        How much |a − b| may be for any two numbers that they contain.

    Returns
    -------
    Evidence
        Its gap is the upper bound of |a − b|.
    """
    return Evidence(what, distance(a, b), width, values=(float(a), float(b)))


def encloses_positive(what: str, a: arb, width: float = 5 * WIDTH) -> Evidence:
    """Give evidence that a > 0: its enclosure is finite and narrow, and contains no number <= 0.

    Parameters
    ----------
    what : str
        The statement.
    a : arb
        An enclosure.
    width : float
        How wide it may be.

    Returns
    -------
    Evidence
        Its gap is 0, or infinite.
    """
    proved = is_narrow(a, width) and a > 0
    return Evidence(what, 0.0 if proved else math.inf, 0.0, values=(float(a.lower()), 0.0))
