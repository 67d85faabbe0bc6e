"""The Metropolis chain that has to cross from mode to mode."""

import numpy as np
import pytest

from gan_theory.claims.practice.sharpness import X, metropolis, two_modes


@pytest.mark.parametrize("p", [two_modes(0.4).p, np.where(np.arange(X.size) % 3, 0, 3 / 403)], ids=["dense", "gaps"])
def test_the_metropolis_chain_is_reversible_and_proposes_within_one(p):
    moves = metropolis(p / p.sum())
    assert moves.min() >= 0
    assert moves.sum(axis=-1) == pytest.approx(1)
    flow = (p / p.sum())[:, None] * moves
    assert flow == pytest.approx(flow.T, abs=1e-17)
    near = np.abs(np.subtract.outer(X, X)) <= 1
    assert not moves[~near].any()
    middle, likelier = X.size // 2, p[:, None] < p
    probability = 1 / near[middle].sum()  # of each proposal, where no edge is near
    assert moves[near & likelier & (p[:, None] > 0)] == pytest.approx(probability)
