"""What a claim is: a statement with its place in the paper, its hypotheses, and evidence of up to four grades."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext, redirect_stdout
from dataclasses import asdict, dataclass, replace

import numpy as np

from gan_theory.asked import Asked, Unusable, in_words
from gan_theory.border import known
from gan_theory.evidence import Evidence
from gan_theory.game import PAPER, Formulas

GRADES = {
    "numeric": "float64 on grids, by the formulas that are handed in",
    "symbolic": "SymPy, exact, for every value of the symbols",
    "certified": "ball arithmetic: rigorous enclosures of the continuous integrals",
    "run": "networks trained",
}


@dataclass(frozen=True, eq=False)
class Claim:
    """A statement, where it stands, what it assumes, and one function per grade that yields its evidence.

    figure: the file in figures/ that shows it, drawn by the lesson of the same number. hypotheses: predicates of a
    case. grades: name in GRADES ↦ function that yields Evidence: numeric(formulas, case), certified(case), symbolic()
    and run(). falsifiers: cases that each break a hypothesis, on which the numeric evidence must not hold. cases: those
    it is judged on. certifies: which of them the certified grade can judge.
    """

    name: str
    row: str
    where: str
    statement: str
    figure: str
    hypotheses: tuple[Callable, ...]
    grades: Mapping[str, Callable]
    falsifiers: tuple
    cases: tuple
    certifies: Callable = lambda case: case.laws is not None

    def __repr__(self) -> str:
        return f"Claim({self.name}, {self.where}: {self.statement})"

    def applies(self, case) -> bool:
        """Whether the case meets every hypothesis."""
        return all(hypothesis(case) for hypothesis in self.hypotheses)

    def evidence(self, case=None, formulas: Formulas = PAPER, grade: str = "numeric") -> Iterator[Evidence]:
        """The evidence on one case, whether or not it meets the hypotheses; symbolic and run need no case.

        Raises ValueError for an unknown grade, or one that the claim has no evidence of.
        """
        grade = known(grade, GRADES, "grade")
        gather = self.grades[known(grade, self.grades, f"grade of {self.name}")]
        arguments = {"numeric": (formulas, case), "certified": (case,)}.get(grade, ())
        return (replace(found, grade=grade) for found in gather(*arguments))

    def check(self, cases: Sequence | None = None, formulas: Formulas = PAPER, grade: str = "numeric") -> Verdict:
        """The evidence on those cases, by default the claim's own, that meet the hypotheses, as a Verdict.

        Raises ValueError for cases of another kind than the claim's own.
        """
        kind = type(self.cases[0])
        for case in cases or ():
            if not isinstance(case, kind):
                raise ValueError(f"expected a {kind.__name__} for the claim {self.name}; got {case!r}")
        asked = Asked(formulas)
        findings = []
        try:
            quiet = np.errstate(all="ignore") if asked.handed else nullcontext()
            with redirect_stdout(sys.stderr), quiet:  # whatever a formula prints, and whatever follows from its values
                for case in self._judged(self.cases if cases is None else cases, grade):
                    name = grade if case is None else case.name
                    findings += [(name, found) for found in self._gather(case, asked, grade)]
        except ImportError as error:
            return Verdict(self, grade, (), (), missing=error.name)
        return Verdict(self, grade, tuple(findings), tuple(sorted(asked.used)))

    def _judged(self, cases, grade):
        if grade in ("symbolic", "run"):
            return [None]
        return [case for case in cases if self.applies(case) and (grade == "numeric" or self.certifies(case))]

    def _gather(self, case, asked, grade) -> Iterator[Evidence]:
        """The evidence; where a formula can't be used, evidence that never holds and says why."""
        try:
            yield from self.evidence(case, asked, grade)
        except Unusable as error:
            yield Evidence(str(error), float("nan"), 0.0, grade)
        except ImportError:
            raise
        except Exception as error:
            if grade in ("certified", "run") and isinstance(error, ArithmeticError | RuntimeError):
                yield Evidence(f"no value: {in_words(error)}", float("nan"), 0.0, grade)
                return
            if not asked.used & asked.handed:
                raise
            names = ", ".join(sorted(asked.used & asked.handed))
            yield Evidence(f"what {names} returned led to {in_words(error)}", float("nan"), 0.0, grade)


