"""The lines of a text file and their fields: encodings, comments, quotes and delimiters."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gan_theory._utils.number_text import BLANKS

BLANK, NONE = " ", ""
DELIMITERS = {";": "semicolon", "\t": "tab", "|": "bar", ",": "comma", BLANK: "blank", NONE: "none"}
"""What may separate fields, by name: blank is one blank or several, none stands for a file of one column."""
_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_BLANK_FIELDS = re.compile(rf'"[^"]*"|[^{BLANKS}\t"]+')


def decode(content: bytes) -> str:
    """Return the text of a file in UTF-8, in UTF-16 with a byte order mark, or else in Windows-1252.

    Parameters
    ----------
    content : bytes
        The content of the file.

    Returns
    -------
    str
        Its text.

    Raises
    ------
    UnicodeDecodeError
        If it is not text.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise
        text = content.decode("cp1252")
    if _CONTROL.search(text):
        raise UnicodeDecodeError(encoding, content, 0, 1, "control characters")
    return text


class Line(NamedTuple):
    """A line of a file; several lines, where a field in quotes contains line breaks.

    Parameters
    ----------
    number : int
        Its number, counted from 1.
    text : str
        Its text.
    """

    number: int
    text: str


class Row(NamedTuple):
    """The fields of a line.

    Parameters
    ----------
    line : Line
        The line.
    fields : tuple of str
        Its fields, without quotes and without blanks around them.
    """

    line: Line
    fields: tuple[str, ...]

    def is_quoted(self, j: int) -> bool:
        """Return whether field j is in quotes.

        Parameters
        ----------
        j : int
            The index of the field.

        Returns
        -------
        bool
            Whether it is.
        """
        return f'"{self.fields[j]}"' in self.line.text


def split_lines(text: str) -> tuple[list[Line], str | None]:
    """Split a text into lines, without blank ones and those that start with #.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    lines : list of Line
        The lines.
    delimiter : str or None
        The delimiter that a first line such as "sep=;" names.
    """
    parts = enumerate(io.StringIO(text, newline=None), 1)
    lines = list(_join_quoted(parts)) if '"' in text else [Line(number, part.rstrip("\n")) for number, part in parts]
    lines = [line for line in lines if not (line.text.isspace() or line.text.lstrip()[:1] in ("", "#"))]
    named = re.fullmatch(r'"?sep=(.)"?', lines[0].text) if lines else None
    return (lines[1:], named[1]) if named else (lines, None)


def _join_quoted(parts: Iterator[tuple[int, str]]) -> Iterator[Line]:
    """Join lines while a field in quotes goes on; a quotation mark that no other closes stands for itself."""
    open_lines: list[Line] = []
    for number, part in parts:
        open_lines.append(Line(number, part.rstrip("\n")))
        if sum(line.text.count('"') for line in open_lines) % 2 == 0:
            yield Line(open_lines[0].number, "\n".join(line.text for line in open_lines))
            open_lines = []
    yield from open_lines


def split_fields(lines: Sequence[Line], delimiter: str) -> list[Row]:
    """Split lines into fields.

    Parameters
    ----------
    lines : sequence of Line
        The lines.
    delimiter : str
        One character, or BLANK or NONE.

    Returns
    -------
    list of Row
        A row for each line.
    """
    if delimiter == NONE:
        fields: Iterator[list[str]] = ([line.text] for line in lines)
    elif delimiter == BLANK:
        fields = (_BLANK_FIELDS.findall(line.text) for line in lines)
    elif any(line.text.count('"') % 2 for line in lines):
        fields = (next(csv.reader([line.text], delimiter=delimiter, skipinitialspace=True)) for line in lines)
    else:
        fields = csv.reader((line.text for line in lines), delimiter=delimiter, skipinitialspace=True)
    return [Row(line, tuple(map(_strip, found))) for line, found in zip(lines, fields)]


def _strip(field: str) -> str:
    field = field.strip()
    return field[1:-1].strip() if '"' in field and len(field) > 1 and field[0] == field[-1] == '"' else field
