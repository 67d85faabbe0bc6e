"""A step by either loss, on two cells."""

import numpy as np
import pytest

from gan_theory import PAPER
from gan_theory.claims.practice.two_losses import non_saturating_step, saturating_step


def test_a_step_by_either_loss():
    p, q = np.array([0.5, 0.5]), np.array([0.25, 0.75])
    assert saturating_step(PAPER, p, q) == pytest.approx([0.375, 0.625])
    assert non_saturating_step(PAPER, p, q) == pytest.approx(np.array([5, 9]) / 14)
