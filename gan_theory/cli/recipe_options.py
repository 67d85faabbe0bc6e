"""Options that set fields of Recipe. Their help shows the defaults of Recipe."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from gan_theory.training.recipe import LOSSES, Recipe

HELP = {
    "k": "steps of D per step of G",
    "loss": f"the loss of G: {' or '.join(LOSSES)}",
    "steps": "steps of G",
    "batch": "size of a minibatch",
    "lr_D": "learning rate of D at the start",
    "lr_G": "learning rate of G at the start",
    "dataset_size": "size of the data set that D sees; 0 for fresh samples of p_data in each minibatch",
}
METAVARS = {int: "N", float: "RATE", str: "NAME"}


def add_recipe_options(
    parser: argparse.ArgumentParser, names: Iterable[str], aliases: Mapping[str, str] | None = None
) -> None:
    """Add an option for each of some fields of Recipe; its value is None unless the user sets it.

    Parameters
    ----------
    parser : ArgumentParser
        The parser of a command.
    names : iterable of str
        The names of the fields; ``lr_D`` becomes the option ``--lr-D``.
    aliases : mapping of str to str, optional
        A second option for some of the fields.
    """
    defaults = {field.name: field.default for field in fields(Recipe)}
    for name in names:
        default: Any = defaults[name]
        options = [f"--{name.replace('_', '-')}", *((aliases or {}).get(name, "").split())]
        text = f"{HELP[name]} (default: {default})"
        parser.add_argument(*options, dest=name, type=type(default), metavar=METAVARS[type(default)], help=text)


def given_fields(options: argparse.Namespace, names: Iterable[str]) -> dict[str, Any]:
    """Return the fields of Recipe that the user has set.

    Parameters
    ----------
    options : Namespace
        The parsed options.
    names : iterable of str
        The names of the fields.

    Returns
    -------
    dict
        The values of those that are not None, by name.
    """
    values = {name: getattr(options, name) for name in names}
    return {name: value for name, value in values.items() if value is not None}
