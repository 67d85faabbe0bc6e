"""The options of recipes: each sets a field of Recipe, and its help shows the default of the field."""

import argparse

import pytest

from gan_theory import Recipe
from gan_theory.cli import sweep, train
from gan_theory.cli.main import main
from gan_theory.cli.recipe_options import add_recipe_options, given_fields


def help_lines(command, capsys, monkeypatch):
    """The lines of the help on options, each option in one line."""
    monkeypatch.setenv("COLUMNS", "300")
    with pytest.raises(SystemExit):
        main([command, "--help"])
    _, *options = capsys.readouterr().out.split("\n  --")
    return ["--" + " ".join(option.split()) for option in options]


@pytest.mark.parametrize(("command", "names"), [("train", train.RECIPE_FIELDS), ("sweep", sweep.RECIPE_FIELDS)])
def test_help_shows_the_default_of_each_field(command, names, capsys, monkeypatch):
    lines = help_lines(command, capsys, monkeypatch)
    for name in names:
        (line,) = [line for line in lines if line.startswith(f"--{name.replace('_', '-')} ")]
        assert line.endswith(f"(default: {getattr(Recipe(), name)})")


@pytest.mark.parametrize("command", ["verify", "claims", "train", "sweep"])
def test_every_option_shows_its_default(command, capsys, monkeypatch):
    lines = help_lines(command, capsys, monkeypatch)
    assert lines
    assert all("(default: " in line for line in lines)


def test_only_the_fields_that_the_user_sets_are_given():
    parser = argparse.ArgumentParser()
    add_recipe_options(parser, ("k", "lr_D", "loss", "dataset_size"), aliases={"dataset_size": "--points"})
    names = ("k", "lr_D", "loss", "dataset_size")
    assert given_fields(parser.parse_args([]), names) == {}
    assert given_fields(parser.parse_args(["--k", "3", "--lr-D", "1"]), names) == {"k": 3, "lr_D": 1.0}
    for option in ("--dataset-size", "--points"):
        assert given_fields(parser.parse_args([option, "20"]), names) == {"dataset_size": 20}
