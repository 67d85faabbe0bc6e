"""What a claim is: a statement with its place in the paper, its hypotheses, and evidence that can fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from gan_theory.border import known
from gan_theory.game import PAPER, Formulas


@dataclass(frozen=True)
class Evidence:
    """One check, reduced to a gap that should be 0. It holds if gap <= tol, and nan never holds."""

    what: str
    gap: float
    tol: float
    grade: str = "numeric"

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

    def __str__(self) -> str:
        return f"{'holds' if self.holds else 'FAILS'}: {self.what} (gap {self.gap:.1e}, tolerance {self.tol:.0e})"


@dataclass(frozen=True, eq=False)
class Claim:
    """A statement, where it stands, what it assumes, and one function per grade that yields its evidence.

    hypotheses: predicates of a case. grades: name ↦ function (formulas, case) that yields Evidence. falsifiers: cases
    that each break a hypothesis, on which the evidence must not hold.
    """

    name: str
    row: str
    where: str
    statement: str
    hypotheses: tuple[Callable, ...]
    grades: Mapping[str, Callable]
    falsifiers: tuple

    def __repr__(self) -> str:
        return f"Claim({self.name}, {self.where}: {self.statement})"

    def applies(self, case) -> bool:
        """Whether the case meets every hypothesis."""
        return all(hypothesis(case) for hypothesis in self.hypotheses)

    def evidence(self, case, formulas: Formulas = PAPER, grade: str = "numeric") -> Iterator[Evidence]:
        """The evidence on one case, whether or not it meets the hypotheses. Raises ValueError for an unknown grade."""
        return self.grades[known(grade, self.grades, "grade")](formulas, case)

    def check(self, cases: Sequence, formulas: Formulas = PAPER, grade: str = "numeric") -> Verdict:
        """The evidence on those cases that meet the hypotheses, as a Verdict."""
        recorder = _Recorder(formulas)
        judged = [case for case in cases if self.applies(case)]
        findings = tuple((case.name, found) for case in judged for found in self._gather(case, recorder, grade))
        return Verdict(self, findings, tuple(sorted(recorder.used)))

    def _gather(self, case, recorder, grade) -> list[Evidence]:
        """The evidence; where a formula raises, evidence that never holds and says so."""
        try:
            return list(self.evidence(case, recorder, grade))
        except Exception as error:
            if recorder.last is None:
                raise
            what = f"{recorder.last}, or what it returned, raised {type(error).__name__}: {error}"
            return [Evidence(what, float("nan"), 0.0, grade)]


@dataclass(frozen=True)
class Verdict:
    """What the evidence for a claim came to: findings (case name, Evidence), and the names of the formulas used."""

    claim: Claim
    findings: tuple[tuple[str, Evidence], ...]
    used: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether there is evidence, and all of it holds."""
        return bool(self.findings) and all(found.holds for _, found in self.findings)

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
            raise ValueError(f"expected evidence for {self.claim.name}; got none: no case meets its hypotheses")
        return max(self.findings, key=lambda item: item[1].severity)

    def __repr__(self) -> str:
        return f"Verdict({self.claim.name} {'holds' if self.holds else 'FAILS'} on {len(self.cases)} cases)"

    def as_dict(self) -> dict:
        """The verdict in the types of JSON; a gap that is not finite is a string."""
        row = {name: getattr(self.claim, name) for name in ("name", "row", "where", "statement")}
        findings = [{"case": case, **asdict(found), "gap": _json(found.gap)} for case, found in self.failures]
        case, worst = self.worst
        row |= {"holds": self.holds, "cases": self.cases, "formulas": list(self.used), "failures": findings}
        return row | {"worst": {"case": case, **asdict(worst), "gap": _json(worst.gap)}}


def table(verdicts: Sequence[Verdict]) -> str:
    """A line for each verdict, and under those that fail the evidence that does not hold and the formulas used.

    Raises ValueError for a verdict without evidence.
    """
    lines = [f"{'claim':15} {'row':4} {'where':18} {'cases':>5}  {'worst gap':>9}  {'tolerance':>9}  verdict"]
    for verdict in verdicts:
        claim, (_, worst) = verdict.claim, verdict.worst
        lines.append(
            f"{claim.name:15} {claim.row:4} {claim.where:18} {len(verdict.cases):5d}  "
            f"{worst.gap:9.1e}  {worst.tol:9.0e}  {'holds' if verdict.holds else 'FAILS'}"
        )
        lines += [f"    {case}: {found}" for case, found in verdict.failures]
        lines += [] if verdict.holds else [f"    formulas used: {', '.join(verdict.used)}"]
    return "\n".join(lines)


def _json(gap: float):
    return gap if np.isfinite(gap) else str(gap)


class _Recorder:
    """Formulas that remember which of them were asked for."""

    def __init__(self, formulas):
        self._formulas, self.used, self.last = formulas, set(), None

    def __getattr__(self, name):
        self.used.add(name)
        self.last = name
        return getattr(self._formulas, name)


def distance(a, b) -> float:
    """max |a − b|, equal infinities being at no distance; nan if either has nan."""
    with np.errstate(invalid="ignore"):
        return float(np.max(np.where(np.equal(a, b), 0.0, np.abs(np.subtract(a, b))), initial=0.0))


def excess(a, b) -> float:
    """By how much a <= b is violated at the worst: max(0, a − b); nan if either has nan."""
    with np.errstate(invalid="ignore"):
        return float(np.max(np.where(np.equal(a, b), 0.0, np.subtract(a, b)), initial=0.0))


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


def chord_is_straight(case) -> bool:
    """The chord runs in the space of laws p_g, not in that of G's parameters."""
    return case.chord is None


def p_g_is_unconfined(case) -> bool:
    """p_g has mass, however little, wherever p_data has."""
    return bool(np.isfinite(case.start()[case.masses()[0] > 0]).all())


def step_is_small(case) -> bool:
    """η < 4, within which the fixed point p_data attracts."""
    return 0 < case.eta < 4
