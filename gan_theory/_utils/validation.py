"""Validate user input: names, counts, arrays of numbers, samples and seeds."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from itertools import islice
from numbers import Integral
from typing import Any

import numpy as np

from gan_theory._utils.arrays import Array

LARGEST_SEED = 2**63 - 1
MOST_SEEDS = 100_000  # a run takes seconds


def match_name(name: Any, names: Iterable[str], kind: str) -> str:
    """Find a name among the known ones, whatever its case.

    Parameters
    ----------
    name : str
        The name to look up.
    names : iterable of str
        The known names.
    kind : str
        What they are names of, for the message.

    Returns
    -------
    str
        The known name that equals `name` but for case.

    Raises
    ------
    ValueError
        If there is none. The message has the known names that are spelt alike; all of them if none is.

    Examples
    --------
    >>> match_name("Gaussian", ["gaussian", "uniform"], "target")
    'gaussian'
    """
    by_case = {each.casefold(): each for each in names}
    if isinstance(name, str) and name.casefold() in by_case:
        return by_case[name.casefold()]
    near = difflib.get_close_matches(str(name).casefold(), by_case)
    hint = f"near it: {', '.join(by_case[each] for each in near)}" if near else f"known: {', '.join(by_case.values())}"
    raise ValueError(f"expected the name of a {kind}; got {name!r} ({hint})")


def as_float64(values: Any, name: str) -> Array:
    """Convert to a float64 array.

    Parameters
    ----------
    values : array-like
        Real numbers.
    name : str
        What they are, for the message.

    Returns
    -------
    array
        Of the shape of `values`; `values` itself if it is a float64 array.

    Raises
    ------
    ValueError
        If they are not real numbers, or some of them are masked.
    """
    return as_real(values, name).astype(np.float64, copy=False)


def as_real(values: Any, name: str) -> Array:
    """Convert to an array of real numbers, of the type that they have.

    Parameters
    ----------
    values : array-like
        Real numbers: an array, a tensor, a column of a data frame, a list.
    name : str
        What they are, for the message.

    Returns
    -------
    array
        Of integers or floats, and of the shape of `values`.

    Raises
    ------
    ValueError
        If they are not real numbers, or some of them are masked.
    """
    masked = np.count_nonzero(np.ma.getmaskarray(values)) if isinstance(values, np.ma.MaskedArray) else 0
    if masked:
        raise ValueError(
            f"expected {name} without masked values; got {masked} of them: leave them out by .compressed()"
        )
    try:
        array = np.asarray(values)
        array.astype(np.float64, copy=False, casting="same_kind")
    except (TypeError, ValueError):
        raise ValueError(f"expected {name} of real numbers; got {type(values).__name__}") from None
    except RuntimeError as error:  # of a tensor that NumPy cannot take, whose message says what to do
        raise ValueError(f"expected {name} of real numbers; got {type(values).__name__}: {error}") from None
    return array


def exact(number: float) -> str:
    """Return all digits of a number, so that no message rounds away what is wrong with it.

    Parameters
    ----------
    number : float
        The number.

    Returns
    -------
    str
        The shortest text that stands for this double.

    Examples
    --------
    >>> exact(2.0), exact(1 + 2**-52)
    ('2', '1.0000000000000002')
    """
    return repr(float(number)).removesuffix(".0")


def check_count(name: str, value: Any, least: int, most: int) -> None:
    """Check that a value is an integer in [least, most].

    Parameters
    ----------
    name : str
        What is counted, for the message.
    value : int
        The count.
    least, most : int
        Its limits.

    Raises
    ------
    ValueError
        If it is not.
    """
    if not (isinstance(value, Integral) and not isinstance(value, bool) and int(value) >= least):
        raise ValueError(f"expected {name}, an integer >= {least}; got {value!r}")
    if int(value) > most:
        raise ValueError(f"expected {name} <= {most:,}; got {value!r}")


def as_samples(samples: Any) -> Array:
    """Convert samples to a float64 array, and check them.

    Parameters
    ----------
    samples : array-like, shape (m,)
        Finite numbers, at least two of them distinct.

    Returns
    -------
    array, shape (m,)
        The samples, in their order.

    Raises
    ------
    ValueError
        If the shape is another, a sample is nan or infinite, fewer than two are distinct, or the samples or their
        range exceed 1e300.
    """
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
            raise ValueError(f"expected samples within ±1e300; got {exact(array.min())} to {exact(array.max())}")
    return array


def as_seeds(seed: int | Iterable[int]) -> tuple[int, ...]:
    """Convert one seed, or several, to a tuple, and check them.

    Parameters
    ----------
    seed : int or iterable of int
        The seeds, each in [0, LARGEST_SEED]; at most MOST_SEEDS.

    Returns
    -------
    tuple of int
        The seeds, at least one.

    Raises
    ------
    ValueError
        If there is no seed, there are too many, or one is not such an integer.

    Examples
    --------
    >>> as_seeds(7), as_seeds(range(3))
    ((7,), (0, 1, 2))
    """
    seeds = tuple(islice(seed, MOST_SEEDS + 1)) if isinstance(seed, Iterable) else (seed,)
    if not seeds:
        raise ValueError("expected at least one seed; got none")
    if len(seeds) > MOST_SEEDS:
        raise ValueError(f"expected at most {MOST_SEEDS:,} seeds; got more")
    for each in seeds:
        check_count("seed", each, 0, LARGEST_SEED)
    return tuple(int(each) for each in seeds)
