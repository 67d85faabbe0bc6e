"""The pages that are made from what is elsewhere: the claims, the manual, the notes, a run to play."""

import shutil
from pathlib import Path

from course.claims import claims
from course.manual import manual
from course.worksheets import LESSONS, ROOT
from gan_theory import train
from gan_theory.playground.player import page

NOTES = """# For the instructor

Five minutes for each lesson: what to say first, what will be predicted wrongly, what to point at, what to break live.

```{{toctree}}
{pages}
```
"""


def write(docs: Path) -> None:
    """The pages of the folders claims/, manual/ and notes/, each made anew, and the run to play."""
    for folder, made in (("claims", claims), ("manual", manual), ("notes", notes)):
        shutil.rmtree(docs / folder, ignore_errors=True)
        (docs / folder).mkdir()
        for name, text in made():
            (docs / folder / name).write_text(text, encoding="utf-8")
    (docs / "extra").mkdir(exist_ok=True)
    page(train("old-faithful", seed=0), docs / "extra" / "play.html", name="old-faithful")


def notes():
    """The name and the text of each page."""
    yield "index.md", NOTES.format(pages="\n".join(lesson.stem for lesson in LESSONS))
    for lesson in LESSONS:
        note = ROOT / "lessons" / "notes" / f"{lesson.stem}.md"
        yield note.name, note.read_text(encoding="utf-8") + f"\nThe lesson: {{doc}}`/lessons/{lesson.stem}`\n"
