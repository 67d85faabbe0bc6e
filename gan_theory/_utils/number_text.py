"""Numbers as programs write them: decimal points and commas, and marks that group thousands."""

from __future__ import annotations

import re
from collections.abc import Sequence

DECIMAL_MARKS = (".", ",")
BLANKS = " \u00a0\u202f\u2009"  # a blank, a no-break space, a narrow one, a thin one
APOSTROPHES = "'\u2019"
_OTHER_MARK = {".": ",", ",": "."}


def _pattern(decimal: str, groups: str) -> re.Pattern[str]:
    """Numbers whose thousands are grouped, by one mark throughout: a blank groups before three digits only."""
    return re.compile(rf"[+-]?\d{{1,3}}([{groups}])\d{{3}}(?:\1\d{{3}})*(?:{re.escape(decimal)}\d+)?(?:[eE][+-]?\d+)?")


_GROUPED = {mark: _pattern(mark, BLANKS + APOSTROPHES + re.escape(_OTHER_MARK[mark])) for mark in DECIMAL_MARKS}
_WITH_COMMA = re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d+)?")


def parse_number(text: str, decimal: str) -> float | None:
    """Return the number that a field stands for.

    Parameters
    ----------
    text : str
        The field, without blanks around it. Also "nan" and "inf" are numbers.
    decimal : {".", ","}
        The decimal mark; the other one may group thousands, as may blanks and apostrophes.

    Returns
    -------
    float or None
        None if it is not a number.

    Examples
    --------
    >>> parse_number("1 234,5", ","), parse_number("1,234.5", "."), parse_number("1,5", ".")
    (1234.5, 1234.5, None)
    """
    if decimal == "." and (plain := _as_float(text)) is not None:
        return plain
    text = text.replace("\u2212", "-")
    grouped = _GROUPED[decimal].fullmatch(text)
    if grouped:
        return float(text.replace(grouped[1], "").replace(",", "."))
    if decimal == ",":
        if "." in text or ("," in text and not _WITH_COMMA.fullmatch(text)):
            return None
        text = text.replace(",", ".")
    return _as_float(text)


def parse_numbers(texts: Sequence[str], decimal: str) -> list[float | None]:
    """Return the numbers that several fields stand for.

    Parameters
    ----------
    texts : sequence of str
        The fields.
    decimal : {".", ","}
        The decimal mark.

    Returns
    -------
    list of float or None
        `parse_number` of each.
    """
    if decimal == ".":
        try:
            return list(map(float, texts))  # many times as fast
        except ValueError:
            pass
    return [parse_number(text, decimal) for text in texts]


def with_minus(number: str) -> str:
    """Return a number for a reader: reports and figures have the minus sign, JSON and code the hyphen.

    Parameters
    ----------
    number : str
        The number, such as from a format.

    Returns
    -------
    str
        The same with minus signs.

    Examples
    --------
    >>> with_minus("-1.5e-07")
    '−1.5e−07'
    """
    return number.replace("-", "−")


def _as_float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
