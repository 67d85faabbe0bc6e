"""Gradients of trained networks: against derivatives along one weight whose effect is known in closed form."""

import numpy as np
import pytest
from scipy.special import expit

from gan_theory import Algorithm1, Recipe
from gan_theory.datasets.targets import TARGETS
from gan_theory.experiments.gradient_estimates import minibatch_gradients, per_sample_gradients, quadrature_gradient

TARGET = "two-modes"
Z = np.linspace(-2, 2, 7)


@pytest.fixture(scope="module")
def game():
    """A game that is neither at the start nor at the optimum."""
    game = Algorithm1(TARGET, Recipe(batch=64, width=8, loss="saturating", ema_decay=0.0), 0)
    game.rounds(20)
    return game


def test_a_minibatch_s_gradient_is_drawn_anew_and_no_step_is_taken(game):
    D, G, step = game.state.D.clone(), game.state.G.clone(), game.step
    gradients = minibatch_gradients(game, "G", 3)
    assert gradients.shape == (3, G.shape[1])
    assert not np.array_equal(gradients[0], gradients[1])
    assert (game.state.D == D).all() and (game.state.G == G).all() and game.step == step


@pytest.mark.parametrize("player", ["D", "G"])
def test_the_mean_over_minibatches_is_the_gradient_by_quadrature(game, player):
    gradients = minibatch_gradients(game, player, 400)
    exact = quadrature_gradient(game, player, TARGETS[TARGET]())
    standard_errors = gradients.std(axis=0) / np.sqrt(len(gradients))
    assert np.linalg.norm(exact) > 5 * np.linalg.norm(standard_errors)
    assert (np.abs(gradients.mean(axis=0) - exact) <= 5 * standard_errors + 1e-6).all()


def test_the_bias_of_D_s_logit_has_the_derivative_of_V_by_it(game):
    """d/dc of E log σ(logit + c) + E log(1 − σ(logit + c)) at c = 0 is E_data (1 − D) − E_g D."""
    frame = game.frame()
    D = expit(frame.logit)
    derivative_of_V = (frame.p_data.p * (1 - D)).sum() - (frame.p_g.p * D).sum()
    gradient = quadrature_gradient(game, "D", TARGETS[TARGET]())
    assert gradient[-1] == pytest.approx(-derivative_of_V, abs=1e-3)


def test_the_gradients_of_both_losses_are_proportional_for_each_sample(game):
    """Those of log(1 − D) and of −log D are −D and −(1 − D) times the gradient of the logit."""
    found = per_sample_gradients(game, Z)
    assert found.saturating.shape == found.non_saturating.shape == (7, game.state.G.shape[1])
    D = found.D[:, None]
    np.testing.assert_allclose(found.saturating * (1 - D), found.non_saturating * D, rtol=1e-9, atol=1e-12)


def test_the_gradient_of_a_sample_is_the_slope_of_the_loss_at_x(game):
    """Along the weight that shifts G(z), the gradient is the derivative of the loss by x, in units of the data."""
    found = per_sample_gradients(game, Z)
    x, h = game.frame().G(Z), 1e-3
    assert found.D == pytest.approx(expit(game.logit(x)), abs=1e-4)
    slope = (game.logit(x + h) - game.logit(x - h)) / (2 * h) * game.target.scale
    assert found.saturating[:, -1] == pytest.approx(-expit(game.logit(x)) * slope, rel=2e-2, abs=2e-3)


def test_the_mean_gradient_of_a_sample_is_that_by_quadrature(game):
    z = np.linspace(-9, 9, 1001)
    weights = np.exp(-z * z / 2) / np.exp(-z * z / 2).sum()
    exact = quadrature_gradient(game, "G", TARGETS[TARGET]())
    np.testing.assert_allclose(weights @ per_sample_gradients(game, z).saturating, exact, rtol=1e-4, atol=1e-7)
