"""Sweeps: many recipes × seeds × targets, on any `concurrent.futures.Executor`, as a table that a file can hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from statistics import median
from typing import Any

from tqdm import tqdm

from gan_theory._utils.streams import standard_error
from gan_theory.datasets.targets import TargetLike
from gan_theory.experiments.executors import (
    LostRunsError,
    SerialExecutor,
    check_executor,
    results_as_completed,
)
from gan_theory.experiments.plan import make_plan
from gan_theory.experiments.results_file import Row, find_fault, key_of, open_results
from gan_theory.training.recipe import Recipe


def sweep(
    recipes: Recipe | Sequence[Recipe] | Mapping[str, Recipe],
    seeds: Iterable[int],
    executor: Executor | None = None,
    *,
    target: TargetLike | Sequence[TargetLike] = "two-modes",
    path: str | os.PathLike[str] | None = None,
    progress: bool = False,
) -> list[Row]:
    """Train each recipe on each target from each seed, and return a table with a row for each run.

    Parameters
    ----------
    recipes : Recipe, sequence of Recipe or mapping from str to Recipe
        The recipes; a mapping gives them names.
    seeds : iterable of int
        The seeds, such as range(20).
    executor : concurrent.futures.Executor, optional
        Where to run; it stays open. By default here, one run after the other.
    target : target or list of targets
        As for `train`.
    path : path, optional
        A file of JSON lines, one for each run, to which rows are appended as runs end. Runs that it holds already are
        not repeated.
    progress : bool
        Whether to show a progress bar on a terminal.

    Returns
    -------
    list of dict
        The rows, by target, recipe and seed. A row is flat: `target`; `recipe`, its name; the fields of Recipe; `seed`;
        `version`; `step`, `jsd`, `V`, `C`, `D_gap`, `G_gap` [nats] and `D_from_half` of the last Frame; `seconds`;
        and `error`: None, or what the run raised, with None for the measures. All but `seconds` depend on neither the
        executor nor the order in which runs end.

    Raises
    ------
    LostRunsError
        If the executor has lost runs, such as those of a killed worker, three times each. It has the other rows.
    ValueError
        If an argument is invalid, the file is not that of a sweep, or the executor returns something else than rows.

    Examples
    --------
    >>> rows = sweep({"k = 1": Recipe(steps=5, frames=1)}, seeds=range(2), target="gaussian")
    >>> [(row["recipe"], row["seed"], row["step"], row["error"]) for row in rows]
    [('k = 1', 0, 5, None), ('k = 1', 1, 5, None)]
    """
    check_executor(executor)
    plan, lost = make_plan(recipes, seeds, target), None
    rows = {key_of(row): row for row in plan.rows}
    with open_results(path) as (results, append):
        todo = {key: run for key, run in plan.runs.items() if key not in results}
        hidden = None if progress else True  # None: hidden unless on a terminal
        done = len(plan.runs) - len(todo)
        bar = tqdm(total=len(plan.runs), initial=done, unit="run", disable=hidden, file=standard_error())
        with bar, closing(results_as_completed(executor or SerialExecutor(), todo)) as completed:
            for key, result in completed:
                if isinstance(result, Exception):
                    lost = result
                    continue
                fault = find_fault(result)
                if fault:
                    raise ValueError(f"expected an executor that returns what `run_one` does; got {fault}")
                append(rows[key] | result)
                results[key] = result
                bar.update()
    table = plan.completed(results)
    if lost is not None:
        raise LostRunsError(_lost_message(len(plan.rows) - len(table), len(plan.rows), path, lost), table)
    return table


def completed_rows(
    recipes: Recipe | Sequence[Recipe] | Mapping[str, Recipe],
    seeds: Iterable[int],
    *,
    target: TargetLike | Sequence[TargetLike] = "two-modes",
    path: str | os.PathLike[str],
) -> list[Row]:
    """Return the rows of a sweep that its file holds already.

    Parameters
    ----------
    recipes, seeds, target, path
        As for `sweep`.

    Returns
    -------
    list of dict
        The rows.

    Raises
    ------
    ValueError
        As `sweep` does.
    """
    with open_results(path) as (results, _):
        return make_plan(recipes, seeds, target).completed(results)


def summary(rows: Iterable[Mapping[str, Any]], bound: float = 0.01) -> list[Row]:
    """Summarise the rows of a sweep by target and recipe.

    Parameters
    ----------
    rows : iterable of mappings
        The rows that `sweep` returns.
    bound : float
        A run succeeds if its final JSD is at most this [nats].

    Returns
    -------
    list of dict
        For each target and recipe: `runs`, how many; `within`, how many have succeeded; `rate`, their share; `median`
        and `worst`, the JSD over the runs without an error [nats], None if there are none; `errors`, how many have
        failed, which do not succeed.

    Raises
    ------
    ValueError
        For a row of another kind.

    Examples
    --------
    >>> rows = sweep(Recipe(steps=5, frames=1), seeds=range(2), target="gaussian")
    >>> (cell,) = summary(rows, bound=1.0)
    >>> cell["recipe"], cell["runs"], cell["within"], cell["errors"]
    ('steps=5, frames=1', 2, 2, 0)
    """
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for i, row in enumerate(rows):
        fault = find_fault(row) or ("" if {"target", "recipe"} <= row.keys() else "a row without target or recipe")
        if fault:
            raise ValueError(f"expected rows that `sweep` returns; got {fault}, at index {i}")
        groups.setdefault((row["target"], row["recipe"]), []).append(row)
    return [{"target": target, "recipe": name, **_cell(group, bound)} for (target, name), group in groups.items()]


def _cell(group: Sequence[Mapping[str, Any]], bound: float) -> Row:
    """Return the summary of the rows of one target and recipe."""
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


def _lost_message(lost: int, total: int, path: str | os.PathLike[str] | None, error: Exception) -> str:
    others = "the rows of the others are this error's `rows`" if path is None else f"the others are in {str(path)!r}"
    return (
        f"{lost} of {total} runs were lost ({type(error).__name__}: {error}); {others}. "
        "To continue, start the sweep again on an executor that works "
        '(a script that makes a pool must do so under `if __name__ == "__main__":`)'
    )
