"""The generators of equation 3, the inverses of their branches, and the distributions of their outputs."""

import numpy as np
import pytest

from gan_theory.claims.optimum._generators import CASES, COSINE, FOLDED, RECTIFIED, affine, cubic_root
from gan_theory.claims.optimum.lotus import CLAIM


def test_an_affine_generator_has_a_normal_or_a_uniform_output():
    assert affine(-2, 1).output == ("normal", 1, 2)
    assert affine(-2, 1, "uniform").output == ("uniform", -1, 3)


def test_the_cubic_is_inverted():
    z = np.linspace(-1, 1, 9)
    assert cubic_root(2 * z**3 + z) == pytest.approx(z)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_inverse_of_each_branch_is_that_of_G(case):
    for branch in case.branches:
        z = np.linspace(max(branch.start, -6.0), min(branch.end, 6.0), 41)
        assert case.G(z[1:-1]) == pytest.approx(branch.G(z[1:-1]))
        if branch.inverse is None:
            assert np.ptp(case.G(z)) == 0
        else:
            assert branch.inverse(branch.G(z)) == pytest.approx(z, abs=1e-7)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_cdf_is_the_share_of_outputs_below(case):
    z = np.random.default_rng(0).standard_normal(40_000)
    x = case.G(z if case.noise == "normal" else np.random.default_rng(0).uniform(-1, 1, 40_000))
    for at in (-2.5, -0.5, 0.0, 0.3, 1.0, 2.5):
        assert abs((x <= at).mean() - case.cdf(at)) <= 5 * 0.5 / 200


def test_folds_and_atoms_are_certified_with_the_generator_of_the_case():
    pytest.importorskip("flint")
    certified = [case for case in CASES if CLAIM.can_certify(case)]
    assert {FOLDED, RECTIFIED, COSINE} < set(certified)
    assert len(certified) == 7
    assert CLAIM.check(certified, grade="certified").holds
