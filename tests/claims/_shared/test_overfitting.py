"""V from samples, and discriminators that overfit, trained together as each is alone."""

import numpy as np
import pytest
from scipy import stats

from gan_theory.claims._shared.overfitting import estimate_V, overfitted_Ds, standard_error_of_V
from gan_theory.claims._shared.training_runs import SAMPLES, new_game


def test_Ds_that_overfit_together_are_judged_on_their_own_points():
    found = overfitted_Ds((0, 3))
    assert found is overfitted_Ds((0, 3))
    for D in found:
        assert D.V_on_own_points > D.V_on_fresh_data + 10 * D.standard_error
        assert D.V_on_fresh_data == pytest.approx(D.frame.V, abs=5 * D.standard_error)


def test_a_D_that_overfits_is_the_same_whichever_others_are_trained_beside_it():
    found, (other, *_) = overfitted_Ds((3, 0)), overfitted_Ds((0, 3))
    assert found[1].V_on_own_points == pytest.approx(other.V_on_own_points, abs=1e-6)
    assert found[1].V_on_fresh_data == pytest.approx(other.V_on_fresh_data, abs=1e-6)


def test_V_on_fresh_samples_is_that_of_the_frame_within_its_error():
    game = new_game("gaussian", (3, 5), batch=16)
    game.rounds(20)
    for i in (0, 1):
        found = estimate_V(game, i)
        assert found.value == pytest.approx(game.frame(i).V, abs=5 * found.standard_error)
        assert found.standard_error < 0.02
    assert estimate_V(game, 0, np.zeros(7)).value != estimate_V(game, 0).value


def test_V_after_divergence_is_nan():
    game = new_game("gaussian", (3, 5), batch=16)
    game.state = game.state._replace(ema_G=game.state.ema_G * np.nan)
    assert np.isnan(estimate_V(game, 1)).all()


def test_the_standard_error_of_V_is_that_of_a_sum_of_two_means():
    rng = np.random.default_rng(0)
    log_D, log_1_minus_D = rng.normal(-1, 0.5, SAMPLES), rng.normal(-2, 2, SAMPLES)
    expected = np.hypot(stats.sem(log_D, ddof=0), stats.sem(log_1_minus_D, ddof=0))
    assert standard_error_of_V(log_D, log_1_minus_D) == pytest.approx(expected, rel=1e-12)
