"""The two updates of Algorithm 1, as functions from one State of E GANs to the next, and the initial State."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array, Tensor, array_namespace
from gan_theory.training.engine.adam import adam, moving_average
from gan_theory.training.engine.array_library import ArrayLibrary
from gan_theory.training.losses import as_losses
from gan_theory.training.networks.backpropagation import generator_network, has_backward_pass
from gan_theory.training.networks.discriminator import discriminator, initial_discriminator_weights
from gan_theory.training.networks.generators import GeneratorFamily
from gan_theory.training.recipe import Recipe


class State(NamedTuple):
    """The weights and the optimiser's state of E GANs, each of shape (E, P).

    Parameters
    ----------
    D, G : array or tensor
        The weights of D and of G.
    m_D, v_D, m_G, v_G : array or tensor
        Adam's moving averages of the gradients and of their squares.
    ema_G : array or tensor
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

    Minibatches x and z have shape (E, m, 1); learning rates and EMA decays are numbers, or tensors without
    dimensions.

    Parameters
    ----------
    G : GeneratorFamily
        The family of functions that G is taken from.
    recipe : Recipe
        The hyperparameters.
    """

    def __init__(self, G: GeneratorFamily, recipe: Recipe) -> None:
        self.family, self.recipe = G, recipe
        self.G, self.D, self.losses = generator_network(G), discriminator(recipe.width), as_losses(recipe.loss)

    def generated(self, theta: Tensor, z: Tensor) -> Tensor:
        """Return samples of G.

        Parameters
        ----------
        theta, z : array or tensor, shapes (E, P) and (E, m, 1)
            G's weights, and the noise.

        Returns
        -------
        array or tensor, shape (E, m, 1)
            x = G(z).
        """
        return self.G.forward(theta, z)[0]

    def logit(self, theta: Tensor, x: Tensor) -> Tensor:
        """Return the logit of D.

        Parameters
        ----------
        theta, x : array or tensor, shapes (E, P) and (E, m, 1)
            D's weights, and where to evaluate D.

        Returns
        -------
        array or tensor, shape (E, m, 1)
            log D(x) − log(1 − D(x)).
        """
        return self.D.forward(theta, x)[0]

    def gradient_D(self, state: State, x: Tensor, z: Tensor) -> Tensor:
        """Return the gradient of D's mean loss, in the paper −(1/m) Σ log D(x) + log(1 − D(G(z))), by D's weights.

        Parameters
        ----------
        state : State
            The weights.
        x, z : array or tensor, shape (E, m, 1)
            The minibatches of data and of noise.

        Returns
        -------
        array or tensor, shape (E, P)
            The gradient.
        """
        concat, m = array_namespace(x).concat, x.shape[1]
        logit, tape = self.D.forward(state.D, concat([x, self.generated(state.G, z)], 1))
        on_data, on_G = self.losses.D_on_data, self.losses.D_on_G
        d_logit = concat([on_data.derivative(logit[:, :m]), on_G.derivative(logit[:, m:])], 1)
        return self.D.backward_to_theta(tape, d_logit / m)

    def gradient_G(self, state: State, z: Tensor) -> Tensor:
        """Return the gradient of the mean loss of G with respect to G's weights.

        Parameters
        ----------
        state, z
            As for `gradient_D`.

        Returns
        -------
        array or tensor, shape (E, P)
            The gradient.
        """
        x, tape_G = self.G.forward(state.G, z)
        logit, tape_D = self.D.forward(state.D, x)
        d_logit = self.losses.G.derivative(logit)
        return self.G.backward_to_theta(tape_G, self.D.backward_to_input(tape_D, d_logit / z.shape[1]))

    def ascend_D(self, state: State, x: Tensor, z: Tensor, learning_rate: Tensor) -> State:
        """Take a step of D up the gradient of V's estimate on minibatches.

        Parameters
        ----------
        state, x, z
            As for `gradient_D`.
        learning_rate : float or tensor
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
        learning_rate, ema_decay : float or tensor
            The learning rate, and the decay of the average.

        Returns
        -------
        State
            The state after.
        """
        gradient = self.gradient_G(state, z)
        G, m, v = self._adam(state.G, state.m_G, state.v_G, gradient, learning_rate)
        return state._replace(G=G, m_G=m, v_G=v, ema_G=moving_average(state.ema_G, G, ema_decay))

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
        real : sequence of k arrays or tensors, shape (E, m, 1) each
            The minibatches of data.
        noise : sequence of k + 1 arrays or tensors, shape (E, m, 1) each
            The minibatches of noise, the last one for G.
        learning_rates_D : sequence of k floats or tensors
            The learning rate of each step of D.
        learning_rate_G, ema_decay : float or tensor
            The learning rate of G, and the decay of the average of its weights.

        Returns
        -------
        State
            The state after.
        """
        for x, z, learning_rate in zip(real, noise, learning_rates_D):
            state = self.ascend_D(state, x, z, learning_rate)
        return self.descend_G(state, noise[-1], learning_rate_G, ema_decay)

    def initial_state(self, seeds: Sequence[int], library: ArrayLibrary) -> State:
        """Return the State before the first step.

        Parameters
        ----------
        seeds : sequence of int
            The seed of each GAN.
        library : ArrayLibrary
            The library whose arrays hold the weights.

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
        D, G, ema_G = (library.array(np.stack(weights)) for weights in (weights_D, weights_G, weights_G))
        return State(D=D, G=G, m_D=0 * D, v_D=0 * D, m_G=0 * G, v_G=0 * G, ema_G=ema_G)

    def _initial_theta_G(self, rng: np.random.Generator) -> Array:
        """Return initial weights of G, shape (P,), checked, with the recipe's offset added to G."""
        theta, constant = (np.asarray(each, np.float64) for each in (self.family.start(rng), self.family.constant))
        if theta.ndim != 1 or theta.shape != constant.shape:
            shapes = f"{theta.shape} and {constant.shape}"
            raise ValueError(f"expected start and constant of one shape (P,) from {self.family!r}; got {shapes}")
        if not has_backward_pass(self.family):
            from gan_theory.training.networks.automatic_differentiation import AutodiffNetwork

            AutodiffNetwork(self.family).check(theta)
        return theta + self.recipe.initial_offset * constant

    def _adam(
        self, theta: Tensor, m: Tensor, v: Tensor, gradient: Tensor, learning_rate: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        return adam(theta, m, v, gradient, learning_rate, self.recipe.beta_1, self.recipe.beta_2)
