"""Numbers from outside: a column of a text file, and how much to smooth it."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np

from gan_theory._utils.validation import as_samples


def read_column(path, column: str | int | None = None) -> tuple[str, np.ndarray]:
    """The name and the values (m,) of one column of a CSV or text file, with or without a header.

    Fields are separated by commas, semicolons, tabs or blanks; blank lines and lines that start with # are passed
    over. `column` is a name from the header or a number counted from 1; by default the first column that holds
    numbers. Raises ValueError if there is no such column, or a field of it is not a finite number.
    """
    try:
        return _named_column(Path(path).read_text(encoding="utf-8-sig").splitlines(), column, path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text in columns"
        raise ValueError(f"expected a readable text file; got {str(path)!r}: {reason}") from None


def _named_column(lines, column, path):
    rows = [(i, line) for i, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#")]
    delimiter = next((d for d in ",;\t" if rows and d in rows[0][1]), None)
    if not any(_is_number(field) for _, line in rows for field in _fields(line, delimiter)):
        first = f", first line {lines[0][:40]!r}" if lines else ""
        raise ValueError(f"expected a file with a column of numbers; got {str(path)!r} with no number in it{first}")
    head = _fields(rows[0][1], delimiter)
    named = not any(_is_number(field) for field in head)
    names = head if named else [str(i) for i in range(1, len(head) + 1)]
    body = rows[named:]
    j = _column_index(names, column, (_fields(line, delimiter) for _, line in body))
    values = _at_once(body, delimiter, j)
    if values is None:
        values = [_number(_fields(line, delimiter), j, i, path) for i, line in body]
    return names[j], as_samples(values)


def _at_once(body, delimiter, j):
    """The column by NumPy's reader, ten times as fast; None if that finds anything but a finite number in each row."""
    how = dict(delimiter=delimiter, quotechar=delimiter and '"', comments=None, ndmin=1)
    try:
        values = np.loadtxt([line for _, line in body], usecols=j, **how)
    except ValueError:
        return None
    return values if values.size == len(body) and np.isfinite(values).all() else None


def _fields(line: str, delimiter: str | None) -> list[str]:
    fields = line.split() if delimiter is None else next(csv.reader([line], delimiter=delimiter))
    return [field.strip().strip('"') for field in fields]


def _is_number(field: str) -> bool:
    try:
        float(field)
    except ValueError:
        return False
    return True


def _column_index(names, column, body) -> int:
    if column is None:
        return next(j for fields in body for j, field in enumerate(fields) if _is_number(field))
    column = str(column)
    if column in names:
        return names.index(column)
    if column.isdecimal() and 1 <= int(column) <= len(names):
        return int(column) - 1
    raise ValueError(f"expected a column among {', '.join(names)}; got {column!r}")


def _number(fields, j, line, path) -> float:
    field = fields[j] if j < len(fields) else ""
    if not (_is_number(field) and math.isfinite(float(field))):
        raise ValueError(f"expected a finite number in column {j + 1} of {str(path)!r}, line {line}; got {field!r}")
    return float(field)