@dataclass(frozen=True)
class Verdict:
    """What the evidence of one grade for a claim came to.

    findings: (case name, Evidence). used: the names of the formulas asked. missing: the package that this grade needs
    and that is not installed, if so.
    """

    claim: Claim
    grade: str
    findings: tuple[tuple[str, Evidence], ...]
    used: tuple[str, ...]
    missing: str | None = None

    @property
    def holds(self) -> bool:
        """Whether there is evidence, and all of it holds."""
        return bool(self.findings) and all(found.holds for _, found in self.findings)

    @property
    def state(self) -> str:
        """In words: "holds", "FAILS" or "not installed"."""
        return "not installed" if self.missing else "holds" if self.holds else "FAILS"

    @property
    def failures(self) -> list[tuple[str, Evidence]]:
        """The findings that do not hold."""
        return [(case, found) for case, found in self.findings if not found.holds]

    @property
    def cases(self) -> list[str]:
        """The names of the cases judged, each once."""
        return list(dict.fromkeys(case for case, _ in self.findings))

    @property
    def worst(self) -> tuple[str, Evidence]:
        """The finding that comes closest to its tolerance, or exceeds it most; nan counts as the worst.

        Raises ValueError if there is none.
        """
        if not self.findings:
            reason = f"{self.missing} is not installed" if self.missing else "no case meets its hypotheses"
            raise ValueError(f"expected {self.grade} evidence for {self.claim.name}; got none: {reason}")
        return max(self.findings, key=lambda item: item[1].severity)

    def __repr__(self) -> str:
        return f"Verdict({self.claim.name}, {self.grade}: {self.state} on {len(self.cases)} cases)"

    def as_dict(self) -> dict:
        """The verdict in the types of JSON; a number that is not finite is a string."""
        row = {"state": self.state, "holds": self.holds, "cases": self.cases, "formulas": list(self.used)}
        row["judged"] = len(self.cases) if len(self.cases) > 1 else len(self.findings)
        row["failures"] = [_as_dict(*finding) for finding in self.failures]
        return row | {"worst": _as_dict(*self.worst) if self.findings else None}


def _as_dict(case, found) -> dict:
    return {"case": case, **{name: _json(value) for name, value in asdict(found).items()}}


def _json(value):
    if isinstance(value, tuple):
        return [_json(each) for each in value]
    return str(value) if isinstance(value, float) and not np.isfinite(value) else value


def masses_sum_to_1(case) -> bool:
    """Σ p_data = Σ p_g = 1, to 1e-9."""
    return all(abs(masses.sum() - 1) <= 1e-9 for masses in case.masses())


def coin_is_fair(case) -> bool:
    """Data and G are equally likely to be shown."""
    return case.prior == 0.5


def every_D_is_allowed(case) -> bool:
    """D may take any value at any x."""
    return case.family == "every"


def D_is_optimal(case) -> bool:
    """D is D* at each step, and not held fixed."""
    return case.D is None


def D_is_frozen(case) -> bool:
    """D is held fixed while G moves."""
    return case.D is not None


def chord_is_straight(case) -> bool:
    """The chord runs in the space of laws p_g, not in that of G's parameters."""
    return case.chord is None


def p_g_is_unconfined(case) -> bool:
    """p_g has mass, however little, wherever p_data has."""
    return bool(np.isfinite(case.start()[case.masses()[0] > 0]).all())


def step_is_small(case) -> bool:
    """η < 4, within which the fixed point p_data attracts."""
    return 0 < case.eta < 4


def p_g_is_that_of_G(case) -> bool:
    """What G is seen to generate has the law p_g."""
    return case.generated is None


def G_can_attain_p_data(case) -> bool:
    """p_data is among the laws that G can reach."""
    return case.attainable is None


def samples_are_held_out(case) -> bool:
    """D is judged on other samples than those it was made from."""
    return case.held_out


def G_is_opposed_to_D(case) -> bool:
    """G descends the V that D climbs."""
    return case.opposed


def supports_are_common(case) -> bool:
    """p_data and p_g have mass at the same places."""
    p, q = case.masses()
    return np.array_equal(p > 0, q > 0)


def supports_are_disjoint(case) -> bool:
    """Nowhere have p_data and p_g both mass."""
    p, q = case.masses()
    return not ((p > 0) & (q > 0)).any()
