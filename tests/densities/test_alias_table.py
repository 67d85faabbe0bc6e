"""Each index is drawn with its own probability: by points spread evenly over [0, 1), and by random ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from gan_theory.datasets.targets import TARGETS, as_target
from gan_theory.densities.alias_table import AliasTable

POINTS = 10**5


class Even:
    """In place of random numbers, the midpoints of as many equal parts of [0, 1)."""

    def random(self, shape):
        n = int(np.prod(shape))
        return ((np.arange(n) + 0.5) / n).reshape(shape)


def shares(p, n=POINTS):
    """The share of each index among those that n evenly spread points are mapped to."""
    return np.bincount(AliasTable(p).sample(Even(), (n,)), minlength=len(p)) / n


MASSES = {
    "equal": np.ones(7),
    "one": np.ones(1),
    "two": np.array([0.3, 0.7]),
    "one of several": np.array([0.0, 0.0, 1.0, 0.0]),
    "zeros between": np.array([0.5, 0.0, 0.5]),
    "falling": 0.5 ** np.arange(20),
    "rising": 0.5 ** np.arange(20)[::-1],
    "one large, many small": np.r_[np.full(50, 1e-6), 1.0],
}


@pytest.mark.parametrize("p", MASSES.values(), ids=MASSES)
def test_the_share_of_an_index_is_its_probability(p):
    """Each index has at most 2n intervals of [0, 1), and each of them misses at most one of the points."""
    before = p.copy()
    np.testing.assert_allclose(shares(p), p / p.sum(), rtol=0, atol=2 * len(p) / POINTS)
    assert np.array_equal(p, before)


@given(arrays(np.float64, st.integers(1, 30), elements=st.floats(0, 1)).filter(lambda p: p.sum() > 1e-6))
def test_the_share_of_an_index_is_its_probability_for_any_masses(p):
    np.testing.assert_allclose(shares(p), p / p.sum(), rtol=0, atol=2 * len(p) / POINTS)


@pytest.mark.parametrize("target", TARGETS)
def test_random_indices_of_a_density_have_its_masses(target):
    """The counts in 50 groups of cells, by a chi-squared test."""
    p = as_target(target).p_data.p
    drawn = AliasTable(p).sample(np.random.default_rng(0), (64, 4096))
    groups = np.minimum(np.cumsum(p / p.sum()) * 50, 49.999).astype(int)
    expected = np.bincount(groups, p / p.sum(), minlength=50)
    counts = np.bincount(groups[drawn.ravel()], minlength=50)
    kept = expected > 0
    assert stats.chisquare(counts[kept], expected[kept] / expected.sum() * drawn.size).pvalue > 1e-6


def test_an_index_without_mass_is_never_drawn():
    drawn = AliasTable(np.array([0.0, 1.0, 0.0, 2.0, 0.0])).sample(np.random.default_rng(0), (10**5,))
    assert set(drawn.tolist()) == {1, 3}


def test_indices_are_integers_of_the_shape_asked_for_and_of_the_generator_s_numbers_alone():
    table = AliasTable(np.array([1.0, 2.0, 3.0]))
    first, again, other = (table.sample(np.random.default_rng(seed), (4, 5)) for seed in (0, 0, 1))
    assert first.shape == (4, 5) and first.dtype.kind == "i"
    assert np.array_equal(first, again) and not np.array_equal(first, other)
