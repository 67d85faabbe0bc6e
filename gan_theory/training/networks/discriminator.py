"""The discriminator D: a perceptron with sine units, whose output is the logit of D, and its initial weights."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.training.networks import backpropagation
from gan_theory.training.networks.backpropagation import MLPNetwork
from gan_theory.training.networks.multilayer_perceptron import MLP


def discriminator(width: int) -> MLPNetwork:
    """Return the network of D's logit, log D − log(1 − D), with sine units.

    Sines let the logit become as steep as that of D* within a few steps.

    Parameters
    ----------
    width : int
        The number of units in each of the two hidden layers.

    Returns
    -------
    MLPNetwork
        The network.
    """
    return MLPNetwork(MLP(width), backpropagation.SINE)


def initial_discriminator_weights(width: int, first_layer_frequency: float, rng: np.random.Generator) -> Array:
    """Return initial weights of D, shape (P,).

    Parameters
    ----------
    width : int
        The number h of units in each hidden layer.
    first_layer_frequency : float
        The mean angular frequency of the sine waves of the first layer, per standard deviation of the data.
    rng : numpy.random.Generator
        The generator to draw the weights from.

    Returns
    -------
    array, shape (P,)
        The weights: in the first layer frequencies around `first_layer_frequency`, and phases over a whole period.
    """
    h = width
    W_1 = first_layer_frequency * rng.uniform(0.5, 1.5, h)
    b_1 = rng.uniform(-np.pi, np.pi, h)
    W_2 = (2 / h) ** 0.5 * rng.standard_normal(h * h)
    W_3 = h**-0.5 * rng.standard_normal(h)
    return np.concatenate([W_1, b_1, W_2, np.zeros(h), W_3, [0.0]])
