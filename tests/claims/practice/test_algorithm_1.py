"""Which evidence of A9 notices a broken hypothesis."""

import pytest

from gan_theory import CLAIMS

CLAIM = CLAIMS["algorithm_1"]


@pytest.mark.parametrize("case", CLAIM.falsifiers, ids=lambda case: case.name)
def test_where_a_hypothesis_fails_so_does_the_gradient_of_either_player(case):
    failures = [evidence.left for evidence in CLAIM.evidence(case) if not evidence.holds]
    assert any("gradient of D" in left for left in failures)
    assert sum("integrated in G's weights" in left for left in failures) == 2
