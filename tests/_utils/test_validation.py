"""Validation of user input: what is accepted, and the messages for what is not."""

import itertools

import numpy as np
import pytest

from gan_theory._utils.validation import (
    LARGEST_SEED,
    as_float64,
    as_samples,
    as_seeds,
    check_count,
    match_name,
)

NAMES = ("Saturating", "non-saturating", "least squares")


@pytest.mark.parametrize("name", ["saturating", "SATURATING", "Saturating"])
def test_names_match_in_any_case(name):
    assert match_name(name, NAMES, "loss") == "Saturating"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("saturate", r"^expected the name of a loss; got 'saturate' \(near it: Saturating(, .*)?\)$"),
        ("xyz", r"^expected the name of a loss; got 'xyz' \(known: Saturating, non-saturating, least squares\)$"),
        (None, "^expected the name of a loss; got None"),
        ([], r"^expected the name of a loss; got \[\]"),
    ],
)
def test_unknown_names_are_rejected_with_those_spelt_alike_or_all(name, message):
    with pytest.raises(ValueError, match=message):
        match_name(name, NAMES, "loss")


def test_real_numbers_of_any_type_become_float64():
    values = np.array([0.1, 0.2])
    assert as_float64(values, "values") is values
    for each in ([1, 2], np.array([1, 2], np.int8), np.array([1, 2], np.float32), [True, 2], np.arange(1, 3)[::1]):
        got = as_float64(each, "values")
        assert (got.dtype, got.tolist()) == (np.float64, [1, 2])


@pytest.mark.parametrize("values", [["a"], "a", [1j], [[1], [1, 2]], None, object()])
def test_what_is_not_real_is_rejected(values):
    with pytest.raises(ValueError, match=f"^expected values of real numbers; got {type(values).__name__}$"):
        as_float64(values, "values")


def test_counts_within_their_limits_are_accepted():
    for value in (1, 5, np.int64(3)):
        check_count("k", value, 1, 5)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (0, "^expected k, an integer >= 1; got 0$"),
        (1.0, "^expected k, an integer >= 1; got 1.0$"),
        (True, "^expected k, an integer >= 1; got True$"),
        ("2", "^expected k, an integer >= 1; got '2'$"),
        (5000, "^expected k <= 4,999; got 5000$"),
    ],
)
def test_bad_counts_are_rejected(value, message):
    with pytest.raises(ValueError, match=message):
        check_count("k", value, 1, 4999)


def test_samples_keep_their_order():
    assert as_samples([3, 1, 2]).tolist() == [3, 1, 2]
    assert as_samples([-5e299, 5e299]).tolist() == [-5e299, 5e299]


@pytest.mark.parametrize(
    ("samples", "message"),
    [
        ([[1.0, 2.0]], r"^expected samples of shape \(m,\); got shape \(1, 2\)$"),
        ([1.0, np.nan, -np.inf], "^expected finite samples; got 2 nan or infinite among 3$"),
        ([], "^expected at least two distinct samples; got 0 among 0$"),
        ([2.0, 2.0], "^expected at least two distinct samples; got 1 among 2$"),
        ([0.0, 1.1e300], r"^expected samples within ±1e300; got 0 to 1.1e\+300$"),
        ([-6e299, 6e299], r"^expected samples within ±1e300; got -6e\+299 to 6e\+299$"),
    ],
)
def test_bad_samples_are_rejected(samples, message):
    with pytest.raises(ValueError, match=message):
        as_samples(samples)


def test_one_seed_or_several_become_a_tuple():
    assert as_seeds(7) == (7,)
    assert as_seeds(range(3)) == as_seeds(np.arange(3)) == (0, 1, 2)
    assert as_seeds(LARGEST_SEED) == (LARGEST_SEED,)
    assert {type(seed) for seed in as_seeds(np.arange(3))} == {int}


@pytest.mark.parametrize(
    ("seed", "message"),
    [
        ([], "^expected at least one seed; got none$"),
        (-1, "^expected seed, an integer >= 0; got -1$"),
        ([0, 0.5], "^expected seed, an integer >= 0; got 0.5$"),
        (LARGEST_SEED + 1, "^expected seed <= 9,223,372,036,854,775,807; got 9223372036854775808$"),
    ],
)
def test_bad_seeds_are_rejected(seed, message):
    with pytest.raises(ValueError, match=message):
        as_seeds(seed)


@pytest.mark.parametrize("seeds", [range(10**9), itertools.count()], ids=["a billion", "without an end"])
def test_too_many_seeds_are_refused_before_they_are_listed(seeds):
    with pytest.raises(ValueError, match="expected at most 100,000 seeds; got more"):
        as_seeds(seeds)
