"""Verdicts in words: a table of them, and what the failures have in common."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

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


def table(verdicts: Sequence[Verdict], mine: Collection[str] = ()) -> str:
    """A line for each claim, and under those that fail what does not hold, on which cases, and the formulas used.

    Verdicts of one grade give how many cases they judged (or checks, where there are no cases), the worst gap and its
    tolerance; those of several grades stand side by side. mine: the names of the formulas that are the reader's own.
    Raises ValueError for a verdict without evidence.
    """
    grades = list(dict.fromkeys(verdict.grade for verdict in verdicts))
    head, line = _one_grade(mine) if len(grades) <= 1 else _side_by_side(grades)
    lines = [head]
    for claim in dict.fromkeys(verdict.claim for verdict in verdicts):
        of_claim = {verdict.grade: verdict for verdict in verdicts if verdict.claim is claim}
        lines.append(f"{claim.name:18} {claim.row:4} {claim.where:18} {line(of_claim)}".rstrip())
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
    head = f"{'claim':18} {'row':4} {'where':18} {'  '.join(f'{grade:24}' for grade in grades)}".rstrip()

    def cell(verdict):
        if verdict is None or verdict.missing:
            return "–" if verdict is None else verdict.state
        worst = verdict.worst[1]
        return verdict.state if worst.gap == worst.tol == 0 else f"{verdict.state} {worst.gap:.0e} of {worst.tol:.0e}"

    return head, lambda of_claim: "  ".join(f"{cell(of_claim.get(grade)):24}" for grade in grades)


def _explained(verdict, mine):
    """The failures, those that say the same of several cases in one line, with the worst of these."""
    if verdict.missing or verdict.holds:
        return []
    lines = []
    for what in dict.fromkeys(found.what for _, found in verdict.failures):
        same = [(case, found) for case, found in verdict.failures if found.what == what]
        judged = sum(found.what == what for _, found in verdict.findings)
        case, worst = max(same, key=lambda item: item[1].severity)
        number = (
            f" on {len(same)} of {judged} cases, worst on {case}"
            if judged > 1
            else f" on {case}" * (case != worst.grade)
        )
        lines.append(f"    FAILS{number}: {what}")
        if worst.values is not None:
            lines.append(f"        {worst.where}; gap {worst.gap:.1e}, tolerance {worst.tol:.0e}")
        lines += [f"        {hint}" for hint in [diagnosis(what, verdict, mine)] if hint]
    return [*lines, f"    formulas used: {', '.join(verdict.used)}"] if verdict.used else lines


def diagnosis(what: str, verdict: Verdict, mine: Collection[str] = ()) -> str:
    """What the failures of one check have in common: a constant, a factor, a root; empty if nothing is seen.

    mine: names of formulas; the left side is called "your", if it is one of them.
    """
    found = [found for _, found in verdict.findings if found.what == what and found.values is not None]
    pairs = np.array([found.values for found in found if np.isfinite(found.values).all()])
    left, _, right = what.partition(" = ")
    if len(pairs) < 2 or not right:
        return ""
    (a, b), subject = pairs.T, _subject(left, mine)
    everywhere = "on every case" if len(pairs) == len(found) else "wherever both are finite"
    off, ratio = np.median(a - b), np.median(a[b != 0] / b[b != 0]) if b.any() else 1.0
    if np.abs(a - b - off).max() <= 1e-9 < abs(off) and np.ptp(b) > 1e-6:
        side = f"{abs(off):.4g} {'below' if off < 0 else 'above'} {right} {everywhere}"
        return f"{subject} is {side}: {_named('a constant', abs(off), CONSTANTS)} is missing, or one too many"
    if np.abs(a - ratio * b).max() <= 1e-9 * max(1, np.abs(a).max()) and np.ptp(b) > 1e-6:
        return f"{subject} is {ratio:.4g} times {right} {everywhere}: {_named('the factor', ratio, FACTORS)}"
    if (b >= 0).all() and np.abs(a - np.sqrt(np.maximum(b, 0))).max() <= 1e-7 and np.ptp(b) > 1e-6:
        return f"{subject} is the square root of {right} {everywhere}"
    return ""


def _subject(left, mine):
    names = {"D*": "D_star", "JSD": "jsd", "TV": "tv", "∂C/∂p_g": "grad_C", "∂²C/∂p_g²": "hess_C"}
    return f"your {left}" if names.get(left, left) in mine or (left.startswith("KL") and "kl" in mine) else left


def _named(kind, value, names):
    return next((f"{kind} of {name}" for name, known in names.items() if abs(value - known) <= 1e-9), kind)
