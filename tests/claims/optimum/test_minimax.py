"""Samples from the quantiles of a distribution."""

import numpy as np

from gan_theory.claims.optimum.minimax import cells_of_quantiles, wavy_D


def test_a_quantile_lies_in_the_cell_that_reaches_beyond_it():
    assert cells_of_quantiles(np.array([0.25, 0.5, 0.25]), np.array([0, 0.25, 0.5, 0.75, 1])).tolist() == [
        0,
        1,
        1,
        2,
        2,
    ]


def test_the_wavy_discriminator_is_neither_symmetric_nor_extreme():
    D = wavy_D(np.linspace(-1, 1, 201))
    assert 0.05 < D.min() < 0.3
    assert 0.7 < D.max() < 0.95
    assert D[100] == 0.5
    assert not np.array_equal(np.diff(D) > 0, np.full(200, True))
