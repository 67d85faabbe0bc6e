"""Numbers from outside: a column of a text file, and how much to smooth it."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np

from gan_theory.border import as_float64

OLD_FAITHFUL = Path(__file__).parent / "data" / "old_faithful.csv"


def as_samples(samples) -> np.ndarray:
    """The samples as a float64 array (m,), with at least two distinct finite values, else ValueError."""
    array = as_float64(samples, "samples")
    if array.ndim != 1:
        raise ValueError(f"expected samples of shape (m,); got shape {array.shape}")
    bad = np.count_nonzero(~np.isfinite(array))
    if bad:
        raise ValueError(f"expected finite samples; got {bad} nan or infinite among {array.size}")
    distinct = np.unique(array).size
    if distinct < 2:
        raise ValueError(f"expected at least two distinct samples; got {distinct} among {array.size}")
    with np.errstate(over="ignore"):
        if not max(np.abs(array).max(), np.ptp(array)) <= 1e300:
            raise ValueError(f"expected samples within ±1e300; got {array.min():g} to {array.max():g}")
    return array


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


def likelihood_bandwidth(samples) -> float:
    """The standard deviation h of a Gaussian kernel that best predicts each value among the samples from the others.

    h maximises the cross-validated log-likelihood Σ_i log Σ_{x_j ≠ x_i} N(x_i; x_j, h²) over a log-spaced grid around
    Silverman's rule. Copies of x_i are left out with it: rounded data would else ask for no smoothing at all. Of more
    than 1,000 samples m, 1,000 are drawn, the same each time, and their h is scaled by (m/1000)^(−1/5), the rate at
    which the best h falls. Source: Habbema, Hermans and van den Broek 1974; Silverman 1986, §3.3 and §3.4.4.
    """
    samples = as_samples(samples)
    lo, reach = samples.min(), np.ptp(samples)
    some = samples if samples.size <= 1000 else np.random.default_rng(0).choice(samples, 1000, replace=False)
    x, count = np.unique((some - lo) / reach, return_counts=True)
    widths = rule_of_thumb((some - lo) / reach) * np.geomspace(0.02, 2, 60)
    square = np.subtract.outer(x, x) ** 2
    np.fill_diagonal(square, np.inf)
    best = max(widths, key=lambda h: _log_likelihood(square, count, h))
    return float(reach * best * (samples.size / some.size) ** -0.2)


def rule_of_thumb(x) -> float:
    """1.06 σ m^(−1/5), with σ from the quartiles if they make it smaller: a few outliers should not widen it."""
    quartiles = np.quantile(x, (0.25, 0.75))
    spreads = [spread for spread in (np.std(x), np.ptp(quartiles) / 1.349) if spread > 0]
    return 1.06 * min(spreads, default=1e-3) * x.size**-0.2


def _log_likelihood(square, count, h) -> float:
    others = np.exp(-square / (2 * h * h)) @ count
    return float(count @ np.log(np.maximum(others, np.finfo(float).tiny) / h))
