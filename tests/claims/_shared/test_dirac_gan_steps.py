"""The steps of the Dirac-GAN as expressions: against closed forms in NumPy, and the linearisation by hand."""

import numpy as np
import pytest
from scipy.special import expit
from sympy import Matrix, Rational, lambdify

from gan_theory.claims._shared import dirac_gan_steps as steps

THETA, PSI, H, GAMMA = 0.7, -1.3, 0.4, 0.3
SIGMA = expit(THETA * PSI)


def number(expression):
    return lambdify((steps.theta, steps.psi, steps.h, steps.gamma), expression, "math")(THETA, PSI, H, GAMMA)


def test_the_value_and_the_field_are_those_of_log_1_plus_exp():
    assert number(steps.value(steps.theta, steps.psi)) == pytest.approx(-np.log(2) - np.logaddexp(0, THETA * PSI))
    expected = PSI * SIGMA, -THETA * SIGMA - GAMMA * PSI
    assert [number(each) for each in steps.field()] == pytest.approx(expected)


def test_a_step_moves_one_player_or_both():
    theta, psi = THETA + H * PSI * SIGMA, PSI - H * (THETA * SIGMA + GAMMA * PSI)
    for step, expected in (
        (steps.simultaneous_step(), (theta, psi)),
        (steps.step_of_D(), (THETA, psi)),
        (steps.step_of_G(), (theta, PSI)),
        (steps.step_of_D(0 * steps.gamma), (THETA, PSI - H * THETA * SIGMA)),
    ):
        assert [number(each) for each in step] == pytest.approx(expected)


def test_the_linearised_field_turns_and_the_penalty_pulls():
    half = Rational(1, 2)
    assert steps.linearised(steps.field()) == Matrix([[0, half], [-half, -steps.gamma]])
