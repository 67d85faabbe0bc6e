"""The multilayer perceptron is that of torch with the same weights, and increases in z at the start."""

import numpy as np
import pytest
import torch

from gan_theory.training.networks.multilayer_perceptron import INITIAL_SLOPES, MLP

WIDTHS = [1, 4, 32]


@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_the_perceptron_of_torch_with_the_same_weights(width):
    mlp, rng = MLP(width), np.random.default_rng(width)
    theta, z = rng.standard_normal(mlp.start(rng).size), np.linspace(-3, 3, 50)
    layers = [torch.nn.Linear(*sizes, dtype=torch.float64) for sizes in ((1, width), (width, width), (width, 1))]
    W_1_b_1, W_2, b_2, W_3, b_3 = map(torch.from_numpy, mlp.split(theta))
    for layer, W, b in zip(layers, (W_1_b_1[:1], W_2, W_3), (W_1_b_1[1:], b_2, b_3)):
        layer.load_state_dict({"weight": W.T, "bias": b[0]})
    first, second, third = layers
    network = torch.nn.Sequential(first, torch.nn.Tanh(), second, torch.nn.Tanh(), third)
    with torch.no_grad():
        expected = network(torch.from_numpy(z)[:, None])[:, 0].numpy()
    np.testing.assert_allclose(mlp(theta, z), expected, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_weights_are_split_in_order_without_a_rest(width):
    mlp = MLP(width)
    theta = np.arange(width * width + 4 * width + 1.0)
    parts = mlp.split(np.stack([theta, -theta]))
    assert [part.shape for part in parts] == [(2, *shape) for shape in mlp.shapes]
    assert np.array_equal(np.concatenate([part[0].ravel() for part in parts]), theta)
    assert np.array_equal(parts[1][1], -parts[1][0])
    assert mlp.start(np.random.default_rng(0)).shape == mlp.constant.shape == theta.shape


def test_the_constant_is_the_bias_of_the_output():
    mlp = MLP(3)
    assert mlp.split(mlp.constant)[-1].tolist() == [[1.0]]
    assert mlp.constant.sum() == 1


@pytest.mark.parametrize("seed", range(5))
def test_it_starts_with_weights_that_are_positive_and_random_and_without_a_fold(seed):
    mlp = MLP(32)
    theta = mlp.start(np.random.default_rng(seed))
    (W_1, _), W_2, _, W_3, b_3 = mlp.split(theta)
    assert INITIAL_SLOPES[0] <= W_1.min() < W_1.max() <= INITIAL_SLOPES[1]
    assert min(W_2.min(), W_3.min()) >= 0 == b_3[0, 0]
    assert (np.diff(mlp(theta, np.linspace(-4, 4, 801))) > 0).all()
    assert np.array_equal(theta, mlp.start(np.random.default_rng(seed)))


@pytest.mark.parametrize("seed", range(5))
def test_its_first_units_are_steepest_all_over_the_noise(seed):
    W_1, b_1 = MLP(32).split(MLP(32).start(np.random.default_rng(seed)))[0]
    centres = -b_1 / W_1
    assert np.abs(centres).max() <= 2.5
    assert (np.histogram(centres, [-2.5, -1, 0, 1, 2.5])[0] > 0).all()
