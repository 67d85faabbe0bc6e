"""What train says in the end: the figures of the run, what makes them mean less, and how G does on unseen data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from gan_theory.datasets.splits import Split
from gan_theory.datasets.targets import Target
from gan_theory.evaluation.held_out_report import HeldOutReport
from gan_theory.training.frame import Frame
from gan_theory.training.recipe import Recipe


def lines(
    name: str,
    target: Target,
    recipe: Recipe,
    frames: Sequence[Frame],
    split: Split | None = None,
    judgement: HeldOutReport | None = None,
) -> Iterator[str]:
    """The lines of the report. split: None for a named target. judgement: None if no data were held out to judge by."""
    last = frames[-1]
    seen = f"; D sees {target.dataset(recipe.dataset_size, 0).size} points" if recipe.dataset_size else ""
    yield f"target    {name}{_smoothed(target, split)}{seen}"
    yield from (f"note      {note}" for note in _notes(target, recipe, split))
    yield f"JSD       {last.jsd:.4f} nats after {last.step} steps of G (at the start {frames[0].jsd:.4f})"
    yield f"V         {last.V:.4f} nats; −log 4 = −1.3863, and C = {last.C:.4f}"
    yield f"D         {last.D_from_half:.4f} from ½, on average over p_data"
    yield f"          E D(x) = {last.D_on_data:.4f}, which D wants at 1; E D(G(z)) = {last.D_on_G:.4f}, which G does"
    if split is not None:
        yield f"held out  {_held_out(split)}"
        yield from () if judgement is None else judgement.in_words().splitlines()


def as_dict(split: Split | None, judgement: HeldOutReport | None) -> dict:
    """What the history has of the data held out: how many they are, and the judgement by them, if there is one."""
    if split is None:
        return {"held_out": None}
    sizes = {name: getattr(split, name).size for name in ("train", "validation", "test")}
    return {"held_out": {**sizes, "judgement": None if judgement is None else judgement.as_dict()}}


def _smoothed(target, split):
    h = target.p_data.bandwidth
    if split is None:
        return "" if h is None else f": p_data is the samples smoothed by {h:.3g}"
    total = split.train.size + split.validation.size + split.test.size
    chosen = "those held out" if split.validation.size else "leaving one value out"
    return f", {total:,} samples: p_data is {split.train.size:,} of them smoothed by {h:.3g}, chosen by {chosen}"


def _held_out(split):
    if not split.test.size:
        return "none, of so few distinct samples: what G is worth on data that it has not seen can't be told"
    smoothing = f"{split.validation.size:,} samples that chose the smoothing, and " if split.validation.size else ""
    return f"{smoothing}{split.test.size:,} samples that judge G"


def _notes(target, recipe, split):
    """What makes the figures of a run mean less than they seem to."""
    p_data, samples = target.p_data, target.samples
    lo, hi = p_data.edges[[0, -1]]
    if p_data.ppf(0.75) - p_data.ppf(0.25) < 8 * p_data.dx:
        yield f"the tails stretch the grid to [{lo:.4g}, {hi:.4g}]: half of p_data lies in fewer than 8 of its cells"
    if split is not None and split.step:
        yield f"the samples are rounded to {split.step:.3g}, and spread evenly over it: what is finer is a guess"
    if samples is None:
        return
    if p_data.outside > 1e-3:
        yield f"{p_data.outside:.1%} of p_data lies beyond the grid, [{lo:.4g}, {hi:.4g}], and counts to its ends"
    distinct = np.unique(samples).size
    if distinct <= len(samples) / 10:
        consequence = "which D can tell from any density" if recipe.dataset_size else "between which p_data is a guess"
        yield f"the samples take only {distinct:,} values, {consequence}"
