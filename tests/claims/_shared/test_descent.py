"""Steps of the exponentiated gradient, and the projection onto the simplex."""

import numpy as np
import pytest

from gan_theory import PAPER
from gan_theory.claims._shared.descent import descend, onto_simplex, path

P, Q = np.array([0.5, 0.5]), np.array([0.25, 0.75])


def test_a_step_of_one_is_the_mean_of_p_data_and_p_g():
    assert np.exp(descend(PAPER, P, np.log(Q), 1.0)) == pytest.approx((P + Q) / 2)


def test_a_step_at_a_fixed_D_follows_its_gradient():
    D = np.array([0.5, 0.25])
    after = Q / (1 - D)
    assert np.exp(descend(PAPER, P, np.log(Q), 1.0, D)) == pytest.approx(after / after.sum())


def test_a_path_ends_at_p_data_and_has_one_value_for_each_step():
    C, log_q = path(PAPER, P, np.log(Q), 1.0)
    assert np.exp(log_q) == pytest.approx(P)
    assert C.shape == (151,)
    assert C[0] == PAPER.C(P, Q)
    assert C[-1] == pytest.approx(-np.log(4))


@pytest.mark.parametrize(
    ("masses", "nearest"), [([0.5, 0.5], [0.5, 0.5]), ([1.0, 1.0], [0.5, 0.5]), ([2.0, -1.0, 0.0], [1.0, 0.0, 0.0])]
)
def test_the_projection_is_the_nearest_distribution(masses, nearest):
    assert onto_simplex(np.array(masses)) == pytest.approx(nearest)
