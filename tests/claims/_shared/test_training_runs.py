"""Trained networks for evidence: trained once and then kept, the same as by `train`, and the rates that they show."""

import numpy as np
import pytest
from scipy import optimize, stats

from gan_theory import train
from gan_theory.claims._shared.training_runs import (
    CONFIDENCE,
    RATE,
    SEEDS,
    frames_of_seeds,
    new_game,
    succeeds_often,
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


def test_frames_of_seeds_are_trained_together_once_and_are_those_of_each_seed():
    runs = frames_of_seeds("gaussian", (3, 1), steps=4, frames=2, batch=16)
    assert runs is frames_of_seeds("gaussian", (3, 1), steps=4, frames=2, batch=16)
    assert runs is not frames_of_seeds("gaussian", (3, 1), steps=4, frames=2, batch=17)
    for seed, frames in zip((3, 1), runs):
        alone = list(train("gaussian", seed=seed, steps=4, frames=2, batch=16))
        assert [frame.step for frame in frames] == [0, 2, 4]
        assert [frame.jsd for frame in frames] == pytest.approx([frame.jsd for frame in alone], abs=1e-6)


def test_a_run_that_diverges_has_None_from_there_on():
    runs = frames_of_seeds("gaussian", (0, 1), steps=4, frames=2, batch=16, lr_G=0.01, lr_D=0.01)
    assert all(frame is not None for frames in runs for frame in frames)
    one_wild = frames_of_seeds("gaussian", range(6), steps=200, frames=4, batch=16, lr_G=3.0)
    assert any(frames[-1] is None for frames in one_wild)
    for frames in one_wild:
        gone = [frame is None for frame in frames]
        assert gone == sorted(gone)


def lower_bound(successes, trials):
    """The rate at which so many successes or more have the probability 1 − CONFIDENCE, by root finding."""
    miss = 1 - CONFIDENCE
    return optimize.brentq(lambda rate: stats.binom.sf(successes - 1, trials, rate) - miss, 1e-9, 1 - 1e-9)


@pytest.mark.parametrize(("successes", "trials"), [(19, 20), (18, 20), (20, 20), (1, 20), (45, 50), (3, 4)])
def test_a_rate_is_shown_if_its_lower_bound_reaches_it(successes, trials):
    found = succeeds_often("a run ends", [True] * successes + [False] * (trials - successes))
    bound = lower_bound(successes, trials)
    expected = stats.binomtest(successes, trials, RATE, "greater").proportion_ci(CONFIDENCE, "exact").low
    assert bound == pytest.approx(expected, abs=1e-9)
    assert found.gap == pytest.approx(max(RATE - bound, 0), abs=1e-9)
    assert found.holds == (bound >= RATE)
    assert found.values == (successes / trials, RATE)
    assert f"in {successes} of {trials} runs" in found.what


def test_of_twenty_runs_one_may_fail():
    assert len(SEEDS) == 20
    assert succeeds_often("", [True] * 20).holds
    assert succeeds_often("", [True] * 10 + [False] + [True] * 9).holds
    assert not succeeds_often("", [True] * 18 + [False] * 2).holds


def test_runs_of_which_none_succeeds_and_no_runs_at_all_show_no_rate():
    assert succeeds_often("", [False] * 20).gap == RATE
    assert not succeeds_often("", [False]).holds
    assert not succeeds_often("", [True] * 5).holds  # too few: 0.75⁵ is 0.24


def test_a_run_that_has_diverged_counts_as_a_failure():
    runs = [(0.1,)] * 18 + [(None,)] * 2
    found = succeeds_often("the last value is small", (last is not None and last <= 1 for (last,) in runs))
    assert found.values == (0.9, RATE)
    assert not found.holds
    jsd = np.array([0.1] * 18 + [np.nan] * 2)
    assert not succeeds_often("the last value is small", jsd <= 1).holds
