"""Evidence: a check reduced to a gap that should be 0, with both sides and the place where they differ most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike

Cells = Callable[[], tuple[ArrayLike, ArrayLike]]


class Grade(StrEnum):
    """How strong evidence is: numeric, symbolic, certified, or by runs of training. Each is a string, its name."""

    NUMERIC = "numeric"
    SYMBOLIC = "symbolic"
    CERTIFIED = "certified"
    RUN = "run"

    @property
    def description(self) -> str:
        """What evidence of this grade rests on."""
        return _DESCRIPTIONS[self]


_DESCRIPTIONS = {
    Grade.NUMERIC: "float64 on grids, by the formulas under test",
    Grade.SYMBOLIC: "SymPy, exact, for every value of the symbols",
    Grade.CERTIFIED: "ball arithmetic: rigorous enclosures of the continuous integrals",
    Grade.RUN: "networks trained",
}


class ProblemKind(StrEnum):
    """Why a user-supplied formula gave no usable value."""

    BLANK = "blank"
    RAISED = "raised"
    WRONG_TYPE = "wrong type"
    WRONG_SHAPE = "wrong shape"
    NAN = "nan"


@dataclass(frozen=True)
class Problem:
    """What a user-supplied formula did instead of returning a usable value.

    Parameters
    ----------
    formula : str
        The name of the formula.
    kind : ProblemKind
        What it did.
    error : str
        The type and the message of what it raised; empty if it raised nothing.
    located : bool
        Whether the message says at which arguments it happened.
    """

    formula: str
    kind: ProblemKind
    error: str = ""
    located: bool = False


@dataclass(frozen=True)
class Evidence:
    """One check, reduced to a gap that should be 0. It holds if gap <= tol; nan never holds.

    Parameters
    ----------
    what : str
        The statement that is checked.
    gap, tol : float
        By how much the check misses, and how much is tolerated.
    grade : Grade
        The grade of the evidence.
    values : tuple of float, optional
        The two sides where the gap is widest.
    x : float, optional
        The cell centre there; where the sides are sums over cells, the cell that adds most to the gap.
    at_x : tuple of float, optional
        What that cell adds to either side, where the sides are sums over cells.
    left, right : str
        The names of the two sides of an equation; empty for other statements.
    formula : str
        The formula whose value the left side is, by its name in `Formulas`; empty if it is another quantity.
    problem : Problem, optional
        Why there is no value, where a user-supplied formula gave none.

    Examples
    --------
    >>> print(Evidence("1 + 1 = 2", gap=0.0, tol=1e-12))
    holds: 1 + 1 = 2 (gap 0.0e+00, tolerance 1e-12)
    >>> Evidence("1 + 1 = 3", gap=1.0, tol=1e-12).holds
    False
    """

    what: str
    gap: float
    tol: float
    grade: Grade = Grade.NUMERIC
    values: tuple[float, float] | None = None
    x: float | None = None
    at_x: tuple[float, float] | None = None
    left: str = ""
    right: str = ""
    formula: str = ""
    problem: Problem | None = None

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
    def sides(self) -> str:
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
        sides = f"{self.sides}; " if self.sides and not self.holds else ""
        state = "holds" if self.holds else "FAILS"
        return f"{state}: {self.what} ({sides}gap {self.gap:.1e}, tolerance {self.tol:.0e})"


def equal(
    what: str, a: ArrayLike, b: ArrayLike, tol: float = 1e-12, *, x: Array | None = None, cells: Cells | None = None
) -> Evidence:
    """Give evidence that a = b: its gap is max |a − b|; equal infinities are at no distance.

    Parameters
    ----------
    what : str
        The statement.
    a, b : array-like
        Numbers, or arrays that broadcast.
    tol : float
        The gap that is tolerated.
    x : array, shape (n,), optional
        The places along the last axis of a and b.
    cells : callable, optional
        For sums over the cells x: a function without arguments that returns what each cell adds to a and to b, of
        shape (n,) each. It is called only if a and b differ.

    Returns
    -------
    Evidence
        With the two values where they differ most, and the place.
    """
    return _compared(what, a, b, tol, x, cells, np.abs)


def equation(
    left: str,
    right: str,
    a: ArrayLike,
    b: ArrayLike,
    tol: float = 1e-12,
    *,
    x: Array | None = None,
    cells: Cells | None = None,
    formula: str = "",
) -> Evidence:
    """Give evidence that a = b, as `equal` does, with a name for either side.

    Parameters
    ----------
    left, right : str
        The names of a and of b; the statement is "left = right".
    a, b, tol, x, cells
        As for `equal`.
    formula : str
        The name in `Formulas` of the formula whose value a is, if it is one.

    Returns
    -------
    Evidence
        With the fields `left`, `right` and `formula`.
    """
    found = equal(f"{left} = {right}", a, b, tol, x=x, cells=cells)
    return replace(found, left=left, right=right, formula=formula)


def at_most(what: str, a: ArrayLike, b: ArrayLike, tol: float = 1e-12, *, x: Array | None = None) -> Evidence:
    """Give evidence that a <= b: its gap is max(0, a − b). Parameters as for `equal`."""
    return _compared(what, a, b, tol, x, None, lambda difference: np.maximum(difference, 0))


def distance(a: ArrayLike, b: ArrayLike) -> float:
    """Return max |a − b|, equal infinities being at no distance; nan if either has nan."""
    return equal("", a, b).gap


def excess(a: ArrayLike, b: ArrayLike) -> float:
    """Return max(0, a − b), by how much a <= b is violated at the worst; nan if either has nan."""
    return at_most("", a, b).gap


def _compared(
    what: str,
    a: ArrayLike,
    b: ArrayLike,
    tol: float,
    x: Array | None,
    cells: Cells | None,
    measure: Callable[[Array], Array],
) -> Evidence:
    a, b = np.broadcast_arrays(np.asarray(a, np.float64), np.asarray(b, np.float64))
    if a.size == 0:
        return Evidence(what, 0.0, tol)
    gaps = _gaps(a, b, measure)
    worst = np.unravel_index(np.argmax(gaps), gaps.shape)
    gap, values = float(gaps[worst]), (float(a[worst]), float(b[worst]))
    if cells is not None and x is not None and not gap <= tol:
        place, at_x = _widest_cell(cells, x)
        return Evidence(what, gap, tol, values=values, x=place, at_x=at_x)
    place = float(x[worst[-1]]) if x is not None and cells is None else None
    return Evidence(what, gap, tol, values=values, x=place)


def _widest_cell(cells: Cells, x: Array) -> tuple[float | None, tuple[float, float] | None]:
    """The cell that adds most to the gap, and what it adds to either side; None where no cell differs."""
    a, b = np.broadcast_arrays(*cells())
    gaps = _gaps(a, b, np.abs)
    i = int(np.argmax(gaps))
    return (None, None) if gaps[i] <= 1e-15 else (float(x[i]), (float(a[i]), float(b[i])))


def _gaps(a: Array, b: Array, measure: Callable[[Array], Array]) -> Array:
    with np.errstate(invalid="ignore"):
        return np.where(a == b, 0.0, measure(a - b))
