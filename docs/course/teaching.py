"""python docs/course/teaching.py: write what the lessons and their notes say into README.md and docs/teaching.md.

These are the minutes of each lesson, what it needs and what one can do after it, and the sums of the routes.
"""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README, PAGE = ROOT / "README.md", ROOT / "docs" / "teaching.md"
MINUTES = re.compile(r"^\*\*In all (\d+) minutes\.\*\*", re.MULTILINE)
TOPICS = re.compile(r"^\*\*Topics\.\*\* (.+?)\.?$", re.MULTILINE)
PARTS = re.compile(r"\*\*Needs\.\*\* (.+?\.)\s+\*\*After it\.?\*\* (.+?\.)(?=\s)")
LISTED = re.compile(
    r"^(\d+\. \[(?P<title>.+)\]\(lessons/(?P<stem>\d\w+)\.py\): .+; )(?P<minutes>\d+) min$", re.MULTILINE
)
OBJECTIVES = re.compile(r"^\| lesson \| minutes \| needs \|.*?(?=\n\n)", re.MULTILINE | re.DOTALL)
SESSION = re.compile(r"^\| (\d+) \| ([\d, ]+) \| (.+?) \| \d+ \|$", re.MULTILINE)
TOTAL = re.compile(r"(?<=all lessons: )\d+ minutes in all, \d+ at most in one session")


@dataclass(frozen=True)
class Lesson:
    """What README.md, a lesson and its notes say: file, title, minutes, topics, needs, and what one can do after it."""

    stem: str
    title: str
    minutes: int
    topics: str
    needs: str
    after: str

    @property
    def number(self) -> int:
        return int(self.stem[:2])


def lessons() -> list[Lesson]:
    """Return all lessons in their order."""
    return [read(path, titles()[path.stem]) for path in sorted((ROOT / "lessons").glob("[0-9]*.py"))]


def titles() -> dict[str, str]:
    """Return the title of each lesson in README.md, by the name of its file."""
    return {found["stem"]: found["title"] for found in LISTED.finditer(README.read_text(encoding="utf-8"))}


def read(path: Path, title: str) -> Lesson:
    source = path.read_text(encoding="utf-8")
    note = (path.parent / "notes" / f"{path.stem}.md").read_text(encoding="utf-8")
    first_cell = source.partition("# %% [markdown]")[2].partition("\n# %%")[0]
    needs, after = PARTS.search(" ".join(line.lstrip("# ") for line in first_cell.split("\n"))).groups()
    minutes, topics = int(MINUTES.search(note)[1]), TOPICS.search(note)[1]
    return Lesson(path.stem, title, minutes, topics, needs.rstrip("."), after.removeprefix("you can ").rstrip("."))


def readme(text: str) -> str:
    """Return the text of README.md with the minutes of the notes."""
    minutes = {each.stem: each.minutes for each in lessons()}
    return LISTED.sub(lambda found: f"{found[1]}{minutes[found['stem']]} min", text)


def page(text: str) -> str:
    """Return the text of docs/teaching.md with the table of objectives and the minutes of the six weeks."""
    text = OBJECTIVES.sub(lambda _: objectives(), text)
    minutes = {each.number: each.minutes for each in lessons()}
    text = SESSION.sub(lambda found: session(found, minutes), text)
    sums = [int(row[4]) for row in re.finditer(SESSION.pattern.replace(r"\d+ \|$", r"(\d+) \|$"), text, re.MULTILINE)]
    return TOTAL.sub(f"{sum(sums)} minutes in all, {max(sums)} at most in one session", text)


def objectives() -> str:
    rows = [
        f"| [{each.number}. {each.title}](../lessons/{each.stem}.py) | {each.minutes} "
        f"| {cell(each.needs)} | {cell(each.after)} |"
        for each in lessons()
    ]
    return "\n".join(["| lesson | minutes | needs | after it you can |", "|---|---|---|---|", *rows])


def cell(text: str) -> str:
    """Return text for the cell of a table, where a bar would end it."""
    return text.replace(r"\| ", r"\Vert ").replace(r"\|", r"\Vert ").replace("|", r"\mid ")


def session(found: re.Match, minutes: dict[int, int]) -> str:
    week, numbers, topic = found.groups()
    return f"| {week} | {numbers} | {topic} | {sum(minutes[int(number)] for number in numbers.split(','))} |"


if __name__ == "__main__":
    README.write_text(readme(README.read_text(encoding="utf-8")), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"written: {README}\nwritten: {PAGE}")
