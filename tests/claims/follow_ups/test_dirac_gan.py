"""The Dirac-GAN's V, and the steps for which the claim is made."""

import numpy as np
import pytest

from gan_theory import PAPER
from gan_theory.claims.follow_ups.dirac_gan import step_is_within_bounds, value_on_two_points
from gan_theory.game.dirac_gan import DiracGAN


def test_the_dirac_gan_s_value_is_that_of_two_points():
    assert value_on_two_points(PAPER, 3.0, 0.5) == pytest.approx(-np.log(2) - np.log(1 + np.exp(1.5)))


@pytest.mark.parametrize(("h", "k", "within"), [(4, 1, True), (4.1, 1, False), (2, 4, True), (2, 5, False)])
def test_alternating_steps_are_bounded_by_4_over_the_root_of_k(h, k, within):
    assert step_is_within_bounds(DiracGAN("", h=h, k=k)) == within
    assert step_is_within_bounds(DiracGAN("", h=h, k=k, simultaneous=True))
