"""A solution of the exercise in PyTorch, with automatic differentiation."""

import torch


def loss_D(D_data, D_generated):
    return -torch.log(D_data).mean() - torch.log(1 - D_generated).mean()


def loss_G(D_generated):
    return -torch.log(D_generated).mean()


def loss_G_saturating(D_generated):
    return torch.log(1 - D_generated).mean()


def one_round(game, k, m, loss_D, loss_G):
    for _ in range(k):
        x, z = game.sample_data(m), game.sample_noise(m)
        loss = loss_D(game.D(x), game.D(game.G(z).detach()))
        game.optimizer_D.zero_grad()
        loss.backward()
        game.optimizer_D.step()
    z = game.sample_noise(m)
    loss = loss_G(game.D(game.G(z)))
    game.optimizer_G.zero_grad()
    loss.backward()
    game.optimizer_G.step()
