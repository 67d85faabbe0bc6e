"""The game on arrays: its derivatives by complex steps, its weights checked, its calls recorded."""

import numpy as np
import pytest

from gan_theory.grading.training_step.game.array_game import ArrayGame, D_by_weights, D_by_x, D_value, powers
from gan_theory.grading.training_step.game.minibatches import START_D, START_G, Draw

X = np.array([-1.3, 0.2, 0.9, 2.4])
H = 1e-6


def test_D_and_G_are_the_quadratics_that_the_worksheet_states():
    game = ArrayGame(0)
    np.testing.assert_allclose(game.D(X), 1 / (1 + np.exp(-(START_D[0] + START_D[1] * X + START_D[2] * X**2))))
    np.testing.assert_allclose(game.G(X), START_G[0] + START_G[1] * X + START_G[2] * X**2)


def test_derivatives_are_those_of_D_and_G():
    game = ArrayGame(0)
    np.testing.assert_allclose(game.dD_dx(X), (game.D(X + H) - game.D(X - H)) / (2 * H), rtol=1e-8, atol=1e-9)
    for of, derivatives, name in ((game.D, game.dD_dtheta(X), "theta_D"), (game.G, game.dG_dtheta(X), "theta_G")):
        for i in range(3):
            start, ends = getattr(game, name), []
            for step in (H, -H):
                setattr(game, name, start + step * np.eye(3)[i])
                ends.append(of(X))
            setattr(game, name, start)
            np.testing.assert_allclose(derivatives[:, i], (ends[0] - ends[1]) / (2 * H), rtol=1e-7, atol=1e-9)


def test_the_functions_behind_the_game_give_the_same():
    game, theta = ArrayGame(0), np.array(START_D)
    np.testing.assert_array_equal(game.D(X), D_value(theta, X))
    np.testing.assert_array_equal(game.dD_dtheta(X), D_by_weights(theta, X))
    np.testing.assert_array_equal(game.dD_dx(X), D_by_x(theta, X))
    np.testing.assert_array_equal(game.dG_dtheta(X), powers(X))


def test_weights_change_by_assignment_and_in_place():
    game = ArrayGame(0)
    game.theta_D = game.theta_D - 1
    game.theta_G -= 1
    weights = game.theta_G
    weights[0] = 7
    np.testing.assert_allclose(game.weights().D, np.array(START_D) - 1)
    np.testing.assert_allclose(game.weights().G, [7, *(np.array(START_G) - 1)[1:]])
    weights[0] = 8
    assert game.weights().G[0] == 8


@pytest.mark.parametrize("name", ["theta_D", "theta_G"])
@pytest.mark.parametrize("weights", [[1.0, 2.0], 3.0, np.ones((3, 1))])
def test_weights_of_another_shape_are_refused(name, weights):
    with pytest.raises(ValueError, match=rf"expected {name} of shape \(3,\); got shape"):
        setattr(ArrayGame(0), name, weights)


def test_draws_and_moves_are_recorded():
    game = ArrayGame(0)
    game.G(game.sample_noise(3))
    game.theta_D = game.theta_D + 1
    game.D(game.sample_data(2))
    assert game.record.draws == [Draw("noise", 3), Draw("data", 2)]
    assert len(game.record.seen) == 2
