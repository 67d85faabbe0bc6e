"""Hints: what is wrong with the user-supplied formula behind a failure, found by trying corrections."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO

import numpy as np

from gan_theory.game.formulas import PAPER, Formula
from gan_theory.grading.corrections import label
from gan_theory.grading.diagnosis import diagnose
from gan_theory.grading.python_functions import is_blank
from gan_theory.grading.unusable_output import advise
from gan_theory.verification.evidence import Evidence, Problem, ProblemKind
from gan_theory.verification.user_formulas import FORMULA_NAMES
from gan_theory.verification.verdict import Verdict

WITHOUT_VALUES = (ProblemKind.RAISED, ProblemKind.WRONG_TYPE, ProblemKind.WRONG_SHAPE)


class HintWriter:
    """Writes the hint to each failure of some verdicts, and examines each formula only once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Callable[..., str | None], str, int], str | None] = {}

    def __call__(self, found: Evidence, verdict: Verdict) -> str:
        """Return a line that helps to correct the formulas behind a failure.

        Parameters
        ----------
        found : Evidence
            The failure.
        verdict : Verdict
            The verdict that it belongs to.

        Returns
        -------
        str
            The hint; empty if there is none.
        """
        if found.problem is not None and found.problem.kind is ProblemKind.BLANK:
            return _what_is_blank(found.problem, verdict)
        own = [found.problem.formula if found.problem else found.formula]
        if found.problem is not None and found.problem.kind in WITHOUT_VALUES:
            return self._about(own, advise, verdict) or self._about(own, diagnose, verdict)
        return self._about(own, diagnose, verdict) or self._about(list(verdict.used), diagnose, verdict)

    def _about(self, names: list[str], examine: Callable[[str, Formula], str | None], verdict: Verdict) -> str:
        """Return what is found wrong with the user-supplied formulas among these."""
        supplied = {name: getattr(verdict.formulas, name) for name in names if name in FORMULA_NAMES}
        sentences = {
            name: self._examined(examine, name, formula)
            for name, formula in supplied.items()
            if formula is not getattr(PAPER, name)
        }
        return "; ".join(f"your {label(name)} {sentence}" for name, sentence in sentences.items() if sentence)

    def _examined(self, examine: Callable[[str, Formula], str | None], name: str, formula: Formula) -> str | None:
        key = (examine, name, id(formula))
        if key not in self._known:
            with np.errstate(all="ignore"), redirect_stdout(StringIO()):
                self._known[key] = examine(name, formula)
        return self._known[key]


def _what_is_blank(problem: Problem, verdict: Verdict) -> str:
    """Return which formulas the claim needs that are still blank, where it needs others than the one reported."""
    blank = [name for name in FORMULA_NAMES if is_blank(name, getattr(verdict.formulas, name))]
    papers = replace(verdict.formulas, **{name: getattr(PAPER, name) for name in blank})
    case = next(name for name, found in verdict.findings if found.problem == problem)
    cases = [each for each in verdict.claim.cases if each.name == case]
    used = verdict.claim.check(cases, papers).used
    needed = [name for name in blank if name in used] or [problem.formula]
    return f"fill in {', '.join(needed)} first: this claim needs {'it' if len(needed) == 1 else 'them'}"
