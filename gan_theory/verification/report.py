"""Reports: verdicts as a table of plain text, and in the types of JSON."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any

from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, ProblemKind
from gan_theory.verification.user_formulas import FORMULA_NAMES
from gan_theory.verification.verdict import Verdict

Hint = Callable[[Evidence, Verdict], str]


def format_table(verdicts: Sequence[Verdict], user_formulas: Collection[str] = (), hint: Hint | None = None) -> str:
    """Return a line for each claim, and below a claim that fails what does not hold, and on which cases.

    Verdicts of one grade show how many cases they judged (or checks, where there are no cases), the worst gap and its
    tolerance; those of several grades stand side by side, each with its worst gap/tolerance.

    Parameters
    ----------
    verdicts : sequence of Verdict
        What `Claim.check` returned.
    user_formulas : collection of str
        The names of user-supplied formulas, which are listed first.
    hint : callable, optional
        A function of the worst failure of a kind and its verdict that returns lines of advice, or an empty string. A
        line is printed once for each verdict.

    Returns
    -------
    str
        The table, without a newline at its end.

    Raises
    ------
    ValueError
        For a verdict without evidence.
    """
    grades = list(dict.fromkeys(verdict.grade for verdict in verdicts))
    lines = [_list_formulas(user_formulas)] if user_formulas else []
    lines.append(_heading(grades))
    for claim, of_claim in _by_claim(verdicts).items():
        lines.append(_line(claim, of_claim, grades, user_formulas))
        for verdict in of_claim.values():
            lines += _explain_failures(verdict, hint)
    return "\n".join(lines)


def refute(claim: Claim, falsifier: int = 0, checks: int = 1) -> str:
    """Judge a falsifier of a claim, numerically, and report whether it is refuted, as it should be.

    Parameters
    ----------
    claim : Claim
        The claim.
    falsifier : int
        The index of the falsifier in `claim.falsifiers`: a case that breaks one hypothesis.
    checks : int
        How many of the checks that fail are shown, with both sides.

    Returns
    -------
    str
        A heading that ends with "refuted, as expected" if a check fails, and with "NOT refuted" otherwise; below it a
        line for each check shown.

    Raises
    ------
    IndexError
        If the claim has no such falsifier.

    Examples
    --------
    >>> from gan_theory import CLAIMS
    >>> print(refute(CLAIMS["bayes"]))
    bayes, but the coin is biased: refuted, as expected
        does not hold: D* = the posterior probability of data (0.330039 against 0.663356 at x = 1.208)
    """
    broken = claim.falsifiers[falsifier]
    failed = [found for found in claim.evidence(broken) if not found.holds]
    heading = f"{claim.name}, but {broken.name}: {'refuted, as expected' if failed else 'NOT refuted'}"
    return "\n".join([heading, *(f"    does not hold: {found.what} ({found.sides})" for found in failed[:checks])])


def as_dict(verdicts: Sequence[Verdict], user_formulas: Collection[str] = ()) -> dict[str, Any]:
    """Return the verdicts in the types of JSON.

    Parameters
    ----------
    verdicts : sequence of Verdict
        What `Claim.check` returned.
    user_formulas : collection of str
        The names of user-supplied formulas.

    Returns
    -------
    dict
        "holds", whether all hold; "user_formulas", the names; "claims", for each claim its verdicts by grade.
    """
    claims = []
    for claim, of_claim in _by_claim(verdicts).items():
        grades = {str(grade): verdict.as_dict() for grade, verdict in of_claim.items()}
        about = {name: getattr(claim, name) for name in ("name", "claim_id", "where", "statement")}
        claims.append(about | {"holds": all(each["holds"] for each in grades.values()), "grades": grades})
    all_hold = all(claim["holds"] for claim in claims)
    return {"holds": all_hold, "user_formulas": list(user_formulas), "claims": claims}


def _by_claim(verdicts: Sequence[Verdict]) -> dict[Claim, dict[Grade, Verdict]]:
    found: dict[Claim, dict[Grade, Verdict]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.claim, {})[verdict.grade] = verdict
    return found


def _list_formulas(user_formulas: Collection[str]) -> str:
    others = [name for name in FORMULA_NAMES if name not in user_formulas]
    return f"yours: {', '.join(user_formulas)}; the paper's: {', '.join(others) or 'none'}"


def _heading(grades: Sequence[Grade]) -> str:
    if len(grades) > 1:
        return f"{'claim':18} {'id':4} {'  '.join(f'{grade:18}' for grade in grades)}".rstrip()
    return f"{'claim':18} {'id':4} {'where':18} {'judged':>6}  {'worst gap':>9}  {'tolerance':>9}  verdict"


def _line(claim: Claim, of_claim: dict[Grade, Verdict], grades: Sequence[Grade], user_formulas: Collection[str]) -> str:
    if len(grades) > 1:
        cells = "  ".join(f"{_cell(of_claim.get(grade)):18}" for grade in grades)
        return f"{claim.name:18} {claim.claim_id:4} {cells}".rstrip()
    (verdict,) = of_claim.values()
    return f"{claim.name:18} {claim.claim_id:4} {claim.where:18} {_result(verdict, user_formulas)}".rstrip()


def _cell(verdict: Verdict | None) -> str:
    """Format the verdict of one grade, where several grades stand side by side."""
    if verdict is None:
        return "–"
    if verdict.missing_package:
        return verdict.state
    worst = verdict.worst[1]
    return verdict.state if worst.gap == worst.tol == 0 else f"{verdict.state} {worst.gap:.0e}/{worst.tol:.0e}"


def _result(verdict: Verdict, user_formulas: Collection[str]) -> str:
    """Format the verdict of the only grade, in columns."""
    if verdict.missing_package:
        return f"{'–':>6}  {'–':>9}  {'–':>9}  {verdict.state}"
    worst = verdict.worst[1]
    unused = bool(user_formulas) and not set(user_formulas) & set(verdict.used)
    note = ", without yours" if unused else ""
    if all(_is_blank(found) for _, found in verdict.failures) and verdict.failures:
        return f"{'–':>6}  {'–':>9}  {'–':>9}  not judged"
    return f"{verdict.judged:6d}  {worst.gap:9.1e}  {worst.tol:9.0e}  {verdict.state}{note}"


def _is_blank(found: Evidence) -> bool:
    return found.problem is not None and found.problem.kind is ProblemKind.BLANK


def _explain_failures(verdict: Verdict, hint: Hint | None) -> list[str]:
    """Explain the failures: each kind once, with the number of its cases and the worst of them."""
    if verdict.missing_package or verdict.holds:
        return []
    lines = []
    kinds: dict[Hashable, list[tuple[str, Evidence]]] = {}
    for finding in verdict.failures:
        kinds.setdefault(_kind(finding[1]), []).append(finding)
    for same in kinds.values():
        case, worst = max(same, key=lambda finding: finding[1].severity)
        if _is_blank(worst):
            lines.append(f"    not judged: {worst.what}")
        else:
            lines.append(f"    FAILS{_where(len(same), verdict, case)}: {worst.what}")
        if worst.values is not None:
            lines.append(f"        {worst.sides}; gap {worst.gap:.1e}, tolerance {worst.tol:.0e}")
        advice = [f"        {line}" for line in hint(worst, verdict).splitlines()] if hint else []
        lines += [line for line in advice if line not in lines]
    return [*lines, f"    formulas used: {', '.join(verdict.used)}"] if verdict.used else lines


def _where(failures: int, verdict: Verdict, case: str) -> str:
    if len(verdict.cases) > 1:
        return f" on {failures} of {len(verdict.cases)} cases, worst on {case}"
    return "" if case == verdict.grade else f" on {case}"


def _kind(found: Evidence) -> Hashable:
    """Return what makes failures the same: the statement, or the formula and what it did instead of giving a value."""
    problem = found.problem
    return found.what if problem is None else (problem.formula, problem.kind, problem.error_type, problem.located)
