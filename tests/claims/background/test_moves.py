"""The moves of D and G: the changes between a game's Frames, and the p-value of a sign test."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from gan_theory import Algorithm1, Recipe
from gan_theory.claims.background import _moves


@pytest.fixture
def two_runs(monkeypatch):
    monkeypatch.setattr(_moves, "SEEDS", (0, 1))
    monkeypatch.setattr(_moves, "TURNS", 3)
    _moves.moves.cache_clear()
    yield
    _moves.moves.cache_clear()


def test_moves_are_the_changes_between_the_phases_of_a_game(two_runs):
    game = Algorithm1("two-modes", Recipe(batch=1024, lr_D=5e-3, lr_G=4e-3, ema_decay=0.0, steps=4000), 1)
    phases = game.phases()
    frames = [next(phases) for _ in range(7)]
    assert [frame.moved for frame in frames[1:]] == ["D", "G"] * 3
    for player, moves in zip("DG", _moves.moves()):
        pairs = [(before, after) for before, after in pairwise(frames) if after.moved == player]
        assert moves.V.shape == (3, 2)
        assert moves.V[:, 1] == pytest.approx([after.V - before.V for before, after in pairs], abs=1e-6)
        on_G = [after.D_on_G - before.D_on_G for before, after in pairs]
        on_data = [after.D_on_data - before.D_on_data for before, after in pairs]
        assert moves.D_on_G[:, 1] == pytest.approx(on_G, abs=1e-6)
        assert moves.difference[:, 1] == pytest.approx(np.subtract(on_data, on_G), abs=1e-6)


def test_a_run_that_diverges_takes_no_move_its_way(two_runs, monkeypatch):
    frame = Algorithm1.frame

    def frame_or_error(game, i=0):
        if i == 1:
            raise FloatingPointError("training diverged")
        return frame(game, i)

    monkeypatch.setattr(Algorithm1, "frame", frame_or_error)
    of_D, of_G = _moves.moves()
    assert np.isnan(of_D.V).tolist() == [[False, True]] * 3
    assert not (of_D.V > 0)[:, 1].any() and not (of_G.V < 0)[:, 1].any()


def test_the_sign_test_is_that_of_a_fair_coin():
    successes = np.arange(51)
    assert _moves.p_value(successes, 50) == pytest.approx(stats.binom.sf(successes - 1, 50, 0.5), rel=1e-10)
    assert _moves.p_value(np.array([45]))[0] == pytest.approx(2e-9, rel=0.1)
