"""Gradients of trained networks: against derivatives along one weight whose effect is known in closed form."""

import numpy as np
import pytest
from scipy.special import expit

from gan_theory import Algorithm1, Recipe
from gan_theory.datasets.targets import TARGETS
from gan_theory.experiments.gradient_estimates import (
    PointMasses,
    gradient_of_G,
    gradient_over_all_minibatches,
    logit_gradients,
    minibatch_gradients,
    quadrature_gradient,
)

TARGET = "two-modes"
Z = np.linspace(-2, 2, 7)


@pytest.fixture(scope="module")
def game():
    """A game that is neither at the start nor at the optimum."""
    game = Algorithm1(TARGET, Recipe(batch=64, width=8, loss="saturating", ema_decay=0.0), 0)
    game.rounds(20)
    return game


def test_a_minibatch_s_gradient_is_drawn_anew_and_no_step_is_taken(game):
    D, G, step = game.state.D.copy(), game.state.G.copy(), game.step
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


def test_the_gradient_of_the_logit_is_its_slope_at_x(game):
    """Along the weight that shifts G(z), it is the derivative by x, in units of the data."""
    found = logit_gradients(game, Z)
    assert found.gradients.shape == (7, game.state.G.shape[1])
    x, h = game.frame().G(Z), 1e-3
    assert found.D == pytest.approx(expit(game.logit(x)), abs=1e-4)
    slope = (game.logit(x + h) - game.logit(x - h)) / (2 * h) * game.target.scale
    assert found.gradients[:, -1] == pytest.approx(slope, rel=2e-2, abs=2e-3)


@pytest.mark.parametrize("loss", ["saturating", "non-saturating"])
def test_the_gradient_of_G_is_the_mean_over_samples(game, loss):
    D, gradients = logit_gradients(game, Z)
    slope = -D if loss == "saturating" else D - 1
    assert gradient_of_G(game, loss, Z) == pytest.approx((slope[:, None] * gradients).mean(axis=0), abs=1e-12)


def test_the_mean_gradient_of_a_sample_is_that_by_quadrature(game):
    z = np.linspace(-9, 9, 1001)
    weights = np.exp(-z * z / 2) / np.exp(-z * z / 2).sum()
    exact = quadrature_gradient(game, "G", TARGETS[TARGET]())
    D, gradients = logit_gradients(game, z)
    np.testing.assert_allclose((weights * -D) @ gradients, exact, rtol=1e-4, atol=1e-7)


def test_the_gradients_of_a_GAN_of_several_are_its_own():
    games = Algorithm1(TARGET, Recipe(batch=16, width=4), [3, 4])
    alone = Algorithm1(TARGET, Recipe(batch=16, width=4), 4)
    for found in (
        lambda game, i: quadrature_gradient(game, "D", TARGETS[TARGET](), i),
        lambda game, i: logit_gradients(game, Z, i).gradients,
        lambda game, i: gradient_of_G(game, "saturating", Z, i),
    ):
        np.testing.assert_array_equal(found(games, 1), found(alone, 0))


@pytest.mark.parametrize("player", ["D", "G"])
def test_the_mean_over_all_minibatches_is_that_over_all_samples(game, player):
    """With one point each the only minibatch holds it twice."""
    D, G = (game.weights(part) for part in "DG")
    one = PointMasses(np.array([0.3]), np.array([1.0])), PointMasses(np.array([-0.5]), np.array([1.0]))
    two = tuple(PointMasses(np.repeat(each.points, 2), np.array([0.25, 0.75])) for each in one)
    expected = gradient_over_all_minibatches(game.updates, player, D, G, *one)
    assert gradient_over_all_minibatches(game.updates, player, D, G, *two) == pytest.approx(expected, abs=1e-14)
    if player == "G":
        assert expected == pytest.approx(gradient_of_G(game, "saturating", [-0.5]), abs=1e-14)


@pytest.mark.parametrize("player", ["D", "G"])
def test_minibatches_of_different_points_count_by_their_probabilities(game, player):
    """A minibatch's gradient is a mean over its points, so that their distribution decides."""
    D, G = (game.weights(part) for part in "DG")
    data = PointMasses(np.array([0.3, -1.0, 2.0]), np.array([0.6, 0.3, 0.1]))
    noise = PointMasses(np.array([-0.5, 1.0]), np.array([0.2, 0.8]))

    def point(value):
        return PointMasses(np.array([value]), np.ones(1))

    expected = sum(
        p * q * gradient_over_all_minibatches(game.updates, player, D, G, point(x), point(z))
        for x, p in zip(*data)
        for z, q in zip(*noise)
    )
    found = gradient_over_all_minibatches(game.updates, player, D, G, data, noise)
    assert found == pytest.approx(expected, abs=1e-12)
