"""The file of a sweep: a line of JSON for each run, appended as it comes, read again when the sweep goes on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from numbers import Integral, Real
from pathlib import Path

from gan_theory._utils.files import check_writable

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

MEASURES = ("step", "jsd", "V", "C", "D_gap", "G_gap", "D_from_half")
RESULTS = (*MEASURES, "seconds", "error")
OURS = {"target", "recipe", "seed", "version", "error"}  # in the rows of every version
HEAD = b'{"target": "'


def to_json(value):
    """The value as JSON has it: an int, a float, a string, a bool or None."""
    if value is None or isinstance(value, bool | str):
        return value
    return int(value) if isinstance(value, Integral) else float(value) if isinstance(value, Real) else str(value)


def key_of(row: dict) -> tuple:
    """What makes a row's run that run, and no other: all but its results and the recipe's name."""
    return tuple(sorted(item for item in row.items() if item[0] not in (*RESULTS, "recipe")))


@contextmanager
def open_results(path) -> Iterator[tuple[dict[tuple, dict], Callable[[dict], None]]]:
    """The results that the file holds, by the keys of their rows, and a function that appends a row for good.

    path: None for none. A last line that was cut off in the middle is dropped; rows of other sweeps and versions stay.
    Raises ValueError, and leaves the file as it is, if it holds something else or another sweep has it open (which is
    not noticed on Windows).
    """
    if path is None:
        yield {}, lambda row: None
        return
    check_writable(path)
    with open(path, "a+b", buffering=0) as file, _alone(file, path):
        yield _read(file, path), lambda row: _append(file, path, row)


@contextmanager
def _alone(file, path):
    """Hold the file's lock, which ends with the process at the latest, where there are such locks."""
    try:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ValueError(f"expected a file that no other sweep writes to; got {str(path)!r}") from None
    except OSError:  # a file system without locks
        pass
    try:
        yield
    finally:
        with suppress(OSError):
            if fcntl:
                fcntl.flock(file, fcntl.LOCK_UN)  # closing alone would leave it to forked workers


def _read(file, path) -> dict[tuple, dict]:
    found, end = {}, 0
    for line in Path(path).read_bytes().splitlines(keepends=True):
        if not line.endswith(b"\n"):
            if not _torn(line):
                raise _foreign(path)
            file.truncate(end)
            break
        end += len(line)
        row = _row(line)
        if row is None:
            raise _foreign(path)
        if row.keys() >= set(RESULTS):
            found[key_of(row)] = {name: row[name] for name in RESULTS}
    return found


def _row(line) -> dict | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    ours = isinstance(row, dict) and row.keys() >= OURS
    return row if ours and not any(isinstance(value, dict | list) for value in row.values()) else None


def _torn(line) -> bool:
    """Whether it could be the beginning of a row, followed perhaps by zeros that a crash of the machine leaves."""
    begun = line.rstrip(b"\0")
    return begun.startswith(HEAD) or HEAD.startswith(begun)


def _foreign(path) -> ValueError:
    return ValueError(f"expected the rows of a sweep in {str(path)!r}, or no file; got one that holds something else")


def _append(file, path, row) -> None:
    try:
        line = json.dumps(row).encode() + b"\n"
        while line:
            line = line[file.write(line) :]
        os.fsync(file.fileno())
    except OSError as error:
        raise ValueError(f"expected a path that can be written to; got {str(path)!r}: {error.strerror}") from error
