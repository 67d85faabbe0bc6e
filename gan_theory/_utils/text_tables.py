"""Tables in text files: the delimiter, the decimal mark and the header that fit every row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gan_theory._utils.number_text import DECIMAL_MARKS, parse_number, parse_numbers
from gan_theory._utils.text_lines import DELIMITERS, Line, Row, split_fields, split_lines

SAMPLE = 500  # lines by which most layouts are ruled out
_UNQUOTED_DELIMITER = re.compile(r"[;\t|]|,(?! )")  # a comma within prose is followed by a blank
_YEAR = re.compile(r"(?:19|20)\d\d")


class UnequalRows(Exception):  # noqa: N818 - a finding about one layout, which another may not share
    """A row has another number of fields than the others.

    Parameters
    ----------
    line : int
        Its line in the file.
    expected, got : int
        The number of fields of most rows, and its own.
    """

    def __init__(self, line: int, expected: int, got: int) -> None:
        super().__init__(f"expected {expected} fields in each row; got {got} in line {line}")
        self.expected = expected


@dataclass(frozen=True)
class Table:
    """A reading of a file: its columns by one delimiter and one decimal mark.

    Parameters
    ----------
    delimiter, decimal : str
        The two marks.
    first : tuple of str
        The fields of the first row, which may be a header, (n,).
    rows : list of Row
        The other rows, with n fields each.
    first_row : Row
        The first row as it stands in the file.
    """

    delimiter: str
    decimal: str
    first: tuple[str, ...]
    rows: list[Row]
    first_row: Row

    @cached_property
    def columns(self) -> list[list[float | None]]:
        """The numbers of each column below the first row; None for a field that is none."""
        fields = zip(*(row.fields for row in self.rows)) if self.rows else [()] * len(self.first)
        return [parse_numbers(column, self.decimal) for column in fields]

    @cached_property
    def first_numbers(self) -> list[float | None]:
        """The numbers of the first row."""
        return parse_numbers(self.first, self.decimal)

    def numbers(self, j: int) -> list[float | None]:
        """Return the numbers of column j below the header; None for a field that is none.

        Parameters
        ----------
        j : int
            The index of the column.

        Returns
        -------
        list of float or None
            One for each row of `body`.
        """
        return self.columns[j] if self.has_header else [self.first_numbers[j], *self.columns[j]]

    @cached_property
    def has_header(self) -> bool:
        """Whether the first row names the columns."""
        if not self.rows:
            return False
        numbers = [number is not None for number in self.first_numbers]
        if len(self.first) != len(self.first_row.fields) or not any(numbers):
            return True
        named = [j for j in range(len(self.first)) if self.is_numeric(j)]
        if any(not numbers[j] and (self.first[j] or self._is_index(j)) for j in named):
            return True
        if any(self.first_row.is_quoted(j) and not self.rows[0].is_quoted(j) for j in named):
            return True
        return bool(named) and all(self._is_named_by_a_year(j) for j in named)

    def _is_index(self, j: int) -> bool:
        values = [row.fields[j] for row in self.rows]
        return any(values == [str(i) for i in range(start, start + len(values))] for start in (0, 1))

    def _is_named_by_a_year(self, j: int) -> bool:
        values = [row.fields[j] for row in self.rows]
        return bool(_YEAR.fullmatch(self.first[j])) and not any(_YEAR.fullmatch(value) for value in values)

    @property
    def names(self) -> list[str]:
        """The names of the columns; their numbers, counted from 1, where they have none."""
        named = self.first if self.has_header else [""] * len(self.first)
        return [name or str(j) for j, name in enumerate(named, 1)]

    @property
    def body(self) -> list[Row]:
        """The rows below the header."""
        return self.rows if self.has_header else [self.first_row, *self.rows]

    def is_numeric(self, j: int) -> bool:
        """Return whether more than half of the fields of column j, but for empty ones, are numbers.

        Parameters
        ----------
        j : int
            The index of the column.

        Returns
        -------
        bool
            Whether they are; without regard to the first row.
        """
        if not self.rows:
            return self.first_numbers[j] is not None
        found = len(self.rows) - self.columns[j].count(None)
        return found > 0 and 2 * found > sum(1 for row in self.rows if row.fields[j])

    @cached_property
    def numeric(self) -> list[int]:
        """The columns that hold numbers; those without a name, such as the index of a data frame, come last."""
        found = [j for j in range(len(self.first)) if self.is_numeric(j)]
        unnamed = [j for j in found if self.has_header and self.first[j] in ("", "Unnamed: 0")]
        return [j for j in found if j not in unnamed] + unnamed

    @property
    def share_of_numbers(self) -> float:
        """The share of the fields that are numbers, but for empty ones."""
        columns = range(len(self.first))
        found = sum(len(self.body) - self.numbers(j).count(None) for j in columns)
        return found / sum(1 for row in self.body for field in row.fields if field)

    @property
    def is_clean(self) -> bool:
        """Whether no name, and no column of text, contains what may be a delimiter."""
        texts = [j for j in range(len(self.first)) if j not in self.numeric]
        suspects = [self.first_row] if self.has_header else []
        return not (
            any(_may_be_split(row, j) for row in suspects for j in range(len(row.fields)))
            or any(all(_may_be_split(row, j) for row in self.rows[:SAMPLE]) for j in texts if self.rows)
        )


def _may_be_split(row: Row, j: int) -> bool:
    return bool(_UNQUOTED_DELIMITER.search(row.fields[j])) and not row.is_quoted(j)


def fit_table(rows: list[Row], delimiter: str, decimal: str) -> Table:
    """Check that all rows have the same number of fields; trailing delimiters and row names without a header are fine.

    Parameters
    ----------
    rows : list of Row
        At least one row.
    delimiter, decimal : str
        The two marks.

    Returns
    -------
    Table
        The reading.

    Raises
    ------
    UnequalRows
        If a row has another number of fields.
    """
    first, body = rows[0], rows[1:]
    n = Counter(len(row.fields) for row in body or rows).most_common(1)[0][0]
    for row in body:
        if len(row.fields) != n:
            raise UnequalRows(row.line.number, n, len(row.fields))
    names = first.fields
    while len(names) > n and not names[-1]:
        names = names[:-1]
    while n > 1 and body and not any(row.fields[n - 1] for row in body) and (len(names) < n or not names[n - 1]):
        n -= 1
        names = names[:n]
    if len(names) == n - 1 and body and all(row.is_quoted(0) for row in body):
        names = ("", *names)  # R leaves out the name of the row names
    if len(names) != n:
        raise UnequalRows(first.line.number, n, len(names))
    if body and n < len(body[0].fields):
        body = [Row(row.line, row.fields[:n]) for row in body]
    return Table(delimiter, decimal, names, body, first)


def read_tables(text: str, delimiter: str | None = None, decimal: str | None = None) -> list[Table]:
    """Return the readings of a text that fit every row best: one, or several if it is ambiguous.

    Parameters
    ----------
    text : str
        The text of a file.
    delimiter, decimal : str, optional
        The two marks, if they are known.

    Returns
    -------
    list of Table
        Those with a column of numbers and, as far as there are any, without a delimiter left in text; among them those
        with the largest share of numbers. Empty if there is no number.

    Raises
    ------
    UnequalRows
        If every reading has rows with different numbers of fields.
    """
    lines, named = split_lines(text)
    known = named if delimiter is None else delimiter
    delimiters = [each for each in DELIMITERS if each in text] if known is None else [known]
    marks = DECIMAL_MARKS if decimal is None else (decimal,)
    misfits: list[UnequalRows] = []
    tables: list[Table] = []
    for each in delimiters if lines else ():
        fitting = _fitting_tables(lines[:SAMPLE], each, marks, misfits)
        tables += _fitting_tables(lines, each, marks, misfits) if fitting and len(lines) > SAMPLE else fitting
    tables = [table for table in tables if table.is_clean] or [table for table in tables if len(table.first) > 1]
    of_columns = [misfit for misfit in misfits if misfit.expected > 1]
    if of_columns and not tables:
        raise max(of_columns, key=lambda misfit: misfit.expected)
    best = max((table.share_of_numbers for table in tables), default=0.0)
    return [table for table in tables if table.share_of_numbers == best]


def _fitting_tables(
    lines: Sequence[Line], delimiter: str, marks: Sequence[str], misfits: list[UnequalRows]
) -> list[Table]:
    rows = split_fields(lines, delimiter)
    if len(marks) > 1 and not any(
        "," in field and parse_number(field, ",") is not None for row in rows for field in row.fields
    ):
        marks = DECIMAL_MARKS[:1]
    try:
        tables = [fit_table(rows, delimiter, mark) for mark in marks]
    except UnequalRows as misfit:
        misfits.append(misfit)
        return []
    return [table for table in tables if table.numeric]
