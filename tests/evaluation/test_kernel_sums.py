"""Sums of kernels go block by block: no pair is lost or counted twice, and little memory is needed."""

import tracemalloc

import numpy as np
import pytest

from gan_theory import parzen_log_likelihood
from gan_theory.evaluation.kernel_sums import COLUMNS, ROWS, STRIP, log_densities
from tests.support.parzen_oracles import by_scikit_learn, points, same


@pytest.mark.parametrize(
    ("m", "k", "sigma"), [(2 * COLUMNS + 1, ROWS + STRIP + 1, 0.3), (5000, 3000, 0.02), (5000, 3000, 2.0)]
)
def test_many_blocks_give_what_scikit_learn_computes(m, k, sigma):
    samples, x = points(m, 1), points(k, 1, seed=1)
    assert same(parzen_log_likelihood(samples, x, sigma), by_scikit_learn(samples, x, sigma)).all()


@pytest.mark.parametrize(
    ("m", "k"),
    [
        (COLUMNS - 1, STRIP - 1),
        (COLUMNS, STRIP),
        (COLUMNS + 1, STRIP + 1),
        (COLUMNS, ROWS),
        (COLUMNS + 1, ROWS + 1),
        (1, 1),
        (1, ROWS + 1),
        (COLUMNS + 1, 1),
    ],
)
def test_at_the_ends_of_blocks_each_pair_counts_once(m, k):
    samples, x = points(m, 2), points(k, 2, seed=1)
    exponents = -((x[:, None] - samples) ** 2).sum(axis=-1) / 2
    expected = np.logaddexp.reduce(exponents, axis=1) - np.log(m) - np.log(2 * np.pi)
    assert same(parzen_log_likelihood(samples, x, 1.0), expected, 1e-13).all()


def test_several_bandwidths_at_once_give_what_each_gives_alone():
    samples, x, sigmas = points(600, 2), points(700, 2, seed=1), np.array([0.5, 0.01, 3.0, 0.01])
    alone = [parzen_log_likelihood(samples, x, sigma) for sigma in sigmas]
    assert same(log_densities(samples, x, sigmas), np.array(alone), 1e-11).all()


@pytest.mark.parametrize(("m", "d", "megabytes"), [(4000, 1, 6), (2000, 200, 20)])
def test_memory_is_that_of_some_blocks_and_of_copies_of_the_points(m, d, megabytes):
    """All the pairs at once would be 128 MB, and 32 MB."""
    samples, x = points(m, d), points(m, d, seed=1)
    tracemalloc.start()
    parzen_log_likelihood(samples, x, 0.5)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak <= megabytes * 1e6
