"""Algorithm 1 with the default recipe in JAX: all rounds in `lax.scan`, under `jit`."""

import jax
import jax.numpy as jnp
import numpy as np

from gan_theory import Algorithm1
from gan_theory.training.networks.multilayer_perceptron import MLP

ACTIVATIONS = {"sine": jnp.sin, "tanh": jnp.tanh, "leaky": lambda a: jax.nn.leaky_relu(a, 0.2)}


class JaxLoop:
    """GANs of one recipe and target, one after the other; `at_once` rounds are one call of compiled code.

    The activation is that of D: XLA's sine is slow on the CPU. `start` begins a GAN with the weights that a seed has
    in this package. The recipe has k = 1 and beta_1 = 0.
    """

    def __init__(self, target, recipe, activation, at_once):
        self.target, self.recipe, self.activation, self.at_once = target, recipe, ACTIVATIONS[activation], at_once
        self.split = MLP(recipe.width).split
        p = target.p_data
        self.below = jnp.asarray(np.concatenate([[0.0], np.cumsum(p.p)]), jnp.float32)
        self.edges = jnp.asarray((p.edges - target.centre) / target.scale, jnp.float32)
        self.scan = jax.jit(self._scan)

    def start(self, seed):
        weights = Algorithm1(self.target, self.recipe, seed).weights
        D, G = (jnp.asarray(weights(part), jnp.float32) for part in ("D", "G"))
        self.carry = D, G, jnp.zeros_like(D), jnp.zeros_like(G), G, 1.0
        self.key = jax.random.key(seed)

    def rounds(self, n):
        for _ in range(n // self.at_once):
            self.carry, self.key = jax.block_until_ready(self.scan(self.carry, self.key))

    def generated(self, z):
        """Return G(z), shape (m,), in standard deviations of p_data from its mean, for the average of G's weights."""
        W_1_b_1, W_2, b_2, W_3, b_3 = self.split(np.asarray(self.carry[4], np.float64))
        h_1 = np.tanh(np.stack([z, np.ones_like(z)], -1) @ W_1_b_1)
        return (np.tanh(h_1 @ W_2 + b_2) @ W_3 + b_3)[:, 0]

    def network(self, theta, x, f):
        W_1_b_1, W_2, b_2, W_3, b_3 = self.split(theta)
        return f(f(x * W_1_b_1[0] + W_1_b_1[1]) @ W_2 + b_2) @ W_3 + b_3

    def G(self, theta, z):
        return self.network(theta, z, jnp.tanh)

    def logit(self, theta, x):
        return self.network(theta, x, self.activation)

    def loss_D(self, D, G, x, z):
        both = self.logit(D, jnp.concatenate([x, self.G(G, z)]))
        return jax.nn.softplus(-both[: len(x)]).mean() + jax.nn.softplus(both[len(x) :]).mean()

    def loss_G(self, G, D, z):
        return jax.nn.softplus(-self.logit(D, self.G(G, z))).mean()

    def adam(self, theta, v, gradient, lr, t):
        beta_2 = self.recipe.beta_2
        v = beta_2 * v + (1 - beta_2) * gradient * gradient
        return theta - lr * gradient / (jnp.sqrt(v / (1 - beta_2**t)) + 1e-8), v

    def round(self, carry, minibatches):
        (D, G, v_D, v_G, average, t), (x, *z), recipe = carry, minibatches, self.recipe
        left = jnp.maximum(0, 1 - (t - 1) / recipe.steps)
        decay = recipe.final_lr_factor + (1 - recipe.final_lr_factor) * left
        D, v_D = self.adam(D, v_D, jax.grad(self.loss_D)(D, G, x, z[0]), recipe.lr_D * decay, t)
        G, v_G = self.adam(G, v_G, jax.grad(self.loss_G)(G, D, z[1]), recipe.lr_G * decay, t)
        keep = jnp.minimum(recipe.ema_decay, t / (t + 9))
        return (D, G, v_D, v_G, keep * average + (1 - keep) * G, t + 1), None

    def _scan(self, carry, key):
        key, *keys = jax.random.split(key, 4)
        shape = self.at_once, self.recipe.batch, 1
        x = jnp.interp(jax.random.uniform(keys[0], shape), self.below, self.edges)
        z = [jax.random.normal(each, shape) for each in keys[1:]]
        return jax.lax.scan(self.round, carry, (x, *z))[0], key
