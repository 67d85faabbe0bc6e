"""Steps of p_g down either loss of G, on two and three cells."""

import numpy as np
import pytest

from gan_theory import PAPER
from gan_theory.claims._shared.generator_losses import descend_at_D_star, descend_loss, logit_of, loss_at_D_star

P, Q = np.array([0.5, 0.5]), np.array([0.25, 0.75])


def test_the_logit_keeps_its_digits_where_D_is_small():
    assert logit_of(np.array([0.5, 0.0, 1e-300])) == pytest.approx([0, -np.inf, np.log(1e-300)])


@pytest.mark.parametrize(("loss", "expected"), [("saturating", [3 / 8, 5 / 8]), ("non-saturating", [5 / 14, 9 / 14])])
def test_a_step_of_1_with_D_optimal_is_a_mean_of_p_data_and_p_g(loss, expected):
    """The arithmetic mean by log(1 − D*); the harmonic one, normalised, by −log D*."""
    assert np.exp(descend_loss(loss, np.log(Q), np.log(P / Q), 1.0)) == pytest.approx(expected)


@pytest.mark.parametrize("loss", ["saturating", "non-saturating"])
def test_two_steps_are_one_of_twice_the_size(loss):
    logit = np.array([0.3, -1.0])
    twice = descend_loss(loss, descend_loss(loss, np.log(Q), logit, 0.7), logit, 0.7)
    assert twice == pytest.approx(descend_loss(loss, np.log(Q), logit, 1.4))


@pytest.mark.parametrize("loss", ["saturating", "non-saturating"])
def test_a_cell_without_mass_stays_without(loss):
    log_q = np.array([-np.inf, np.log(0.5), np.log(0.5)])
    assert np.exp(descend_loss(loss, log_q, np.array([np.inf, 0.0, -1.0]), 1e60)) == pytest.approx([0, 1, 0])


@pytest.mark.parametrize(
    ("loss", "paid"), [("saturating", -np.log([3, 5 / 3])), ("non-saturating", np.log([1.5, 2.5]))]
)
def test_what_G_pays_at_D_star_and_the_step_down_it(loss, paid):
    """D* is 2/3 and 2/5."""
    assert loss_at_D_star(PAPER, loss, P, Q) == pytest.approx(paid)
    expected = descend_loss(loss, np.log(Q), np.log(P / Q), 0.5)
    assert descend_at_D_star(PAPER, loss, P, np.log(Q), 0.5) == pytest.approx(expected)
