"""A student's round is played and recorded: minibatches, moves, errors."""

import pytest

from gan_theory.grading.training_step.game.minibatches import Draw
from gan_theory.grading.training_step.procedure import ROUNDS, Setting
from gan_theory.grading.training_step.watched_round import watch
from gan_theory.grading.training_step.worksheet import read_worksheet
from tests.support.training_steps.files import SOLUTIONS

SETTING = Setting(k=2, m=5, loss_G="loss_G", seed=0)


@pytest.mark.parametrize("library", SOLUTIONS)
def test_a_round_is_recorded(library):
    seen = watch(read_worksheet(SOLUTIONS[library]).names["one_round"], library, SETTING)
    assert [(end.n_data, end.n_noise) for end in seen.ends] == [(2, 3), (4, 6)]
    assert [sorted(draws) for draws in seen.draws] == [[Draw("data", 5)] * 2 + [Draw("noise", 5)] * 3] * ROUNDS
    assert seen.sizes() == {"data": [5] * 4, "noise": [5] * 6}
    assert len(seen.path) == 1 + 2 + 1
    assert seen.error is None


def test_an_error_ends_it():
    def one_round(game, k, m, loss_D, loss_G):
        print("hello")
        game.sample_data(m)
        raise KeyError("mine")

    seen = watch(one_round, "numpy", SETTING)
    assert isinstance(seen.error, KeyError)
    assert len(seen.ends) == 1
    assert seen.draws == ((Draw("data", 5),),)


def test_what_it_prints_is_not_shown_and_what_it_returns_is_kept(capsys):
    seen = watch(lambda *arguments: print("hello") or ..., "numpy", SETTING)
    assert seen.output is ...
    assert capsys.readouterr().out == ""


def test_it_gets_the_loss_of_the_setting():
    got = []
    for name in ("loss_G", "loss_G_saturating"):
        watch(
            lambda game, k, m, loss_D, loss_G: got.append((k, m, loss_G.__name__)),
            "numpy",
            SETTING._replace(loss_G=name),
        )
    assert got == [(2, 5, "loss_G")] * ROUNDS + [(2, 5, "loss_G_saturating")] * ROUNDS
