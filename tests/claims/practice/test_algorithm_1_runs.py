"""The perceptron that the gradients of training are compared with."""

import numpy as np

from gan_theory.claims.practice._algorithm_1_runs import _perceptron
from gan_theory.training.networks.multilayer_perceptron import MLP


def test_the_perceptron_written_out_is_the_library_s():
    weights, x = np.random.default_rng(0).normal(size=13), np.linspace(-1, 1, 5)
    assert np.allclose(_perceptron(np.tanh, weights, x), MLP(2)(weights, x), atol=1e-15)
