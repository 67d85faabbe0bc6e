"""The report of the command train: the result of a run, what limits its meaning, and how G does on held-out data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from gan_theory._utils.number_text import with_minus
from gan_theory.datasets.splits import Split
from gan_theory.datasets.targets import Target
from gan_theory.evaluation.held_out_report import HeldOutReport
from gan_theory.training.frame import Frame
from gan_theory.training.recipe import Recipe


def report_lines(
    label: str,
    target: Target,
    recipe: Recipe,
    frames: Sequence[Frame],
    split: Split | None = None,
    held_out: HeldOutReport | None = None,
) -> Iterator[str]:
    """Yield the lines of the report.

    Parameters
    ----------
    label : str
        What the target is called.
    target : Target
        The target.
    recipe : Recipe
        The recipe.
    frames : sequence of Frame
        The frames of the run, at least one.
    split : Split, optional
        The parts of the user's data; None for a named target.
    held_out : HeldOutReport, optional
        The evaluation on held-out data; None if there are none.

    Yields
    ------
    str
        The lines.
    """
    first, last = frames[0], frames[-1]
    yield f"target    {label}{_describe_p_data(target, split)}{_describe_dataset(target, recipe)}"
    yield from (f"note      {note}" for note in _notes(target, recipe, split))
    yield f"JSD       {last.jsd:.4f} nats after {last.step} steps of G (at the start {first.jsd:.4f})"
    yield with_minus(f"V         {last.V:.4f} nats; -log 4 = -1.3863, and C = {last.C:.4f}")
    yield f"D         {last.D_from_half:.4f} from ½, on average over p_data"
    yield (
        f"          E D(x) = {last.D_on_data:.4f} (D raises it towards 1); "
        f"E D(G(z)) = {last.D_on_G:.4f} (G raises it towards 1)"
    )
    if split is not None:
        yield f"held out  {_describe_held_out(split)}"
    if held_out is not None:
        yield from held_out.in_words().splitlines()


def held_out_as_dict(split: Split | None, held_out: HeldOutReport | None) -> dict[str, Any]:
    """Return what the history file says of held-out data.

    Parameters
    ----------
    split : Split, optional
        The parts of the user's data; None for a named target.
    held_out : HeldOutReport, optional
        The evaluation on held-out data; None if there are none.

    Returns
    -------
    dict
        The sizes of the parts and the evaluation, in the types of JSON.
    """
    if split is None:
        return {"held_out": None}
    sizes = {name: getattr(split, name).size for name in ("train", "validation", "test")}
    return {"held_out": {**sizes, "judgement": None if held_out is None else held_out.as_dict()}}


def _describe_p_data(target: Target, split: Split | None) -> str:
    bandwidth = target.p_data.bandwidth
    if split is None:
        return "" if bandwidth is None else f": p_data is the samples smoothed by {_short(bandwidth)}"
    total = split.train.size + split.validation.size + split.test.size
    method = "those held out" if split.validation.size else "leaving one value out"
    smoothed = f"{split.train.size:,} of them smoothed by {_short(bandwidth)}"
    return f", {total:,} samples: p_data is {smoothed}, chosen by {method}"


def _short(number: float | None) -> str:
    return with_minus(f"{number:.3g}")


def _describe_dataset(target: Target, recipe: Recipe) -> str:
    if not recipe.dataset_size:
        return ""
    return f"; D sees {target.dataset(recipe.dataset_size, 0).size} points"


def _describe_held_out(split: Split) -> str:
    if not split.test.size:
        return "none: too few distinct samples to evaluate G on unseen data"
    validation = f"{split.validation.size:,} validation samples, and " if split.validation.size else ""
    return f"{validation}{split.test.size:,} test samples"


def _notes(target: Target, recipe: Recipe, split: Split | None) -> Iterator[str]:
    """Yield what limits the meaning of the result."""
    p_data, samples = target.p_data, target.samples
    grid = with_minus("[{:.4g}, {:.4g}]".format(*p_data.edges[[0, -1]]))
    if p_data.ppf(0.75) - p_data.ppf(0.25) < 8 * p_data.dx:
        yield f"the tails stretch the grid to {grid}: half of p_data lies in fewer than 8 of its cells"
    if split is not None and split.rounding_step:
        step = _short(split.rounding_step)
        yield f"the samples are rounded to {step}, and spread evenly over it: finer structure is a guess"
    if samples is None:
        return
    if p_data.outside > 1e-3:
        yield f"{p_data.outside:.1%} of p_data lies beyond the grid, {grid}, and counts to its ends"
    distinct = np.unique(samples).size
    if distinct <= len(samples) / 10:
        known_to_D = "which D can distinguish from any density"
        consequence = known_to_D if recipe.dataset_size else "between which p_data is a guess"
        yield f"the samples take only {distinct:,} values, {consequence}"
