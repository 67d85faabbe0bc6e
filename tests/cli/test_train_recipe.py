"""The command line trains by a named recipe, whose settings other options override."""

import json

import numpy as np

from gan_theory.cli.main import main


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


def test_an_unknown_recipe_is_reported(capsys):
    assert main(["train", "--recipe", "helvetia"]) == 2
    assert "expected the name of a recipe; got 'helvetia' (near it: helvetica)" in capsys.readouterr().err
