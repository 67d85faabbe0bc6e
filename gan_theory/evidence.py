"""Evidence: a check reduced to a gap that should be 0, with both values and the place where they part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Evidence:
    """One check, reduced to a gap that should be 0. It holds if gap <= tol, and nan never holds.

    values: the two sides where the gap is widest. x: the cell centre there; or, where the sides are sums over cells,
    the cell that adds most to the gap, and `at_x` what it adds to either side.
    """

    what: str
    gap: float
    tol: float
    grade: str = "numeric"
    values: tuple[float, float] | None = None
    x: float | None = None
    at_x: tuple[float, float] | None = None

    @property
    def holds(self) -> bool:
        """Whether gap <= tol."""
        return bool(self.gap <= self.tol)

    @property
    def severity(self) -> float:
        """gap/tol: above 1 it fails; infinite for nan, and for any gap where none is tolerated."""
        if self.gap == 0:
            return 0.0
        return float("inf") if self.gap != self.gap or self.tol == 0 else self.gap / self.tol

    @property
    def where(self) -> str:
        """Both values and the place, in words; empty if they are not known."""
        if self.values is None:
            return ""
        place = "" if self.x is None else f" at x = {self.x:.4g}"
        if self.at_x is not None:
            place = f", most of it{place}: {self.at_x[0]:.6g} against {self.at_x[1]:.6g}"
        return f"{self.values[0]:.6g} against {self.values[1]:.6g}{place}"

    def __str__(self) -> str:
        if self.gap == self.tol == 0:
            return f"holds: {self.what}"
        where = f"{self.where}; " if self.where and not self.holds else ""
        return (
            f"{'holds' if self.holds else 'FAILS'}: {self.what} ({where}gap {self.gap:.1e}, tolerance {self.tol:.0e})"
        )


def equal(what: str, a, b, tol: float = 1e-12, *, x=None, cells: Callable | None = None) -> Evidence:
    """Evidence that a = b, whose gap is max |a − b|, equal infinities being at no distance.

    a, b: numbers or arrays that broadcast. x: the places (n,) along their last axis. cells: for sums over the cells x,
    a function without arguments that gives what each cell adds to a and to b, (n,) each, asked only if they differ.
    """
    return _compared(what, a, b, tol, x, cells, np.abs)


def at_most(what: str, a, b, tol: float = 1e-12, *, x=None) -> Evidence:
    """Evidence that a <= b, whose gap is max(0, a − b). Arguments as for `equal`."""
    return _compared(what, a, b, tol, x, None, lambda difference: np.maximum(difference, 0))


def _compared(what, a, b, tol, x, cells, measure):
    a, b = np.broadcast_arrays(np.asarray(a, np.float64), np.asarray(b, np.float64))
    if a.size == 0:
        return Evidence(what, 0.0, tol)
    gaps = _gaps(a, b, measure)
    worst = np.unravel_index(np.argmax(gaps), gaps.shape)
    gap, values = float(gaps[worst]), (float(a[worst]), float(b[worst]))
    if cells is not None and not gap <= tol:
        return Evidence(what, gap, tol, "numeric", values, *_widest_cell(cells, x))
    place = float(x[worst[-1]]) if x is not None and cells is None else None
    return Evidence(what, gap, tol, "numeric", values, place)


def _widest_cell(cells, x):
    a, b = np.broadcast_arrays(*cells())
    gaps = _gaps(a, b, np.abs)
    i = int(np.argmax(gaps))
    return (float(x[i]), (float(a[i]), float(b[i]))) if not gaps[i] <= 1e-15 else (None, None)


def _gaps(a, b, measure):
    with np.errstate(invalid="ignore"):
        return np.where(a == b, 0.0, measure(a - b))


def distance(a, b) -> float:
    """max |a − b|, equal infinities being at no distance; nan if either has nan."""
    return equal("", a, b).gap


def excess(a, b) -> float:
    """By how much a <= b is violated at the worst: max(0, a − b); nan if either has nan."""
    return at_most("", a, b).gap
