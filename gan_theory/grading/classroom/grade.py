"""Grades: one submission judged in a process of its own, and all submissions of a class on an Executor."""

from __future__ import annotations

import json
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed, wait
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gan_theory.experiments.executors import SerialExecutor, check_executor
from gan_theory.grading.classroom.exercises import EXERCISES, Judgement, claims_by_formula
from gan_theory.grading.classroom.submissions import Submission
from gan_theory.grading.classroom.supervised_process import (
    MOST_PROCESSES,
    MOST_WRITTEN,
    End,
    Outcome,
    run_supervised,
    stop_all,
)
from gan_theory.grading.classroom.worker import DONE

GIGABYTE = 10**9


class State(StrEnum):
    """How the judgement of a submission ended."""

    GRADED = "graded"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Limits:
    """What the process of one submission may use.

    Parameters
    ----------
    timeout : float
        Seconds.
    memory : float
        Gigabytes of resident memory, with all of its descendants.

    Raises
    ------
    ValueError
        If one of them is not a positive number.
    """

    timeout: float = 20.0
    memory: float = 2.0

    def __post_init__(self) -> None:
        for name, value in (("timeout", self.timeout), ("memory", self.memory)):
            if not 0 < value < float("inf"):
                raise ValueError(f"expected a {name} > 0; got {value:g}")


@dataclass(frozen=True)
class Grade:
    """The grade of one submission.

    Parameters
    ----------
    name : str
        The student's name.
    state : State
        How the judgement ended.
    judgements : tuple of Judgement
        Of each exercise; those that were not reached have no points.
    reason : str
        Why the state is not "graded"; empty if it is.
    output : str
        What the student's code printed, cut.
    """

    name: str
    state: State
    judgements: tuple[Judgement, ...]
    reason: str = ""
    output: str = ""

    @property
    def total(self) -> int:
        """The sum of the points."""
        return sum(each.points for each in self.judgements)

    @property
    def first_hint(self) -> str:
        """The reason, if there is one, or the hint to the first exercise that is wrong; empty if all are right."""
        return self.reason or next((each.hint for each in self.judgements if each.hint), "")


def grade_class(
    submissions: Iterable[Submission], limits: Limits | None = None, *, executor: Executor | None = None
) -> Iterator[Grade]:
    """Grade submissions, each in a process of its own, and yield a grade for each as it is ready.

    Parameters
    ----------
    submissions : iterable of Submission
        As `find_submissions` returns them.
    limits : Limits, optional
        What each process may use.
    executor : concurrent.futures.Executor, optional
        Where the processes are supervised, such as `ThreadPoolExecutor(2)`; by default one after the other, here.

    Yields
    ------
    Grade
        One for each submission, in any order. When the generator is closed, waiting submissions are dropped, and the
        processes under supervision here are killed.

    Raises
    ------
    ValueError
        For something else than an executor.
    """
    check_executor(executor)
    executor, claims = executor or SerialExecutor(), claims_by_formula()
    futures: list[Future[Grade]] = []
    try:
        if isinstance(executor, SerialExecutor):
            yield from (grade_submission(each, claims, limits or Limits()) for each in submissions)
            return
        futures += (executor.submit(grade_submission, each, claims, limits or Limits()) for each in submissions)
        yield from (future.result() for future in as_completed(futures))
    finally:
        for future in futures:
            future.cancel()
        while any(future.running() for future in futures):
            stop_all()
            wait(futures, timeout=0.1)


def grade_submission(submission: Submission, claims: Mapping[str, Sequence[str]], limits: Limits) -> Grade:
    """Grade a submission: in a process of its own, in a temporary folder with a copy of the files.

    Parameters
    ----------
    submission : Submission
        What the student submitted.
    claims : mapping
        As `claims_by_formula` returns it.
    limits : Limits
        What the process may use.

    Returns
    -------
    Grade
        Also if the files cannot be read, their code does not end, or its process cannot be started.
    """
    try:
        return _grade_in_temporary_folder(submission, claims, limits)
    except (OSError, RuntimeError) as error:  # no space, memory, process or thread is left: the others go on
        reason = f"could not be judged on this computer: {error}"
        return Grade(submission.name, State.CRASHED, _all_of([]), reason)


def _grade_in_temporary_folder(submission: Submission, claims: Mapping[str, Sequence[str]], limits: Limits) -> Grade:
    with tempfile.TemporaryDirectory(prefix="gan-theory-", ignore_cleanup_errors=True) as temporary:
        files = Path(temporary, "files")  # in the working folder, so that what is written there counts too
        files.mkdir()
        try:
            submission.copy_to(files)
        except ValueError as error:
            return Grade(submission.name, State.UNREADABLE, _all_of([]), str(error))
        memory = int(limits.memory * GIGABYTE)
        arguments = (str(files), str(memory), json.dumps(claims))
        command = (sys.executable, "-P", "-m", "gan_theory.grading.classroom.worker", *arguments)
        return _grade(submission.name, run_supervised(command, Path(temporary), limits.timeout, memory), limits)


def _grade(name: str, outcome: Outcome, limits: Limits) -> Grade:
    found, is_complete = _read_results(outcome.results)
    state, reason = _state(outcome, found, is_complete, limits)
    if not is_complete and len(found) < len(EXERCISES):
        reason += f", in {EXERCISES[len(found)]}" if found else ", before the first exercise was judged"
    return Grade(name, state, _all_of(found), reason, outcome.output)


def _read_results(results: bytes) -> tuple[list[Judgement], bool]:
    """Read the lines of the worker, and whether the last one says that all is judged; a damaged line ends them."""
    found: list[Judgement] = []
    for line in results.splitlines():
        try:
            document = json.loads(line)
            if document == DONE:
                return found, True
            judgement = Judgement(**document)
        except (TypeError, ValueError):
            break
        if judgement.exercise not in EXERCISES[len(found) : len(found) + 1] or judgement.points not in (0, 1):
            break
        found.append(judgement)
    return found, False


def _state(outcome: Outcome, found: Sequence[Judgement], is_complete: bool, limits: Limits) -> tuple[State, str]:
    """Return the state and its reason."""
    if is_complete and any(each.is_out_of_memory for each in found):
        return State.MEMORY, f"more than {limits.memory:g} GB of memory"
    if is_complete:
        unreadable = [each.hint for each in found if each.is_unreadable]
        return (State.UNREADABLE, unreadable[0]) if unreadable else (State.GRADED, "")
    reasons = {
        End.TIMEOUT: (State.TIMEOUT, f"not ended after {limits.timeout:g} s"),
        End.MEMORY: (State.MEMORY, f"more than {limits.memory:g} GB of memory"),
        End.PROCESSES: (State.CRASHED, f"more than {MOST_PROCESSES} processes"),
        End.FILES: (State.CRASHED, f"more than {MOST_WRITTEN // 10**6} MB of files"),
        End.BY_ITSELF: (State.CRASHED, f"ended {_exit(outcome.exit_code)}"),
    }
    return reasons[outcome.end]


def _exit(code: int) -> str:
    if code >= 0:
        return f"with the exit code {code}"
    try:
        return f"by the signal {signal.Signals(-code).name}"
    except ValueError:
        return f"by the signal {-code}"


def _all_of(found: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Return a judgement for each exercise: those that are missing have no points."""
    return (*found, *(Judgement(name, points=0) for name in EXERCISES[len(found) :]))
