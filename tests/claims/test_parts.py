"""The parts of which claims are made, against what they are on a few cells."""

import numpy as np
import pytest

from gan_theory import PAPER
from gan_theory.claims.background.likelihood import _scored
from gan_theory.claims.follow_ups.dirac_gan import _value, step_is_within_bounds
from gan_theory.claims.follow_ups.frozen_gradients import scaled, shifted
from gan_theory.claims.practice.figure_1 import uphill
from gan_theory.claims.practice.parzen import ParzenCase, _variance, blurred, shrunk, window_does_not_favour_the_rival
from gan_theory.claims.practice.sharpness import X, metropolis, two_modes
from gan_theory.claims.practice.two_losses import _non_saturating, _saturating
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.game.dirac_gan import DiracGAN
from gan_theory.verification.cases.pairs import gaussian


def test_mass_goes_uphill_and_stays_on_the_level_and_at_the_top():
    quarters = np.full(4, 0.25)
    assert uphill(np.array([0.1, 0.3, 0.4, 0.2]), quarters) == pytest.approx([0.225, 0.25, 0.3, 0.225])
    assert uphill(np.array([0.4, 0.3, 0.2, 0.1]), quarters) == pytest.approx([0.275, 0.25, 0.25, 0.225])
    assert uphill(np.full(4, 0.5), quarters) == pytest.approx(quarters)
    assert uphill(np.array([0.4, 0.2, 0.4]), np.array([0, 1.0, 0])) == pytest.approx([0, 0.9, 0.1])


def test_a_law_moves_with_its_weights():
    law = GaussianMixture((0.0, 1.0), (1.0, 2.0), (0.25, 0.75))
    assert shifted(law, 0.5) == GaussianMixture((0.5, 1.5), (1.0, 2.0), (0.25, 0.75))
    assert scaled(law, 0.5) == GaussianMixture((0.0, 1.5), (1.5, 3.0), (0.25, 0.75))


def test_the_dirac_gan_s_value_is_that_of_two_points():
    assert _value(PAPER, 3.0, 0.5) == pytest.approx(-np.log(2) - np.log(1 + np.exp(1.5)))


@pytest.mark.parametrize(("h", "k", "within"), [(4, 1, True), (4.1, 1, False), (2, 4, True), (2, 5, False)])
def test_steps_in_turns_are_bounded_by_4_over_the_root_of_k(h, k, within):
    assert step_is_within_bounds(DiracGAN("", h=h, k=k)) == within
    assert step_is_within_bounds(DiracGAN("", h=h, k=k, simultaneous=True))


def test_a_step_by_either_loss():
    p, q = np.array([0.5, 0.5]), np.array([0.25, 0.75])
    assert _saturating(PAPER, p, q) == pytest.approx([0.375, 0.625])
    assert _non_saturating(PAPER, p, q) == pytest.approx(np.array([5, 9]) / 14)


def test_a_value_of_samples_is_told_beside_the_expected_one():
    found = _scored("|z| of a mean", 0.7, 0.5, 0.05)
    assert found.gap == pytest.approx(4)
    assert found.values == (0.7, 0.5)
    assert found.holds
    assert str(_scored("|z| of a mean", 0.8, 0.5, 0.05)).startswith(
        "FAILS: |z| of a mean (0.8 against 0.5; gap 6.0e+00"
    )


def test_a_window_adds_its_variance_to_a_law():
    law = GaussianMixture((-1.0, 3.0), (0.3, 0.4), (0.25, 0.75))
    assert _variance(law) == pytest.approx(0.25 * 0.09 + 0.75 * 0.16 + 3)
    assert blurred(law, 0.4).stds == pytest.approx((0.5, np.sqrt(0.32)))
    assert _variance(blurred(law, 0.4)) == pytest.approx(_variance(law) + 0.16)


def test_a_shrunk_law_keeps_its_mean_and_its_shape():
    law = shrunk(GaussianMixture((-1.0, 3.0), (0.3, 0.4), (0.25, 0.75)), 0.5)
    assert (law.means, law.stds) == (pytest.approx((0.5, 2.5)), pytest.approx((0.15, 0.2)))


@pytest.mark.parametrize("p", [two_modes(0.4).p, np.where(np.arange(X.size) % 3, 0, 3 / 403)], ids=["dense", "gaps"])
def test_the_metropolis_chain_is_reversible_under_its_law_and_proposes_within_one(p):
    moves = metropolis(p / p.sum())
    assert moves.min() >= 0
    assert moves.sum(axis=-1) == pytest.approx(1)
    flow = (p / p.sum())[:, None] * moves
    assert flow == pytest.approx(flow.T, abs=1e-17)
    near = np.abs(np.subtract.outer(X, X)) <= 1
    assert not moves[~near].any()
    middle, likelier = X.size // 2, p[:, None] < p
    chance = 1 / near[middle].sum()  # of each proposal, where no edge is near
    assert moves[near & likelier & (p[:, None] > 0)] == pytest.approx(chance)


@pytest.mark.parametrize(
    ("sigma", "rival", "holds"),
    [(0.15, 0.8, True), (0.17, 0.8, False), (0.5, 0.99, False), (0.5, 1.0, True), (None, 0.99, False), (None, 2, True)],
)
def test_a_window_may_be_as_wide_as_it_likes_if_the_rival_is_no_narrower(sigma, rival, holds):
    case = ParzenCase("", gaussian(0, 1), gaussian(0, 1), gaussian(0, rival), sigma=sigma)
    assert window_does_not_favour_the_rival(case) == holds
