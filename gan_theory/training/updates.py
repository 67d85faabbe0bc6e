"""The two updates of Algorithm 1, as functions from one State of E GANs to the next, and the initial State."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from gan_theory._utils.arrays import Array
from gan_theory.training.device import compile_or_warn
from gan_theory.training.losses import D_LOSS_ON_DATA, D_LOSS_ON_G, G_LOSSES
from gan_theory.training.networks.backpropagation import AutodiffNetwork, generator_network
from gan_theory.training.networks.discriminator import discriminator, initial_discriminator_weights
from gan_theory.training.networks.generators import GeneratorFamily
from gan_theory.training.recipe import Recipe

EPSILON = 1e-8  # Adam's


class State(NamedTuple):
    """The weights and the optimiser's state of E GANs, each of shape (E, P).

    Parameters
    ----------
    D, G : tensor
        The weights of D and of G.
    m_D, v_D, m_G, v_G : tensor
        Adam's moving averages of the gradients and of their squares.
    ema_G : tensor
        The exponential moving average of G's weights.
    """

    D: Tensor
    G: Tensor
    m_D: Tensor
    v_D: Tensor
    m_G: Tensor
    v_G: Tensor
    ema_G: Tensor


class Updates:
    """The updates of Algorithm 1, for E GANs at once.

    Minibatches x and z have shape (E, m, 1); learning rates and EMA decays are tensors without dimensions.

    Parameters
    ----------
    G : GeneratorFamily
        The family of functions that G is taken from.
    recipe : Recipe
        The hyperparameters.
    """

    def __init__(self, G: GeneratorFamily, recipe: Recipe) -> None:
        self.family, self.recipe = G, recipe
        self.G, self.D = generator_network(G), discriminator(recipe.width)

    def generated(self, theta: Tensor, z: Tensor) -> Tensor:
        """Return samples of G.

        Parameters
        ----------
        theta, z : tensor, shapes (E, P) and (E, m, 1)
            G's weights, and the noise.

        Returns
        -------
        tensor, shape (E, m, 1)
            x = G(z).
        """
        return self.G.forward(theta, z)[0]

    def logit(self, theta: Tensor, x: Tensor) -> Tensor:
        """Return the logit of D.

        Parameters
        ----------
        theta, x : tensor, shapes (E, P) and (E, m, 1)
            D's weights, and where to evaluate D.

        Returns
        -------
        tensor, shape (E, m, 1)
            log D(x) − log(1 − D(x)).
        """
        return self.D.forward(theta, x)[0]

    def gradient_D(self, state: State, x: Tensor, z: Tensor) -> Tensor:
        """Return the gradient of −(1/m) Σ log D(x) + log(1 − D(G(z))) with respect to D's weights.

        Parameters
        ----------
        state : State
            The weights.
        x, z : tensor, shape (E, m, 1)
            The minibatches of data and of noise.

        Returns
        -------
        tensor, shape (E, P)
            The gradient.
        """
        logit, tape = self.D.forward(state.D, torch.cat([x, self.generated(state.G, z)], 1))
        D, m = torch.sigmoid(logit), x.shape[1]
        d_logit = torch.cat([D_LOSS_ON_DATA.derivative(D[:, :m]), D_LOSS_ON_G.derivative(D[:, m:])], 1)
        return self.D.backward_to_theta(tape, d_logit / m)

    def gradient_G(self, state: State, z: Tensor) -> Tensor:
        """Return the gradient of the mean loss of G with respect to G's weights.

        Parameters
        ----------
        state, z
            As for `gradient_D`.

        Returns
        -------
        tensor, shape (E, P)
            The gradient.
        """
        x, tape_G = self.G.forward(state.G, z)
        logit, tape_D = self.D.forward(state.D, x)
        d_logit = G_LOSSES[self.recipe.loss].derivative(torch.sigmoid(logit))
        return self.G.backward_to_theta(tape_G, self.D.backward_to_input(tape_D, d_logit / z.shape[1]))

    def ascend_D(self, state: State, x: Tensor, z: Tensor, learning_rate: Tensor) -> State:
        """Take a step of D up the gradient of V's estimate on minibatches.

        Parameters
        ----------
        state, x, z
            As for `gradient_D`.
        learning_rate : tensor
            The learning rate.

        Returns
        -------
        State
            The state after.
        """
        gradient = self.gradient_D(state, x, z)
        D, m, v = self._adam(state.D, state.m_D, state.v_D, gradient, learning_rate)
        return state._replace(D=D, m_D=m, v_D=v)

    def descend_G(self, state: State, z: Tensor, learning_rate: Tensor, ema_decay: Tensor) -> State:
        """Take a step of G down the gradient of its loss; the average of its weights follows.

        Parameters
        ----------
        state, z
            As for `gradient_D`.
        learning_rate, ema_decay : tensor
            The learning rate, and the decay of the average.

        Returns
        -------
        State
            The state after.
        """
        gradient = self.gradient_G(state, z)
        G, m, v = self._adam(state.G, state.m_G, state.v_G, gradient, learning_rate)
        return state._replace(G=G, m_G=m, v_G=v, ema_G=torch.lerp(G, state.ema_G, ema_decay))

    def round(
        self,
        state: State,
        real: Sequence[Tensor],
        noise: Sequence[Tensor],
        learning_rates_D: Sequence[Tensor],
        learning_rate_G: Tensor,
        ema_decay: Tensor,
    ) -> State:
        """Return the state after one iteration of Algorithm 1: k steps of D and one step of G.

        Parameters
        ----------
        state : State
            The state before.
        real : sequence of k tensors, shape (E, m, 1) each
            The minibatches of data.
        noise : sequence of k + 1 tensors, shape (E, m, 1) each
            The minibatches of noise, the last one for G.
        learning_rates_D : sequence of k tensors
            The learning rate of each step of D.
        learning_rate_G, ema_decay : tensor
            The learning rate of G, and the decay of the average of its weights.

        Returns
        -------
        State
            The state after.
        """
        for x, z, learning_rate in zip(real, noise, learning_rates_D):
            state = self.ascend_D(state, x, z, learning_rate)
        return self.descend_G(state, noise[-1], learning_rate_G, ema_decay)

    def initial_state(self, seeds: Sequence[int], device: torch.device) -> State:
        """Return the State before the first step.

        Parameters
        ----------
        seeds : sequence of int
            The seed of each GAN.
        device : torch.device
            Where to train.

        Returns
        -------
        State
            The State.

        Raises
        ------
        ValueError
            If a user's own G does not do what `GeneratorFamily` says.
        """
        weights_D, weights_G = [], []
        for seed in seeds:
            rng = np.random.default_rng(seed)
            weights_G.append(self._initial_theta_G(rng))
            frequency = self.recipe.first_layer_frequency
            weights_D.append(initial_discriminator_weights(self.recipe.width, frequency, rng))
        D, G = (
            torch.tensor(np.stack(weights), dtype=torch.float32, device=device) for weights in (weights_D, weights_G)
        )
        return State(
            D=D,
            G=G,
            m_D=torch.zeros_like(D),
            v_D=torch.zeros_like(D),
            m_G=torch.zeros_like(G),
            v_G=torch.zeros_like(G),
            ema_G=G.clone(),
        )

    def _initial_theta_G(self, rng: np.random.Generator) -> Array:
        """Return initial weights of G, shape (P,), checked, with the recipe's offset added to G."""
        theta, constant = (np.asarray(each, np.float64) for each in (self.family.start(rng), self.family.constant))
        if theta.ndim != 1 or theta.shape != constant.shape:
            shapes = f"{theta.shape} and {constant.shape}"
            raise ValueError(f"expected start and constant of one shape (P,) from {self.family!r}; got {shapes}")
        if isinstance(self.G, AutodiffNetwork):
            self.G.check(theta)
        return theta + self.recipe.initial_offset * constant

    def _adam(
        self, theta: Tensor, m: Tensor, v: Tensor, gradient: Tensor, learning_rate: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return theta, m and v after one step of Adam, whose bias correction is part of the learning rate."""
        beta_1, beta_2 = self.recipe.beta_1, self.recipe.beta_2
        m = torch.lerp(gradient, m, beta_1) if beta_1 else gradient
        v = torch.lerp(gradient * gradient, v, beta_2)
        return theta - learning_rate * m / (v.sqrt() + EPSILON), m, v


@lru_cache(maxsize=16)
def compiled_round(G: GeneratorFamily, recipe: Recipe, E: int, device: torch.device) -> Callable[..., State]:
    """Return `Updates.round`, compiled at its first call, for E GANs on the device.

    Only the fields of the recipe that the compiled code depends on count, so that one compilation serves all learning
    rates and lengths of a run: pass the recipe through `compilation_recipe` first.

    Parameters
    ----------
    G, recipe
        As for `Updates`.
    E : int
        The number of GANs.
    device : torch.device
        Where to train.

    Returns
    -------
    callable
        The function.
    """
    return compile_or_warn(Updates(G, recipe).round)


def compilation_recipe(recipe: Recipe) -> Recipe:
    """Return the default recipe with those fields of the given one that compiled code depends on.

    Parameters
    ----------
    recipe : Recipe
        The hyperparameters.

    Returns
    -------
    Recipe
        The recipe for `compiled_round`.
    """
    names = ("k", "loss", "width", "batch", "beta_1", "beta_2")
    return Recipe(**{name: getattr(recipe, name) for name in names})
