"""Many recipes × seeds × targets, on any `concurrent.futures.Executor`: a table of results that a file can hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import fields
from hashlib import sha256
from numbers import Real
from statistics import median

from tqdm import tqdm

from gan_theory import __version__
from gan_theory._utils.validation import check_count
from gan_theory.datasets.targets import Target, as_target
from gan_theory.densities.density import Density
from gan_theory.experiments.executors import LostRunsError, SerialExecutor, _as_they_come, check_executor
from gan_theory.experiments.results_file import key_of, open_results, to_json
from gan_theory.training.recipe import Recipe


def sweep(recipes, seeds, executor=None, *, target="two-modes", path=None, progress: bool = False) -> list[dict]:
    """Train each recipe on each target from each seed; a row for each run, by target, recipe and seed, in that order.

    recipes: a Recipe, a sequence of them, or a mapping from names to them. seeds: integers, such as range(20).
    executor: any `concurrent.futures.Executor`, which stays open; None for here, one run after the other. target: as
    for `train`, or a list of such. path: a file of JSON lines, one a run, appended to as they come; the runs that it
    holds already are not run again. progress: show a bar on a terminal.

    A row is a flat dict: target, recipe (its name), the fields of Recipe, seed, version, then the last Frame's step,
    jsd, V, C, D_gap, G_gap and D_from_half (nats), seconds, and error: None, or what the run raised, with None for the
    measures. The rows, but for `seconds`, depend on neither the executor nor the order in which runs end.

    A run that the executor loses (its worker was killed) is sent again, three times in all. Raises LostError, which has
    the rows that came, if runs are lost for good; ValueError for a bad argument, or a file that is not a sweep's.
    """
    check_executor(executor)
    table, runs = _plan(recipes, seeds, target)
    asked, why = {key_of(row): row for row in table}, None
    with open_results(path) as (found, write):
        todo = {key: run for key, run in runs.items() if key not in found}
        bar = tqdm(total=len(runs), initial=len(runs) - len(todo), unit="run", disable=None if progress else True)
        with bar, closing(_as_they_come(executor or SerialExecutor(), todo)) as coming:
            for key, came in coming:
                if isinstance(came, Exception):
                    why = came
                else:
                    write(asked[key] | came)
                    found[key] = came
                    bar.update()
    rows = _filled(table, found)
    if why is not None:
        raise LostRunsError(_lost(len(table) - len(rows), len(table), path, why), rows)
    return rows


def completed_rows(recipes, seeds, *, target="two-modes", path) -> list[dict]:
    """The rows of this sweep that the file holds already. Arguments, and what is raised, as for `sweep`."""
    with open_results(path) as (found, _):
        return _filled(_plan(recipes, seeds, target)[0], found)


def summary(rows: Iterable[Mapping], bound: float = 0.01) -> list[dict]:
    """A row for each target and recipe: how many runs, how many `within` (JSD <= bound), their rate, and the errors.

    median and worst: the JSD [nats] over the runs without an error, None if there are none. A run with an error counts
    as one that is not within the bound.
    """
    groups: dict[tuple, list] = {}
    for row in rows:
        groups.setdefault((row["target"], row["recipe"]), []).append(row)
    return [{"target": target, "recipe": name, **_summed(group, bound)} for (target, name), group in groups.items()]


def _summed(group, bound) -> dict:
    jsd = [row["jsd"] for row in group if row["error"] is None]
    within = sum(each <= bound for each in jsd)
    return {
        "runs": len(group),
        "within": within,
        "rate": within / len(group),
        "median": median(jsd) if jsd else None,
        "worst": max(jsd) if jsd else None,
        "errors": len(group) - len(jsd),
    }


def _lost(lost, total, path, why) -> str:
    held = "the rows that came are this error's `rows`" if path is None else f"the others are in {str(path)!r}"
    return (
        f"{lost} of {total} runs did not come back ({type(why).__name__}: {why}); {held}: "
        "start the sweep again, on an executor that works, to continue "
        '(does a script that makes a pool do so under `if __name__ == "__main__":`?)'
    )


def _plan(recipes, seeds, target) -> tuple[list, dict]:
    """The rows to fill, in order, and for each run's key the arguments of `play`."""
    table, runs, seeds, recipes = [], {}, _seeds(seeds), _named(recipes)
    for label, source in _targets(target).items():
        for name, recipe in recipes.items():
            settings = {field.name: to_json(getattr(recipe, field.name)) for field in fields(Recipe)}
            for seed in seeds:
                row = {"target": label, "recipe": name, **settings, "seed": seed, "version": __version__}
                runs[key_of(row)] = source, recipe, seed
                table.append(row)
    return table, runs


