"""Every submission becomes one grade, whatever its code does: odd ones, on one thread and on others."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import psutil
import pytest

from gan_theory.grading.classroom.exercises import EXERCISES, FORMULA_EXERCISES
from gan_theory.grading.classroom.grade import Grade, Limits, State, grade_class
from gan_theory.grading.classroom.submissions import Submission, find_submissions
from tests.support.odd_submissions import ODD, POSIX, write

# So long that a busy computer ends in time what ends by itself, and shorter times for what does not end: for the quick
# submission, which sleeps at once, and for others, which sleep after the judgement of V.
TIMEOUT, TIMEOUT_OF_SLEEP, TIMEOUT_OF_ENDLESS, MEMORY = 100, 4, 10, 0.7


@pytest.fixture(scope="module")
def grades(tmp_path_factory, request):
    """The grades of some odd submissions, or of all of them with --all-faults, by name."""
    folder = tmp_path_factory.mktemp("class")
    everything = request.config.getoption("--all-faults")
    names = [name for name, odd in ODD.items() if (everything or odd.quick) and (POSIX or not odd.only_posix)]
    write(folder, names)
    before = {path: path.read_bytes() for path in folder.rglob("*.py")}
    submissions = find_submissions(folder)
    with ThreadPoolExecutor(2) as executor, ThreadPoolExecutor(2) as classes:

        def grade(endless):
            timeout = (TIMEOUT_OF_ENDLESS if everything else TIMEOUT_OF_SLEEP) if endless else TIMEOUT
            some = [each for each in submissions if (ODD[each.name].state == State.TIMEOUT) == endless]
            return list(grade_class(some, Limits(timeout, MEMORY), executor=executor))

        found = list(chain.from_iterable(classes.map(grade, (True, False))))  # what ends, while others are waited for
    assert sorted(grade.name for grade in found) == sorted(names)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    return {grade.name: grade for grade in found}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_submission_gets_its_state_points_and_reason(grades, name):
    if name not in grades:
        pytest.skip("only with --all-faults, or not on this system")
    grade, odd = grades[name], ODD[name]
    assert (grade.state, grade.total) == (odd.state, odd.total)
    assert odd.hint in grade.first_hint
    assert [each.exercise for each in grade.judgements] == list(EXERCISES)
    assert len(grade.output) <= 20_000


def test_no_process_is_left(grades):
    left = [each.info for each in psutil.process_iter(["cmdline"]) if "time.sleep(600)" in (each.info["cmdline"] or [])]
    assert left == []


def test_there_are_at_least_40_odd_submissions():
    assert len(ODD) >= 40
    assert {odd.state for odd in ODD.values()} == set(State)


def test_a_name_with_two_submissions_is_one_row(tmp_path):
    (tmp_path / "ada.py").write_text("")
    (tmp_path / "ada").mkdir()
    (grade,) = grade_class(find_submissions(tmp_path))
    assert (grade.state, grade.total) == (State.UNREADABLE, 0)
    assert grade.first_hint == "expected one submission for each name; got ada and ada.py"


@pytest.mark.parametrize("error", [OSError("no process is left"), RuntimeError("can't start new thread")])
def test_a_process_that_cannot_be_started_is_a_row(tmp_path, monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr("gan_theory.grading.classroom.grade.run_supervised", fail)
    (tmp_path / "ada.py").touch()
    (grade,) = grade_class(find_submissions(tmp_path))
    assert (grade.name, grade.state, grade.total) == ("ada", State.CRASHED, 0)
    assert grade.first_hint == f"could not be judged on this computer: {error}"
    assert [each.exercise for each in grade.judgements] == list(EXERCISES)


def test_files_beside_the_students_own_count_as_written(tmp_path, monkeypatch):
    monkeypatch.setattr("gan_theory.grading.classroom.supervised_process.MOST_WRITTEN", 10**6)
    code = "open(__file__ + '.log', 'wb').write(bytes(2 * 10**6)); import time; time.sleep(60)"
    (tmp_path / "ada.py").write_text(code)
    (grade,) = grade_class(find_submissions(tmp_path))
    assert (grade.state, "MB of files" in grade.first_hint) == (State.CRASHED, True)


def test_something_else_than_an_executor_is_an_error(tmp_path):
    with pytest.raises(ValueError, match=r"expected an instance of concurrent\.futures\.Executor"):
        list(grade_class([Submission("ada", (tmp_path,))], executor=3))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [("timeout", 0, "expected a timeout > 0; got 0"), ("memory", float("nan"), "expected a memory > 0; got nan")],
)
def test_limits_that_nothing_can_keep_are_errors(field, value, message):
    with pytest.raises(ValueError, match=message):
        Limits(**{field: value})


def test_a_generator_that_is_closed_ends_what_runs(tmp_path):
    for name in ("a", "b", "c", "d"):
        (tmp_path / f"{name}.py").write_text("import time\ntime.sleep(600)")
    (tmp_path / "e").mkdir()
    submissions = find_submissions(tmp_path)
    started = time.monotonic()
    with ThreadPoolExecutor(2) as executor:
        grades = grade_class([submissions[-1], *submissions[:-1]], Limits(timeout=300), executor=executor)
        assert next(grades).name == "e"
        grades.close()
    assert time.monotonic() - started < 100  # 300 s for each otherwise


def test_the_first_hint_is_the_reason_or_the_hint_to_the_first_mistake(grades):
    right = grades["right"]
    assert (right.first_hint, right.total) == ("", len(EXERCISES))
    assert Grade("ada", State.TIMEOUT, right.judgements, "not ended after 1 s").first_hint == "not ended after 1 s"
    assert FORMULA_EXERCISES == EXERCISES[:6]
