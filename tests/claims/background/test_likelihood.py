"""Evidence from samples: |z|, reported with both values."""

import pytest

from gan_theory.claims.background.likelihood import score_estimate


def test_an_estimate_is_reported_with_the_expected_value():
    found = score_estimate("|z| of a mean", 0.7, 0.5, 0.05)
    assert found.gap == pytest.approx(4)
    assert found.values == (0.7, 0.5)
    assert found.holds
    assert str(score_estimate("|z| of a mean", 0.8, 0.5, 0.05)).startswith(
        "FAILS: |z| of a mean (0.8 against 0.5; gap 6.0e+00"
    )
