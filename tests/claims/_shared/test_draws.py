"""Random inputs of the numeric evidence, the smooth discriminator, and the error of a sample mean."""

import numpy as np
import pytest

from gan_theory.claims._shared.draws import (
    D_with_ends,
    other_distributions,
    shares_below,
    standard_error_bound,
    uniform_draws,
    wavy_D,
)


def test_a_mean_of_equal_values_has_an_error_above_0():
    assert standard_error_bound(np.array([0.5, 0.5]), np.array([2.0, 2.0]), 4) == pytest.approx(
        2.5e-13, rel=1e-6, abs=0
    )


def test_draws_are_the_same_each_time_and_cannot_be_changed():
    draws = uniform_draws(0, 4, 3, low=0.1, high=0.9)
    assert draws is uniform_draws(0, 4, 3, low=0.1, high=0.9)
    assert np.array_equal(draws, np.random.default_rng(0).uniform(0.1, 0.9, (4, 3)))
    assert np.array_equal(uniform_draws(1, 5), np.random.default_rng(1).random(5))
    with pytest.raises(ValueError, match="read-only"):
        draws[0] = 0


def test_the_other_distributions_are_the_data_the_uniform_one_and_random_ones():
    p = np.array([0.5, 0.25, 0.25])
    others = other_distributions(p)
    assert others.shape == (8, 3)
    assert np.array_equal(others[0], p)
    assert np.array_equal(others[1], np.full(3, 1 / 3))
    assert others.sum(axis=-1) == pytest.approx(1)
    assert (others > 0).all()
    others[:] = 0  # a copy: the next call is not affected
    assert other_distributions(p).sum(axis=-1) == pytest.approx(1)


def test_the_wavy_discriminator_is_neither_symmetric_nor_extreme():
    D = wavy_D(np.linspace(-1, 1, 201))
    assert 0.05 < D.min() < 0.3
    assert 0.7 < D.max() < 0.95
    assert D[100] == 0.5
    assert not np.array_equal(np.diff(D) > 0, np.full(200, True))


def test_a_D_with_ends_is_certain_where_only_one_has_mass():
    p, q = np.array([0.5, 0.5, 0.0, 0.0]), np.array([0.25, 0.0, 0.75, 0.0])
    D, values = D_with_ends(p, q)
    assert 0 < D[0] < 1
    assert D[1:].tolist() == [1, 0, 0]
    assert values[0] == pytest.approx(0.5 * np.log(D[0]) + 0.25 * np.log(1 - D[0]))
    assert values[1:].tolist() == [0, 0, 0]


def test_shares_below_thresholds_are_compared_in_standard_errors():
    ordered = (np.arange(10_000) + 0.5) / 10_000
    thresholds = np.linspace(0.1, 0.9, 9)
    assert shares_below("", ordered, thresholds, thresholds).gap < 1e-9
    assert shares_below("", ordered**1.1, thresholds, thresholds).gap > 5
