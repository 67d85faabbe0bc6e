"""The CSV file of a class and the page of each student, whatever names and hints hold."""

import csv
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from gan_theory.grading.classroom.exercises import EXERCISES, Judgement
from gan_theory.grading.classroom.grade import Grade, State
from gan_theory.grading.classroom.reports import HEADER, report_names, write_csv, write_report

ALL = tuple(Judgement(name, points=1) for name in EXERCISES)
ADA = Grade("ada", State.GRADED, ALL)


def rows(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") == len(text.splitlines())
    return list(csv.reader(text.splitlines()))


def test_one_header_line_and_one_row_for_each_student_sorted_by_name(tmp_path):
    wrong = (Judgement("V", 0, "your V(D) has the wrong sign"), *ALL[1:])
    write_csv(tmp_path / "grades.csv", [ADA, Grade("Zoë, the 2nd", State.GRADED, wrong)])
    header, first, second = rows(tmp_path / "grades.csv")
    assert header == list(HEADER) == ["name", *EXERCISES, "total", "first hint", "state"]
    assert first == ["Zoë, the 2nd", "0", *"111111111", "9", "your V(D) has the wrong sign", "graded"]
    assert second == ["ada", *"1111111111", "10", "", "graded"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("@home", "'@home"),
        ("two\nlines", "two lines"),
        ("null\0byte\x1b[31m", "null byte [31m"),
        ("not text \udcff", "not text ?"),
        ('quote" and, comma', 'quote" and, comma'),
        ("名前 🎲", "名前 🎲"),
    ],
)
def test_odd_names_and_hints_stay_one_cell_of_one_row(tmp_path, name, shown):
    write_csv(tmp_path / "grades.csv", [replace(ADA, name=name, reason=name, state=State.CRASHED)])
    _, row = rows(tmp_path / "grades.csv")
    assert (row[0], row[-2]) == (shown, shown)


def test_an_endless_hint_is_cut(tmp_path):
    write_csv(tmp_path / "grades.csv", [replace(ADA, reason="x" * 10**6)])
    assert len(rows(tmp_path / "grades.csv")[1][-2]) == 500


class Text(HTMLParser):
    """The words of a page, and its tags."""

    def __init__(self, text):
        super().__init__()
        self.words, self.tags = "", []
        self.feed(text)

    def handle_data(self, data):
        self.words += data

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)


def test_a_page_has_the_points_hints_feedback_and_output_and_no_markup_of_the_student(tmp_path):
    wrong = Judgement("V", 0, "<b>hint</b>", "line 1\nline <2>")
    grade = Grade("<i>ada</i>", State.CRASHED, (wrong, *ALL[1:]), "ended by <SIGSEGV>", "<script>alert(1)</script>")
    page = Text(write_report(tmp_path, grade).read_text(encoding="utf-8"))
    assert {"b", "i", "script"}.isdisjoint(page.tags)
    for words in ("<i>ada</i>", "9 of 10 points", "<b>hint</b>", "line 1\nline <2>", "ended by <SIGSEGV>", "<script>"):
        assert words in page.words


def test_the_same_feedback_on_several_exercises_is_shown_once(tmp_path):
    unreadable = tuple(Judgement(name, 0, "cannot be read", "cannot be read") for name in EXERCISES)
    text = write_report(tmp_path, Grade("ada", State.UNREADABLE, unreadable)).read_text(encoding="utf-8")
    assert text.count("<pre>") == 1


LONG = "名" * 85  # 255 bytes, the most that a system allows


@pytest.mark.parametrize(
    "names",
    [
        ("a/b", "a_2f_b", "a b"),
        ("..", "_", "a\\b", "名前"),
        ("A:B?", "A*B|"),
        ("Li", "li", "LI"),
        (LONG, LONG[:-1] + "前", "_" * 250, "_" * 249),
        ("ada\udcff", "ada?"),
    ],
)
def test_different_names_give_different_files_in_the_folder(tmp_path, names):
    files = report_names(names)
    paths = [write_report(tmp_path, replace(ADA, name=name), files[name]) for name in names]
    assert len({path.name.casefold() for path in paths}) == len(names)
    assert all(path.parent == tmp_path and path.is_file() for path in paths)
    assert all(set('/\\:*?"<>|').isdisjoint(file) for file in files.values())


def test_a_long_name_alone_is_a_name_that_systems_allow(tmp_path):
    assert len(write_report(tmp_path, replace(ADA, name=LONG)).name.encode()) <= 155
