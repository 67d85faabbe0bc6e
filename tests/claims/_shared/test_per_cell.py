"""The error of a sample mean."""

import numpy as np
import pytest

from gan_theory.claims._shared.per_cell import standard_error_bound


def test_a_mean_of_equal_values_has_an_error_above_0():
    assert standard_error_bound(np.array([0.5, 0.5]), np.array([2.0, 2.0]), 4) == pytest.approx(
        2.5e-13, rel=1e-6, abs=0
    )
