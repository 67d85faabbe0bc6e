"""Hints: what is wrong with the user-supplied formula behind a failure, found by trying corrections."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from typing import Any

import numpy as np

from gan_theory.game.formulas import PAPER, Formula
from gan_theory.grading.corrections import label
from gan_theory.grading.diagnosis import diagnose
from gan_theory.grading.python_functions import is_blank
from gan_theory.grading.unusable_output import advise
from gan_theory.verification.evidence import Evidence, Problem, ProblemKind
from gan_theory.verification.user_formulas import FORMULA_NAMES
from gan_theory.verification.verdict import Verdict

Examine = Callable[[str, Formula], str | None]

WITHOUT_VALUES = (ProblemKind.RAISED, ProblemKind.WRONG_TYPE, ProblemKind.WRONG_SHAPE)


class HintWriter:
    """Writes the hint to each failure of some verdicts, and examines each formula only once."""

    def __init__(self) -> None:
        self._sentences: dict[tuple[Examine, str, int], str | None] = {}
        self._gaps: dict[tuple[str, str, str], dict[str, float]] = {}

    def __call__(self, found: Evidence, verdict: Verdict) -> str:
        """Return lines that help to correct the formulas behind a failure.

        Parameters
        ----------
        found : Evidence
            The failure.
        verdict : Verdict
            The verdict that it belongs to.

        Returns
        -------
        str
            A line for each formula; empty if there is no hint.
        """
        if found.problem is not None and found.problem.kind is ProblemKind.BLANK:
            return _what_is_blank(found.problem, verdict)
        own = found.problem.formula if found.problem else found.formula
        supplied = [name for name in FORMULA_NAMES if getattr(verdict.formulas, name) is not getattr(PAPER, name)]
        if own not in supplied:
            return self._about_involved(supplied, found, verdict)
        sentence = self._examine(advise, own, verdict) if found.problem and found.problem.kind in WITHOUT_VALUES else ""
        sentence = sentence or self._examine(diagnose, own, verdict)
        return f"your {label(own)} {sentence}" if sentence else self._about_involved(supplied, found, verdict)

    def _examine(self, examine: Examine, name: str, verdict: Verdict) -> str | None:
        formula = getattr(verdict.formulas, name)
        key = (examine, name, id(formula))
        if key not in self._sentences:
            with np.errstate(all="ignore"), redirect_stdout(StringIO()):
                self._sentences[key] = examine(name, formula)
        return self._sentences[key]

    def _about_involved(self, supplied: list[str], found: Evidence, verdict: Verdict) -> str:
        """Return what is wrong with the user-supplied formulas on which a failure depends."""
        sentences = {name: self._examine(diagnose, name, verdict) for name in supplied if name in verdict.used}
        wrong = [name for name, sentence in sentences.items() if sentence != ""]
        is_only_cause = len(wrong) == 1 and found.problem is None
        involved = [name for name in wrong if is_only_cause or self._changes(name, found, verdict)]
        return "\n".join(f"your {label(name)} {sentences[name]}" for name in involved if sentences[name])

    def _changes(self, name: str, found: Evidence, verdict: Verdict) -> bool:
        """Whether a failure changes with the paper's formula of this name; not known for cases of one's own."""
        case, gap = next((case, each.gap) for case, each in verdict.failures if each.what == found.what)
        cases = _cases_named(case, verdict)
        if not cases:
            return found.problem is None
        key = (verdict.claim.name, case, name)
        if key not in self._gaps:
            formulas = replace(verdict.formulas, **{name: getattr(PAPER, name)})
            again = verdict.claim.check(cases, formulas)
            self._gaps[key] = {each.what: each.gap for _, each in again.findings}
        new_gap = self._gaps[key].get(found.what)
        return new_gap is None or (new_gap != gap and not np.isnan([new_gap, gap]).all())


def _cases_named(name: str, verdict: Verdict) -> list[Any]:
    return [case for case in verdict.claim.cases if case.name == name]


def _what_is_blank(problem: Problem, verdict: Verdict) -> str:
    """Return which formulas the claim needs that are still blank, where it needs others than the one reported."""
    blank = [name for name in FORMULA_NAMES if is_blank(name, getattr(verdict.formulas, name))]
    papers = replace(verdict.formulas, **{name: getattr(PAPER, name) for name in blank})
    case = next(name for name, found in verdict.findings if found.problem == problem)
    used = verdict.claim.check(_cases_named(case, verdict), papers).used
    needed = [name for name in blank if name in used] or [problem.formula]
    return f"fill in {', '.join(needed)} first: this claim needs {'it' if len(needed) == 1 else 'them'}"
