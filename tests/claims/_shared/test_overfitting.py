"""V from samples, and discriminators that overfit, trained together as each is alone."""

import numpy as np
import pytest

from gan_theory.claims._shared.overfitting import estimate_V, overfitted_Ds
from gan_theory.claims._shared.training_runs import new_game, overfitted_D


def test_overfitted_Ds_are_trained_together_as_each_is_alone():
    (found,), alone = overfitted_Ds((0,)), overfitted_D(0)
    assert found.V_on_own_points == pytest.approx(alone.V_on_own_points, abs=1e-6)
    assert found.V_on_fresh_data == pytest.approx(alone.V_on_fresh_data, abs=1e-6)


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
