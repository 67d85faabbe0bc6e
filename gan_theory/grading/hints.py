"""Hints: what the failures of a user-supplied formula have in common, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.verification.evidence import Evidence, Problem, ProblemKind
from gan_theory.verification.verdict import Verdict

CONSTANTS = {"log 2": np.log(2), "log 4": np.log(4), "2·log 4": 2 * np.log(4), "1": 1.0, "½": 0.5, "2": 2.0}
FACTORS = {
    "2": 2.0,
    "½": 0.5,
    "4": 4.0,
    "¼": 0.25,
    "1/log 2, which turns nats into bits": 1 / np.log(2),
    "log 2": np.log(2),
    "−1: a sign is wrong": -1.0,
}
SHAPE_ADVICE = "sum over the last axis only (axis=-1), or not at all where a value per cell is expected"
NAN_ADVICE = "a mass of 0 needs care: 0·log 0 counts as 0"
# What the message of an error contains, and what to do.
ERROR_ADVICE = {
    "read-only": "leave p and q as they are, and return a new array",
    "'ellipsis'": "it uses one that is still blank",
    "truth value of an array": "p and q are arrays, of one density or of many: use np.where in place of if",
}


def hint(found: Evidence, verdict: Verdict, user_formulas: Collection[str] = ()) -> str:
    """Return a line that helps to correct the formula behind a failure.

    Parameters
    ----------
    found : Evidence
        The failure.
    verdict : Verdict
        The verdict that it belongs to; the hint rests on all its cases.
    user_formulas : collection of str
        The names of user-supplied formulas.

    Returns
    -------
    str
        The hint; empty if there is none.
    """
    if found.problem is not None:
        return advise(found.problem)
    return diagnose(found, verdict, user_formulas) if found.values is not None else ""


def advise(problem: Problem) -> str:
    """Return what to do about a formula that gave no usable value.

    Parameters
    ----------
    problem : Problem
        What the formula did.

    Returns
    -------
    str
        The advice; empty if there is none.
    """
    if problem.kind is ProblemKind.NAN and problem.located:
        return NAN_ADVICE
    if problem.kind is ProblemKind.WRONG_SHAPE:
        return SHAPE_ADVICE
    return next((advice for sign, advice in ERROR_ADVICE.items() if sign in problem.error), "")


def diagnose(found: Evidence, verdict: Verdict, user_formulas: Collection[str] = ()) -> str:
    """Return what the failures of one equation have in common: a constant, a factor, a root.

    Parameters
    ----------
    found : Evidence
        A failure of the equation.
    verdict : Verdict
        The verdict, with the same equation on all cases.
    user_formulas : collection of str
        The names of user-supplied formulas; the left side is called "your", if it is the value of one of them.

    Returns
    -------
    str
        The relation between the two sides; empty if none is seen.
    """
    sides = _sides(found, verdict)
    if not found.right or len(sides) < 2:
        return ""
    names = _Names.of(found, verdict, user_formulas)
    finite = np.isfinite(sides)
    both = finite.all(axis=1)
    if (finite[:, 0] != finite[:, 1]).any():
        state = "finite" if finite[~both, 0].all() else "infinite or nan"
        where = f"{names.left} is {state} where {found.right} is not{names.others}"
        return f"{where}: does a mass of 0, or a D* that rounds to 1, come into a logarithm?"
    if both.sum() < 2:
        return ""
    where = "on every case" if both.all() else "wherever both are finite"
    relation = _relation(sides[both, 0], sides[both, 1], found.right, where)
    return f"{names.left} is {relation}{names.others}" if relation else ""


def _sides(found: Evidence, verdict: Verdict) -> Array:
    """Both values of the equation on each case, shape (k, 2)."""
    same = [each.values for _, each in verdict.findings if each.what == found.what and each.values is not None]
    return np.array(same).reshape(-1, 2)


@dataclass(frozen=True)
class _Names:
    """What the left side is called, and a note on which user-supplied formulas are involved if it is none of them."""

    left: str
    others: str

    @classmethod
    def of(cls, found: Evidence, verdict: Verdict, user_formulas: Collection[str]) -> _Names:
        if found.formula and found.formula in user_formulas:
            return cls(f"your {found.left}", "")
        involved = sorted(set(user_formulas) & set(verdict.used))
        return cls(found.left, f" (yours: {', '.join(involved)})" if involved else "")


def _relation(a: Array, b: Array, right: str, where: str) -> str:
    """How a (k,) depends on b (k,), in words; empty if there is no rule."""
    with np.errstate(all="ignore"):
        offset = np.median(a - b)
        ratio = np.median(a[b != 0] / b[b != 0]) if b.any() else 1.0
        constant = np.abs(a - b - offset).max() <= 1e-9
        factor = np.abs(a - ratio * b).max() <= 1e-9 * np.abs(a).max()
        swapped = np.abs(a + b - 1).max() <= 1e-9
        root = (b >= 0).all() and np.abs(a - np.sqrt(np.maximum(b, 0))).max() <= 1e-7
    if np.ptp(b) <= 1e-6:
        return ""
    if np.abs(a - b).max() <= 1e-6:
        return f"{right} but for a little {where}: is something added, clipped or of single precision?"
    if swapped:
        return f"1 minus {right} {where}: are p_data and p_g swapped?"
    if constant:
        side = "below" if offset < 0 else "above"
        missing = _name("a constant", abs(offset), CONSTANTS)
        return f"{abs(offset):.4g} {side} {right} {where}: {missing} is missing, or one too many"
    if factor:
        return f"{ratio:.4g} times {right} {where}: {_name('the factor', ratio, FACTORS)}"
    return f"the square root of {right} {where}" if root else ""


def _name(kind: str, value: float, names: Mapping[str, float]) -> str:
    return next((f"{kind} of {name}" for name, known in names.items() if abs(value - known) <= 1e-9), kind)
