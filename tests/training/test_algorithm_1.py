"""Algorithm 1 takes its steps in the right order, shows the average of G, and names the step at which it diverges."""

import re
from itertools import pairwise

import numpy as np
import pytest

from gan_theory import Algorithm1, Recipe, train
from gan_theory.datasets.targets import as_target
from tests.support.training import SHORT


class Recorded(Algorithm1):
    """Algorithm 1 that records which player takes each step."""

    def ascend_D(self, lr_D=None):
        self.turns = [*getattr(self, "turns", []), "D"]
        super().ascend_D(lr_D)

    def descend_G(self):
        self.turns = [*getattr(self, "turns", []), "G"]
        super().descend_G()


@pytest.mark.parametrize("k", [1, 3])
def test_D_takes_k_steps_before_each_step_of_G(k):
    game = Recorded("two-modes", Recipe(k=k, steps=2, frames=1))
    list(game.run())
    assert game.turns == ["D"] * k + ["G"] + ["D"] * k + ["G"]


def test_k_G_steps_of_G_follow_each_other():
    game = Recorded("two-modes", Recipe(k=2, k_G=3, steps=6, frames=2))
    assert [frame.step for frame in game.run()] == [0, 3, 6]
    assert game.turns == ["D", "D", "G", "G", "G"] * 2


def test_frames_show_the_average_of_G_s_weights_everywhere():
    game = Algorithm1("two-modes", Recipe(steps=200, ema_decay=0.99))
    game.rounds(200)
    frame = game.frame()

    def in_units(theta, z):
        x = game.updates.generated(theta.astype(float), z[None, :, None])[0, :, 0]
        return x * game.target.scale + game.target.centre

    np.testing.assert_allclose(frame.G_z, in_units(game.state.ema_G, frame.z), rtol=1e-12, atol=1e-12)
    assert np.abs(in_units(game.state.G, frame.z) - frame.G_z).max() > 1e-3
    z = np.random.default_rng(3).standard_normal(1000)
    np.testing.assert_allclose(frame.sample(1000, 3), in_units(game.state.ema_G, z), rtol=1e-12, atol=1e-12)


def test_phases_say_who_moved_and_leave_the_other_player_as_it_was():
    frames = list(Algorithm1(as_target("two-modes"), Recipe(k=2, steps=3, ema_decay=0.0), seed=0).phases())
    assert [frame.moved for frame in frames] == ["", *["D", "D", "G"] * 3]
    assert [frame.step for frame in frames] == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3]
    for before, after in pairwise(frames):
        assert (before.G_z == after.G_z).all() == (after.moved == "D")
        assert (before.logit == after.logit).all() == (after.moved == "G")
    *_, last = Algorithm1(as_target("two-modes"), Recipe(k=2, steps=3, ema_decay=0.0), seed=0).run()
    np.testing.assert_array_equal(frames[-1].logit, last.logit)


def test_a_GAN_that_diverges_does_not_end_the_others():
    game = Algorithm1("two-modes", SHORT, range(3))
    game.rounds(5)
    game.state.ema_G[1] = float("nan")
    seen = list(game.run_ensemble())
    assert all(frames[1] is None for frames in seen)
    assert seen[-1][0].step == seen[-1][2].step == 60
    assert str(game.errors[1]) == "training diverged by step 5: |G(z)| is no longer finite"


DIVERGING = {"G": dict(lr_G=10.0), "D": dict(lr_D=10.0), "both": dict(lr_D=10.0, lr_G=10.0)}


@pytest.mark.parametrize("changes", DIVERGING.values(), ids=DIVERGING)
def test_a_learning_rate_of_10_diverges_at_a_step_that_is_named(changes):
    frames, recipe = [], Recipe(steps=300, frames=6, **changes)
    with pytest.raises(FloatingPointError, match=r"training diverged at step \d+: ") as error:
        for frame in train("two-modes", recipe, seed=1):
            frames.append(frame)
    step = int(re.search(r"step (\d+)", str(error.value))[1])
    assert frames[-1].step == step - 1
    game = Algorithm1("two-modes", recipe, 1)
    game.rounds(step - 1)
    game.frame()
    game.rounds(1)
    with pytest.raises(FloatingPointError, match=f"step {step}: "):
        game.frame()


@pytest.mark.parametrize("changes", DIVERGING.values(), ids=DIVERGING)
def test_the_last_iterations_before_training_diverges_are_kept_one_by_one(changes):
    """As many as the recipe has frames, after the last frame that was due."""
    steps = []
    with pytest.raises(FloatingPointError, match="training diverged at step") as error:
        for frame in train("two-modes", Recipe(steps=300, frames=6, **changes), seed=1):
            steps.append(frame.step)
    end = int(re.search(r"step (\d+)", str(error.value))[1])
    due = [step for step in range(0, 300, 50) if step < end]
    assert steps == [*due, *range(max(due[-1] + 1, end - 6), end)]


def test_training_that_diverges_names_the_step_and_what_became_infinite():
    frames = []
    with pytest.raises(FloatingPointError, match=r"training diverged at step 1: \|G\(z\)\| is no longer finite"):
        frames.extend(train("two-modes", steps=200, lr_G=1e38, lr_D=1e38))
    with pytest.raises(FloatingPointError):
        for frame in train("two-modes", steps=200, lr_G=1e38, lr_D=1e38):
            frames.append(frame)
    assert frames[0].step == 0


def test_only_rounds_with_one_step_of_G_are_compiled():
    with pytest.raises(ValueError, match="expected k_G = 1 with compile=True; got k_G = 5"):
        train("two-modes", k_G=5, steps=10, compile=True)


def test_a_learning_rate_of_0_is_taken_as_it_is():
    game = Algorithm1("gaussian", Recipe(batch=16), 0)
    before = game.state
    game.ascend_D(0.0)
    game.descend_G(0.0)
    assert np.array_equal(game.state.D, before.D)
    assert np.array_equal(game.state.G, before.G)
