"""Exercise: the losses, and one round of Algorithm 1, in NumPy or in PyTorch.

The game is small, so that nothing is hidden: D(x) = sigmoid(d₀ + d₁x + d₂x²) and G(z) = g₀ + g₁z + g₂z². Each player
has three weights. Replace the dots by your code, about 30 lines in all, one function after the other, and check after
each:

    pytest lessons/exercises/test_training_step.py

Write it in NumPy, or in PyTorch: if this file imports torch, it gets tensors in place of arrays.

Predict, before you run it, who would move where if G's step took D's samples, or if D moved down in place of up.
"""

import numpy as np  # noqa: F401 - for PyTorch: import torch

# The losses. D_data holds D(x) for a minibatch of data, and D_generated holds D(G(z)) for as many generated samples.
# The shape of each is (m,), and the values are between 0.1 and 0.9. All logarithms are natural ones.
# - In NumPy, return the loss and its derivatives with respect to each argument. The loss is one number, and each
#   derivative has the shape (m,): for the loss −(1/m) Σ log D its elements are −1/(m·D).
# - In PyTorch, return the loss alone, a tensor with one number. Automatic differentiation does the rest.


def loss_D(D_data, D_generated):
    """Equation 1 as a loss, which D descends: minus the mean of log D(x), minus the mean of log(1 − D(G(z))).

    In NumPy: return loss, dloss_dD_data, dloss_dD_generated.
    """
    return ...


def loss_G(D_generated):
    """G's non-saturating loss (section 3), which G descends: minus the mean of log D(G(z)).

    In NumPy: return loss, dloss_dD_generated.
    """
    return ...


def loss_G_saturating(D_generated):
    """G's loss in Algorithm 1, which G descends: the mean of log(1 − D(G(z))).

    In NumPy: return loss, dloss_dD_generated.
    """
    return ...


def one_round(game, k, m, loss_D, loss_G):
    """One round of Algorithm 1: k steps of D, and then one step of G. It changes the weights, and returns nothing.

    Each step of D draws m fresh samples of the data and m of the noise. G's step draws m fresh samples of the noise.
    Each step is plain gradient descent on a loss: weights − learning rate · gradient. Use the two losses that you get
    as arguments: they are right, also while yours are not. loss_G is sometimes the one and sometimes the other.

    game.sample_data(m), game.sample_noise(m)   fresh samples, (m,)
    game.D(x), game.G(z)                        (m,)
    game.lr_D, game.lr_G                        the learning rates

    In NumPy:
    game.theta_D, game.theta_G                  the weights, (3,): assign new ones to them
    game.dD_dtheta(x), game.dG_dtheta(z)        derivatives with respect to the weights, (m, 3)
    game.dD_dx(x)                               derivative of D with respect to x, (m,)

    In PyTorch, D and G are modules, and
    game.optimizer_D, game.optimizer_G          are torch.optim.SGD, with these learning rates
    """
    return ...
