"""The lecturer's page: objectives and minutes are those of lessons and notes, and the routes' minutes add up."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")

spec = importlib.util.spec_from_file_location("teaching", ROOT / "docs" / "course" / "teaching.py")
teaching = importlib.util.module_from_spec(spec)
spec.loader.exec_module(teaching)
STALE = "run python docs/course/teaching.py"


@pytest.fixture(scope="module")
def lessons():
    return {each.number: each for each in teaching.lessons()}


def test_the_readme_has_the_minutes_of_the_notes(lessons):
    listed = {found["stem"]: int(found["minutes"]) for found in teaching.LISTED.finditer(README)}
    assert listed == {each.stem: each.minutes for each in lessons.values()}, STALE


def test_the_page_has_the_objectives_and_minutes_of_lessons_and_notes():
    assert teaching.page(PAGE) == PAGE, STALE


def test_every_lesson_has_objectives_and_topics(lessons):
    assert sorted(lessons) == list(range(1, 18))
    for lesson in lessons.values():
        assert len(lesson.needs.split()) >= 2 and len(lesson.after.split()) >= 10, lesson
        assert len(lesson.topics.split()) >= 4, lesson
        assert 15 <= lesson.minutes <= 90, lesson


NUMBERS = {"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25}


def parts(note):
    """The minutes of each part: numbers that end a part, or words that begin it."""
    stated = re.search(r"^\*\*In all \d+ minutes\.\*\* (.+?)\.(?:\s|$)", note, re.MULTILINE | re.DOTALL)[1]
    for part in re.split(r"[,;]\s+", stated):
        first, last = part.split()[0].lower(), part.split()[-1]
        if first in NUMBERS or last.isdecimal():
            yield NUMBERS.get(first) or int(last)


@pytest.mark.parametrize("stem", sorted(note.stem for note in (ROOT / "lessons" / "notes").glob("*.md")))
def test_the_parts_of_a_note_add_up_to_its_minutes(stem, lessons):
    note = (ROOT / "lessons" / "notes" / f"{stem}.md").read_text(encoding="utf-8")
    assert sum(parts(note)) == lessons[int(stem[:2])].minutes, list(parts(note))


def section(title):
    """The rows of the table below a heading, as lists of cells."""
    text = PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]
    return rows[2:]


@pytest.mark.parametrize(("title", "minutes"), [("One lecture of 90 minutes", 90), ("Two lectures of 90 minutes", 180)])
def test_the_parts_of_lectures_add_up_and_take_no_longer_than_their_lessons(title, minutes, lessons):
    rows = section(title)
    taken = [int(row[2]) for row in rows]
    assert sum(taken) == minutes
    assert {sum(taken[:n]) for n in range(len(taken) + 1)} >= set(range(0, minutes + 1, 90))
    for number in {int(row[1]) for row in rows}:
        assert sum(int(row[2]) for row in rows if int(row[1]) == number) <= lessons[number].minutes


def test_six_weeks_have_all_lessons_once_in_two_sessions_a_week(lessons):
    rows = section("Six weeks")
    taught = [int(number) for row in rows for number in row[1].split(",")]
    assert taught == sorted(lessons)
    assert [int(row[0]) for row in rows] == [week for week in range(1, 7) for _ in range(2)]
    for row in rows:
        assert int(row[3]) == sum(lessons[int(number)].minutes for number in row[1].split(",")) <= 90
    assert f"{sum(int(row[3]) for row in rows)} minutes in all" in PAGE
