"""Targets, recipes and seeds are labelled, distinct and checked before anything runs."""

import os
import re
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from gan_theory import Density, Recipe, grid, sweep
from gan_theory.datasets.targets import as_target
from gan_theory.experiments import plan
from tests.support.least_squares import LEAST_SQUARES
from tests.support.sweeps import RECIPES, SHORT, Canned, read_rows
from tests.support.training import Wave


def test_rows_are_ordered_by_target_recipe_and_seed():
    rows = sweep(RECIPES, [2, 0, 1, 0], Canned(), target=("two-modes", "gaussian"))
    assert [(row["target"], row["recipe"], row["seed"]) for row in rows] == [
        (target, name, seed) for target in ("two-modes", "gaussian") for name in RECIPES for seed in range(3)
    ]


def test_targets_without_a_name_are_distinguished_by_their_numbers():
    x, samples = grid(-8, 9, 64), np.random.default_rng(0).normal(size=50)
    targets = [
        samples,
        samples + 1e-9,
        stats.norm(),
        stats.norm(0, 1.1),
        Density.from_samples(samples, x),
        Density.from_pdf(stats.norm().pdf, x),
        as_target("gaussian"),
        list(samples[:9]),
    ]
    rows = sweep(SHORT, [0], Canned(), target=targets)
    labels = [row["target"] for row in rows]
    assert len(set(labels)) == len(targets)
    assert [label.split()[0] for label in labels] == [
        *("samples", "samples", "norm", "norm", "Density", "Density", "gaussian", "samples")
    ]
    assert labels[0] == sweep(SHORT, [0], Canned(), target=samples.tolist())[0]["target"]
    assert all(re.fullmatch(r"\w+ [0-9a-f]{12}", label) for label in labels)


def test_targets_with_equal_masses_on_shifted_grids_are_distinguished():
    p = np.full(4, 0.25)
    targets = [Density(np.arange(4) + shift, p) for shift in (0.0, 1.0)] + [stats.uniform(), stats.uniform(1)]
    rows = sweep(SHORT, [0], Canned(), target=targets)
    assert len({row["target"] for row in rows}) == len(targets)


def test_recipes_without_a_name_are_named_by_their_differences():
    def names(*recipes):
        return [row["recipe"] for row in sweep(recipes, [0], Canned())]

    assert names(Recipe(), Recipe(k=5, loss="saturating"), Recipe(lr_G=0.01 / 3), Recipe()) == [
        "default",
        "k=5, loss=saturating",
        "lr_G=0.00333333",
    ]
    assert names(Recipe(lr_G=0.01 / 3), Recipe(lr_G=0.00333333)) == ["lr_G=0.0033333333333333335", "lr_G=0.00333333"]


def test_one_run_fills_the_rows_of_all_its_names(tmp_path):
    executor, path = Canned(), tmp_path / "sweep.jsonl"
    recipes = {"a": Recipe(lr_D=1), "b": Recipe(lr_D=1.0), "c": Recipe(k=np.int64(1), lr_D=np.float64(1))}
    rows = sweep(recipes, [0], executor, path=path)
    assert [row.pop("recipe") for row in rows] == ["a", "b", "c"]
    assert rows[0] == rows[1] == rows[2]
    assert executor.seeds == [0]
    assert len(read_rows(path)) == 1


def test_the_number_of_runs_is_limited(monkeypatch):
    monkeypatch.setattr(plan, "MOST_RUNS", 5)
    assert len(sweep(RECIPES, range(2), Canned())) == 4
    with pytest.raises(ValueError, match="expected at most 5 runs; got 6: 1 targets, 2 recipes and 3 seeds"):
        sweep(RECIPES, range(3), Canned())


def test_a_generator_of_one_s_own_needs_a_repr_that_distinguishes_it():
    with pytest.raises(ValueError, match="expected a G whose repr distinguishes it from others"):
        sweep(Recipe(G=Wave(), steps=20), [0], Canned())


def test_losses_of_one_s_own_are_known_by_their_name(tmp_path):
    recipes = [Recipe(loss=LEAST_SQUARES), Recipe(k=2, loss=replace(LEAST_SQUARES, name="others"))]
    rows = sweep(recipes, [0], Canned(), path=tmp_path / "sweep.jsonl")
    assert [row["loss"] for row in rows] == ["least squares", "others"]
    assert [row["recipe"] for row in rows] == ["loss=least squares", "k=2, loss=others"]
    executor = Canned()
    assert sweep(recipes, [0], executor, path=tmp_path / "sweep.jsonl") == rows
    assert executor.seeds == []


@pytest.mark.parametrize("named", [False, True])
def test_different_losses_need_different_names(named):
    other = replace(LEAST_SQUARES, G=LEAST_SQUARES.D_on_G)
    recipes = [Recipe(loss=LEAST_SQUARES), Recipe(loss=other)]
    with pytest.raises(ValueError, match="expected different names for different losses; got 'least squares' twice"):
        sweep(dict(zip("ab", recipes)) if named else recipes, [0], Canned())


@pytest.mark.parametrize(
    ("recipes", "seeds", "target", "message"),
    [
        (SHORT, 20, "gaussian", r"expected seeds, integers such as range\(20\) or \[3\]; got 20"),
        (SHORT, [], "gaussian", "expected at least one seed; got none"),
        (SHORT, [1.5], "gaussian", "expected seed, an integer >= 0; got 1.5"),
        ([], [0], "gaussian", "expected at least one Recipe; got none"),
        (5, [0], "gaussian", "expected a Recipe, a sequence of them or a mapping from names to them; got 5"),
        ("default", [0], "gaussian", "expected a Recipe, a sequence"),
        ([5], [0], "gaussian", "expected Recipes; got 5"),
        ({"a": 5}, [0], "gaussian", "expected names and Recipes; got 'a': 5"),
        ({1: SHORT}, [0], "gaussian", "expected names and Recipes; got 1: Recipe"),
        (SHORT, [0], "gausian", "expected the name of a target; got 'gausian'"),
        (SHORT, [0], ["gaussian", "two"], "expected the name of a target; got 'two'"),
        (SHORT, [0], [], "expected at least two distinct samples; got 0"),
    ],
)
def test_bad_arguments_raise_before_anything_runs(recipes, seeds, target, message, tmp_path):
    executor = Canned()
    with pytest.raises(ValueError, match=message):
        sweep(recipes, seeds, executor, target=target, path=tmp_path / "sweep.jsonl")
    assert executor.seeds == os.listdir(tmp_path) == []
