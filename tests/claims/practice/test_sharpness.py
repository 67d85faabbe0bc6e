"""What counts as sharp: p_g beside the narrow mode, against distributions that are blurred; and chains that fail."""

import numpy as np
import pytest
from scipy.special import erf, ndtri

from gan_theory import CLAIMS
from gan_theory.claims.practice import sharpness
from gan_theory.claims.practice.sharpness import NARROW_BESIDE_WIDE, mass_near_narrow_mode
from gan_theory.densities.noise import NOISES
from gan_theory.verification.cases.parzen_windows import blurred

BOUND = erf(0.1 / (0.25 * np.sqrt(2)))


class QuantileFrame:
    """A G that generates a mixture, or a point that is blurred, by its quantile function."""

    noise = "normal"

    def __init__(self, quantiles):
        u = (np.arange(quantiles.size) + 0.5) / quantiles.size
        self.z, self.G_z = ndtri(u), quantiles
        assert NOISES["normal"].mass(self.z[0], self.z[-1]) > 0.999


def test_a_sharp_G_has_more_mass_near_the_narrow_mode_than_any_blurred_one():
    sharp = QuantileFrame(NARROW_BESIDE_WIDE.stratified(4000))
    assert mass_near_narrow_mode(sharp) == pytest.approx(0.4831, abs=1e-3)
    assert mass_near_narrow_mode(sharp) > BOUND == pytest.approx(0.3108, abs=1e-4)
    assert mass_near_narrow_mode(QuantileFrame(blurred(NARROW_BESIDE_WIDE, 0.25).stratified(4000))) < 0.2
    collapsed_and_blurred = QuantileFrame(2 + 0.25 * ndtri((np.arange(4000) + 0.5) / 4000))
    assert mass_near_narrow_mode(collapsed_and_blurred) == pytest.approx(BOUND, abs=1e-3)


def test_the_identity_does_not_pass_for_a_markov_chain(monkeypatch):
    monkeypatch.setattr(sharpness, "metropolis", lambda p: np.eye(p.n))
    sharpness._chains.cache_clear()
    failed = [each.what for each in CLAIMS["sharpness"].evidence(sharpness.CASES[0]) if not each.holds]
    sharpness._chains.cache_clear()
    assert any("crossings over" in what for what in failed)
    assert any("between 512 and 1,024 steps" in what or "TV <= 0.001" in what for what in failed)
