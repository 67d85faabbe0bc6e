"""How many z go to one x, on a grid where that is known."""

from types import SimpleNamespace

import numpy as np
import pytest

from gan_theory import Density, GaussianMixture
from gan_theory.claims.practice._helvetica_runs import share_near_one_x


def frame_of(p_g):
    p_data = Density.from_pdf(GaussianMixture((0.0,), (1.0,)).pdf, np.linspace(-6, 6, 1201))
    return SimpleNamespace(p_data=p_data, p_g=Density.from_pdf(p_g.pdf, p_data.x))


def test_the_share_near_one_x_is_the_greatest_mass_within_a_tenth_of_a_standard_deviation():
    assert share_near_one_x(frame_of(GaussianMixture((0.0,), (1.0,)))) == pytest.approx(0.0797, abs=1e-3)
    two_points = GaussianMixture((-2.0, 2.0), (0.02, 0.02), (0.4, 0.6))
    assert share_near_one_x(frame_of(two_points)) == pytest.approx(0.6, abs=1e-6)
