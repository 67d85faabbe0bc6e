"""The two moves of Algorithm 1, as functions from one State of E GANs to the next."""

from __future__ import annotations

from typing import NamedTuple

import torch

from gan_theory.training.networks import discriminator, network
from gan_theory.training.recipe import Recipe

EPSILON = 1e-8  # Adam's


class State(NamedTuple):
    """Of E GANs: the weights (E, P) of D and G, Adam's means of their gradients and of the squares, G's average."""

    D: torch.Tensor
    G: torch.Tensor
    m_D: torch.Tensor
    v_D: torch.Tensor
    m_G: torch.Tensor
    v_G: torch.Tensor
    average: torch.Tensor


class Updates:
    """The moves of Algorithm 1 as functions from one State to the next, for networks G and D and a recipe."""

    def __init__(self, G, recipe: Recipe):
        self.G, self.D, self.recipe = network(G), discriminator(recipe.width), recipe

    def generated(self, theta, z):
        """x = G(z) (E, m, 1)."""
        return self.G.forward(theta, z)[0]

    def logit(self, theta, x):
        """log D(x) − log(1 − D(x)) (E, m, 1)."""
        return self.D.forward(theta, x)[0]

    def gradient_D(self, state, x, z):
        """∂/∂D (E, P) of −(1/m) Σ log D(x) + log(1 − D(G(z))), whose mean is −V."""
        logit, tape = self.D.forward(state.D, torch.cat([x, self.generated(state.G, z)], 1))
        D = torch.sigmoid(logit)
        m = x.shape[1]
        return self.D.to_theta(tape, torch.cat([D[:, :m] - 1, D[:, m:]], 1) / m)

    def gradient_G(self, state, z):
        """∂/∂G (E, P) of (1/m) Σ log(1 − D(G(z))) if saturating, else of −(1/m) Σ log D(G(z))."""
        x, tape_G = self.G.forward(state.G, z)
        logit, tape_D = self.D.forward(state.D, x)
        D = torch.sigmoid(logit)
        slope = -D if self.recipe.loss == "saturating" else D - 1
        return self.G.to_theta(tape_G, self.D.to_input(tape_D, slope / z.shape[1]))

    def ascend_D(self, state, x, z, rate):
        """One step of D up the gradient of V's estimate on the minibatches x and z."""
        D, m, v = self._adam(state.D, state.m_D, state.v_D, self.gradient_D(state, x, z), rate)
        return state._replace(D=D, m_D=m, v_D=v)

    def descend_G(self, state, z, rate, keep):
        """One step of G down the gradient of its loss; the average of its weights keeps the share `keep` of itself."""
        G, m, v = self._adam(state.G, state.m_G, state.v_G, self.gradient_G(state, z), rate)
        return state._replace(G=G, m_G=m, v_G=v, average=torch.lerp(G, state.average, keep))

    def round(self, state, real, noise, rates):
        """A step of D on each of the minibatches `real`, and a step of G; noise: a minibatch for each step."""
        for x, z, rate in zip(real, noise, rates):
            state = self.ascend_D(state, x, z, rate)
        return self.descend_G(state, noise[-1], *rates[-2:])

    def _adam(self, theta, m, v, gradient, rate):
        beta_1, beta_2 = self.recipe.beta_1, self.recipe.beta_2
        m = torch.lerp(gradient, m, beta_1) if beta_1 else gradient
        v = torch.lerp(gradient * gradient, v, beta_2)
        return theta - rate * m / (v.sqrt() + EPSILON), m, v
