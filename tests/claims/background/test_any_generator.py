"""The falsifiers of B6 fail because a gradient of 0 cannot show how a jump moves; smooth ones in their place hold."""

from dataclasses import replace

import numpy as np
import pytest

from gan_theory import CLAIMS
from gan_theory.claims.background._generator_paths import STEEP

CLAIM = CLAIMS["any_generator"]
G_JUMPS, D_JUMPS = CLAIM.falsifiers


@pytest.mark.parametrize("case", [G_JUMPS, D_JUMPS], ids=lambda case: case.name)
def test_the_gradient_is_0_and_the_loss_changes(case):
    found = [evidence for evidence in CLAIM.evidence(case) if not evidence.holds]
    assert len(found) == 2
    for evidence in found:
        assert "integrated in θ" in evidence.left
        integral, change = evidence.values
        assert integral == 0
        assert abs(change) > 0.05


def test_a_smooth_function_in_place_of_the_jump_meets_the_hypotheses_and_holds():
    smooth_G = replace(G_JUMPS, G=lambda theta, z: np.tanh(3 * (z - theta[0])), G_is_smooth=True)
    smooth_D = replace(D_JUMPS, D=STEEP, D_is_smooth=True)
    assert CLAIM.applies(smooth_G) and CLAIM.applies(smooth_D)
    assert CLAIM.check([smooth_G, smooth_D]).failures == []


def test_cases_include_functions_of_z_with_kinks_and_jumps():
    cases = {case.name: case for case in CLAIM.cases}
    z = np.linspace(-2, 2, 4001)
    jumps = {name: np.abs(np.diff(np.real(cases[name].G(cases[name].theta, z)))).max() for name in cases}
    assert jumps["jumps in z"] > 0.5
    assert jumps["a kink in z"] < 0.01
    assert CLAIM.check([cases["jumps in z"], cases["a kink in z"]]).holds
