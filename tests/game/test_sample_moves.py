"""D between the cell centres, and samples that follow its gradient."""

import numpy as np
import pytest
from scipy.special import expit

from gan_theory.game.sample_moves import D_at, follow_gradient

X, LOGIT = np.array([-1.0, 0.0, 2.0]), np.array([-1.0, 1.0, 0.0])


def test_D_and_its_slope_are_those_of_a_logit_that_is_linear_in_between():
    samples, h = np.array([-0.7, -0.2, 0.5, 1.5]), 1e-6
    at = D_at(samples, X, LOGIT)
    assert at.D == pytest.approx(expit([-0.4, 0.6, 0.75, 0.25]))
    difference = D_at(samples + h, X, LOGIT).D - D_at(samples - h, X, LOGIT).D
    assert at.slope == pytest.approx(difference / (2 * h), rel=1e-8)
    np.testing.assert_array_equal([at.lo, at.hi], [[-1, -1, 0, 0], [0, 0, 2, 2]])


def test_samples_move_up_D_and_not_beyond_the_next_centre():
    samples = np.array([-3.0, -0.5, -0.5, 1.0, 2.0, 7.0])
    slope = D_at(samples, X, LOGIT).slope
    assert slope[[0, 4, 5]].tolist() == [0, 0, 0]
    assert follow_gradient(samples, X, LOGIT, 0.1) == pytest.approx(samples + 0.1 * slope)
    assert follow_gradient(samples, X, LOGIT, 100.0).tolist() == [-3, 0, 0, 0, 2, 7]
