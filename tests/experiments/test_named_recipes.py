"""Each named recipe shows its remark, over seeds and beside a recipe that differs in one thing; the Dirac-GAN moves."""

import json
from dataclasses import fields, replace
from functools import cache

import numpy as np
import pytest

from gan_theory import RECIPES, Algorithm1
from gan_theory.cli.main import main
from gan_theory.experiments.named_recipes import success_rate

SEEDS = range(12)
OFTEN, HARDLY = 0.7, 0.3  # nine of twelve, three of twelve; benchmarks/recipes.py has more seeds


@cache
def runs(name):
    return RECIPES[name].runs(SEEDS)


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_shows_its_remark_on_nearly_every_seed_or_on_hardly_any(name):
    shown = success_rate(name, runs=runs(name))
    assert shown >= OFTEN if RECIPES[name].often else shown <= HARDLY


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_differs_from_the_one_beside_it_in_one_thing(name):
    one, other = RECIPES[name], RECIPES[RECIPES[name].beside]
    differing = [f.name for f in fields(one.recipe) if getattr(one.recipe, f.name) != getattr(other.recipe, f.name)]
    assert len(differing) + (one.target != other.target) == 1
    assert one.criterion == other.criterion


def test_each_recipe_has_one_that_ends_otherwise_beside_it_or_beside_that():
    for named in RECIPES.values():
        beside = RECIPES[named.beside]
        assert named.often != beside.often or RECIPES[beside.beside].often != named.often or named.claim_id == "A9"


@pytest.mark.parametrize("row", ["A9", "A10", "A11", "A14", "B6", "C1"])
def test_every_remark_of_the_paper_has_recipes(row):
    assert {named.often for named in RECIPES.values() if named.claim_id == row} == {True, False}


def test_a_rate_over_seeds_is_that_of_the_runs():
    assert success_rate("k-1-slow-G", range(2)) == success_rate(RECIPES["k-1-slow-G"], runs=runs("k-1-slow-G")[:2])


def test_a_run_that_is_cut_short_or_diverged_shows_nothing():
    spike = RECIPES["spike"]
    start, *_, last = runs("spike")[0]
    assert spike.shows([start, last])
    assert not spike.shows([start])
    assert not spike.shows([start, None])
    assert not RECIPES["perceptron"].shows(runs("line")[0])


def test_an_unknown_recipe_is_told_the_near_ones():
    with pytest.raises(ValueError, match=r"expected the name of a recipe; got 'spikes' .*spike"):
        success_rate("spikes")


def test_k_brings_D_nearer_to_D_star_whether_G_is_slow_or_fast():
    for speed in ("slow", "fast"):
        medians = [
            np.median([RECIPES[f"k-{k}-{speed}-G"].measure(run) for run in runs(f"k-{k}-{speed}-G")])
            for k in (1, 5, 20)
        ]
        assert medians[0] > medians[1] > medians[2]


def test_only_the_saturating_gradient_vanishes_as_D_grows_sure():
    lengths = {}
    for name in ("saturating-early", "non-saturating-early"):
        players = Algorithm1("gaussian", RECIPES[name].recipe, SEEDS)
        before = np.linalg.norm(players.gradients("G"), axis=-1)
        players.rounds(150, 1, 0)
        lengths[name] = np.linalg.norm(players.gradients("G"), axis=-1) / before
    assert np.mean(lengths["saturating-early"] < 0.1) >= OFTEN
    assert np.mean(lengths["non-saturating-early"] > 1) >= OFTEN


def test_supports_that_are_disjoint_at_the_start_have_a_jsd_of_log_2_at_any_distance():
    for offset in (6, 7, 12):
        players = Algorithm1("uniform", replace(RECIPES["disjoint-saturating"].recipe, initial_offset=float(offset)), 0)
        assert abs(players.frame().jsd - np.log(2)) < 1e-12


def test_twenty_points_teach_D_to_be_wrong_about_the_law_they_came_from():
    falls_short = [[run[-1].D_gap for run in runs(name)] for name in ("twenty-points", "fresh-points")]
    assert min(falls_short[0]) > 0.5 > 0.05 > max(falls_short[1])


def test_the_command_line_takes_a_recipe_by_name_and_lets_other_options_override_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["train", "--recipe", "spike", "--steps", "8", "--no-animation"]) == 0
    history = json.loads((tmp_path / "spike.json").read_text(encoding="utf-8"))
    assert (history["target"], history["recipe"]["steps"], history["recipe"]["batch"]) == ("spike", 8, 128)
    assert history["history"][0]["jsd"] < np.log(2)
    arguments = ["train", "--recipe", "line", "--target", "gaussian", "--k", "3", "--steps", "8", "--no-animation"]
    assert main(arguments) == 0
    history = json.loads((tmp_path / "gaussian.json").read_text(encoding="utf-8"))
    assert (history["target"], history["recipe"]["k"], history["recipe"]["G"]) == (
        "gaussian",
        3,
        "Polynomial(degree=1)",
    )


def test_the_command_line_tells_an_unknown_recipe(capsys):
    assert main(["train", "--recipe", "helvetia"]) == 2
    assert "expected the name of a recipe; got 'helvetia' (near it: helvetica)" in capsys.readouterr().err
