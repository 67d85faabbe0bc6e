"""Which Parzen cases meet the hypothesis on the window."""

import pytest

from gan_theory.claims.practice.parzen import window_does_not_favour_the_rival
from gan_theory.verification.cases.pairs import gaussian
from gan_theory.verification.cases.parzen_windows import ParzenCase


@pytest.mark.parametrize(
    ("sigma", "rival", "holds"),
    [(0.15, 0.8, True), (0.17, 0.8, False), (0.5, 0.99, False), (0.5, 1.0, True), (None, 0.99, False), (None, 2, True)],
)
def test_a_window_may_have_any_bandwidth_if_the_rival_is_no_narrower(sigma, rival, holds):
    case = ParzenCase("", gaussian(0, 1), gaussian(0, 1), gaussian(0, rival), sigma=sigma)
    assert window_does_not_favour_the_rival(case) == holds
