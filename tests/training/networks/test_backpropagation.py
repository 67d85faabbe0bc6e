"""A user's own G must be a function of arrays and of tensors; torch computes what NumPy does."""

import numpy as np
import pytest
import torch

from gan_theory import train
from gan_theory.training.networks.backpropagation import generator_network
from gan_theory.training.networks.linear_generators import Polynomial, Spline, Table
from gan_theory.training.networks.multilayer_perceptron import MLP
from tests.support.training import Wave


class Numpys(Wave):
    def __call__(self, theta, z):
        return theta[0] + np.exp(theta[1] * z)


class Scalar(Wave):
    def __call__(self, theta, z):
        return theta[0]


@pytest.mark.parametrize("G", [Numpys(), Scalar()])
def test_a_G_that_is_not_a_function_of_arrays_and_tensors_raises(G):
    with pytest.raises(
        ValueError, match=r"expected G\(theta, z\) of the shape of z \(m,\), for NumPy arrays and torch"
    ):
        train("gaussian", G=G)


Z = np.linspace(-1, 1, 1001)
FAMILIES = {"mlp": MLP(8), "polynomial": Polynomial(), "spline": Spline(), "table": Table(), "a short table": Table(2)}


@pytest.mark.parametrize("G", FAMILIES.values(), ids=FAMILIES)
def test_numpy_and_torch_compute_the_same_function(G):
    thetas = np.stack([G.start(np.random.default_rng(seed)) for seed in (0, 1)])
    z = torch.tensor(np.stack([Z, Z[::-1]])[..., None])
    x, _ = generator_network(G).forward(torch.tensor(thetas), z)
    for theta, each, places in zip(thetas, x.numpy()[..., 0], z.numpy()[..., 0]):
        np.testing.assert_allclose(each, G(theta, places), rtol=0, atol=1e-12)
