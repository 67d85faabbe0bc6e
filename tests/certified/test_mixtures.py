"""Mixtures with rational parameters."""

import math

import pytest

from gan_theory import GaussianMixture
from tests.support.exact_mixtures import (
    STANDARD,
    TWO_MODES,
    ExactMixture,
    certified,
    flint,
    gaussian,
)

arb, acb = flint.arb, flint.acb


def test_a_mixture_has_the_decimals_of_its_parameters():
    mixture = ExactMixture.of(GaussianMixture((0.0, 1.0, 2.0), (1.0,) * 3, (0.1, 0.2, 0.7)))
    weights = [component.weight for component in mixture.components]
    assert weights == [flint.fmpq(n, 10) for n in (1, 2, 7)]


def test_mixing_two_mixtures():
    assert STANDARD.mix(STANDARD, "0.3") == STANDARD
    assert gaussian("-1.5", "0.5").mix(gaussian("1.5", "0.5"), 0.5) == TWO_MODES
    assert certified.tv(TWO_MODES, TWO_MODES) == 0
    r, f = TWO_MODES.mix(STANDARD, "0.25"), certified.log_density(STANDARD)
    chord = certified.integral((TWO_MODES, f * "0.75"), (STANDARD, "0.25" * f))
    assert certified.distance(certified.expectation(r, f), chord) <= 2e-13


WRONG = {
    "weights": (
        lambda: ExactMixture.of(GaussianMixture((0.0, 1.0, 2.0), (1.0,) * 3, (1 / 3,) * 3)),
        "weights that sum to 1 exactly",
    ),
    "no component": (lambda: ExactMixture(()), "weights that sum to 1 exactly; got $"),
    "std": (lambda: gaussian(0, 0), "expected stds > 0; got 0"),
    "nan": (lambda: gaussian(math.nan, 1), "expected a rational number; got nan"),
    "mixture": (lambda: STANDARD.mix(TWO_MODES, 2), "positive weights"),
}


@pytest.mark.parametrize(("call", "message"), WRONG.values(), ids=WRONG)
def test_bad_mixtures_are_reported(call, message):
    with pytest.raises(ValueError, match=message):
        call()
