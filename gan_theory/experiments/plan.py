"""The plan of a sweep: which recipes, seeds and targets there are, their labels, and the row of each run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from hashlib import sha256
from numbers import Real
from typing import Any, NamedTuple

from gan_theory import __version__
from gan_theory._utils.validation import as_seeds
from gan_theory.datasets.targets import Target, TargetLike, as_target, is_distribution
from gan_theory.densities.density import Density
from gan_theory.experiments.executors import Run
from gan_theory.experiments.results_file import Key, Row, key_of, to_json
from gan_theory.training.recipe import Recipe

MOST_RUNS = 1_000_000  # rows that are kept in memory


class Plan(NamedTuple):
    """What a sweep runs.

    Parameters
    ----------
    rows : list of dict
        The rows, without results, by target, recipe and seed.
    runs : dict from key to Run
        The arguments of each run. Recipes that differ in their names only share a run.
    """

    rows: list[Row]
    runs: dict[Key, Run]

    def completed(self, results: Mapping[Key, Row]) -> list[Row]:
        """Return the rows for which there are results.

        Parameters
        ----------
        results : mapping from key to dict
            The results, by the keys of their rows.

        Returns
        -------
        list of dict
            These rows, with the results.
        """
        keyed = ((row, key_of(row)) for row in self.rows)
        return [row | results[key] for row, key in keyed if key in results]


def make_plan(recipes: Any, seeds: Any, target: TargetLike | Sequence[TargetLike]) -> Plan:
    """Return the plan of a sweep.

    Parameters
    ----------
    recipes, seeds, target
        As for `sweep`.

    Returns
    -------
    Plan
        The rows to fill, and the runs.

    Raises
    ------
    ValueError
        If an argument is invalid, or there are too many runs.
    """
    plan, seeds, recipes = Plan(rows=[], runs={}), _distinct_seeds(seeds), _named_recipes(recipes)
    targets = _labelled_targets(target)
    count = len(targets) * len(recipes) * len(seeds)
    if count > MOST_RUNS:
        sizes = f"{len(targets)} targets, {len(recipes)} recipes and {len(seeds):,} seeds"
        raise ValueError(f"expected at most {MOST_RUNS:,} runs; got {count:,}: {sizes}")
    for label, source in targets.items():
        for name, recipe in recipes.items():
            settings = {field.name: to_json(getattr(recipe, field.name)) for field in fields(Recipe)}
            for seed in seeds:
                row = {"target": label, "recipe": name, **settings, "seed": seed, "version": __version__}
                plan.runs[key_of(row)] = Run(source, recipe, seed)
                plan.rows.append(row)
    return plan


def _distinct_seeds(seeds: Any) -> list[int]:
    """Return the seeds, each once, in order."""
    if not isinstance(seeds, Iterable) or isinstance(seeds, str):
        raise ValueError(f"expected seeds, integers such as range(20) or [3]; got {seeds!r}")
    return sorted(set(as_seeds(seeds)))


def _named_recipes(recipes: Any) -> dict[str, Recipe]:
    """Return the recipes by their names; those without a name by what distinguishes them."""
    if isinstance(recipes, Recipe):
        recipes = [recipes]
    if not isinstance(recipes, Iterable) or isinstance(recipes, str):
        raise ValueError(f"expected a Recipe, a sequence of them or a mapping from names to them; got {recipes!r:.60}")
    recipes = dict(recipes) if isinstance(recipes, Mapping) else list(recipes)
    _check_losses(recipes.values() if isinstance(recipes, dict) else recipes)
    named = recipes if isinstance(recipes, dict) else _by_differences(recipes)
    if not named:
        raise ValueError("expected at least one Recipe; got none")
    for name, recipe in named.items():
        if not (isinstance(name, str) and isinstance(recipe, Recipe)):
            raise ValueError(f"expected names and Recipes; got {name!r}: {recipe!r:.60}")
        if " object at 0x" in repr(recipe.G):
            raise ValueError(
                f"expected a G whose repr distinguishes it from others, such as a dataclass; got {recipe.G!r}"
            )
    return named


def _check_losses(recipes: Iterable[Any]) -> None:
    """Raise ValueError if different losses have one name, by which the rows know them."""
    known: dict[str, Any] = {}
    for recipe in recipes:
        loss = getattr(recipe, "loss", None)
        if known.setdefault(str(loss), loss) != loss:
            raise ValueError(f"expected different names for different losses; got {str(loss)!r} twice")


def _by_differences(recipes: list[Any]) -> dict[str, Recipe]:
    """Return the recipes, each once, by how they differ from Recipe(), in six digits where these suffice."""
    for recipe in recipes:
        if not isinstance(recipe, Recipe):
            raise ValueError(f"expected Recipes; got {recipe!r:.60}")
    recipes = list(dict.fromkeys(recipes))
    short = {_differences(recipe, lambda value: f"{value:.6g}"): recipe for recipe in recipes}
    return short if len(short) == len(recipes) else {_differences(recipe, repr): recipe for recipe in recipes}


def _differences(recipe: Recipe, show: Callable[[float], str]) -> str:
    """Return how a recipe differs from Recipe(), such as "k=5, loss=saturating"."""
    values = ((field, to_json(getattr(recipe, field.name))) for field in fields(Recipe))
    texts = (
        f"{field.name}={show(value) if isinstance(value, float) else value}"
        for field, value in values
        if value != field.default
    )
    return ", ".join(texts) or "default"


def _labelled_targets(target: Any) -> dict[str, TargetLike]:
    """Return each target by its label; a list or tuple is one of targets, unless it holds numbers."""
    several = isinstance(target, list | tuple) and not all(isinstance(each, Real) for each in target)
    return {_label(each): each for each in (target if several else [target])}


def _label(source: TargetLike) -> str:
    """Return a target's name in TARGETS; of others their type and twelve digits of a hash of their numbers."""
    target = as_target(source)
    if isinstance(source, str):
        return target.name
    numbers = (target.p_data.x, target.p_data.p) if target.samples is None else (target.samples,)
    name = target.name if isinstance(source, Density | Target) or is_distribution(source) else "samples"
    return f"{name} {sha256(b''.join(array.tobytes() for array in numbers)).hexdigest()[:12]}"
