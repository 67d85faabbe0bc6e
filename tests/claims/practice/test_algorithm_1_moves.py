"""The record of the moves in Algorithm 1, and how it is compared."""

import numpy as np

from gan_theory.claims._shared.training_runs import new_game
from gan_theory.claims.practice._algorithm_1_moves import Recorder, _same


def test_a_recorder_takes_the_same_steps_and_keeps_a_record():
    game, recorded = (new_game("gaussian", [0, 1], k=2, batch=4, width=3) for _ in range(2))
    recorded.updates = recorder = Recorder(recorded.updates)
    for each in (game, recorded):
        each.rounds(2)
    assert all(np.array_equal(a, b) for a, b in zip(game.state, recorded.state))
    assert "".join(move.player for move in recorder.moves) == "DDGDDG"
    assert [len(move.minibatches) for move in recorder.moves] == [2, 2, 1] * 2
    assert recorder.moves[0].changed == {"D", "m_D", "v_D"}
    assert recorder.moves[2].changed == {"G", "m_G", "v_G", "ema_G"}
    assert recorder.moves[0].rise < 0


def test_lists_of_different_lengths_are_not_the_same():
    assert _same("", [1, 2], [1, 2]).holds
    assert not _same("", [1, 2], [1, 3]).holds
    assert not _same("", [1], [1, 1]).holds
