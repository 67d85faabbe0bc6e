"""Shares below thresholds, in standard errors."""

import numpy as np

from gan_theory.claims._shared.shares import shares_below


def test_shares_below_thresholds_are_compared_in_standard_errors():
    ordered = (np.arange(10_000) + 0.5) / 10_000
    thresholds = np.linspace(0.1, 0.9, 9)
    assert shares_below("", ordered, thresholds, thresholds).gap < 1e-9
    assert shares_below("", ordered**1.1, thresholds, thresholds).gap > 5
