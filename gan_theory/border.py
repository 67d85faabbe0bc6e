"""What a user gives: names, counts and numbers, checked, and told what was expected and what came."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable
from numbers import Integral

import numpy as np

INTERRUPTED = 130  # what a shell reports for Ctrl-C


def known(name: str, names: Iterable[str], kind: str) -> str:
    """The one of the names that `name` is, in whatever case; else a ValueError that tells the near ones, or all."""
    by_case = {each.casefold(): each for each in names}
    if isinstance(name, str) and name.casefold() in by_case:
        return by_case[name.casefold()]
    near = difflib.get_close_matches(str(name).casefold(), by_case)
    hint = f"near it: {', '.join(by_case[each] for each in near)}" if near else f"known: {', '.join(by_case.values())}"
    raise ValueError(f"expected the name of a {kind}; got {name!r} ({hint})")


def as_float64(values, name: str) -> np.ndarray:
    """The values as a float64 array. Raises ValueError if they are not real numbers."""
    try:
        return np.asarray(values).astype(np.float64, copy=False, casting="same_kind")
    except (TypeError, ValueError):
        raise ValueError(f"expected {name} of real numbers; got {type(values).__name__}") from None


def check_count(name: str, value, least: int, most: int) -> None:
    """Raise ValueError unless the value is an integer in [least, most]."""
    if not (isinstance(value, Integral) and not isinstance(value, bool) and value >= least):
        raise ValueError(f"expected {name}, an integer >= {least}; got {value!r}")
    if value > most:
        raise ValueError(f"expected {name} <= {most:,}; got {value!r}")


def stop(code: int, message: str) -> int:
    """The exit code, after a line on standard error."""
    print(f"gan-theory: {message}", file=sys.stderr)
    return code
