"""Players: their weights, gradients and logits in float64, GAN by GAN; and a game that goes on from where it was."""

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from gan_theory import Algorithm1, Recipe
from gan_theory.training import players
from tests.support.training import SHORT


@pytest.fixture
def game():
    """Two GANs, after three iterations."""
    game = Algorithm1("two-modes", Recipe(batch=32, width=8), [3, 4])
    game.rounds(3)
    return game


@pytest.mark.parametrize("device", ["cpu", "cpu:0"])
def test_weights_are_those_of_the_GAN_and_the_part_asked_for(device):
    game = Algorithm1("two-modes", Recipe(batch=32, width=8), [3, 4], device=device)
    game.rounds(3)
    for part in ("D", "G", "ema_G"):
        for i in (0, 1):
            weights = game.weights(part, i)
            assert weights.dtype == np.float64
            assert np.array_equal(weights, np.asarray(getattr(game.state, part))[i].astype(float))
    assert not np.array_equal(game.weights("G", 1), game.weights("ema_G", 1))


def test_the_logit_takes_x_in_the_units_of_the_data(game):
    x = np.array([-1.0, 0.5, 3.0])
    standardised = (x - game.target.p_data.mean()) / game.target.p_data.std()
    for i in (0, 1):
        expected = game.updates.logit(game.weights("D", i)[None], standardised[None, :, None])
        np.testing.assert_allclose(game.logit(x, i), expected.ravel(), rtol=1e-12)
    assert np.abs(game.logit(x, 0) - game.logit(x, 1)).max() > 1e-3


@pytest.mark.parametrize("player", ["D", "G"])
def test_gradients_are_of_the_next_minibatches_and_no_step_is_taken(game, player):
    before, others = game.state, Algorithm1("two-modes", game.recipe, [3, 4])
    others._restore(game._snapshot())
    first, second = game.gradients(player), game.gradients(player)
    z = next(others._noise)
    if player == "D":
        expected = others.updates.gradient_D(others.state, next(others._data), z)
    else:
        expected = others.updates.gradient_G(others.state, z)
    assert np.array_equal(first, expected)
    assert not np.array_equal(first, second)
    assert game.state is before and (game.step, game.steps_D) == (3, 3)


def test_a_game_that_is_restored_goes_on_as_before(game):
    before = game._snapshot()
    game.rounds(70, steps_D=2)
    after = game._snapshot()
    game._restore(before)
    assert (game.step, game.steps_D) == (3, 3)
    game.rounds(70, steps_D=2)
    for once, again in zip(after.state, game.state):
        assert np.array_equal(once, again)
    assert game._snapshot()[1:] == after[1:] == (73, 143, 216, 143)


def test_frames_are_of_each_GAN_in_order(game):
    for i, frame in enumerate(game.frames()):
        np.testing.assert_array_equal(frame.logit, game.frame(i).logit)
    first, second = game.frames()
    assert np.abs(first.logit - second.logit).max() > 1e-3


def test_p_g_is_taken_over_from_the_last_frame_of_the_same_GAN_while_its_G_stays_as_it_was(game):
    before = [game.frame(i) for i in (0, 1)]
    game.ascend_D()
    after_D = [game.frame(i) for i in (0, 1)]
    assert [frame.p_g for frame in after_D] == [frame.p_g for frame in before]
    game.descend_G()
    after_G = [game.frame(i) for i in (0, 1)]
    anew = Algorithm1("two-modes", game.recipe, [3, 4])
    anew._restore(game._snapshot())
    for i in (0, 1):
        assert after_D[i].V != before[i].V
        assert not np.array_equal(after_G[i].G_z, before[i].G_z)
        assert np.array_equal(after_G[i].p_g.p, anew.frame(i).p_g.p)
        assert after_G[i].V == anew.frame(i).V


def test_a_frame_is_evaluated_in_one_thread(monkeypatch):
    """From two, since one is what the tests have."""
    during, build_frame = [], players.build_frame

    def blas_threads():
        return {pool["num_threads"] for pool in threadpool_info() if "numpy" in pool["filepath"]}

    def recorded(*arguments, **options):
        during.append(blas_threads())
        return build_frame(*arguments, **options)

    monkeypatch.setattr(players, "build_frame", recorded)
    with threadpool_limits(2, user_api="blas"):
        if blas_threads() != {2}:
            pytest.skip("needs a BLAS whose threads can be set")
        Algorithm1("two-modes", SHORT).frame()
        assert blas_threads() == {2}
    assert during == [{1}]
