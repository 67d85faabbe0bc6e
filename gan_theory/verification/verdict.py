"""Verdict: whether the evidence of one grade for a claim holds, with all its findings."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from gan_theory.game.formulas import PAPER, Formulas
from gan_theory.verification.evidence import Evidence, Grade

if TYPE_CHECKING:
    from gan_theory.verification.claim import Claim


@dataclass(frozen=True)
class Verdict:
    """Whether the evidence of one grade for a claim holds, with all its findings.

    Parameters
    ----------
    claim : Claim
        The claim.
    grade : Grade
        The grade of the evidence.
    findings : tuple of (str, Evidence)
        The name of a case, and one check on it.
    used : tuple of str
        The names of the formulas that were evaluated.
    missing_package : str, optional
        The package that this grade needs, if it is not installed.
    formulas : Formulas
        The formulas that were judged. A copy has the paper's, since formulas of one's own may not pickle.

    Examples
    --------
    >>> from gan_theory import CLAIMS, PAIRS
    >>> verdict = CLAIMS["criterion"].check([PAIRS["near"], PAIRS["shifted"]])
    >>> verdict.holds, verdict.cases, verdict.used
    (True, ['near', 'shifted'], ('C', 'D_star', 'V', 'jsd', 'kl'))
    """

    claim: Claim
    grade: Grade
    findings: tuple[tuple[str, Evidence], ...]
    used: tuple[str, ...]
    missing_package: str | None = None
    formulas: Formulas = field(default=PAPER, repr=False, compare=False)

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "formulas": PAPER}

    @property
    def holds(self) -> bool:
        """Whether there is evidence, and all of it holds."""
        return bool(self.findings) and all(found.holds for _, found in self.findings)

    @property
    def state(self) -> str:
        """In words: "holds", "FAILS" or "not installed"."""
        if self.missing_package:
            return "not installed"
        return "holds" if self.holds else "FAILS"

    @property
    def failures(self) -> list[tuple[str, Evidence]]:
        """The findings that do not hold."""
        return [(case, found) for case, found in self.findings if not found.holds]

    @property
    def cases(self) -> list[str]:
        """The names of the cases judged, each once."""
        return list(dict.fromkeys(case for case, _ in self.findings))

    @property
    def judged(self) -> int:
        """The number of cases that were judged; the number of checks, if there is only one case or none."""
        return len(self.cases) if len(self.cases) > 1 else len(self.findings)

    @property
    def worst(self) -> tuple[str, Evidence]:
        """The finding that comes closest to its tolerance, or exceeds it most; nan counts as the worst.

        Raises
        ------
        ValueError
            If there is no finding.
        """
        if not self.findings:
            missing = self.missing_package
            reason = f"{missing} is not installed" if missing else "no case meets its hypotheses"
            raise ValueError(f"expected {self.grade} evidence for {self.claim.name}; got none: {reason}")
        return max(self.findings, key=lambda finding: finding[1].severity)

    def __repr__(self) -> str:
        number = len(self.cases)
        return f"Verdict({self.claim.name}, {self.grade}: {self.state} on {number} case{'s' if number != 1 else ''})"

    def as_dict(self) -> dict[str, Any]:
        """Return the verdict in the types of JSON; a number that is not finite is a string."""
        return {
            "state": self.state,
            "holds": self.holds,
            "cases": self.cases,
            "formulas": list(self.used),
            "judged": self.judged,
            "failures": [_as_dict(*finding) for finding in self.failures],
            "worst": _as_dict(*self.worst) if self.findings else None,
        }


def _as_dict(case: str, found: Evidence) -> dict[str, Any]:
    return {"case": case, **{name: _to_json(value) for name, value in asdict(found).items()}}


def _to_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_to_json(each) for each in value]
    return str(value) if isinstance(value, float) and not np.isfinite(value) else value
