"""What the falsifiers of A10 break, and which evidence notices it."""

import pytest

from gan_theory import CLAIMS

CLAIM = CLAIMS["two_losses"]
REASONS = {
    "G reaches single Gaussians only": {
        "the least 2·JSD = that at the least KL(p_g‖p_data) − 2·JSD",
        "the least KL(p_g‖p_data) − 2·JSD = that at the least 2·JSD",
    },
    "D is near ½ at the samples of G": {"−log D has at least 9 times the gradient, if D rejects"},
}


@pytest.mark.parametrize("case", CLAIM.falsifiers, ids=lambda case: case.name)
def test_a_falsifier_fails_for_the_reason_that_it_names(case):
    failures = {evidence.what for evidence in CLAIM.evidence(case) if not evidence.holds}
    if case.name == "masses of p_data sum to 1.1":
        assert {f"p_data after a step by {loss} = p_data" for loss in ("−log D(G(z))", "log(1 − D(G(z)))")} < failures
    else:
        assert failures == REASONS[case.name]


def test_near_one_half_both_losses_have_about_the_same_gradient():
    (case,) = (each for each in CLAIM.falsifiers if each.name.startswith("D is near"))
    (found,) = (each for each in CLAIM.evidence(case) if each.what.startswith("−log D has at least"))
    assert found.values == pytest.approx((9 * 0.5, 0.5))
