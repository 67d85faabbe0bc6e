"""The players of E GANs, with all that they train on and by; and Frames that show where they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.process_settings import one_blas_thread
from gan_theory._utils.validation import as_seeds
from gan_theory.datasets.targets import TargetLike, as_target
from gan_theory.training import schedules
from gan_theory.training.engine.array_library import choose_array_library
from gan_theory.training.engine.updates import State, Updates
from gan_theory.training.frame import Frame, Generator
from gan_theory.training.frame_builder import build_frame
from gan_theory.training.minibatches import data_minibatches, noise_minibatches
from gan_theory.training.networks.generators import as_generator
from gan_theory.training.recipe import Recipe


class Players:
    """G and D of E GANs, with a seed each.

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
        self.target, self.recipe, self.seeds = as_target(target), recipe, as_seeds(seed)
        self.step = self.steps_D = 0
        self.errors: dict[int, FloatingPointError] = {}
        self._last_frames: dict[int, Frame] = {}
        self.updates = Updates(as_generator(recipe.G, recipe.width), recipe)
        self.library = choose_array_library(self.updates.family, compile, device)
        self.state = self.updates.initial_state(self.seeds, self.library)
        self._noise = noise_minibatches(recipe.noise, self.seeds, recipe.batch, self.library)
        self._data = data_minibatches(self.target, recipe.dataset_size, self.seeds, recipe.batch, self.library)

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
            return self.library.to_numpy(self.updates.gradient_D(self.state, next(self._data), next(self._noise)))
        return self.library.to_numpy(self.updates.gradient_G(self.state, next(self._noise)))

    def weights(self, part: str, i: int = 0) -> Array:
        """Return weights of the i-th GAN.

        Parameters
        ----------
        part : str
            A field of State: "D", "G" or "ema_G".
        i : int
            The number of the GAN.

        Returns
        -------
        array of float64, shape (P,)
            The weights.
        """
        return self.library.to_numpy(getattr(self.state, part)[i]).astype(np.float64)

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
        u = (np.asarray(x, np.float64) - self.target.centre) / self.target.scale
        return self.updates.logit(self.weights("D", i)[None], u[None, :, None]).ravel()

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
        target = self.target
        G = Generator(self.updates.family, self.weights("ema_G", i), self.recipe.noise, target.centre, target.scale)
        with one_blas_thread():
            logit, before = self.logit(target.p_data.x, i), self._last_frames.get(i)
            frame = build_frame(self.step, G, logit, target, self.recipe.dataset_size == 0, before)
        self._last_frames[i] = frame
        return frame

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

    def _snapshot(self) -> _Snapshot:
        return _Snapshot(self.state, self.step, self.steps_D, self._noise.position, self._data.position)

    def _restore(self, snapshot: _Snapshot) -> None:
        self.state, self.step, self.steps_D, self._noise.position, self._data.position = snapshot


class _Snapshot(NamedTuple):
    """All that changes in the course of a run."""

    state: State
    step: int
    steps_D: int
    noise_position: int
    data_position: int
