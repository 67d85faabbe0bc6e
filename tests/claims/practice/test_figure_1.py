"""Which evidence of Figure 1 fails on which falsifier."""

import pytest

from gan_theory import CLAIMS, PAIRS


@pytest.mark.parametrize(
    ("name", "panels"), [("p_data sums to 0.9", {"(d)"}), ("D is not trained: D = ½", {"(a)", "(b)"})]
)
def test_a_falsifier_fails_in_the_panels_that_assume_what_it_breaks(name, panels):
    (case,) = (each for each in CLAIMS["figure_1"].falsifiers if each.name == name)
    failed = [evidence.what for evidence in CLAIMS["figure_1"].evidence(case) if not evidence.holds]
    assert {what[:3] for what in failed} == panels


def test_the_fall_of_V_is_strict_where_D_has_a_slope():
    found = [each for each in CLAIMS["figure_1"].evidence(PAIRS["shifted"]) if each.what.startswith("(c)")]
    least, fall = found[1].values
    assert 0 < least <= fall <= found[2].values[1] < 1.1 * least
