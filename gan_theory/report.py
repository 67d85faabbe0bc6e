"""Verdicts in words: a table of them, and what the failures have in common."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np

from gan_theory.asked import NAMES
from gan_theory.claim import Verdict

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
ADVICE = {
    "returned nan where its arguments are": "a mass of 0 needs care: 0·log 0 counts as 0",
    "returned the shape": "sum over the last axis only (axis=-1), or not at all where a value per cell is asked",
    "read-only": "leave p and q as they are, and return a new array",
    "'ellipsis'": "it uses one that is still blank",
    "truth value of an array": "p and q are arrays, of one law or of many: use np.where in place of if",
}


def table(verdicts: Sequence[Verdict], mine: Collection[str] = ()) -> str:
    """A line for each claim, and under those that fail what does not hold, on which cases, and the formulas used.

    Verdicts of one grade give how many cases they judged (or checks, where there are no cases), the worst gap and its
    tolerance; those of several grades stand side by side, each with its worst gap/tolerance. mine: the names of the
    formulas that are the reader's own, which are told first. Raises ValueError for a verdict without evidence.
    """
    grades = list(dict.fromkeys(verdict.grade for verdict in verdicts))
    several = len(grades) > 1
    head, line = _side_by_side(grades) if several else _one_grade(mine)
    theirs = [name for name in NAMES if name not in mine]
    lines = [f"yours: {', '.join(mine)}; the paper's: {', '.join(theirs) or 'none'}", head] if mine else [head]
    for claim in dict.fromkeys(verdict.claim for verdict in verdicts):
        of_claim = {verdict.grade: verdict for verdict in verdicts if verdict.claim is claim}
        where = "" if several else f"{claim.where:18} "
        lines.append(f"{claim.name:18} {claim.row:4} {where}{line(of_claim)}".rstrip())
        for verdict in of_claim.values():
            lines += _explained(verdict, mine)
    return "\n".join(lines)


def as_dict(verdicts: Sequence[Verdict], mine: Collection[str] = ()) -> dict:
    """The verdicts in the types of JSON: whether all hold, and for each claim its verdicts by grade."""
    claims = []
    for claim in dict.fromkeys(verdict.claim for verdict in verdicts):
        grades = {verdict.grade: verdict.as_dict() for verdict in verdicts if verdict.claim is claim}
        row = {name: getattr(claim, name) for name in ("name", "row", "where", "statement")}
        claims.append(row | {"holds": all(each["holds"] for each in grades.values()), "grades": grades})
    return {"holds": all(claim["holds"] for claim in claims), "handed": list(mine), "claims": claims}


def _one_grade(mine):
    head = f"{'claim':18} {'row':4} {'where':18} {'judged':>6}  {'worst gap':>9}  {'tolerance':>9}  verdict"

    def line(of_claim):
        (verdict,) = of_claim.values()
        if verdict.missing:
            return f"{'–':>6}  {'–':>9}  {'–':>9}  {verdict.state}"
        worst, number = verdict.worst[1], len(verdict.cases)
        unasked = ", without yours" if mine and not set(mine) & set(verdict.used) else ""
        number = number if number > 1 else len(verdict.findings)
        return f"{number:6d}  {worst.gap:9.1e}  {worst.tol:9.0e}  {verdict.state}{unasked}"

    return head, line


def _side_by_side(grades):
    head = f"{'claim':18} {'row':4} {'  '.join(f'{grade:18}' for grade in grades)}".rstrip()

    def cell(verdict):
        if verdict is None or verdict.missing:
            return "–" if verdict is None else verdict.state
        worst = verdict.worst[1]
        return verdict.state if worst.gap == worst.tol == 0 else f"{verdict.state} {worst.gap:.0e}/{worst.tol:.0e}"

    return head, lambda of_claim: "  ".join(f"{cell(of_claim.get(grade)):18}" for grade in grades)


def _explained(verdict, mine):
    """The failures, those that say the same of several cases once, with the worst of these."""
    if verdict.missing or verdict.holds:
        return []
    lines, asked = [], len(verdict.cases)
    for kind in dict.fromkeys(_kind(found) for _, found in verdict.failures):
        same = [(case, found) for case, found in verdict.failures if _kind(found) == kind]
        case, worst = max(same, key=lambda item: item[1].severity)
        number = (
            f" on {len(same)} of {asked} cases, worst on {case}" if asked > 1 else f" on {case}" * (case != worst.grade)
        )
        lines.append(f"    FAILS{number}: {worst.what}")
        if worst.values is not None:
            lines.append(f"        {worst.where}; gap {worst.gap:.1e}, tolerance {worst.tol:.0e}")
        hint = _advice(worst.what) if worst.values is None else diagnosis(worst.what, verdict, mine)
        lines += [f"        {hint}"] if hint else []
    return [*lines, f"    formulas used: {', '.join(verdict.used)}"] if verdict.used else lines


def _kind(found):
    """What a failure says, without the numbers if it tells of an answer that could not be used."""
    return found.what if found.values is not None else re.sub(r"[-+.e\d]*\d[, ]*", "", found.what)


def _advice(what):
    return next((advice for sign, advice in ADVICE.items() if sign in what), "")


def diagnosis(what: str, verdict: Verdict, mine: Collection[str] = ()) -> str:
    """What the failures of one check have in common: a constant, a factor, a root; empty if nothing is seen.

    mine: names of formulas; the left side is called "your", if it is one of them.
    """
    found = [found for _, found in verdict.findings if found.what == what and found.values is not None]
    sides = np.array([found.values for found in found])
    left, _, right = what.partition(" = ")
    finite = np.isfinite(sides).all(axis=1)
    if not right or len(sides) < 2:
        return ""
    yours = sorted(set(mine) & set(verdict.used))
    subject = _subject(left, mine)
    whose = "" if subject.startswith("your") or not yours else f" (yours: {', '.join(yours)})"
    if (np.isfinite(sides[:, 0]) != np.isfinite(sides[:, 1])).any():
        side = "finite" if np.isfinite(sides[~finite, 0]).all() else "infinite or nan"
        where = f"{subject} is {side} where {right} is not{whose}"
        return f"{where}: does a mass of 0, or a D* that rounds to 1, come into a logarithm?"
    seen = _common(*sides[finite].T) if finite.sum() > 1 else ""
    where = "on every case" if finite.all() else "wherever both are finite"
    return f"{subject} is {seen.format(right, where)}{whose}" if seen else ""


def _common(a, b):
    """How a (k,) goes with b (k,) in words, with {} for the latter's name and for where; empty if there is no rule."""
    with np.errstate(all="ignore"):
        off, ratio = np.median(a - b), np.median(a[b != 0] / b[b != 0]) if b.any() else 1.0
        constant, factor = np.abs(a - b - off).max() <= 1e-9, np.abs(a - ratio * b).max() <= 1e-9 * np.abs(a).max()
        swapped = np.abs(a + b - 1).max() <= 1e-9
        root = (b >= 0).all() and np.abs(a - np.sqrt(np.maximum(b, 0))).max() <= 1e-7
    if np.ptp(b) <= 1e-6:
        return ""
    if np.abs(a - b).max() <= 1e-6:
        return "{} but for a little {}: is something added, clipped or of single precision?"
    if swapped:
        return "1 minus {} {}: are p_data and p_g swapped?"
    if constant:
        side = f"{abs(off):.4g} {'below' if off < 0 else 'above'} {{}} {{}}"
        return f"{side}: {_named('a constant', abs(off), CONSTANTS)} is missing, or one too many"
    if factor:
        return f"{ratio:.4g} times {{}} {{}}: {_named('the factor', ratio, FACTORS)}"
    return "the square root of {} {}" if root else ""


def _subject(left, mine):
    names = {"D*": "D_star", "JSD": "jsd", "TV": "tv", "∂C/∂p_g": "grad_C", "∂²C/∂p_g²": "hess_C", "V/2": "V"}
    ours = names.get(left, left) in mine or (left.startswith("KL") and "kl" in mine)
    return f"your {left}" if ours else left


def _named(kind, value, names):
    return next((f"{kind} of {name}" for name, known in names.items() if abs(value - known) <= 1e-9), kind)
