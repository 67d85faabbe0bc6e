"""Read a column of numbers from a CSV or text file."""

from __future__ import annotations

import csv
import math
import os
from pathlib import Path
from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory._utils.number_text import DECIMAL_MARKS, parse_number
from gan_theory._utils.text_lines import DELIMITERS, decode
from gan_theory._utils.text_tables import Table, UnequalRows, read_tables
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


def read_column(
    path: str | os.PathLike[str],
    column: str | int | None = None,
    *,
    delimiter: str | None = None,
    decimal: str | None = None,
) -> Column:
    """Read one column of a CSV or text file, with or without a header.

    The delimiter, the decimal mark and the header are those that fit every row. Thousands may be grouped by blanks,
    apostrophes or the mark that is not the decimal one. Blank lines and lines that start with # are skipped, and so are
    delimiters at the end of all rows.

    Parameters
    ----------
    path : str or path
        The file, in UTF-8, in UTF-16 with a byte order mark, or else in Windows-1252.
    column : str or int, optional
        The name of the column in the header, or its number, counted from 1. By default, the first column with a name
        that holds numbers, so not the index of a data frame.
    delimiter : str, optional
        What separates fields: a character or one of the names "comma", "semicolon", "tab", "bar" and "blank"; "none"
        for a file of one column.
    decimal : {".", ","}, optional
        The decimal mark.

    Returns
    -------
    Column
        The pair (name, values), with `values` of shape (m,).

    Raises
    ------
    ValueError
        If the file cannot be read, can be read in several ways, has rows with different numbers of fields or no such
        column, if a field of the column is not a finite number, or if fewer than two values are distinct.

    Examples
    --------
    >>> from gan_theory.datasets.targets import OLD_FAITHFUL
    >>> name, minutes = read_column(OLD_FAITHFUL)
    >>> name, minutes[:3].tolist()
    ('eruption_minutes', [3.6, 1.8, 3.333])
    """
    marks = _as_delimiter(delimiter), _as_decimal(decimal)
    try:
        text = decode(Path(path).read_bytes())
        tables = read_tables(text, *marks)
    except UnequalRows as misfit:
        raise ValueError(f"{misfit} of {str(path)!r}") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or "it is not text in columns"
        raise ValueError(f"expected a readable text file; got {str(path)!r}: {reason}") from None
    if not tables:
        first = f", first line {text.splitlines()[0][:40]!r}" if text else ""
        raise ValueError(f"expected a file with a column of numbers; got {str(path)!r} with no number in it{first}")
    found, j = _choose(tables, column, path)
    return Column(found.names[j], as_samples(_values(found, j, path)))


def _as_delimiter(delimiter: str | None) -> str | None:
    by_name = {name: mark for mark, name in DELIMITERS.items()}
    if delimiter is None or delimiter in DELIMITERS:
        return delimiter
    if delimiter in by_name:
        return by_name[delimiter]
    if isinstance(delimiter, str) and len(delimiter) == 1 and delimiter not in '"\n\r' and not delimiter.isalnum():
        return delimiter
    raise ValueError(f"expected a delimiter: a character, or {', '.join(by_name)}; got {delimiter!r}")


def _as_decimal(decimal: str | None) -> str | None:
    if decimal is None or decimal in DECIMAL_MARKS:
        return decimal
    raise ValueError(f"expected the decimal mark '.' or ','; got {decimal!r}")


def _choose(tables: list[Table], column: str | int | None, path: str | os.PathLike[str]) -> tuple[Table, int]:
    """Return the reading and the index of its column; several readings must agree in name and numbers."""
    places = [(table, _column_index(table, column)) for table in tables]
    there = [(table, j) for table, j in places if j is not None]
    if not there:
        raise ValueError(f"expected a column among {', '.join(tables[0].names)}; got {str(column)!r}")
    readings = {(table.names[j], *table.numbers(j)): (table, j) for table, j in there}
    if len(readings) == 1:
        return there[0]
    line = there[0][0].body[0].line
    where = f"{str(path)!r}, line {line.number}, {line.text[:40]!r}"
    listed = " or ".join(dict.fromkeys(_describe(table, column) for table, _ in readings.values()))
    raise ValueError(
        f"expected a file that can be read in one way; got {where}: {listed}\n"
        "say which by --delimiter and --decimal (in Python delimiter=..., decimal=...)"
    )


def _describe(table: Table, column: str | int | None) -> str:
    """Show the first row below the header, as this reading takes it."""
    numbers = (parse_number(field, table.decimal) for field in table.body[0].fields)
    listed = ", ".join(f"{number:.12g}" if number is not None else "text" for number in numbers)
    return f"{listed} (--delimiter {DELIMITERS[table.delimiter]} --decimal {table.decimal})"


def _column_index(table: Table, column: str | int | None) -> int | None:
    if column is None:
        return table.numeric[0]
    if str(column) in table.names:
        return table.names.index(str(column))
    number = int(column) if str(column).isdecimal() else 0
    return number - 1 if 1 <= number <= len(table.names) else None


def _values(table: Table, j: int, path: str | os.PathLike[str]) -> Array:
    numbers = table.numbers(j)
    for number, row in zip(numbers, table.body):
        if number is None or not math.isfinite(number):
            what, line = f"column {j + 1} of {str(path)!r}", row.line.number
            raise ValueError(f"expected a finite number in {what}, line {line}; got {row.fields[j]!r}")
    return np.array(numbers, dtype=np.float64)
