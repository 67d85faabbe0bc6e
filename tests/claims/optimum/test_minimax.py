"""Samples from the quantiles of a distribution."""

import numpy as np

from gan_theory.claims.optimum.minimax import cells_of_quantiles


def test_a_quantile_lies_in_the_cell_that_reaches_beyond_it():
    assert cells_of_quantiles(np.array([0.25, 0.5, 0.25]), np.array([0, 0.25, 0.5, 0.75, 1])).tolist() == [
        0,
        1,
        1,
        2,
        2,
    ]
