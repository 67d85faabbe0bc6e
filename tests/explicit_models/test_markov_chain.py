"""The Metropolis chain, how often it crosses, and its spectral gap."""

import numpy as np
import pytest

from gan_theory.claims.practice.sharpness import X, two_modes
from gan_theory.densities.density import Density
from gan_theory.explicit_models.markov_chain import crossing_rate, metropolis, spectral_gap

GAPS = np.where(np.arange(X.size) % 3, 0, 3 / 403)
TWO_CELLS = Density([0, 1], [0.25, 0.75])


@pytest.mark.parametrize("p", [two_modes(0.4).p, GAPS / GAPS.sum()], ids=["dense", "gaps"])
def test_the_metropolis_chain_is_reversible_and_proposes_within_one(p):
    moves = metropolis(Density(X, p))
    assert moves.min() >= 0
    assert moves.sum(axis=-1) == pytest.approx(1)
    flow = p[:, None] * moves
    assert flow == pytest.approx(flow.T, abs=1e-17)
    near = np.abs(np.subtract.outer(X, X)) <= 1
    assert not moves[~near].any()
    middle, likelier = X.size // 2, p[:, None] < p
    probability = 1 / near[middle].sum()  # of each proposal, where no edge is near
    assert moves[near & likelier & (p[:, None] > 0)] == pytest.approx(probability)


def test_a_chain_of_two_cells_has_the_eigenvalues_1_and_a_third():
    moves = metropolis(TWO_CELLS)  # the rows (½, ½) and (1/6, 5/6)
    assert np.linalg.eigvals(moves) == pytest.approx([1 / 3, 1])
    assert spectral_gap(TWO_CELLS, moves) == pytest.approx(2 / 3)
    assert crossing_rate(TWO_CELLS, moves, at=0.5) == pytest.approx(1 / 8)
    assert crossing_rate(TWO_CELLS, moves, at=1.0) == pytest.approx(1 / 8)


def test_a_chain_that_never_moves_has_no_gap_and_one_that_alternates_has_none_either():
    even = Density([0, 1], [0.5, 0.5])
    assert spectral_gap(even, np.eye(2)) == pytest.approx(0)
    assert spectral_gap(even, np.eye(2)[::-1]) == pytest.approx(0)
