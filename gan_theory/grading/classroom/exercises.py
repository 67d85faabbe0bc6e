"""The exercises of both worksheets, and their judgement: points, a hint, and the whole feedback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gan_theory.game.formulas import PAPER, Formulas
from gan_theory.grading.feedback import table
from gan_theory.grading.hints import HintWriter
from gan_theory.grading.training_step.finding import Finding
from gan_theory.grading.training_step.round_check import NAME as ROUND
from gan_theory.grading.training_step.worksheet import FUNCTIONS, read_worksheet
from gan_theory.verification.evidence import ProblemKind
from gan_theory.verification.user_formulas import read_formulas
from gan_theory.verification.verdict import Verdict

FORMULAS_FILE, TRAINING_STEP_FILE = "formulas.py", "training_step.py"
FORMULA_EXERCISES = ("V", "D_star", "kl", "jsd", "C", "grad_C")
EXERCISES = (*FORMULA_EXERCISES, *FUNCTIONS)
"""The names of the exercises, each worth one point."""


@dataclass(frozen=True)
class Judgement:
    """The judgement of one exercise.

    Parameters
    ----------
    exercise : str
        Its name, one of `EXERCISES`.
    points : int
        1 if it is right, otherwise 0.
    hint : str
        What to do next, in one line; empty if it is right.
    feedback : str
        All that was found, in lines; empty if it is right.
    is_unreadable : bool
        Whether its file cannot be read or imported.
    is_out_of_memory : bool
        Whether it asked for more memory than there was.
    """

    exercise: str
    points: int
    hint: str = ""
    feedback: str = ""
    is_unreadable: bool = False
    is_out_of_memory: bool = False


def claims_by_formula() -> dict[str, list[str]]:
    """Find the claims that evaluate each formula of the exercises.

    Returns
    -------
    dict
        From the names of the formulas to lists of names of claims.
    """
    from gan_theory.claims import CLAIMS

    return {
        formula: [name for name, claim in CLAIMS.items() if formula in claim.formulas] for formula in FORMULA_EXERCISES
    }


def judge(folder: Path, claims: Mapping[str, Sequence[str]]) -> Iterator[Judgement]:
    """Judge a student's files, exercise by exercise.

    Parameters
    ----------
    folder : Path
        The folder with `formulas.py` and `training_step.py`, of which either may be missing.
    claims : mapping
        As `claims_by_formula` returns it.

    Yields
    ------
    Judgement
        Of each of `EXERCISES`, in this order.
    """
    yield from _judge_formulas(folder / FORMULAS_FILE, claims)
    yield from _judge_training_step(folder / TRAINING_STEP_FILE)


def _judge_formulas(path: Path, claims: Mapping[str, Sequence[str]]) -> Iterator[Judgement]:
    if not path.exists():
        yield from _missing(FORMULA_EXERCISES, path)
        return
    try:
        formulas, names = read_formulas(path)
    except ValueError as error:
        yield from _unreadable(FORMULA_EXERCISES, error, path)
        return
    for name in FORMULA_EXERCISES:
        if name in names:
            yield _judge_formula(name, formulas, claims[name])
        else:
            yield _wrong(name, f"{path.name} does not define {name}")


def _judge_formula(name: str, formulas: Formulas, claims: Sequence[str]) -> Judgement:
    """Judge a formula beside the paper's others, by the claims that evaluate it, up to the first that fails."""
    from gan_theory.claims import CLAIMS

    beside = replace(PAPER, **{name: getattr(formulas, name)})
    for claim in claims:
        verdict = CLAIMS[claim].check(formulas=beside)
        if not verdict.holds:
            return _explain(name, verdict)
    return Judgement(name, points=1)


def _explain(name: str, verdict: Verdict) -> Judgement:
    _, worst = verdict.worst
    if worst.problem is not None and worst.problem.kind is ProblemKind.BLANK:
        return _wrong(name, worst.what)
    sides = f" ({worst.sides})" if worst.sides else ""
    hint = HintWriter()(worst, verdict) or f"{verdict.claim.name} does not hold: {worst.what}{sides}"
    out_of_memory = worst.problem is not None and worst.problem.error_type.endswith("MemoryError")
    return Judgement(name, 0, _one_line(hint), table([verdict], [name]), is_out_of_memory=out_of_memory)


def _judge_training_step(path: Path) -> Iterator[Judgement]:
    if not path.exists():
        yield from _missing(FUNCTIONS, path)
        return
    try:
        worksheet = read_worksheet(path)
    except ValueError as error:
        yield from _unreadable(FUNCTIONS, error, path)
        return
    for name in FUNCTIONS:
        findings = (worksheet.check(name, k) for k in ((1, 2, 3) if name == ROUND else (None,)))
        wrong = next((finding for finding in findings if not finding.is_right), None)
        yield _of_finding(wrong) if wrong else Judgement(name, points=1)


def _of_finding(wrong: Finding) -> Judgement:
    hint = f"your {wrong.name} {wrong.hint}" if wrong.hint else wrong.fact
    out_of_memory = "MemoryError: " in wrong.fact
    return Judgement(wrong.name, 0, _one_line(hint), str(wrong), is_out_of_memory=out_of_memory)


def _missing(names: Sequence[str], path: Path) -> Iterator[Judgement]:
    return (_wrong(name, f"there is no {path.name}") for name in names)


def _unreadable(names: Sequence[str], error: ValueError, path: Path) -> Iterator[Judgement]:
    """Yield no points for the exercises of a file; the path in the message is only its name."""
    message = str(error).replace(repr(str(path)), path.name)
    out_of_memory = isinstance(error.__context__, MemoryError)
    return (replace(_wrong(name, message), is_unreadable=True, is_out_of_memory=out_of_memory) for name in names)


def _wrong(name: str, message: str) -> Judgement:
    return Judgement(name, 0, _one_line(message), message)


def _one_line(text: Any) -> str:
    return " ".join(str(text).split())
