"""Iterations per second of Algorithm 1, beside the idiomatic PyTorch loop and the same loop in JAX, with one recipe.

The best of several repetitions, alternating; an iteration is a step of D and a step of G, k = 1. Then ensembles, in
GANs times iterations per second.
"""

import os
import time
from importlib.util import find_spec

import torch

from gan_theory import Algorithm1, Recipe
from gan_theory.training.ensemble import GANS_PER_BLOCK
from gan_theory.training.minibatches import BATCHES_AT_ONCE

TARGET, RECIPE, REPETITIONS = "two-modes", Recipe(), 5
N = 8 * BATCHES_AT_ONCE  # whole blocks of minibatches, so that each repetition includes drawing them
SIZES = (1, 4, 16, 64)


class Activation(torch.nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def perceptron(function):
    h, nn = RECIPE.width, torch.nn
    return nn.Sequential(nn.Linear(1, h), Activation(function), nn.Linear(h, h), Activation(function), nn.Linear(h, 1))


def idiomatic():
    """A function that trains n rounds as tutorials do: BCELoss on real and fake apart, Adam with its defaults."""
    m, nn = RECIPE.batch, torch.nn
    G, D = perceptron(torch.tanh), nn.Sequential(perceptron(torch.sin), nn.Sigmoid())
    adam_D, adam_G = (torch.optim.Adam(net.parameters()) for net in (D, G))
    bce, ones, zeros = nn.BCELoss(), torch.ones(m, 1), torch.zeros(m, 1)

    def rounds(n):
        for _ in range(n):
            adam_D.zero_grad()
            bce(D(torch.randn(m, 1)), ones).backward()
            bce(D(G(torch.randn(m, 1)).detach()), zeros).backward()
            adam_D.step()
            adam_G.zero_grad()
            bce(D(G(torch.randn(m, 1))), ones).backward()
            adam_G.step()

    return rounds


def ours(E=1, compile=False):
    """As `train_many` trains: a few GANs at a time."""
    blocks = [
        Algorithm1(TARGET, RECIPE, range(i, min(E, i + GANS_PER_BLOCK)), compile=compile)
        for i in range(0, E, GANS_PER_BLOCK)
    ]
    return lambda n: [players.rounds(n) for players in blocks]


def in_jax():
    """Algorithm 1 with the default recipe, N rounds in one `lax.scan`."""
    import jax
    import jax.numpy as jnp
    import numpy as np

    players = Algorithm1(TARGET, RECIPE)
    split, recipe, m = players.updates.D.mlp.split, RECIPE, RECIPE.batch
    p = players.target.p_data
    below = jnp.asarray(np.concatenate([[0.0], np.cumsum(p.p)]), jnp.float32)
    edges = jnp.asarray((p.edges - players.target.centre) / players.target.scale, jnp.float32)

    def network(theta, x, f):
        W_1, b_1, W_2, b_2, W_3, b_3 = split(theta)
        return f(f(x @ W_1 + b_1) @ W_2 + b_2) @ W_3 + b_3

    G, logit = lambda theta, z: network(theta, z, jnp.tanh), lambda theta, x: network(theta, x, jnp.sin)

    def loss_D(D, theta_G, x, z):
        both = logit(D, jnp.concatenate([x, G(theta_G, z)]))
        return jax.nn.softplus(-both[:m]).mean() + jax.nn.softplus(both[m:]).mean()

    def loss_G(theta_G, D, z):
        return jax.nn.softplus(-logit(D, G(theta_G, z))).mean()

    def adam(theta, v, gradient, lr, t):
        v = recipe.beta_2 * v + (1 - recipe.beta_2) * gradient * gradient
        return theta - lr * gradient / (jnp.sqrt(v / (1 - recipe.beta_2**t)) + 1e-8), v

    def round_(carry, minibatches):
        (D, theta_G, v_D, v_G, average, t), (x, *z) = carry, minibatches
        decay = recipe.final_lr_factor + (1 - recipe.final_lr_factor) * jnp.maximum(0, 1 - (t - 1) / recipe.steps)
        D, v_D = adam(D, v_D, jax.grad(loss_D)(D, theta_G, x, z[0]), recipe.lr_D * decay, t)
        theta_G, v_G = adam(theta_G, v_G, jax.grad(loss_G)(theta_G, D, z[1]), recipe.lr_G * decay, t)
        keep = jnp.minimum(recipe.ema_decay, t / (t + 9))
        return (D, theta_G, v_D, v_G, keep * average + (1 - keep) * theta_G, t + 1), None

    @jax.jit
    def scan(carry, key):
        key, *keys = jax.random.split(key, 4)
        x = jnp.interp(jax.random.uniform(keys[0], (N, m, 1)), below, edges)
        z = [jax.random.normal(each, (N, m, 1)) for each in keys[1:]]
        return jax.lax.scan(round_, carry, (x, *z))[0], key

    D, theta_G = (jnp.asarray(theta[0].numpy()) for theta in (players.state.D, players.state.G))
    carry = D, theta_G, jnp.zeros_like(D), jnp.zeros_like(theta_G), theta_G, 1.0
    key = jax.random.key(0)

    def rounds(n):
        nonlocal carry, key
        for _ in range(n // N):
            carry, key = jax.block_until_ready(scan(carry, key))

    return rounds


def best(players):
    """The best repetition of each, in rounds per second, without the first, which includes the compilation."""
    rates = {name: [] for name in players}
    for _ in range(1 + REPETITIONS):
        for name, (rounds, n) in players.items():
            start = time.perf_counter()
            rounds(n)
            rates[name].append(n / (time.perf_counter() - start))
    return {name: max(each[1:]) for name, each in rates.items()}


def main():
    torch.set_num_threads(1)
    players = {"idiomatic": (idiomatic(), N), "ours": (ours(), N), "ours, compile=True": (ours(compile=True), N)}
    if find_spec("jax"):
        players["JAX, lax.scan and jit"] = in_jax(), N
    rates = best(players)
    print(f"{'one GAN, one thread (JAX: its own)':36} {'it/s':>8} {'of idiomatic':>13} {'of JAX':>8}")
    for name, rate in rates.items():
        jax = f"{rate / rates['JAX, lax.scan and jit']:8.2f}" if find_spec("jax") else f"{'–':>8}"
        print(f"{name:36} {rate:8.0f} {rate / rates['idiomatic']:13.2f} {jax}")
    for compile in (False, True):
        torch.set_num_threads(os.cpu_count())
        ensembles = best({E: (ours(E, compile), max(BATCHES_AT_ONCE, N // E)) for E in SIZES})
        print(f"\n{f'ensemble, compile={compile}, all threads':36} {'GANs x it/s':>12} {'of a single run':>16}")
        for E, rate in ensembles.items():
            print(f"{E:36} {E * rate:12.0f} {E * rate / ensembles[1]:16.2f}")


if __name__ == "__main__":
    main()