def _filled(table, found) -> list[dict]:
    keyed = ((row, key_of(row)) for row in table)
    return [row | found[key] for row, key in keyed if key in found]


def _seeds(seeds) -> list[int]:
    """The seeds, each once, in order."""
    if not isinstance(seeds, Iterable) or isinstance(seeds, str):
        raise ValueError(f"expected seeds, integers such as range(20) or [3]; got {seeds!r}")
    seeds = list(seeds)
    if not seeds:
        raise ValueError("expected at least one seed; got none")
    for seed in seeds:
        check_count("seed", seed, 0, 2**63 - 1)
    return sorted({int(seed) for seed in seeds})


def _named(recipes) -> dict[str, Recipe]:
    if isinstance(recipes, Recipe):
        recipes = [recipes]
    if not isinstance(recipes, Iterable) or isinstance(recipes, str):
        raise ValueError(f"expected a Recipe, a sequence of them or a mapping from names to them; got {recipes!r:.60}")
    named = dict(recipes) if isinstance(recipes, Mapping) else _by_name(list(recipes))
    if not named:
        raise ValueError("expected at least one Recipe; got none")
    for name, recipe in named.items():
        if not (isinstance(name, str) and isinstance(recipe, Recipe)):
            raise ValueError(f"expected names and Recipes; got {name!r}: {recipe!r:.60}")
        if " object at 0x" in repr(recipe.G):
            raise ValueError(f"expected a G that its repr tells from others, such as a dataclass; got {recipe.G!r}")
    return named


def _by_name(recipes) -> dict[str, Recipe]:
    """The recipes, each once, by what sets them apart from Recipe(), in six digits where those suffice."""
    for recipe in recipes:
        if not isinstance(recipe, Recipe):
            raise ValueError(f"expected Recipes; got {recipe!r:.60}")
    recipes = list(dict.fromkeys(recipes))
    short = {_differences(recipe, lambda value: f"{value:.6g}"): recipe for recipe in recipes}
    return short if len(short) == len(recipes) else {_differences(recipe, repr): recipe for recipe in recipes}


def _differences(recipe, show) -> str:
    values = ((field, to_json(getattr(recipe, field.name))) for field in fields(Recipe))
    texts = (
        f"{field.name}={show(value) if isinstance(value, float) else value}"
        for field, value in values
        if value != field.default
    )
    return ", ".join(texts) or "default"


def _targets(target) -> dict[str, object]:
    """Each target's label, and what `train` takes for it; a list is one of targets unless it holds numbers."""
    several = isinstance(target, list | tuple) and not all(isinstance(each, Real) for each in target)
    return {_label(each): each for each in (target if several else [target])}


def _label(source) -> str:
    """A name of TARGETS, or for other targets what they are and twelve digits of a hash of their numbers."""
    target = as_target(source)
    if isinstance(source, str):
        return target.name
    numbers = (target.p_data.x, target.p_data.p) if target.samples is None else (target.samples,)
    name = target.name if isinstance(source, Density | Target) or hasattr(source, "rvs") else "samples"
    return f"{name} {sha256(b''.join(array.tobytes() for array in numbers)).hexdigest()[:12]}"
