"""The pages that are made from other files: the claims, the manual, the notes, and a run to play."""

import re
import shutil
from pathlib import Path

from course.claims import FOLDER, claims, with_links
from course.manual import manual
from course.paper import on_site, references
from course.teaching import cell, lessons
from course.worksheets import LESSONS, ROOT
from gan_theory import train
from gan_theory.playground import play, player

NOTES = """# Notes for the instructor

For each lesson: what to say first, which predictions will be wrong, what to point at in the figures, what to break
live, and questions that come. [For the lecturer](/teaching.md) has objectives and routes through the course.

| lesson | minutes | topics |
|---|---|---|
{rows}

```{{toctree}}
:hidden:

{pages}
```
"""
CLAIM = re.compile(r"\[`(\w+)`\]\(claims\.md\)")
LESSON = re.compile(r"(?<=\]\()\.\./lessons/(\d\w+)\.py(?=\))")
NOTE = re.compile(r"(?<=\]\()\.\./lessons/notes/(\d\w+\.md)(?=\))")
FILE = re.compile(r"\[([^]]+)\]\((?!https?:|#)([^)]+)\)")
PAGE = re.compile(r"(?<=\]\()\.\./docs/(\w+\.md)(?=\))")
NOTES_FOLDER = re.compile(r"(?<=\]\()\.\./lessons/notes(?=\))")
OUTSIDE = re.compile(r"\[([^]`]+)\]\((\.\./(?!CONTRIBUTING)[A-Z_]+\.md)\)")  # not a page, but a file to take along
EXERCISE = re.compile(r"\[([^]`]+)\]\(exercises/(\w+\.py)\)")  # of a lesson
GUIDE = re.compile(r"(?<=\]\()\.\./CONTRIBUTING\.md(?=\))")


def write(docs: Path, steps: int) -> None:
    """Write the generated folders of pages anew, the run to play, of this many steps, and the playground."""
    for folder, made in ((FOLDER, claims), ("manual", manual), ("notes", notes)):
        shutil.rmtree(docs / folder, ignore_errors=True)
        (docs / folder).mkdir()
        for name, text in made():
            (docs / folder / name).write_text(text, encoding="utf-8")
    (docs / "extra").mkdir(exist_ok=True)
    player.page(train("old-faithful", seed=0, steps=steps), docs / "extra" / "play.html", name="old-faithful")
    play.page(docs / "extra" / "game.html", on_site=True)


def notes():
    """Yield the name and the text of each page."""
    rows = [
        f"| [{each.number}. {each.title}]({each.stem}.md) | {each.minutes} | {cell(each.topics)} |"
        for each in lessons()
    ]
    yield "index.md", NOTES.format(rows="\n".join(rows), pages="\n".join(lesson.stem for lesson in LESSONS))
    for lesson in LESSONS:
        note = ROOT / "lessons" / "notes" / f"{lesson.stem}.md"
        yield note.name, note.read_text(encoding="utf-8") + f"\nThe lesson: {{doc}}`/lessons/{lesson.stem}`\n"


def for_the_site(app, name, source):
    """Handle Sphinx's event: what a page of docs/ has on the site only, and links that lead to pages of the site."""
    if name == "claims":
        source[0] = with_links(source[0])
    if name == "contributing":
        guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
        source[0] = FILE.sub(r"{download}`\1 <../\2>`", guide)
    if name == "paper":
        source[0] = on_site(source[0], references(Path(app.srcdir) / "paper.bib"))
    if name == "questions":
        source[0] = CLAIM.sub(rf"[`\1`]({FOLDER}/\1.md)", source[0])
    source[0] = NOTES_FOLDER.sub("/notes/index.md", OUTSIDE.sub(r"{download}`\1 <\2>`", source[0]))
    source[0] = EXERCISE.sub(r"{download}`\1 </../lessons/exercises/\2>`", source[0])
    text = PAGE.sub(r"/\1", GUIDE.sub("/contributing.md", NOTE.sub(r"/notes/\1", source[0])))
    source[0] = LESSON.sub(r"/lessons/\1.rst", text)
