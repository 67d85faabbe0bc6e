"""Read a column of numbers from a CSV or text file."""

from __future__ import annotations

import csv
import math
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory._utils.validation import as_samples


class Column(NamedTuple):
    """One column of a text file.

    Parameters
    ----------
    name : str
        Its name in the header; its number, counted from 1, if there is no header.
    values : array, shape (m,)
        Its values.
    """

    name: str
    values: Array


class _Row(NamedTuple):
    line: int
    text: str


def read_column(path: str | os.PathLike[str], column: str | int | None = None) -> Column:
    """Read one column of a CSV or text file, with or without a header.

    Fields are separated by commas, semicolons, tabs or blanks. Blank lines and lines that start with # are skipped.

    Parameters
    ----------
    path : str or path
        The file, in UTF-8.
    column : str or int, optional
        The name of the column in the header, or its number, counted from 1. By default, the first column that holds
        numbers.

    Returns
    -------
    Column
        The pair (name, values), with `values` of shape (m,).

    Raises
    ------
    ValueError
        If the file cannot be read, there is no such column, a field of the column is not a finite number, or fewer
        than two values are distinct.

    Examples
    --------
    >>> from gan_theory.datasets.targets import OLD_FAITHFUL
    >>> name, minutes = read_column(OLD_FAITHFUL)
    >>> name, minutes[:3].tolist()
    ('eruption_minutes', [3.6, 1.8, 3.333])
    """
    try:
        return _parse(Path(path).read_text(encoding="utf-8-sig").splitlines(), column, path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text in columns"
        raise ValueError(f"expected a readable text file; got {str(path)!r}: {reason}") from None


def _parse(lines: list[str], column: str | int | None, path: str | os.PathLike[str]) -> Column:
    rows = [_Row(i, text) for i, text in enumerate(lines, 1) if text.strip() and not text.lstrip().startswith("#")]
    delimiter = next((each for each in ",;\t" if rows and each in rows[0].text), None)
    if not any(_is_number(field) for row in rows for field in _fields(row, delimiter)):
        first = f", first line {lines[0][:40]!r}" if lines else ""
        raise ValueError(f"expected a file with a column of numbers; got {str(path)!r} with no number in it{first}")
    head = _fields(rows[0], delimiter)
    has_header = not any(_is_number(field) for field in head)
    names = head if has_header else [str(i) for i in range(1, len(head) + 1)]
    body = rows[1:] if has_header else rows
    j = _column_index(names, column, (_fields(row, delimiter) for row in body))
    values = _read_by_numpy(body, delimiter, j)
    if values is None:
        values = np.array([_number(_fields(row, delimiter), j, row.line, path) for row in body])
    return Column(names[j], as_samples(values))


def _read_by_numpy(body: list[_Row], delimiter: str | None, j: int) -> Array | None:
    """Column j by NumPy's reader, ten times as fast; None unless that finds a finite number in each row."""
    quote = None if delimiter is None else '"'
    try:
        values = np.loadtxt(
            [row.text for row in body], delimiter=delimiter, quotechar=quote, comments=None, usecols=j, ndmin=1
        )
    except ValueError:
        return None
    return values if values.size == len(body) and np.isfinite(values).all() else None


def _fields(row: _Row, delimiter: str | None) -> list[str]:
    fields = row.text.split() if delimiter is None else next(csv.reader([row.text], delimiter=delimiter))
    return [field.strip().strip('"') for field in fields]


def _is_number(field: str) -> bool:
    try:
        float(field)
    except ValueError:
        return False
    return True


def _column_index(names: list[str], column: str | int | None, body: Iterable[list[str]]) -> int:
    if column is None:
        return next(j for fields in body for j, field in enumerate(fields) if _is_number(field))
    column = str(column)
    if column in names:
        return names.index(column)
    if column.isdecimal() and 1 <= int(column) <= len(names):
        return int(column) - 1
    raise ValueError(f"expected a column among {', '.join(names)}; got {column!r}")


def _number(fields: list[str], j: int, line: int, path: str | os.PathLike[str]) -> float:
    field = fields[j] if j < len(fields) else ""
    if not (_is_number(field) and math.isfinite(float(field))):
        raise ValueError(f"expected a finite number in column {j + 1} of {str(path)!r}, line {line}; got {field!r}")
    return float(field)
