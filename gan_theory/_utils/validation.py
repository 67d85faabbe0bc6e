"""What a user gives: names, counts and numbers, checked, and told what was expected and what came."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from numbers import Integral

import numpy as np


def match_name(name: str, names: Iterable[str], kind: str) -> str:
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


LARGEST_SEED = 2**63 - 1


def as_seeds(seed) -> tuple[int, ...]:
    """One seed, or several, as a tuple. Raises ValueError for none, or what is no integer >= 0."""
    seeds = tuple(seed) if isinstance(seed, Iterable) else (seed,)
    if not seeds:
        raise ValueError("expected at least one seed; got none")
    for each in seeds:
        check_count("seed", each, 0, LARGEST_SEED)
    return tuple(int(each) for each in seeds)
