"""What doubles and enclosures prove: the exact JSD of float arrays, and evidence that an equality or a sign holds."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from flint import arb

from gan_theory._utils.validation import as_float64
from gan_theory.certified.mixtures import precision


def jsd_of_masses(p: Iterable, q: Iterable) -> arb:
    """Σ ½[p log(p/m) + q log(q/m)], m = (p + q)/2, at the working precision. Source: eq. 6.

    p, q: non-negative masses (n,), doubles or enclosures; 0·log 0 = 0, and nothing is normalised.
    """
    cells = [(arb(a), arb(b)) for a, b in zip(p, q)]
    return sum((_part(a, a + b) + _part(b, a + b) for a, b in cells), arb(0)) / 2


def _part(mass, exact_sum) -> arb:
    return mass if mass == 0 else mass * (2 * mass / exact_sum).log()


def exact_jsd(p, q) -> arb:
    """`jsd_of_masses` of float64 arrays (n,), to 2⁻⁶⁴ of itself, which decides the last digit of a double.

    Exactly 0 for equal arrays. Raises ValueError for arrays that are not of one shape (n,), non-negative and finite.
    """
    p, q = as_float64(p, "p"), as_float64(q, "q")
    if not (p.ndim == 1 and p.shape == q.shape and all(np.isfinite(a).all() and (a >= 0).all() for a in (p, q))):
        raise ValueError(f"expected finite masses >= 0 of one shape (n,); got shapes {p.shape} and {q.shape}")
    bits, enclosure = 256, arb("nan")  # two doubles differ by 2⁻⁵⁴ of their sum at least, which the JSD squares
    while enclosure.rel_accuracy_bits() < 64:
        with precision(bits):
            enclosure = jsd_of_masses(p.tolist(), q.tolist())
        bits *= 2
    return enclosure


def exact_sum(masses) -> arb:
    """The sum of an array of doubles, exactly or nearly so."""
    with precision(1024):
        return sum(map(arb, as_float64(masses, "masses").tolist()), arb(0))


def ulps(value: float, enclosure: arb) -> float:
    """An upper bound of |value − the enclosed number| in spacings of doubles at value; inf if one is not finite."""
    return _farthest(arb(float(value)), enclosure, math.ulp(value))


def distance(a: arb, b: arb) -> float:
    """An upper bound of |a − b| for an equality that should hold; inf if a or b is not finite, or they are disjoint."""
    return _farthest(a, b) if a.overlaps(b) else math.inf


def excess(a: arb, b: arb) -> float:
    """An upper bound of max(0, a − b) for a <= b that should hold; inf if a or b is not finite."""
    with precision(1024):
        return _farthest((a - b).max(arb(0)), arb(0))


def _farthest(a, b, unit=1.0) -> float:
    with precision(1024):
        bound = (abs(a - b) / unit).upper()
    if not bound.is_finite():
        return math.inf
    return math.nextafter(float(bound), math.inf) if bound != 0 else 0.0
