"""What a claim is: a statement with its place in the paper, its hypotheses, and evidence of up to five grades."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext, redirect_stdout
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Protocol

import numpy as np

from gan_theory._utils.float_errors import UNDERFLOW_IS_0, without_underflow_errors
from gan_theory._utils.streams import standard_error
from gan_theory._utils.validation import match_name
from gan_theory.game.formulas import PAPER, Formulas
from gan_theory.verification.cases.pairs import Case
from gan_theory.verification.evidence import Evidence, Grade, Problem, ProblemKind
from gan_theory.verification.python_files import describe_error
from gan_theory.verification.user_formulas import CheckedFormulas, InvalidOutput
from gan_theory.verification.verdict import Verdict


class NamedCase(Protocol):
    """What a claim is checked on: a `Case`, or a case of a class of the claim's own."""

    @property
    def name(self) -> str:
        """The name of the case."""


CasesLike = NamedCase | Iterable[NamedCase] | Mapping[str, NamedCase] | None
"""What `Claim.check` takes: one case or several, such as `PAIRS`; None for the claim's own."""


def has_mixtures(case: Any) -> bool:
    """Whether the case's densities are known on the line, as Gaussian mixtures."""
    return case.mixtures is not None


def is_known_on_the_line(case: Any) -> bool:
    """Whether the case's densities are known on the line, as Gaussian mixtures or as others that have a name."""
    return case.mixtures is not None or case.on_line is not None


