"""Frames in the course of training: at regular steps, of an ensemble, after each single step; and divergence."""

from __future__ import annotations

from abc import abstractmethod
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from gan_theory.training.frame import Frame
from gan_theory.training.players import Players


class Run(Players):
    """Players who are trained by iterations, with Frames between them.

    Parameters
    ----------
    target, recipe, seed, compile, device
        As for `Players`.
    """

    @abstractmethod
    def rounds(
        self, n: int, steps_D: int | None = None, steps_G: int | None = None, *, lr_D: float | None = None
    ) -> None:
        """Run n iterations, of `steps_D` steps of D and then `steps_G` of G; by default those of the recipe."""

    def run(self) -> Iterator[Frame]:
        """Run to the end, and yield a Frame of the first GAN now and at each of `frame_steps`.

        If training diverges, it is repeated from the last Frame on by single iterations, to find the step at which it
        diverges; the Frames of up to `recipe.frames` iterations before it are yielded, and the error is raised.

        Yields
        ------
        Frame
            A moment of training.

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
        """Run to the end, and yield a Frame now and after each single step, with the player who `moved`."""
        yield self.frame()
        while self.step < self.recipe.steps:
            for _ in range(self.recipe.k):
                self.rounds(1, steps_D=1, steps_G=0)
                yield replace(self.frame(), moved="D")
            for _ in range(self.recipe.k_G):
                self.rounds(1, steps_D=0, steps_G=1)
                yield replace(self.frame(), moved="G")

    def _run_to(self, end: int) -> None:
        self.rounds((end - self.step) // self.recipe.k_G)
