"""The results file of a sweep: a line of JSON for each run, appended as it ends, and read when the sweep continues."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import FileIO
from numbers import Integral, Real
from pathlib import Path
from typing import Any

from gan_theory._utils.files import check_writable

if sys.platform != "win32":
    import fcntl

Row = dict[str, Any]
Key = tuple[tuple[str, Any], ...]

MEASURES = ("step", "jsd", "V", "C", "D_gap", "G_gap", "D_from_half")
RESULTS = (*MEASURES, "seconds", "error")
IN_EVERY_ROW = {"target", "recipe", "seed", "version", "error"}  # whatever the version
BEGINNING = b'{"target": "'  # of each line


def to_json(value: Any) -> int | float | str | bool | None:
    """Return the value as JSON has it: numbers of NumPy as int or float, other objects as their text.

    Parameters
    ----------
    value : object
        The value of a field of a Recipe or a Frame.

    Returns
    -------
    int, float, str, bool or None
        The value for a row.
    """
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Integral):
        return int(value)
    return float(value) if isinstance(value, Real) else str(value)


def find_fault(result: Any) -> str | None:
    """Return what is wrong with the results of a run.

    Parameters
    ----------
    result : mapping
        The results: the items that are named in RESULTS, and perhaps others.

    Returns
    -------
    str or None
        What it lacks or holds in place of a number; None if nothing is wrong.
    """
    if not isinstance(result, Mapping):
        return f"a {type(result).__name__} in place of a row"
    missing = [name for name in RESULTS if name not in result]
    if missing:
        return f"a row without {', '.join(missing)}"
    if not (result["error"] is None or isinstance(result["error"], str)):
        return f"the error {result['error']!r}, neither a text nor None"
    numbers = ("seconds",) if result["error"] is not None else (*MEASURES, "seconds")
    wrong = [name for name in numbers if not _is_number(result[name])]
    return f"{wrong[0]} = {result[wrong[0]]!r}, which is no number" if wrong else None


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def key_of(row: Mapping[str, Any]) -> Key:
    """Return what distinguishes a row's run from others.

    Parameters
    ----------
    row : mapping
        A row of a sweep, with or without results.

    Returns
    -------
    tuple of (str, value)
        All items but the results and the recipe's name, sorted.
    """
    return tuple(sorted(item for item in row.items() if item[0] not in (*RESULTS, "recipe")))


@contextmanager
def open_results(path: str | os.PathLike[str] | None) -> Iterator[tuple[dict[Key, Row], Callable[[Row], None]]]:
    """Open the results file of a sweep.

    A last line that was cut off in the middle is dropped. Rows of other sweeps and versions stay.

    Parameters
    ----------
    path : path or None
        The file; None for no file.

    Yields
    ------
    dict from key to dict
        The results in the file, by the keys of their rows.
    callable
        A function that appends a row, and returns when it is on the disk.

    Raises
    ------
    ValueError
        If the file holds something else, or another sweep has it open (which is not noticed on Windows). The file is
        left as it is.
    """
    if path is None:
        yield {}, lambda row: None
        return
    check_writable(path)
    with open(path, "a+b", buffering=0) as file, _locked(file, path):
        yield _read(file, path), lambda row: _append(file, path, row)


@contextmanager
def _locked(file: FileIO, path: str | os.PathLike[str]) -> Iterator[None]:
    """Lock the file, where the platform allows it; the lock ends with the process at the latest."""
    try:
        if sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ValueError(f"expected a file that no other sweep writes to; got {str(path)!r}") from None
    except OSError:  # a file system without locks
        pass
    try:
        yield
    finally:
        with suppress(OSError):
            if sys.platform != "win32":
                fcntl.flock(file, fcntl.LOCK_UN)  # closing alone would leave it to forked workers


def _read(file: FileIO, path: str | os.PathLike[str]) -> dict[Key, Row]:
    """Return the results in the file, by the keys of their rows; drop a last line that was cut off."""
    found: dict[Key, Row] = {}
    end = 0
    for number, line in enumerate(Path(path).read_bytes().splitlines(keepends=True), 1):
        if not line.endswith(b"\n"):
            if not _is_cut_off(line):
                raise _not_ours(path, number)
            file.truncate(end)
            break
        end += len(line)
        row = _parse_row(line)
        if row is None:
            raise _not_ours(path, number)
        if row.keys() >= set(RESULTS):
            fault = find_fault(row)
            if fault:
                raise ValueError(f"expected the results of a run in {str(path)!r}, line {number}; got {fault}")
            found[key_of(row)] = {name: row[name] for name in RESULTS}
    return found


def _parse_row(line: bytes) -> Row | None:
    """Return the row that a line holds; None if it holds something else."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    if not isinstance(row, dict) or not row.keys() >= IN_EVERY_ROW:
        return None
    return None if any(isinstance(value, dict | list) for value in row.values()) else row


def _is_cut_off(line: bytes) -> bool:
    """Return whether this can be the beginning of a row, with zeros after it if the machine has crashed."""
    written = line.rstrip(b"\0")
    return written.startswith(BEGINNING) or BEGINNING.startswith(written)


def _not_ours(path: str | os.PathLike[str], line: int) -> ValueError:
    what = f"one that holds something else in line {line}"
    return ValueError(f"expected the rows of a sweep in {str(path)!r}, or no file; got {what}")


def _append(file: FileIO, path: str | os.PathLike[str], row: Row) -> None:
    try:
        line = json.dumps(row).encode() + b"\n"
        while line:
            line = line[file.write(line) :]
        os.fsync(file.fileno())
    except OSError as error:
        raise ValueError(f"expected a path that can be written to; got {str(path)!r}: {error.strerror}") from error
