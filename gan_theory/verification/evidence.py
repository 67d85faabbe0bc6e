"""Evidence: a check reduced to a gap that should be 0, with both sides and the location where they differ most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.number_text import with_minus

Cells = Callable[[], tuple[ArrayLike, ArrayLike]]


class Grade(StrEnum):
    """The kinds of evidence: numeric, symbolic, certified, formal, or by runs of training. Each is a string, its name.

    Examples
    --------
    >>> Grade("certified").description
    'ball arithmetic: rigorous enclosures of the continuous integrals'
    """

    NUMERIC = "numeric"
    SYMBOLIC = "symbolic"
    CERTIFIED = "certified"
    FORMAL = "formal"
    RUN = "run"

    @property
    def description(self) -> str:
        """What evidence of this grade rests on."""
        return _DESCRIPTIONS[self]


_DESCRIPTIONS = {
    Grade.NUMERIC: "float64 on grids, by the formulas under test",
    Grade.SYMBOLIC: "SymPy, exact, for every value of the symbols",
    Grade.CERTIFIED: "ball arithmetic: rigorous enclosures of the continuous integrals",
    Grade.FORMAL: "Coq: proofs that a machine has checked, for all distributions on n points",
    Grade.RUN: "networks trained",
}


class ProblemKind(StrEnum):
    """Why a user-supplied formula gave no usable value."""

    BLANK = "blank"
    RAISED = "raised"
    WRONG_TYPE = "wrong type"
    WRONG_SHAPE = "wrong shape"
    NAN = "nan"
    LED_TO_ERROR = "its values led to an error"


@dataclass(frozen=True)
class Problem:
    """What a user-supplied formula did instead of returning a usable value.

    Parameters
    ----------
    formula : str
        The name of the formula; several names, where any of them may be the cause.
    kind : ProblemKind
        What it did.
    error_type : str
        The type of the error that was raised; empty if there was none.
    error : str
        The type and the message of this error.
    located : bool
        Whether the message says at which arguments it happened.
    """

    formula: str
    kind: ProblemKind
    error_type: str = ""
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
        """Both values and the location, in words; empty if they are not known."""
        if self.values is None:
            return ""
        location = "" if self.x is None else f" at x = {self.x:.4g}"
        if self.at_x is not None:
            location = f", most of it{location}: {self.at_x[0]:.6g} against {self.at_x[1]:.6g}"
        return with_minus(f"{self.values[0]:.6g} against {self.values[1]:.6g}{location}")

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
        The locations along the last axis of a and b.
    cells : callable, optional
        For sums over the cells x: a function without arguments that returns what each cell adds to a and to b, of
        shape (n,) each. It is called only if a and b differ.

    Returns
    -------
    Evidence
        With the two values where they differ most, and the location.
    """
    return _compared(what, a, b, tol, x, cells)


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
    return _compared(f"{left} = {right}", a, b, tol, x, cells, left=left, right=right, formula=formula)


def at_most(what: str, a: ArrayLike, b: ArrayLike, tol: float = 1e-12, *, x: Array | None = None) -> Evidence:
    """Give evidence that a <= b: its gap is max(0, a − b).

    Parameters
    ----------
    what, a, b, tol, x
        As for `equal`.

    Returns
    -------
    Evidence
        With the two values where a exceeds b most, and the location.
    """
    return _compared(what, a, b, tol, x, one_sided=True)


def _compared(
    what: str,
    a: ArrayLike,
    b: ArrayLike,
    tol: float,
    x: Array | None,
    cells: Cells | None = None,
    *,
    one_sided: bool = False,
    left: str = "",
    right: str = "",
    formula: str = "",
) -> Evidence:
    """Compare two sides where they differ most; of sums that differ, find the cell that adds most to the gap."""
    a, b = np.asarray(a, np.float64), np.asarray(b, np.float64)
    values, location, at_x = None, None, None
    if a.ndim == b.ndim == 0:
        values = a.item(), b.item()
        gap = _gap(*values, one_sided)
    else:
        if a.shape != b.shape:
            a, b = np.broadcast_arrays(a, b)
        gap = 0.0
        if a.size:
            gap, worst = _widest(a, b, one_sided)
            values = a.item(worst), b.item(worst)
            if x is not None and cells is None:
                location = x[worst % a.shape[-1]].item()
    if x is not None and cells is not None and not gap <= tol:
        location, at_x = _widest_cell(cells, x)
    return Evidence(what, gap, tol, Grade.NUMERIC, values, location, at_x, left, right, formula)


def _widest_cell(cells: Cells, x: Array) -> tuple[float | None, tuple[float, float] | None]:
    """Find the cell that adds most to the gap, and what it adds to either side; None where no cell differs."""
    a, b = np.broadcast_arrays(*cells())
    gap, i = _widest(a, b)
    return (None, None) if gap <= 1e-15 else (float(x[i]), (float(a[i]), float(b[i])))


def _gap(a: float, b: float, one_sided: bool = False) -> float:
    """Return |a − b|, or max(0, a − b); 0 for equal infinities."""
    if a == b:
        return 0.0
    return max(a - b, 0.0) if one_sided else abs(a - b)


def _widest(a: Array, b: Array, one_sided: bool = False) -> tuple[float, int]:
    """Return the greatest `_gap` of two elements, nan if one is nan, and its first index in the flat arrays."""
    with np.errstate(invalid="ignore"):
        differences = a - b
    gaps = np.maximum(differences, 0) if one_sided else np.abs(differences)
    worst = int(gaps.argmax())
    if np.isnan(gaps.item(worst)):  # for equal infinities too
        gaps[a == b] = 0.0
        worst = int(gaps.argmax())
    return gaps.item(worst), worst
