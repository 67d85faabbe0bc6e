"""The logistic function: its values, its symmetry, its extremes, and SciPy's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

from gan_theory._utils.sigmoid import sigmoid

EPSILON = np.finfo(np.float64).eps


def test_known_values():
    D = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
    assert sigmoid(np.log(D) - np.log1p(-D)) == pytest.approx(D, rel=1e-15)
    assert sigmoid(0.0) == 0.5


@given(st.floats(-1e3, 1e3))
def test_the_values_at_a_logit_and_at_its_negative_sum_to_1(logit):
    assert sigmoid(logit) + sigmoid(-logit) == pytest.approx(1, rel=EPSILON)


def test_the_extremes_are_0_and_1_without_warnings():
    assert sigmoid(np.array([-np.inf, -1e308, -745.0, 745.0, 1e308, np.inf])).tolist() == [0, 0, 0, 1, 1, 1]
    assert np.isnan(sigmoid(np.nan))


@given(st.floats(-1e3, 1e3))
def test_it_differs_from_scipys_by_one_unit_in_the_last_place_of_1_at_most(logit):
    assert abs(sigmoid(logit) - expit(logit)) <= EPSILON


def test_it_increases():
    assert (np.diff(sigmoid(np.linspace(-800, 800, 10_001))) >= 0).all()


@pytest.mark.parametrize("shape", [(), (3,), (2, 3)])
def test_the_shape_is_that_of_the_logits(shape):
    assert sigmoid(np.zeros(shape)).shape == shape
    assert sigmoid(np.zeros(shape).tolist()).shape == shape
