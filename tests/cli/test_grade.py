"""The command grade: a row and a page for each student, and nothing lost after Ctrl-C."""

import csv

import pytest

from gan_theory.cli import grade as command
from gan_theory.cli.main import main
from gan_theory.grading.classroom import grade as grading
from gan_theory.grading.classroom.exercises import EXERCISES, Judgement
from gan_theory.grading.classroom.grade import Grade, Limits, State


@pytest.fixture
def folder(tmp_path):
    """A class of two."""
    (tmp_path / "class").mkdir()
    for name in ("ada", "bob"):
        (tmp_path / "class" / f"{name}.py").touch()
    return tmp_path / "class"


@pytest.fixture
def judged(monkeypatch):
    """What `grade_class` is called with; it judges nothing."""
    calls = []

    def grade_class(submissions, limits, *, executor):
        calls.append((limits, executor))
        for submission in submissions:
            yield Grade(submission.name, State.GRADED, tuple(Judgement(name, 1) for name in EXERCISES))

    monkeypatch.setattr(grading, "grade_class", grade_class)
    return calls


def names(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]


def test_the_grades_and_the_pages_are_written(folder, tmp_path, judged, capsys):
    (folder / "notes.txt").touch()
    out = tmp_path / "my grades.csv"
    options = ["--timeout", "5", "--memory", "0.5", "--workers", "3"]
    assert main(["grade", str(folder), "--out", str(out), *options]) == 0
    assert names(out) == ["ada", "bob"]
    reports = tmp_path / "my grades_reports"
    assert sorted(path.name for path in reports.iterdir()) == ["ada.html", "bob.html"]
    printed = capsys.readouterr()
    assert printed.out == f"written: {out} with 2 rows, and a page for each in {reports}\n"
    assert "not graded, since they are neither NAME.py nor a folder: notes.txt" in printed.err
    ((limits, executor),) = judged
    assert limits == Limits(5, 0.5)
    assert executor._max_workers == 3


def test_names_that_differ_by_capital_letters_have_pages_of_their_own(folder, tmp_path, judged):
    (folder / "ADA").mkdir()
    assert main(["grade", str(folder), "--out", str(tmp_path / "grades.csv")]) == 0
    pages = {path.name.casefold() for path in (tmp_path / "grades_reports").iterdir()}
    assert len(pages) == len(names(tmp_path / "grades.csv")) == 3


def test_the_default_limits_are_those_of_the_package():
    assert (command.LIMIT_TIMEOUT, command.LIMIT_MEMORY) == (Limits().timeout, Limits().memory) == (20, 2)


def test_a_page_that_cannot_be_written_costs_no_row(folder, tmp_path, judged, capsys):
    (tmp_path / "grades_reports" / "ada.html").mkdir(parents=True)
    assert main(["grade", str(folder), "--out", str(tmp_path / "grades.csv")]) == 0
    assert names(tmp_path / "grades.csv") == ["ada", "bob"]
    assert "no page for ada: expected the name of a file" in capsys.readouterr().err


def test_after_ctrl_c_the_grades_so_far_are_kept_and_an_older_file_stays(folder, tmp_path, monkeypatch, capsys):
    def grade_class(submissions, limits, *, executor):
        yield Grade(submissions[0].name, State.GRADED, ())
        raise KeyboardInterrupt

    monkeypatch.setattr(grading, "grade_class", grade_class)
    out = tmp_path / "grades.csv"
    out.write_text("older")
    assert main(["grade", str(folder), "--out", str(out)]) == 130
    assert out.read_text() == "older"
    assert names(tmp_path / "grades_partial.csv") == ["ada"]
    assert "interrupted; 1 of 2 grades are in" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--timeout", "0"], "expected a timeout > 0; got 0"),
        (["--memory", "-1"], "expected a memory > 0; got -1"),
        (["--workers", "0"], "workers"),
        (["--out", "no/such/folder/grades.csv"], "expected a folder that exists"),
    ],
)
def test_invalid_options_are_one_line(folder, options, message, judged, capsys):
    assert main(["grade", str(folder), *options]) == 2
    assert message in capsys.readouterr().err
    assert judged == []


def test_a_folder_without_submissions_is_one_line(tmp_path, capsys):
    assert main(["grade", str(tmp_path)]) == 2
    assert "expected files NAME.py or folders NAME" in capsys.readouterr().err
