"""RECIPES: the paper's remarks as recipes to train by, each beside the one that it differs from in one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gan_theory._utils.validation import match_name
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.training.frame import Frame
from gan_theory.training.generators import Polynomial
from gan_theory.training.recipe import Recipe


@dataclass(frozen=True)
class NamedRecipe:
    """A target and a Recipe that show a remark, and what is measured on each run to see whether they do.

    row: the remark's row in the table of claims, B6 for any differentiable G. what: which number `measure` reads off
    the Frames of one run; it counts if it is <= most. often: whether the remark expects it to count on nearly every
    seed, or on hardly any. beside: the recipe to compare with, which differs in one thing.
    """

    name: str
    row: str
    remark: str
    target: object
    recipe: Recipe
    what: str
    measure: Callable[[Sequence[Frame]], float]
    most: float
    often: bool
    beside: str

    @property
    def criterion(self) -> str:
        """What counts, in words."""
        return f"{self.what} <= {self.most:g}"

    def runs(self, seeds: Iterable[int] = range(20)) -> list[list[Frame | None]]:
        """The Frames of one run for each seed, None from where it diverged. Raises as `train_many` does."""
        from gan_theory.training.ensemble import train_many

        return [list(frames) for frames in zip(*train_many(self.target, self.recipe, seeds=seeds))]

    def shows(self, frames: Sequence[Frame | None]) -> bool:
        """Whether one run meets the criterion; one that diverged does not."""
        return None not in frames and bool(self.measure(frames) <= self.most)


def success_rate(named: NamedRecipe | str, seeds: Iterable[int] = range(20), runs: Sequence | None = None) -> float:
    """The share of the seeds on which a recipe, by itself or by name, meets its criterion.

    runs: those of `named.runs(seeds)`, if they have been made. Raises ValueError for an unknown name.
    """
    named = named if isinstance(named, NamedRecipe) else RECIPES[match_name(named, RECIPES, "recipe")]
    return float(np.mean([named.shows(frames) for frames in (named.runs(seeds) if runs is None else runs)]))


def last_jsd(frames: Sequence[Frame]) -> float:
    """The JSD of the last Frame, nats."""
    return frames[-1].jsd


def mean_D_gap(frames: Sequence[Frame]) -> float:
    """The mean of C − V, nats, over the later half of a run: how far D stays behind D*."""
    return float(np.mean([frame.D_gap for frame in frames[len(frames) // 2 :]]))


def relative_std(frames: Sequence[Frame]) -> float:
    """The median over the Frames after the start of p_g's standard deviation, in p_data's."""
    return float(np.median([frame.p_g.std() / frame.p_data.std() for frame in frames[1:]]))


PLAIN = dict(ema_decay=0.0, final_lr_factor=1.0)  # frames show G as it is, and the learning rates stay
EARLY = Recipe(loss="saturating", k=5, initial_offset=8.0, steps=100, frames=20, **PLAIN)
APART = Recipe(loss="saturating", initial_offset=7.0, steps=200, frames=20, **PLAIN)
SLOW = Recipe(k=5, lr_D=2e-3, lr_G=1e-3, batch=64, steps=200, frames=20, **PLAIN)
FAST = replace(SLOW, lr_G=2e-2)
LONG = Recipe(k_G=200, batch=128, steps=1000, frames=5, **PLAIN)
FEW = Recipe(k=5, dataset_size=20, batch=128, steps=400, frames=4)
SHARP = Recipe(batch=128, steps=800, frames=4)
FREE = Recipe(G="polynomial", noise="uniform", batch=128, steps=800, frames=4)


def _group(row, target, what, measure, most, *members):
    return [
        NamedRecipe(name, row, remark, other or target, recipe, what, measure, most, often, beside)
        for name, recipe, often, beside, remark, *rest in members
        for other in [rest[0] if rest else None]
    ]


_ALL = (
    *_group(
        "A10",
        "gaussian",
        "JSD after 100 steps of G",
        last_jsd,
        0.5,
        (
            "saturating-early",
            EARLY,
            False,
            "non-saturating-early",
            "Early on D rejects what G makes with confidence: log(1 − D(G(z))) is flat, and G hardly moves.",
        ),
        (
            "non-saturating-early",
            replace(EARLY, loss="non-saturating"),
            True,
            "saturating-early",
            "From the same start −log D(G(z)) is steep just where D is sure, and G comes.",
        ),
        (
            "saturating-nearby",
            replace(EARLY, initial_offset=3.0),
            True,
            "saturating-early",
            "Where D still doubts, Adam, which divides a gradient by its size, hides that the first loss is flat.",
        ),
    ),
    *_group(
        "A9",
        "two-modes",
        "mean C − V over the later half of 200 steps of G",
        mean_D_gap,
        0.05,
        *(
            (f"k-{k}-{speed}-G", replace(base, k=k), speed == "slow" and k > 1, beside, remark)
            for speed, base, k, beside, remark in (
                (
                    "slow",
                    SLOW,
                    1,
                    "k-5-slow-G",
                    "k = 1: a D that learns slowly stays behind D*, even if G is slow.",
                ),
                ("slow", SLOW, 5, "k-1-slow-G", "k = 5 steps of D per step of a slow G keep D near D*."),
                ("slow", SLOW, 20, "k-1-slow-G", "k = 20 keep it nearer still, at more than three times the cost."),
                ("fast", FAST, 1, "k-1-slow-G", "If G is fast, D does not follow."),
                ("fast", FAST, 5, "k-5-slow-G", "Five steps of D are not enough for a fast G."),
                ("fast", FAST, 20, "k-20-slow-G", "Twenty are not either."),
            )
        ),
    ),
    *_group(
        "A9",
        "gaussian",
        "JSD in the end, to the law that the points came from",
        last_jsd,
        0.05,
        (
            "twenty-points",
            FEW,
            False,
            "fresh-points",
            "On a finite data set D overfits, and leads G to the points instead of to the law that they came from.",
        ),
        (
            "fresh-points",
            replace(FEW, dataset_size=0),
            True,
            "twenty-points",
            "With fresh data at each step it cannot.",
        ),
    ),
    *_group(
        "A11",
        "two-modes",
        "p_g's width over p_data's, median over the rounds",
        relative_std,
        0.1,
        (
            "helvetica",
            LONG,
            True,
            "in-turns",
            "Trained for 200 steps at a time without updating D, G sends nearly all z to one x, now and then to two.",
        ),
        ("in-turns", replace(LONG, k_G=1), False, "helvetica", "In turns, for as many steps, p_g stays wide."),
    ),
    *_group(
        "A14",
        GaussianMixture((4.0,), (1e-3,)),
        "JSD in the end",
        last_jsd,
        0.05,
        ("spike", SHARP, True, "two-spikes", "p_g can be as sharp as a spike: nothing has to be blurred."),
        (
            "two-spikes",
            SHARP,
            False,
            "spike",
            "Two spikes take longer: a continuous G must grow a near-leap at the right z; 800 steps are too few.",
            GaussianMixture((-2.0, 2.0), (0.02, 0.02), (0.5, 0.5)),
        ),
    ),
    *_group(
        "B6",
        "two-modes",
        "JSD in the end",
        last_jsd,
        0.05,
        ("perceptron", replace(FREE, G="mlp"), True, "line", "The paper's G is a multilayer perceptron."),
        ("polynomial", FREE, True, "line", "Any differentiable G will do: a polynomial of degree 9,"),
        ("spline", replace(FREE, G="spline"), True, "line", "a cubic spline,"),
        ("table", replace(FREE, G="table"), True, "line", "or a table of values with lines between them,"),
        ("line", replace(FREE, G=Polynomial(1)), False, "polynomial", "if only it can bend: a straight line cannot."),
    ),
    *_group(
        "C1",
        "uniform",
        "JSD after 200 steps of G",
        last_jsd,
        0.5,
        (
            "disjoint-saturating",
            APART,
            False,
            "disjoint-non-saturating",
            "If the supports are disjoint at the start, JSD = log 2 at any distance, and G is not told where to go.",
        ),
        (
            "disjoint-non-saturating",
            replace(APART, loss="non-saturating"),
            True,
            "disjoint-saturating",
            "The other loss follows the slope of D's logit, which is there, and arrives.",
        ),
    ),
)
RECIPES = {named.name: named for named in _ALL}
