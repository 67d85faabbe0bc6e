"""The page of questions: each answer is short, names what shows it, and its experiment prints what the page says."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from gan_theory import CLAIMS
from tests.lessons.test_lessons import CLAIMS as CLAIMS_OF_LESSONS
from tests.lessons.test_lessons import FIGURES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
INTRODUCTION, *SECTIONS = re.split(r"^## (?=\d+\. )", PAGE, flags=re.MULTILINE)
NUMBERS = [int(section.partition(".")[0]) for section in SECTIONS]
LONGEST = 120  # words of an answer
ASKED = 17  # questions that students ask in public; the others ask for what is on the lessons' sheets
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def names():
    """The names that the introduction defines."""
    found = {}
    (code,) = BLOCK.findall(INTRODUCTION)
    exec(code, found)
    return found


def test_the_questions_are_numbered():
    assert NUMBERS == list(range(1, len(SECTIONS) + 1))
    assert len(SECTIONS) > ASKED


@pytest.mark.parametrize("section", SECTIONS, ids=NUMBERS)
def test_an_answer_is_short(section):
    heading, _, rest = section.partition("\n")
    assert heading.rstrip().endswith("?")
    answer, shown, _ = rest.partition("\n*Shown by*")
    assert shown
    assert 40 <= len(answer.split()) <= LONGEST


@pytest.mark.parametrize("section", SECTIONS, ids=NUMBERS)
def test_an_answer_names_claim_figure_and_lesson_and_these_belong_together(section):
    shown = section.partition("*Shown by*")[2].partition("```")[0]
    claims = re.findall(r"\[`(\w+)`\]\(claims\.md\)", shown)
    figures = re.findall(r"\[`(\w+\.png)`\]\(\.\./lessons/(\w+)\.py\)", shown)
    lessons = re.findall(r"\[(\d+)\]\(\.\./lessons/(\w+)\.py\)", shown)
    assert claims and figures and lessons
    for number, stem in lessons:
        assert (ROOT / "lessons" / f"{stem}.py").exists() and int(stem[:2]) == int(number)
    for figure, stem in figures:
        assert figure in FIGURES[stem[:2]]
    of_lessons = {claim for _, stem in lessons for claim in CLAIMS_OF_LESSONS[stem[:2]]}
    assert set(claims) <= set(CLAIMS)
    assert set(claims) & of_lessons


@pytest.mark.parametrize("section", SECTIONS, ids=NUMBERS)
def test_an_experiment_is_one_line_and_prints_what_the_page_says(section, names):
    (code,) = BLOCK.findall(section)
    line, *stated = code.splitlines()
    assert stated and all(each.startswith("# ") for each in stated)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(line, dict(names))
    assert printed.getvalue().splitlines() == [each.removeprefix("# ") for each in stated]
