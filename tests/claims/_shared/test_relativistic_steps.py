"""The expressions of the relativistic loss are in numbers those of the game."""

import numpy as np
import pytest

from gan_theory.claims._shared import _relativistic_steps as steps
from gan_theory.claims._shared.dirac_gan_steps import psi, theta
from gan_theory.game.relativistic_gan import gradient_penalty, pairing_value

THETA, PSI, BIAS, CURVATURE = 0.7, -1.3, 0.5, 0.25
LOGIT = steps.linear_logit(BIAS, CURVATURE)


def number(expression):
    return float(expression.subs({theta: THETA, psi: PSI, steps.gamma_1: 0.3, steps.gamma_2: 0.5}))


def test_the_pairing_value_is_that_of_the_logit_at_both_points():
    logit = [BIAS, BIAS + PSI * THETA + CURVATURE * THETA**2]
    assert number(steps.pairing_value(LOGIT)) == pytest.approx(pairing_value(logit, [1, 0], [0, 1]), abs=1e-15)


def test_the_penalties_are_those_of_the_slopes_at_both_points():
    slopes = [PSI, PSI + 2 * CURVATURE * THETA]
    assert number(steps.R1(LOGIT)) == pytest.approx(gradient_penalty(slopes, [1, 0]), abs=1e-15)
    assert number(steps.R2(LOGIT)) == pytest.approx(gradient_penalty(slopes, [0, 1]), abs=1e-15)


def test_the_field_is_the_derivative_by_differences():
    def value(at_theta, at_psi):
        logit = [BIAS, BIAS + at_psi * at_theta + CURVATURE * at_theta**2]
        slopes = [at_psi, at_psi + 2 * CURVATURE * at_theta]
        V = pairing_value(logit, [1, 0], [0, 1])
        return V, V - gradient_penalty(slopes, [1, 0], 0.3) - gradient_penalty(slopes, [0, 1], 0.5)

    h = 1e-5
    of_G = -(value(THETA + h, PSI)[0] - value(THETA - h, PSI)[0]) / (2 * h)
    of_D = (value(THETA, PSI + h)[1] - value(THETA, PSI - h)[1]) / (2 * h)
    np.testing.assert_allclose([number(each) for each in steps.field(LOGIT)], [of_G, of_D], atol=1e-9)
