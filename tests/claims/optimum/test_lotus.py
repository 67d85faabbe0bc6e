"""The generators of the claim on equation 3."""

import numpy as np
import pytest

from gan_theory.claims.optimum.lotus import _affine, _cubic
from gan_theory.verification.cases.pairs import gaussian


def test_an_affine_generator_knows_the_density_of_its_noise():
    assert _affine(-2, 1).mixtures == (gaussian(0, 1), gaussian(1, 2))
    assert _affine(-2, 1, "uniform").mixtures is None


def test_the_cubic_is_inverted():
    z = np.linspace(-1, 1, 9)
    assert _cubic(2 * z**3 + z) == pytest.approx(z)
