"""A solution of the exercise in NumPy, with closed-form derivatives."""

import numpy as np


def loss_D(D_data, D_generated):
    m = len(D_data)
    loss = -np.mean(np.log(D_data)) - np.mean(np.log(1 - D_generated))
    return loss, -1 / (m * D_data), 1 / (m * (1 - D_generated))


def loss_G(D_generated):
    m = len(D_generated)
    return -np.mean(np.log(D_generated)), -1 / (m * D_generated)


def loss_G_saturating(D_generated):
    m = len(D_generated)
    return np.mean(np.log(1 - D_generated)), -1 / (m * (1 - D_generated))


def one_round(game, k, m, loss_D, loss_G):
    for _ in range(k):
        x, generated = game.sample_data(m), game.G(game.sample_noise(m))
        _, d_data, d_generated = loss_D(game.D(x), game.D(generated))
        gradient = d_data @ game.dD_dtheta(x) + d_generated @ game.dD_dtheta(generated)
        game.theta_D = game.theta_D - game.lr_D * gradient
    z = game.sample_noise(m)
    generated = game.G(z)
    _, d_generated = loss_G(game.D(generated))
    gradient = (d_generated * game.dD_dx(generated)) @ game.dG_dtheta(z)
    game.theta_G = game.theta_G - game.lr_G * gradient
