"""The stages of Figure 1 are what its caption says."""

import numpy as np
import pytest

from gan_theory import figure_1_stages, tv
from gan_theory.training.algorithm_1 import Algorithm1
from gan_theory.training.figure_1_stages import figure_1_stages_of_seeds
from gan_theory.training.recipe import Recipe


def test_the_four_stages_are_what_the_caption_of_figure_1_says():
    four = figure_1_stages("gaussian", steps=800, seed=1)
    a, b, c, d = four.values()
    assert list(four) == ["a", "b", "c", "d"]
    assert a.jsd <= 0.05
    assert -np.log(4) < a.V < a.C - 0.01
    np.testing.assert_array_equal(a.G_z, b.G_z)
    assert b.C - b.V <= 0.01
    np.testing.assert_array_equal(b.logit, c.logit)
    assert 0.05 <= tv(b.p_g, c.p_g) < 0.1
    assert c.V < b.V
    assert c.C < b.C
    assert d.step == 800
    assert d.jsd < 0.02
    assert d.D_from_half < 0.05


def test_a_stage_that_is_not_reached_raises():
    with pytest.raises(RuntimeError, match="of Figure 1 within 1 steps; the last Frame is Frame"):
        figure_1_stages("gaussian", steps=1, lr_D=1e-9)


def test_the_stages_of_several_seeds_are_those_of_each_and_one_player_moves_at_a_time():
    recipe = Recipe(batch=32, steps=60)
    together = figure_1_stages_of_seeds("gaussian", recipe, seeds=range(17))
    assert [[frame.step for frame in run.values()] for run in together] == [[30, 30, 34, 60]] * 17
    (alone,) = figure_1_stages_of_seeds("gaussian", recipe, seeds=[16])
    for stage, frame in together[16].items():
        np.testing.assert_allclose(frame.G_z, alone[stage].G_z, atol=1e-4)
    a, b, c, _ = together[0].values()
    assert (np.array_equal(a.G_z, b.G_z), np.array_equal(b.logit, c.logit)) == (True, True)
    assert not np.array_equal(a.logit, b.logit)
    assert 0 < np.abs(c.G_z - b.G_z).max() < 0.5


def test_a_run_that_has_diverged_has_no_frames_from_there_on():
    (run,) = figure_1_stages_of_seeds("gaussian", Recipe(batch=8, steps=60), seeds=[0], lr_G=1e38)
    assert set(run.values()) == {None}


def test_G_takes_a_step_by_another_learning_rate():
    games = [Algorithm1("gaussian", Recipe(batch=32, ema_decay=0.0)) for _ in range(3)]
    before = games[0].state.G
    for game, lr_G in zip(games, (None, Recipe().lr_G, Recipe().lr_G / 20)):
        game.descend_G(lr_G)
    steps = [game.state.G - before for game in games]
    np.testing.assert_array_equal(steps[0], steps[1])
    np.testing.assert_allclose(steps[2], steps[0] / 20, rtol=1e-3, atol=1e-7)


@pytest.fixture
def steps_of_D(monkeypatch):
    """The steps of G so far at each step of D, and by how much that step moves the weight in the middle."""
    found, ascend_D = [], Algorithm1.ascend_D

    def recorded(game, lr_D=None):
        before = game.state.D
        ascend_D(game, lr_D)
        found.append((game.step, float(np.median(np.abs(game.state.D - before)))))

    monkeypatch.setattr(Algorithm1, "ascend_D", recorded)
    return found


def test_D_takes_smaller_steps_in_b_and_again_larger_ones_after_it(steps_of_D):
    """At a tenth of the learning rate, which otherwise stays the same in this run."""
    a, _, c, _ = figure_1_stages("gaussian", steps=300, final_lr_factor=1.0, seed=1).values()
    alone = np.median([size for step, size in steps_of_D if step == a.step])
    before = np.median([size for step, size in steps_of_D if step < a.step])
    after = np.median([size for step, size in steps_of_D if step >= c.step])
    assert 2 * alone < min(before, after)


def test_a_run_that_starts_far_away_reaches_stage_a_near_p_data():
    a, *_ = figure_1_stages("gaussian", steps=100, initial_offset=3.0, seed=1).values()
    assert a.step > 5
    assert a.jsd <= 0.05


def test_each_seed_has_stages_of_its_own():
    (one, *_), (other, *_) = (figure_1_stages("gaussian", steps=60, seed=seed).values() for seed in (1, 2))
    assert not np.array_equal(one.G_z, other.G_z)


def test_the_stages_show_G_without_averaging():
    averaged, as_it_is = (figure_1_stages("gaussian", steps=60, seed=1, ema_decay=decay) for decay in (0.99, 0.0))
    for stage, frame in averaged.items():
        np.testing.assert_array_equal(frame.G_z, as_it_is[stage].G_z)
