"""NamedRecipe: a recipe that shows a remark of the paper, what is measured on its runs, and how often it succeeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from gan_theory.datasets.targets import TargetLike
from gan_theory.training.frame import Frame
from gan_theory.training.recipe import Recipe


@dataclass(frozen=True)
class NamedRecipe:
    """A target and a Recipe that show a remark of the paper, and the criterion by which a run shows it.

    Parameters
    ----------
    name : str
        The name of the recipe.
    claim_id : str
        The identifier of the claim that the remark belongs to.
    remark : str
        The remark.
    target : str, GaussianMixture or other target of `train`
        What to train on.
    recipe : Recipe
        The hyperparameters.
    quantity : str
        What `measure` measures, in words.
    measure : callable
        Maps the Frames of a run to a number.
    threshold : float
        A run meets the criterion if its number is at most this.
    expected : bool
        Whether the remark predicts that nearly every run meets the criterion, or that hardly any does.
    contrast : str
        The name of the recipe to compare with, which differs in one thing.
    """

    name: str
    claim_id: str
    remark: str
    target: TargetLike
    recipe: Recipe
    quantity: str
    measure: Callable[[Sequence[Frame]], float]
    threshold: float
    expected: bool
    contrast: str

    @property
    def criterion(self) -> str:
        """The criterion in words."""
        return f"{self.quantity} <= {self.threshold:g}"

    def runs(self, seeds: Iterable[int] = range(20)) -> list[list[Frame | None]]:
        """Train by the recipe from each seed.

        Parameters
        ----------
        seeds : iterable of int
            The seeds.

        Returns
        -------
        list of lists of Frame or None
            The Frames of each run, None from where it has diverged.

        Raises
        ------
        ValueError, FloatingPointError
            As `train_many` does.
        """
        from gan_theory.training.ensemble import train_many

        return [list(frames) for frames in zip(*train_many(self.target, self.recipe, seeds=seeds))]

    def meets_criterion(self, frames: Sequence[Frame | None]) -> bool:
        """Return whether a run meets the criterion.

        Parameters
        ----------
        frames : sequence of Frame or None
            The Frames of the run, with None from where it has diverged.

        Returns
        -------
        bool
            Whether it does; false for a run that has diverged.
        """
        finite = [frame for frame in frames if frame is not None]
        return len(finite) == len(frames) and bool(self.measure(finite) <= self.threshold)

    def success_rate(
        self, seeds: Iterable[int] = range(20), runs: Sequence[Sequence[Frame | None]] | None = None
    ) -> float:
        """Return the share of the runs that meet the criterion.

        Parameters
        ----------
        seeds : iterable of int
            The seeds to train from.
        runs : sequence of sequences of Frame or None, optional
            What `runs(seeds)` has returned, if it has been called before.

        Returns
        -------
        float
            The share, 0 to 1.
        """
        runs = self.runs(seeds) if runs is None else runs
        return float(np.mean([self.meets_criterion(frames) for frames in runs]))


def final_jsd(frames: Sequence[Frame]) -> float:
    """Return the JSD of the last Frame.

    Parameters
    ----------
    frames : sequence of Frame
        The Frames of a run.

    Returns
    -------
    float
        In nats.
    """
    return frames[-1].jsd


def mean_D_gap(frames: Sequence[Frame]) -> float:
    """Return the mean of C − V over the later half of a run: how far D is from D*.

    Parameters
    ----------
    frames : sequence of Frame
        The Frames of a run.

    Returns
    -------
    float
        In nats.
    """
    return float(np.mean([frame.D_gap for frame in frames[len(frames) // 2 :]]))


def relative_std(frames: Sequence[Frame]) -> float:
    """Return the median of p_g's standard deviation over p_data's, over the Frames after the first.

    Parameters
    ----------
    frames : sequence of Frame
        The Frames of a run.

    Returns
    -------
    float
        The quotient.
    """
    return float(np.median([frame.p_g.std() / frame.p_data.std() for frame in frames[1:]]))
