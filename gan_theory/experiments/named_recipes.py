"""RECIPES: the paper's remarks on training as recipes, each with a contrast that differs from it in one thing.

>>> RECIPES["helvetica"].recipe.k_G, RECIPES["helvetica"].contrast
(200, 'in-turns')
>>> RECIPES["helvetica"].criterion
"p_g's standard deviation over p_data's, median over the Frames <= 0.1"
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from gan_theory._utils.validation import match_name
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.experiments.named_recipe import NamedRecipe, final_jsd, mean_D_gap, relative_std
from gan_theory.training.frame import Frame
from gan_theory.training.networks.linear_generators import Polynomial
from gan_theory.training.recipe import Recipe

# Frames show G as it is, and the learning rates do not fall.
UNAVERAGED = Recipe(ema_decay=0.0, final_lr_factor=1.0)

FAST_D = replace(UNAVERAGED, lr_D=4e-2)  # which soon rejects samples of G with confidence
FAR_START = replace(FAST_D, loss="saturating", k=5, initial_offset=8.0, steps=100, frames=20)
a10_early = partial(
    NamedRecipe,
    claim_id="A10",
    target="gaussian",
    quantity="JSD after 100 steps of G",
    measure=final_jsd,
    threshold=0.5,
)
EARLY = (
    a10_early(
        name="saturating-early",
        recipe=FAR_START,
        expected=False,
        contrast="non-saturating-early",
        remark="Early on D rejects samples of G with confidence: log(1 − D(G(z))) is flat, and G hardly moves.",
    ),
    a10_early(
        name="non-saturating-early",
        recipe=replace(FAR_START, loss="non-saturating"),
        expected=True,
        contrast="saturating-early",
        remark="From the same start −log D(G(z)) is steep where D is confident, and G reaches the data.",
    ),
    a10_early(
        name="saturating-nearby",
        recipe=replace(FAR_START, initial_offset=3.0),
        expected=True,
        contrast="saturating-early",
        remark="Where D is less confident, Adam, which divides a gradient by its size, hides that this loss is flat.",
    ),
)

SLOW_G = replace(UNAVERAGED, k=5, lr_D=2e-3, lr_G=1e-3, batch=64, steps=200, frames=20)
FAST_G = replace(SLOW_G, lr_G=2e-2)
a9_steps = partial(
    NamedRecipe,
    claim_id="A9",
    target="two-modes",
    quantity="mean C − V over the later half of 200 steps of G",
    measure=mean_D_gap,
    threshold=0.05,
)
STEPS_OF_D = (
    a9_steps(
        name="k-1-slow-G",
        recipe=replace(SLOW_G, k=1),
        expected=False,
        contrast="k-5-slow-G",
        remark="k = 1: a D that learns slowly stays far from D*, even if G is slow.",
    ),
    a9_steps(
        name="k-5-slow-G",
        recipe=SLOW_G,
        expected=True,
        contrast="k-1-slow-G",
        remark="k = 5 steps of D per step of a slow G keep D near D*.",
    ),
    a9_steps(
        name="k-20-slow-G",
        recipe=replace(SLOW_G, k=20),
        expected=True,
        contrast="k-1-slow-G",
        remark="k = 20 steps keep it nearer still, at more than three times the cost.",
    ),
    a9_steps(
        name="k-1-fast-G",
        recipe=replace(FAST_G, k=1),
        expected=False,
        contrast="k-1-slow-G",
        remark="If G is fast, D does not follow.",
    ),
    a9_steps(
        name="k-5-fast-G",
        recipe=FAST_G,
        expected=False,
        contrast="k-5-slow-G",
        remark="Five steps of D are not enough for a fast G.",
    ),
    a9_steps(
        name="k-20-fast-G",
        recipe=replace(FAST_G, k=20),
        expected=False,
        contrast="k-20-slow-G",
        remark="Twenty steps are not enough either.",
    ),
)

TWENTY_POINTS = Recipe(k=5, dataset_size=20, batch=128, steps=400, frames=4)
a9_data = partial(
    NamedRecipe,
    claim_id="A9",
    target="gaussian",
    quantity="final JSD to the distribution that the data set was drawn from",
    measure=final_jsd,
    threshold=0.05,
)
DATA_SETS = (
    a9_data(
        name="twenty-points",
        recipe=TWENTY_POINTS,
        expected=False,
        contrast="fresh-points",
        remark="On a finite data set D overfits: G learns the points instead of the distribution they were drawn from.",
    ),
    a9_data(
        name="fresh-points",
        recipe=replace(TWENTY_POINTS, dataset_size=0),
        expected=True,
        contrast="twenty-points",
        remark="With fresh data at each step D cannot overfit.",
    ),
)

LONG_ROUNDS = replace(UNAVERAGED, k_G=200, batch=128, steps=1000, frames=5)
a11 = partial(
    NamedRecipe,
    claim_id="A11",
    target="two-modes",
    quantity="p_g's standard deviation over p_data's, median over the Frames",
    measure=relative_std,
    threshold=0.1,
)
HELVETICA = (
    a11(
        name="helvetica",
        recipe=LONG_ROUNDS,
        expected=True,
        contrast="in-turns",
        remark="Trained for 200 steps without an update of D, G maps nearly all z to one x, now and then to two.",
    ),
    a11(
        name="in-turns",
        recipe=replace(LONG_ROUNDS, k_G=1),
        expected=False,
        contrast="helvetica",
        remark="Trained for as many steps in turns with D, p_g keeps its standard deviation.",
    ),
)

NARROW_BESIDE_WIDE = GaussianMixture((0.0, 2.0), (1.0, 0.05), (0.5, 0.5))
"""Data are standardised, so that a single narrow mode would be trained on as any other Gaussian."""

SHARP = Recipe(batch=128, steps=1200, frames=4)
a14 = partial(NamedRecipe, claim_id="A14", recipe=SHARP, quantity="final JSD", measure=final_jsd, threshold=0.05)
SPIKES = (
    a14(
        name="narrow-beside-wide",
        target=NARROW_BESIDE_WIDE,
        expected=True,
        contrast="two-spikes",
        remark="p_g is sharp where the data are: with noise of std 0.5 added to G(z), JSD could not be below 0.06.",
    ),
    a14(
        name="two-spikes",
        target=GaussianMixture((-2.0, 2.0), (0.02, 0.02), (0.5, 0.5)),
        expected=False,
        contrast="narrow-beside-wide",
        remark="Two spikes take longer: a continuous G must become nearly discontinuous; 1,200 steps are too few.",
    ),
)

ANY_G = Recipe(G="polynomial", noise="uniform", batch=128, steps=800, frames=4)
b6 = partial(
    NamedRecipe,
    claim_id="B6",
    target="two-modes",
    quantity="final JSD",
    measure=final_jsd,
    threshold=0.05,
    contrast="line",
    expected=True,
)
GENERATOR_FAMILIES = (
    b6(name="perceptron", recipe=replace(ANY_G, G="mlp"), remark="The paper's G is a multilayer perceptron."),
    b6(name="polynomial", recipe=ANY_G, remark="Any G that is differentiable in θ will do: a polynomial of degree 9."),
    b6(name="spline", recipe=replace(ANY_G, G="spline"), remark="A cubic spline will do."),
    b6(name="table", recipe=replace(ANY_G, G="table"), remark="A table of values with linear interpolation will do."),
    b6(
        name="line",
        recipe=replace(ANY_G, G=Polynomial(1)),
        expected=False,
        contrast="polynomial",
        remark="A straight line, which cannot bend, will not do.",
    ),
)

DISJOINT_START = replace(FAST_D, loss="saturating", initial_offset=7.0, steps=200, frames=20)
c1 = partial(
    NamedRecipe, claim_id="C1", target="uniform", quantity="JSD after 200 steps of G", measure=final_jsd, threshold=0.5
)
DISJOINT_SUPPORTS = (
    c1(
        name="disjoint-saturating",
        recipe=DISJOINT_START,
        expected=False,
        contrast="disjoint-non-saturating",
        remark="If the supports are disjoint at the start, JSD = log 2 at any distance: no direction is better for G.",
    ),
    c1(
        name="disjoint-non-saturating",
        recipe=replace(DISJOINT_START, loss="non-saturating"),
        expected=True,
        contrast="disjoint-saturating",
        remark="The non-saturating loss follows the slope of D's logit, which is not 0, and reaches the data.",
    ),
)

RECIPES: dict[str, NamedRecipe] = {
    named.name: named
    for group in (EARLY, STEPS_OF_D, DATA_SETS, HELVETICA, SPIKES, GENERATOR_FAMILIES, DISJOINT_SUPPORTS)
    for named in group
}


def success_rate(
    named: NamedRecipe | str,
    seeds: Iterable[int] = range(20),
    runs: Sequence[Sequence[Frame | None]] | None = None,
) -> float:
    """Return the share of the seeds on which a recipe meets its criterion.

    Parameters
    ----------
    named : NamedRecipe or str
        The recipe, or its name in RECIPES.
    seeds, runs
        As for `NamedRecipe.success_rate`.

    Returns
    -------
    float
        The share, 0 to 1.

    Raises
    ------
    ValueError
        If no recipe has this name.
    """
    named = named if isinstance(named, NamedRecipe) else RECIPES[match_name(named, RECIPES, "recipe")]
    return named.success_rate(seeds, runs)
