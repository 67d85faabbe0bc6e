"""Trained networks for evidence: trained once and then kept, the same as by `train`, and a D that overfits."""

import numpy as np
import pytest
from scipy import stats

from gan_theory import train
from gan_theory.claims._shared.training_runs import (
    SAMPLES,
    new_game,
    overfitted_D,
    overfitted_Ds,
    standard_error_of_V,
    trained_frames,
    trained_game,
)


def test_a_new_game_has_taken_no_step():
    game = new_game("gaussian", 1, batch=16)
    assert (game.step, game.recipe.batch, game.seeds) == (0, 16, (1,))
    assert game.target.name == "gaussian"


def test_a_trained_game_has_taken_all_steps_and_its_weights_are_not_averaged():
    game = trained_game("gaussian", 0, 5, batch=16)
    assert (game.step, game.recipe.ema_decay) == (5, 0)
    *_, last = train("gaussian", seed=0, steps=5, batch=16, ema_decay=0.0, frames=1)
    assert np.array_equal(game.frame().logit, last.logit)
    assert game.frame().jsd == last.jsd


def test_frames_are_trained_once_and_are_those_of_train():
    frames = trained_frames("gaussian", 2, steps=4, frames=2, batch=16)
    assert frames is trained_frames("gaussian", 2, steps=4, frames=2, batch=16)
    assert [frame.jsd for frame in frames] == [
        frame.jsd for frame in train("gaussian", seed=2, steps=4, frames=2, batch=16)
    ]


def test_an_overfitted_D_has_a_higher_V_on_its_own_points_than_on_fresh_data():
    found = overfitted_D(0)
    assert found is overfitted_D(0)
    assert found.V_on_own_points > found.V_on_fresh_data + 10 * found.standard_error
    assert found.V_on_fresh_data == pytest.approx(found.frame.V, abs=5 * found.standard_error)


def test_the_standard_error_of_V_is_that_of_a_sum_of_two_means():
    rng = np.random.default_rng(0)
    log_D, log_1_minus_D = rng.normal(-1, 0.5, SAMPLES), rng.normal(-2, 2, SAMPLES)
    expected = np.hypot(stats.sem(log_D, ddof=0), stats.sem(log_1_minus_D, ddof=0))
    assert standard_error_of_V(log_D, log_1_minus_D) == pytest.approx(expected, rel=1e-12)


def test_Ds_that_overfit_together_are_judged_on_their_own_points():
    found = overfitted_Ds((0, 3))
    assert found is overfitted_Ds((0, 3))
    for D in found:
        assert D.V_on_own_points > D.V_on_fresh_data + 10 * D.standard_error
        assert D.V_on_fresh_data == pytest.approx(D.frame.V, abs=5 * D.standard_error)
    assert found[0].V_on_own_points == pytest.approx(overfitted_D(0).V_on_own_points, abs=0.1)  # to rounding at first
