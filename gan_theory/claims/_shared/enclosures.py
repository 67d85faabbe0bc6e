"""What doubles and enclosures prove: the exact JSD of float arrays, and evidence that an equality or a sign holds."""

from __future__ import annotations

import math

from flint import arb

from gan_theory.certified.float_bounds import distance
from gan_theory.certified.integrals import WIDTH, is_narrow
from gan_theory.verification.evidence import Evidence


def encloses_equal(what: str, a: arb, b: arb, width: float = 5 * WIDTH) -> Evidence:
    """Evidence that a = b: their enclosures are finite, meet, and lie within `width` together."""
    return Evidence(what, distance(a, b), width, values=(float(a), float(b)))


def encloses_positive(what: str, a: arb, width: float = 5 * WIDTH) -> Evidence:
    """Evidence that a > 0: its enclosure is finite, at most `width` wide, and holds neither 0 nor a negative number."""
    proved = is_narrow(a, width) and a > 0
    return Evidence(what, 0.0 if proved else math.inf, 0.0, values=(float(a.lower()), 0.0))
