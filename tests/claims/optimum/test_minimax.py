"""The samples of the claim on equation 1."""

import numpy as np

from gan_theory.claims.optimum.minimax import _quantile


def test_a_quantile_lies_in_the_cell_that_reaches_beyond_it():
    assert _quantile(np.array([0.25, 0.5, 0.25]), np.array([0, 0.25, 0.5, 0.75, 1])).tolist() == [0, 1, 1, 2, 2]
