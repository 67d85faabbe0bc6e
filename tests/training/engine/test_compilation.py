"""Recipes that differ only in what compiled code does not depend on share it."""

from dataclasses import replace

import pytest

from gan_theory import Algorithm1, Recipe
from gan_theory.training.engine.compilation import compiled_round
from gan_theory.training.networks.linear_generators import Spline
from gan_theory.training.networks.multilayer_perceptron import MLP

RECIPE, G = Recipe(width=8), MLP(8)


@pytest.mark.parametrize(
    "changes",
    [dict(lr_D=0.1), dict(lr_G=0.1), dict(steps=10), dict(frames=3), dict(ema_decay=0.0), dict(noise="uniform")],
)
def test_a_recipe_that_is_compiled_to_the_same_code_shares_it(changes):
    assert compiled_round(G, replace(RECIPE, **changes), 2, "cpu") is compiled_round(MLP(8), RECIPE, 2, "cpu")


@pytest.mark.parametrize(
    "changes",
    [dict(k=2), dict(loss="saturating"), dict(width=16), dict(batch=8), dict(beta_1=0.5), dict(beta_2=0.9)],
)
def test_a_recipe_that_is_not_has_its_own(changes):
    assert compiled_round(G, replace(RECIPE, **changes), 2, "cpu") is not compiled_round(G, RECIPE, 2, "cpu")


def test_another_G_number_of_GANs_or_device_has_its_own():
    rounds = {compiled_round(*each) for each in ((G, RECIPE, 2, "cpu"), (G, RECIPE, 3, "cpu"), (G, RECIPE, 2, "cpu:0"))}
    assert len(rounds | {compiled_round(Spline(), RECIPE, 2, "cpu")}) == 4


def test_iterations_other_than_the_recipe_s_are_not_compiled():
    game = Algorithm1("two-modes", Recipe(k=2, width=4, batch=8), compile=True)
    calls, step = [], game.updates.round
    game._compiled_round = lambda *state_and_minibatches: calls.append(1) or step(*state_and_minibatches)
    for options in (dict(steps_D=1, steps_G=0), dict(steps_D=0, steps_G=1), dict(steps_G=2), dict(lr_D=0.1)):
        game.rounds(1, **options)
    assert not calls
    game.rounds(3)
    game.rounds(1, steps_D=2, steps_G=1)
    assert len(calls) == 4
