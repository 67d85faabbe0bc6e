"""The glossary: it has the terms of the course, in the order of the alphabet, and lessons that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ENTRIES = re.findall(r"^- (\*\*.+?)(?=\n- |\n*\Z)", PAGE, re.MULTILINE | re.DOTALL)
BOLD = re.compile(r"\*\*((?:\\.|[^*])+)\*\*")
TERMS = (
    "distribution",
    "density",
    "noise prior",
    "push-forward",
    "support",
    "nats",
    "equilibrium",
    "saddle point",
    "JSD",
    "KL",
    "TV",
    "logit",
    "discriminator",
    "generator",
    "minibatch",
    "mode collapse",
)


def test_the_terms_are_here_and_ordered():
    heads = [BOLD.match(entry)[1].replace("\\", "") for entry in ENTRIES]
    explained = {term for entry in ENTRIES for term in BOLD.findall(entry)}
    assert len(heads) == len(set(heads)) >= 50
    assert set(TERMS) <= explained
    assert [head.casefold() for head in heads] == sorted(head.casefold() for head in heads)


def test_each_entry_explains_and_names_lessons_that_exist():
    numbers = {int(lesson.name[:2]) for lesson in (ROOT / "lessons").glob("[0-9]*.py")}
    named = set()
    for entry in ENTRIES:
        assert len(entry.split()) >= 4, entry
        for each in re.findall(r"\*\* \(([\d, ]+)\)", entry):
            named |= {int(number) for number in each.split(",")}
    assert named <= numbers and len(named) >= 14
