"""Rational numbers and balls."""

import numpy as np
import pytest

pytest.importorskip("flint")
from gan_theory.certified.arithmetic import product_of_bounds, sum_of_bounds, to_positive_rational
from tests.support.exact_mixtures import (
    certified,
    flint,
)

arb, acb = flint.arb, flint.acb


def test_a_float_means_its_decimal():
    assert certified.to_rational(0.35) == certified.to_rational(np.float64(0.35)) == flint.fmpq(7, 20)


def test_bounds_add_and_multiply_as_polynomials():
    assert sum_of_bounds((1, 2), (3,)) == (4, 2)
    assert sum_of_bounds((), (3, 1)) == (3, 1)
    assert product_of_bounds((1, 2), (3, 0, 1)) == (3, 6, 1, 2)
    assert product_of_bounds((5,), ()) == ()


def test_only_positive_numbers_are_positive():
    assert to_positive_rational("rate", "0.5") == flint.fmpq(1, 2)
    for number in (0, -1):
        with pytest.raises(ValueError, match=f"expected a rate > 0; got {number}"):
            to_positive_rational("rate", number)
