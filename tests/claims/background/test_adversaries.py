"""The falsifiers of B5 fail for the reason that they name; the bounds on the steps are sharp enough to be of use."""

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS

CLAIM = CLAIMS["adversaries"]
HEAVY, UPHILL = CLAIM.falsifiers


def failures(case):
    return {found.what: found for found in CLAIM.evidence(case) if not found.holds}


def test_masses_of_1_1_add_a_tenth():
    found = failures(HEAVY)
    assert found["at D* E D(x) + E D(G(z)) = 1"].gap == pytest.approx(0.1, rel=1e-12)
    assert found["V of every other p_g at a D of ½ = −log 4"].gap == pytest.approx(0.1 * np.log(4), rel=1e-12)


def test_a_G_that_ascends_fails_by_the_direction_of_its_step_only():
    assert set(failures(UPHILL)) == {
        "a step of G with D* fixed raises E D(G(z)) by Var D*(G(z))/4 or more",
        "and lowers V by Var log(1 − D*(G(z)))/4 or more",
    }


@pytest.mark.parametrize("name", ["shifted", "two-modes-covered", "uniforms-overlap", "old-faithful"])
def test_each_step_moves_by_more_than_nothing(name):
    """The lower bounds are above the tolerance and within a factor of 10 of what the steps do."""
    bounded = [found for found in CLAIM.evidence(PAIRS[name]) if " or more" in found.what or " gains " in found.what]
    assert len(bounded) == 4
    for found in bounded:
        least, moved = found.values
        assert 1e-6 < least <= moved < 10 * least