@dataclass(frozen=True, eq=False)
class Claim:
    """A statement, where it stands, what it assumes, and one function per grade that yields its evidence.

    Parameters
    ----------
    name : str
        Its name, that of its module.
    claim_id : str
        Its identifier, such as "A5".
    where : str
        Its place in the paper.
    statement : str
        What is claimed.
    figure : str
        The file in figures/ that shows it, drawn by the lesson of the same number.
    hypotheses : tuple of callable
        Predicates of a case; the docstring of each says what it assumes.
    grades : mapping of Grade to callable
        Functions that yield Evidence: numeric(formulas, case), certified(case), symbolic(), formal() and
        run().
    formulas : tuple of str
        The names of the formulas that its numeric evidence evaluates.
    falsifiers : tuple
        Cases that each break a hypothesis. The numeric evidence must fail on them.
    cases : tuple
        The cases that it is judged on by default.
    case_type : type
        The class of its cases. A `Case` of a parent class is taken as one of this class with the defaults of its
        further fields.
    can_certify : callable
        Whether the certified grade can judge a case; by default, whether it has Gaussian mixtures.

    Examples
    --------
    >>> from gan_theory import CLAIMS, PAIRS
    >>> claim = CLAIMS["theorem_1"]
    >>> claim.where
    '§4.1, Thm. 1'
    >>> claim.applies(PAIRS["far-apart"])
    True
    >>> claim.check(PAIRS["far-apart"])
    Verdict(theorem_1, numeric: holds on 1 case)
    """

    name: str
    claim_id: str
    where: str
    statement: str
    figure: str
    hypotheses: tuple[Callable[[Any], bool], ...]
    grades: Mapping[Grade, Callable[..., Iterable[Evidence]]]
    formulas: tuple[str, ...]
    falsifiers: tuple[Any, ...]
    cases: tuple[Any, ...]
    case_type: type = Case
    can_certify: Callable[[Any], bool] = has_mixtures

    def __repr__(self) -> str:
        return f"Claim({self.name}, {self.where}: {self.statement})"

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Pickle and copy a claim that is the CLAIM of a module by that module: its functions may have no names."""
        module = next(iter(self.grades.values())).__module__
        if getattr(sys.modules.get(module), "CLAIM", None) is self:
            return _claim_of, (module,)
        return super().__reduce_ex__(protocol)

    @UNDERFLOW_IS_0
    def applies(self, case: Any) -> bool:
        """Whether the case meets every hypothesis."""
        case = self.adapt(case)
        return all(hypothesis(case) for hypothesis in self.hypotheses)

    def adapt(self, case: Any) -> Any:
        """Return the case as one of the claim's own class.

        Parameters
        ----------
        case : Case
            A case of that class or of a class above it, or one of the claim's own cases.

        Returns
        -------
        Case
            An instance of `case_type`.

        Raises
        ------
        ValueError
            For a case of another kind.
        """
        if isinstance(case, self.case_type):
            return case
        if isinstance(case, Case) and issubclass(self.case_type, type(case)):
            return self.case_type.of(case)
        raise ValueError(f"expected a {self.case_type.__name__} for the claim {self.name}; got {case!r}")

    def evidence(
        self, case: Any = None, formulas: Formulas | CheckedFormulas = PAPER, grade: str = Grade.NUMERIC
    ) -> Iterator[Evidence]:
        """Gather the evidence on one case, whether or not it meets the hypotheses.

        Parameters
        ----------
        case : Case, optional
            The case; the grades symbolic, formal and run need none.
        formulas : Formulas
            The formulas under test, for the numeric grade.
        grade : Grade or str
            The grade of evidence.

        Returns
        -------
        iterator of Evidence
            The checks, one after the other.

        Raises
        ------
        ValueError
            For an unknown grade, or one that the claim has no evidence of.
        """
        grade = Grade(match_name(grade, Grade, "grade"))
        gather = self.grades[Grade(match_name(str(grade), self.grades, f"grade of {self.name}"))]
        arguments: tuple[Any, ...] = ()
        if grade is Grade.NUMERIC:
            arguments = (formulas, self.adapt(case))
        elif grade is Grade.CERTIFIED:
            arguments = (self.adapt(case),)
        found = without_underflow_errors(iter(gather(*arguments)))
        return (each if each.grade is grade else replace(each, grade=grade) for each in found)

    def check(self, cases: CasesLike = None, formulas: Formulas = PAPER, grade: str = Grade.NUMERIC) -> Verdict:
        """Gather the evidence on the cases that meet the hypotheses.

        Parameters
        ----------
        cases : Case, iterable of Case or mapping to Case, optional
            One case or several, such as `PAIRS`; by default the claim's own.
        formulas : Formulas
            The formulas under test, for the numeric grade.
        grade : Grade or str
            The grade of evidence.

        Returns
        -------
        Verdict
            All the evidence, and whether it holds.

        Raises
        ------
        ValueError
            For cases of another kind than the claim's own, or a grade that it has no evidence of.
        """
        grade = Grade(match_name(grade, Grade, "grade"))
        chosen = [self.adapt(case) for case in self._as_cases(cases)]
        checked = CheckedFormulas(formulas)
        findings: list[tuple[str, Evidence]] = []
        try:
            quiet = np.errstate(all="ignore") if checked.user_supplied else nullcontext()
            with redirect_stdout(standard_error()), quiet:  # whatever a formula prints, and whatever its values lead to
                for case in self._judged(chosen, grade):
                    name = str(grade) if case is None else case.name
                    findings += [(name, found) for found in self._gather(case, checked, grade)]
        except ImportError as error:
            return Verdict(self, grade, (), (), missing_package=error.name)
        return Verdict(self, grade, tuple(findings), tuple(sorted(checked.used)), formulas=formulas)

    def _as_cases(self, cases: CasesLike) -> Iterable[Any]:
        if cases is None:
            return self.cases
        if isinstance(cases, Mapping):
            return cases.values()
        return cases if isinstance(cases, Iterable) and not isinstance(cases, str) else [cases]

    def _judged(self, cases: list[Any], grade: Grade) -> list[Any]:
        """Return the cases that this grade judges; None, once, for a grade that needs no case."""
        if grade in (Grade.SYMBOLIC, Grade.FORMAL, Grade.RUN):
            return [None]
        applicable = [case for case in cases if self.applies(case)]
        return applicable if grade is Grade.NUMERIC else [case for case in applicable if self.can_certify(case)]

    def _gather(self, case: Any, checked: CheckedFormulas, grade: Grade) -> Iterator[Evidence]:
        """Yield the evidence; where a formula cannot be used, evidence that never holds and says why."""
        try:
            yield from self.evidence(case, checked, grade)
        except InvalidOutput as error:
            yield Evidence(str(error), float("nan"), 0.0, grade, problem=error.problem)
        except ImportError:
            raise
        except Exception as error:
            if grade in (Grade.CERTIFIED, Grade.RUN) and isinstance(error, ArithmeticError | RuntimeError):
                yield Evidence(f"no value: {describe_error(error)}", float("nan"), 0.0, grade)
                return
            involved = ", ".join(sorted(checked.used & checked.user_supplied))
            if not involved:
                raise
            what, kind = f"what {involved} returned led to {describe_error(error)}", ProblemKind.LED_TO_ERROR
            problem = Problem(involved, kind, type(error).__name__, describe_error(error))
            yield Evidence(what, float("nan"), 0.0, grade, problem=problem)


def _claim_of(module: str) -> Claim:
    return import_module(module).CLAIM
