"""Adam takes the steps of torch's own, with arrays of either library."""

import numpy as np
import pytest
import torch

from gan_theory.training.engine.adam import EPSILON, adam, moving_average

STEPS, RATE = 30, 0.02
LIBRARIES = {"numpy": np.asarray, "torch": torch.tensor}
in_both = pytest.mark.parametrize("array", LIBRARIES.values(), ids=LIBRARIES)


def start_and_gradients():
    """Weights of two GANs, and a gradient for each step: of many sizes, some of them 0."""
    rng = np.random.default_rng(0)
    sizes = 10.0 ** rng.integers(-9, 4, (STEPS, 2, 50))
    return rng.normal(size=(2, 50)), rng.normal(size=sizes.shape) * sizes * (rng.random(sizes.shape) > 0.1)


@in_both
@pytest.mark.parametrize(("beta_1", "beta_2"), [(0.0, 0.99), (0.7, 0.95), (0.9, 0.999), (0.5, 0.0)])
def test_it_takes_the_steps_of_torch_s_own(array, beta_1, beta_2):
    """Its ε is added to √v before the bias correction here, after it in torch."""
    theta, gradients = start_and_gradients()
    weights = torch.tensor(theta, requires_grad=True)
    optimiser = torch.optim.Adam([weights], lr=RATE, betas=(beta_1, beta_2))
    theta, m, v = array(theta), array(0 * theta), array(0 * theta)
    for t, gradient in enumerate(gradients, 1):
        correction = (1 - beta_2**t) ** 0.5
        weights.grad = torch.tensor(gradient)
        optimiser.param_groups[0]["eps"] = EPSILON / correction
        optimiser.step()
        theta, m, v = adam(theta, m, v, array(gradient), RATE * correction / (1 - beta_1**t), beta_1, beta_2)
    np.testing.assert_allclose(theta, weights.detach(), rtol=1e-12, atol=1e-13)
    state = optimiser.state[weights]
    np.testing.assert_allclose(v, state["exp_avg_sq"], rtol=1e-12)
    np.testing.assert_allclose(m, state["exp_avg"], rtol=1e-9, atol=1e-15)


@in_both
@pytest.mark.parametrize("beta_1", [0.0, 0.9])
def test_it_changes_no_array_that_it_is_given(array, beta_1):
    numbers = np.random.default_rng(1).random((4, 2, 50))
    given = [array(each) for each in numbers]
    adam(*given, RATE, beta_1, 0.99)
    for before, after in zip(numbers, given):
        assert np.array_equal(before, after)


@in_both
def test_where_the_gradient_is_0_from_the_start_nothing_moves(array):
    zero, theta = array(np.zeros((1, 3))), array(np.ones((1, 3)))
    for each, expected in zip(adam(theta, zero, zero, zero, RATE, 0.9, 0.99), (1.0, 0.0, 0.0)):
        assert np.asarray(each).tolist() == [[expected] * 3]


@in_both
def test_a_moving_average_has_the_decay_as_the_share_of_the_past(array):
    average, value = array(np.array([1.0, -2.0])), array(np.array([5.0, 2.0]))
    for decay, expected in ((0.0, [5.0, 2.0]), (1.0, [1.0, -2.0]), (0.75, [2.0, -1.0])):
        assert np.asarray(moving_average(average, value, decay)).tolist() == expected
        assert np.asarray(moving_average(average, value, array(decay))).tolist() == expected


@in_both
def test_float32_stays_float32(array):
    numbers = [array(each) for each in np.random.default_rng(1).random((4, 2, 50)).astype(np.float32)]
    assert {str(each.dtype).removeprefix("torch.") for each in adam(*numbers, RATE, 0.9, 0.99)} == {"float32"}
