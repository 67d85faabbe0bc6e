"""The move of G along the gradient of D, on a few cells."""

import numpy as np
import pytest

from gan_theory.claims.practice.figure_1 import move_uphill


def test_mass_moves_uphill_and_stays_where_D_is_flat_or_greatest():
    quarters = np.full(4, 0.25)
    assert move_uphill(np.array([0.1, 0.3, 0.4, 0.2]), quarters) == pytest.approx([0.225, 0.25, 0.3, 0.225])
    assert move_uphill(np.array([0.4, 0.3, 0.2, 0.1]), quarters) == pytest.approx([0.275, 0.25, 0.25, 0.225])
    assert move_uphill(np.full(4, 0.5), quarters) == pytest.approx(quarters)
    assert move_uphill(np.array([0.4, 0.2, 0.4]), np.array([0, 1.0, 0])) == pytest.approx([0, 0.9, 0.1])
