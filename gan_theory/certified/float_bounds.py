"""Doubles against exact values: the exact JSD of float64 arrays, and upper bounds of differences, as floats."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from flint import arb

from gan_theory._utils.arrays import ArrayLike
from gan_theory._utils.validation import as_float64
from gan_theory.certified.arithmetic import precision


def jsd_of_masses(p: Iterable[float | arb], q: Iterable[float | arb]) -> arb:
    """Return Σ ½[p log(p/m) + q log(q/m)] with m = (p + q)/2, at the working precision.

    Parameters
    ----------
    p, q : iterable of float or arb
        n non-negative masses each. Nothing is normalised, and 0·log 0 = 0.

    Returns
    -------
    arb
        In nats.

    References
    ----------
    Eq. 6.
    """
    cells = [(arb(a), arb(b)) for a, b in zip(p, q)]
    return sum((_jsd_term(a, a + b) + _jsd_term(b, a + b) for a, b in cells), arb(0)) / 2


def _jsd_term(mass: arb, total: arb) -> arb:
    return mass if mass == 0 else mass * (2 * mass / total).log()


def kl_of_masses(p: Iterable[float | arb], q: Iterable[float | arb]) -> arb:
    """Return KL(p‖q) = Σ p log(p/q), at the working precision.

    Parameters
    ----------
    p, q : iterable of float or arb
        n non-negative masses each. Nothing is normalised, and 0·log 0 = 0.

    Returns
    -------
    arb
        In nats; not finite if q = 0 < p in some cell.

    References
    ----------
    Eq. 5.
    """
    cells = [(arb(a), arb(b)) for a, b in zip(p, q)]
    return sum((a * (a / b).log() for a, b in cells if a != 0), arb(0))


def exact_jsd(p: ArrayLike, q: ArrayLike) -> arb:
    """Return the JSD of float64 masses to a relative accuracy of 2⁻⁶⁴, which decides the last digit of a double.

    Parameters
    ----------
    p, q : array-like, shape (n,)
        Finite non-negative masses. Nothing is normalised.

    Returns
    -------
    arb
        In nats; exactly 0 for equal arrays.

    Raises
    ------
    ValueError
        For shapes or masses that are not as described.
    """
    p, q = as_float64(p, "p"), as_float64(q, "q")
    if not (p.ndim == 1 and p.shape == q.shape and all(np.isfinite(a).all() and (a >= 0).all() for a in (p, q))):
        raise ValueError(f"expected finite masses >= 0 of one shape (n,); got shapes {p.shape} and {q.shape}")
    bits, enclosure = 256, arb("nan")  # two doubles differ by at least 2⁻⁵⁴ of their sum, and the JSD by its square
    while enclosure.rel_accuracy_bits() < 64:
        with precision(bits):
            enclosure = jsd_of_masses(p.tolist(), q.tolist())
        bits *= 2
    return enclosure


def exact_sum(masses: ArrayLike) -> arb:
    """Return the sum of an array of doubles, exactly or to 1024 bits.

    Parameters
    ----------
    masses : array, shape (n,)
        The doubles.

    Returns
    -------
    arb
        The sum.
    """
    with precision(1024):
        return sum(map(arb, as_float64(masses, "masses").tolist()), arb(0))


def ulps(value: float, enclosure: arb) -> float:
    """Return an upper bound of |value − the enclosed number|, in spacings of doubles at value.

    Parameters
    ----------
    value : float
        A computed value.
    enclosure : arb
        Of the exact value.

    Returns
    -------
    float
        Infinite if either is not finite.
    """
    return _largest_difference(arb(float(value)), enclosure, unit=math.ulp(value))


def distance(a: arb, b: arb) -> float:
    """Return an upper bound of |a − b|, for an equality that should hold.

    Parameters
    ----------
    a, b : arb
        Enclosures of both sides.

    Returns
    -------
    float
        Infinite if a or b is not finite, or if they are disjoint, which disproves the equality.
    """
    return _largest_difference(a, b) if a.overlaps(b) else math.inf


def excess(a: arb, b: arb) -> float:
    """Return an upper bound of max(0, a − b), for an inequality a <= b that should hold.

    Parameters
    ----------
    a, b : arb
        Enclosures of both sides.

    Returns
    -------
    float
        Infinite if a or b is not finite.
    """
    with precision(1024):
        return _largest_difference((a - b).max(arb(0)), arb(0))


def _largest_difference(a: arb, b: arb, unit: float = 1.0) -> float:
    with precision(1024):
        bound = (abs(a - b) / unit).upper()
    if not bound.is_finite():
        return math.inf
    return math.nextafter(float(bound), math.inf) if bound != 0 else 0.0
