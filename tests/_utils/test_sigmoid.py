"""The logistic function: its values, its symmetry, its extremes, SciPy's; of arrays and of tensors."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

from gan_theory._utils.sigmoid import sigmoid

EPSILON = np.finfo(np.float64).eps
LIBRARIES = {"numpy": np.array, "torch": torch.tensor}
in_both = pytest.mark.parametrize("array", LIBRARIES.values(), ids=LIBRARIES)


@in_both
def test_known_values(array):
    D = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
    assert np.asarray(sigmoid(array(np.log(D) - np.log1p(-D)))) == pytest.approx(D, rel=1e-15)
    assert sigmoid(array(0.0)) == 0.5


@in_both
@given(logit=st.floats(-1e3, 1e3))
def test_the_values_at_a_logit_and_at_its_negative_sum_to_1(array, logit):
    both = np.asarray(sigmoid(array(np.array([logit, -logit]))))
    assert both.sum() == pytest.approx(1, rel=EPSILON)


@in_both
def test_the_extremes_are_0_and_1_without_warnings(array):
    extremes = array(np.array([-np.inf, -1e308, -750.0, 750.0, 1e308, np.inf]))
    assert sigmoid(extremes).tolist() == [0, 0, 0, 1, 1, 1]
    assert np.isnan(float(sigmoid(array(np.nan))))


@in_both
@given(logit=st.floats(-1e3, 1e3))
def test_it_differs_from_scipys_by_one_unit_in_the_last_place_of_1_at_most(array, logit):
    assert abs(float(sigmoid(array(np.float64(logit)))) - expit(logit)) <= EPSILON


@in_both
def test_it_increases(array):
    assert (np.diff(sigmoid(array(np.linspace(-800, 800, 10_001)))) >= 0).all()


@in_both
@pytest.mark.parametrize("shape", [(), (3,), (2, 3)])
def test_the_shape_and_the_type_are_those_of_the_logits(array, shape):
    for dtype in (np.float32, np.float64):
        logit = array(np.zeros(shape, dtype))
        assert sigmoid(logit).shape == shape
        assert sigmoid(logit).dtype == logit.dtype


def test_the_derivative_of_a_tensor_is_kept():
    logit = torch.tensor([0.0, 2.0], requires_grad=True, dtype=torch.float64)
    (derivative,) = torch.autograd.grad(sigmoid(logit).sum(), logit)
    D = expit(logit.detach().numpy())
    assert derivative.numpy() == pytest.approx(D * (1 - D), rel=1e-14)
