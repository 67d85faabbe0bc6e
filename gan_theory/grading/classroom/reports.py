"""Reports on a class: one CSV file for all, and one HTML page for each student."""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from gan_theory._utils.files import atomic_write
from gan_theory.grading.classroom.exercises import EXERCISES
from gan_theory.grading.classroom.grade import Grade

HEADER = ("name", *EXERCISES, "total", "first hint", "state")
LONGEST_HINT = 500
LONGEST_NAME = 150  # bytes of the name of a page; most systems allow 255, with the ending and a temporary mark
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


def write_report(folder: str | os.PathLike[str], grade: Grade, file_name: str | None = None) -> Path:
    """Write the page of one student.

    Parameters
    ----------
    folder : path
        Where; it exists.
    grade : Grade
        The grade.
    file_name : str, optional
        The name of the page without `.html`, of `report_names`; by default that of a student whose name no other has.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    ValueError
        If the file cannot be written.
    """
    path = Path(folder, f"{file_name or report_names([grade.name])[grade.name]}.html")
    with atomic_write(path) as temporary:
        temporary.write_text(_page(grade), encoding="utf-8")
    return path


def report_names(names: Iterable[str]) -> dict[str, str]:
    """Return a name of a file for each student: other characters than letters, digits, ., - and spaces as codes.

    A name that is long, or differs from another by capital letters only, ends with a code of its own.

    Parameters
    ----------
    names : iterable of str
        The students' names, all different.

    Returns
    -------
    dict from str to str
        Different names for all, of at most 150 bytes, on systems that ignore capital letters too.

    Examples
    --------
    >>> report_names(["ada/lovelace", "Li", "li"])
    {'ada/lovelace': 'ada_2f_lovelace', 'Li': 'Li_3d368a0b9735edb2_', 'li': 'li_00a9e4255a5b6306_'}
    """
    readable = {name: re.sub(r"[^\w .-]|_", lambda match: f"_{ord(match[0]):x}_", name) for name in names}
    uses = Counter(text.casefold() for text in readable.values())
    return {name: _with_code(name, text, uses[text.casefold()] > 1) for name, text in readable.items()}


def _with_code(name: str, readable: str, is_shared: bool) -> str:
    """Return the readable name, cut and with a code of the whole name if it is long or shared."""
    if not is_shared and len(readable.encode()) <= LONGEST_NAME:
        return readable
    code = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return f"{readable.encode()[: LONGEST_NAME - 18].decode(errors='ignore')}_{code}_"


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
