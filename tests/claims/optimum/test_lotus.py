"""The generators of equation 3, and the inverses of their branches."""

import numpy as np
import pytest

from gan_theory.claims.optimum.lotus import CASES, affine, cubic_root
from gan_theory.verification.cases.pairs import gaussian


def test_an_affine_generator_of_normal_noise_has_the_densities_of_z_and_of_x():
    assert affine(-2, 1).mixtures == (gaussian(0, 1), gaussian(1, 2))
    assert affine(-2, 1, "uniform").mixtures is None


def test_the_cubic_is_inverted():
    z = np.linspace(-1, 1, 9)
    assert cubic_root(2 * z**3 + z) == pytest.approx(z)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_inverse_of_each_branch_is_that_of_G(case):
    for branch in case.branches:
        z = np.linspace(branch.start, branch.end, 41)
        if branch.inverse is None:
            assert np.ptp(case.G(z)) == 0
        else:
            assert branch.inverse(case.G(z)) == pytest.approx(z, abs=1e-7)
