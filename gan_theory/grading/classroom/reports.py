"""Reports on a class: one CSV file for all, and one HTML page for each student."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from gan_theory._utils.files import atomic_write
from gan_theory.grading.classroom.exercises import EXERCISES
from gan_theory.grading.classroom.grade import Grade

HEADER = ("name", *EXERCISES, "total", "first hint", "state")
LONGEST_HINT = 500
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{name}: {total} of {most}</title>
<style>
  body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
  table {{ border-collapse: collapse; }}
  th, td {{ text-align: left; vertical-align: top; padding: 0.3rem 0.6rem; border-bottom: 1px solid #ccc;
    overflow-wrap: anywhere; }}
  pre {{ white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f4f4; padding: 0.8rem; }}
</style>
<h1>{name}</h1>
<p>{total} of {most} points. State: {state}{reason}.</p>
<table>
<tr><th scope="col">exercise</th><th scope="col">points</th><th scope="col">hint</th></tr>
{rows}
</table>
{details}
</html>
"""


def write_csv(path: str | os.PathLike[str], grades: Iterable[Grade]) -> None:
    """Write one header line and one row for each grade, sorted by name, in UTF-8.

    Parameters
    ----------
    path : path
        The file, which appears under its name only when it is complete.
    grades : iterable of Grade
        The grades.

    Raises
    ------
    ValueError
        If the file cannot be written.
    """
    with atomic_write(path) as temporary, open(temporary, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(_row(grade) for grade in sorted(grades, key=lambda grade: grade.name))


def _row(grade: Grade) -> list[str | int]:
    points = [judgement.points for judgement in grade.judgements]
    return [_cell(grade.name), *points, grade.total, _cell(grade.first_hint), grade.state.value]


def _cell(text: str) -> str:
    """Return a text as one line that no spreadsheet takes for a formula."""
    line = " ".join(_printable(text).split())[:LONGEST_HINT]
    return f"'{line}" if line.startswith(("=", "+", "-", "@")) else line


def _printable(text: str) -> str:
    """Return the text without what UTF-8 or HTML cannot hold: control characters, and undecodable bytes of a name."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(letter if letter.isprintable() or letter in "\n\t" else " " for letter in text)


def write_report(folder: str | os.PathLike[str], grade: Grade) -> Path:
    """Write the page of one student.

    Parameters
    ----------
    folder : path
        Where; it exists.
    grade : Grade
        The grade.

    Returns
    -------
    Path
        The page, `NAME.html` with the letters and digits of the name.

    Raises
    ------
    ValueError
        If the file cannot be written.
    """
    path = Path(folder, f"{report_name(grade.name)}.html")
    with atomic_write(path) as temporary:
        temporary.write_text(_page(grade), encoding="utf-8")
    return path


def report_name(name: str) -> str:
    """Return a name of a file for a student's name: other characters than letters, digits, ., - and spaces as codes.

    Parameters
    ----------
    name : str
        The student's name.

    Returns
    -------
    str
        Different names give different ones, on systems that distinguish capital letters.

    Examples
    --------
    >>> report_name("ada/lovelace")
    'ada_2f_lovelace'
    """
    return re.sub(r"[^\w .-]|_", lambda match: f"_{ord(match[0]):x}_", name)[:200]


def _page(grade: Grade) -> str:
    rows = "\n".join(
        f"<tr><th scope='row'>{each.exercise}</th><td>{each.points}</td><td>{_html(each.hint)}</td></tr>"
        for each in grade.judgements
    )
    return PAGE.format(
        name=_html(grade.name),
        total=grade.total,
        most=len(EXERCISES),
        state=grade.state,
        reason=f" ({_html(grade.reason)})" if grade.reason else "",
        rows=rows,
        details="\n".join(_details(grade)),
    )


def _details(grade: Grade) -> Sequence[str]:
    """Return the whole feedback on each exercise, once each, and what the code printed."""
    feedback = {each.feedback: each.exercise for each in reversed(grade.judgements) if each.feedback}
    parts = [f"<h2>{name}</h2>\n<pre>{_html(text)}</pre>" for text, name in reversed(feedback.items())]
    if grade.output.strip():
        parts.append(f"<h2>What the code printed</h2>\n<pre>{_html(grade.output)}</pre>")
    return parts


def _html(text: str) -> str:
    return escape(_printable(text))
