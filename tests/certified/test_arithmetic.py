"""Rational numbers and balls."""

import numpy as np

from tests.support.exact_mixtures import (
    certified,
    flint,
)

arb, acb = flint.arb, flint.acb


def test_a_float_means_its_decimal():
    assert certified.to_rational(0.35) == certified.to_rational(np.float64(0.35)) == flint.fmpq(7, 20)
