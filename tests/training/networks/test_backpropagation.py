"""NumPy and torch compute the same networks and gradients by the same code."""

import numpy as np
import pytest
import torch

from gan_theory.training.networks.backpropagation import generator_network
from gan_theory.training.networks.discriminator import discriminator, initial_discriminator_weights
from gan_theory.training.networks.linear_generators import Polynomial, Spline, Table
from gan_theory.training.networks.multilayer_perceptron import MLP

Z = np.linspace(-1, 1, 1001)
FAMILIES = {"mlp": MLP(8), "polynomial": Polynomial(), "spline": Spline(), "table": Table(), "a short table": Table(2)}


@pytest.mark.parametrize("G", FAMILIES.values(), ids=FAMILIES)
def test_numpy_and_torch_compute_the_same_function(G):
    thetas = np.stack([G.start(np.random.default_rng(seed)) for seed in (0, 1)])
    z = np.stack([Z, Z[::-1]])[..., None]
    of_numpy, _ = generator_network(G).forward(thetas, z)
    of_torch, _ = generator_network(G).forward(torch.tensor(thetas), torch.tensor(z))
    for x in (of_numpy, of_torch.numpy()):
        for theta, each, places in zip(thetas, x[..., 0], z[..., 0]):
            np.testing.assert_allclose(each, G(theta, places), rtol=0, atol=1e-12)


@pytest.mark.parametrize("G", FAMILIES.values(), ids=FAMILIES)
def test_numpy_and_torch_compute_the_same_gradient_of_G(G):
    rng = np.random.default_rng(0)
    thetas, z, dx = np.stack([G.start(rng), G.start(rng)]), rng.uniform(-1, 1, (2, 50, 1)), rng.normal(size=(2, 50, 1))
    gradients = [
        np.asarray(network.backward_to_theta(network.forward(as_array(thetas), as_array(z))[1], as_array(dx)))
        for network, as_array in ((generator_network(G), np.asarray), (generator_network(G), torch.tensor))
    ]
    assert np.abs(gradients[0]).max() > 0.1
    np.testing.assert_allclose(*gradients, rtol=0, atol=1e-12)


def test_the_backward_passes_of_D_are_those_by_automatic_differentiation():
    rng = np.random.default_rng(0)
    D, theta = discriminator(8), np.stack([initial_discriminator_weights(8, 2.0, rng) for _ in range(3)])
    x, dy = rng.normal(size=(2, 3, 50, 1))
    weights, inputs = (torch.tensor(each, requires_grad=True) for each in (theta, x))
    logit, _ = D.forward(weights, inputs)
    by_autodiff = torch.autograd.grad(logit, (weights, inputs), torch.tensor(dy))
    tape = D.forward(theta, x)[1]
    for _ in range(2):  # a tape can be used more than once
        np.testing.assert_allclose(D.backward_to_theta(tape, dy), by_autodiff[0], rtol=0, atol=1e-12)
        np.testing.assert_allclose(D.backward_to_input(tape, dy), by_autodiff[1], rtol=0, atol=1e-12)
