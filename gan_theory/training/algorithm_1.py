"""Algorithm 1 in one dimension: k minibatch steps that ascend D, then one that descends G; and Frames of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.validation import as_seeds
from gan_theory.datasets.targets import TargetLike, as_target
from gan_theory.training import schedules
from gan_theory.training.device import as_device, one_thread
from gan_theory.training.frame import Frame, Generator
from gan_theory.training.frame_builder import build_frame
from gan_theory.training.minibatches import data_minibatches, noise_minibatches
from gan_theory.training.networks.generators import as_generator
from gan_theory.training.recipe import Recipe
from gan_theory.training.updates import State, Updates, compilation_recipe, compiled_round


class Algorithm1:
    """The game of one GAN, or of E GANs with a seed each, and the steps of Algorithm 1.

    Parameters
    ----------
    target, recipe, compile, device
        As for `train`; `recipe` is a Recipe.
    seed : int or iterable of int
        The seed, or a seed for each GAN.

    Attributes
    ----------
    state : State
        The weights of D and G.
    step, steps_D : int
        Steps of G and of D so far.
    errors : dict from int to FloatingPointError
        For each GAN of an ensemble that has diverged, by its number, the error.

    Examples
    --------
    >>> game = Algorithm1("two-modes", Recipe(k=2, steps=10))
    >>> game.rounds(3)
    >>> game.step, game.steps_D
    (3, 6)
    >>> game.frame().step
    3
    """

    def __init__(
        self,
        target: TargetLike,
        recipe: Recipe,
        seed: int | Iterable[int] = 0,
        *,
        compile: bool = False,
        device: Any = "cpu",
    ) -> None:
        self.target, self.recipe, self.seeds, self.device = as_target(target), recipe, as_seeds(seed), as_device(device)
        self.step = self.steps_D = 0
        self.errors: dict[int, FloatingPointError] = {}
        self._noise = noise_minibatches(recipe.noise, self.seeds, recipe.batch, self.device)
        self._real = data_minibatches(self.target, recipe.dataset_size, self.seeds, recipe.batch, self.device)
        self.updates = Updates(as_generator(recipe.G, recipe.width), recipe)
        if compile and recipe.k_G > 1:
            raise ValueError(f"expected k_G = 1 with compile=True; got k_G = {recipe.k_G}")
        self._compiled_round: Callable[..., State] | None = None
        if compile:
            E = len(self.seeds)
            self._compiled_round = compiled_round(self.updates.family, compilation_recipe(recipe), E, self.device)
        self.state = self.updates.initial_state(self.seeds, self.device)

    def run(self) -> Iterator[Frame]:
        """Run Algorithm 1 to its end, and yield a Frame of the first GAN now and at each of `frame_steps`.

        If training diverges, it is repeated from the last Frame on by single iterations, to find the step at which it
        diverges; the Frames of up to `recipe.frames` iterations before it are yielded, and the error is raised.

        Raises
        ------
        FloatingPointError
            When training diverges.
        """
        yield self.frame()
        for end in self.frame_steps():
            before = self._snapshot()
            self._run_to(end)
            try:
                frame = self.frame()
            except FloatingPointError:
                self._restore(before)
                yield from self._run_by_single_rounds(end)
            else:
                yield frame

    def _run_by_single_rounds(self, end: int) -> Iterator[Frame]:
        """Run to the step `end`, or to where training diverges; yield the Frames of the last iterations before that."""
        last: deque[Frame] = deque(maxlen=self.recipe.frames)
        try:
            while self.step < end:
                self.rounds(1)
                last.append(self.frame())
        except FloatingPointError as error:
            yield from last
            raise error from None
        yield from last

    def run_ensemble(self) -> Iterator[list[Frame | None]]:
        """As `run`, but yield the `frames` of all GANs."""
        yield self.frames()
        for end in self.frame_steps():
            self._run_to(end)
            yield self.frames()

    def phases(self) -> Iterator[Frame]:
        """Run Algorithm 1 to its end, and yield a Frame now and after each single step, with the player who `moved`."""
        yield self.frame()
        while self.step < self.recipe.steps:
            for _ in range(self.recipe.k):
                self.rounds(1, steps_D=1, steps_G=0)
                yield replace(self.frame(), moved="D")
            for _ in range(self.recipe.k_G):
                self.rounds(1, steps_D=0, steps_G=1)
                yield replace(self.frame(), moved="G")

    def frames(self) -> list[Frame | None]:
        """Return a Frame of each GAN now; None for those that have diverged: see `errors`."""
        return [None if i in self.errors else self._frame_or_error(i) for i in range(len(self.seeds))]

    def _frame_or_error(self, i: int) -> Frame | None:
        try:
            return self.frame(i)
        except FloatingPointError as error:
            self.errors[i] = FloatingPointError(str(error).replace(" at step", " by step"))
            return None

    def frame_steps(self) -> Array:
        """Return the steps of G after this one at which a Frame is due, the last step among them, shape (n,)."""
        return schedules.frame_steps(self.recipe, self.step)

    def _run_to(self, end: int) -> None:
        self.rounds((end - self.step) // self.recipe.k_G)

    def rounds(
        self, n: int, steps_D: int | None = None, steps_G: int | None = None, *, lr_D: float | None = None
    ) -> None:
        """Run n iterations of Algorithm 1.

        Parameters
        ----------
        n : int
            The number of iterations.
        steps_D, steps_G : int, optional
            The steps of D, and then of G, in each; by default those of the recipe.
        lr_D : float, optional
            A learning rate of D other than the recipe's. It decays as the recipe's does.
        """
        steps_D = self.recipe.k if steps_D is None else steps_D
        steps_G = self.recipe.k_G if steps_G is None else steps_G
        is_compiled = self._compiled_round is not None and (steps_D, steps_G, lr_D) == (self.recipe.k, 1, None)
        with one_thread() if len(self.seeds) == 1 else nullcontext():
            for _ in range(n):
                if is_compiled:
                    self._run_compiled_round()
                else:
                    self._run_round(steps_D, steps_G, lr_D)

    def _run_round(self, steps_D: int, steps_G: int, lr_D: float | None) -> None:
        for _ in range(steps_D):
            self.ascend_D(lr_D)
        for _ in range(steps_G):
            self.descend_G()

    def ascend_D(self, lr_D: float | None = None) -> None:
        """Take one step of D up the gradient of (1/m) Σ log D(x) + log(1 − D(G(z))) on fresh minibatches.

        Parameters
        ----------
        lr_D : float, optional
            A learning rate other than the recipe's.
        """
        (learning_rate,) = self._tensors(self._learning_rate_D(lr_D))
        self.state = self.updates.ascend_D(self.state, next(self._real), next(self._noise), learning_rate)
        self.steps_D += 1

    def descend_G(self, lr_G: float | None = None) -> None:
        """Take one step of G down the gradient of its loss on a fresh minibatch; the average of its weights follows.

        Parameters
        ----------
        lr_G : float, optional
            A learning rate other than the recipe's.
        """
        learning_rate, ema_decay = self._tensors(self._learning_rate_G(lr_G), self._ema_decay())
        self.state = self.updates.descend_G(self.state, next(self._noise), learning_rate, ema_decay)
        self.step += 1

    def _run_compiled_round(self) -> None:
        assert self._compiled_round is not None
        k = self.recipe.k
        rates_D = [self._learning_rate_D(ahead=i) for i in range(k)]
        real, noise = [next(self._real) for _ in range(k)], [next(self._noise) for _ in range(k + 1)]
        *lr_D, lr_G, ema_decay = self._tensors(*rates_D, self._learning_rate_G(), self._ema_decay())
        self.state = self._compiled_round(self.state, real, noise, lr_D, lr_G, ema_decay)
        self.steps_D, self.step = self.steps_D + k, self.step + 1

    def _learning_rate_D(self, lr_D: float | None = None, ahead: int = 0) -> float:
        lr_D = self.recipe.lr_D if lr_D is None else lr_D
        return schedules.learning_rate(self.recipe, lr_D, self.step, self.steps_D + ahead)

    def _learning_rate_G(self, lr_G: float | None = None) -> float:
        return schedules.learning_rate(self.recipe, self.recipe.lr_G if lr_G is None else lr_G, self.step, self.step)

    def _ema_decay(self) -> float:
        return schedules.ema_decay(self.recipe, self.step)

    def _tensors(self, *numbers: float) -> tuple[Tensor, ...]:
        return torch.tensor(numbers, dtype=torch.float32, device=self.device).unbind()

    def gradients(self, player: str) -> Array:
        """Return the gradients of a loss on fresh minibatches; no step is taken.

        Parameters
        ----------
        player : {"D", "G"}
            Whose loss.

        Returns
        -------
        array, shape (E, P)
            The gradient of each GAN.
        """
        if player == "D":
            return self.updates.gradient_D(self.state, next(self._real), next(self._noise)).cpu().numpy()
        return self.updates.gradient_G(self.state, next(self._noise)).cpu().numpy()

    @one_thread()
    def logit(self, x: ArrayLike, i: int = 0) -> Array:
        """Return log D − log(1 − D) of the i-th GAN, in float64.

        Parameters
        ----------
        x : array_like, shape (m,)
            Where, in the units of the data.
        i : int
            The number of the GAN.

        Returns
        -------
        array, shape (m,)
            The logit.
        """
        u = torch.from_numpy((np.asarray(x, np.float64) - self.target.centre) / self.target.scale)
        return self.updates.logit(self.state.D[i : i + 1].cpu().double(), u[None, :, None]).numpy().ravel()

    def frame(self, i: int = 0) -> Frame:
        """Return a Frame of a GAN now, in float64, with the average of G's weights for G.

        Parameters
        ----------
        i : int
            The number of the GAN.

        Returns
        -------
        Frame
            The Frame.

        Raises
        ------
        FloatingPointError
            If training has diverged, as `build_frame` says.
        """
        theta = self.state.ema_G[i].cpu().double().numpy()
        G = Generator(self.updates.family, theta, self.recipe.noise, self.target.centre, self.target.scale)
        logit = self.logit(self.target.p_data.x, i)
        return build_frame(self.step, G, logit, self.target, D_sees_p_data=self.recipe.dataset_size == 0)

    def _snapshot(self) -> _Snapshot:
        return _Snapshot(self.state, self.step, self.steps_D, self._noise.position, self._real.position)

    def _restore(self, snapshot: _Snapshot) -> None:
        self.state, self.step, self.steps_D, self._noise.position, self._real.position = snapshot


class _Snapshot(NamedTuple):
    """All that changes in the course of a run."""

    state: State
    step: int
    steps_D: int
    noise_position: int
    data_position: int
