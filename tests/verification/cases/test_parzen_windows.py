"""The mixtures that a Parzen case is made of: blurred ones, and shrunk ones."""

import numpy as np
import pytest

from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.verification.cases.parzen_windows import blurred, shrunk, variance


def test_a_window_adds_its_variance_to_a_mixture():
    mixture = GaussianMixture((-1.0, 3.0), (0.3, 0.4), (0.25, 0.75))
    assert variance(mixture) == pytest.approx(0.25 * 0.09 + 0.75 * 0.16 + 3)
    assert blurred(mixture, 0.4).stds == pytest.approx((0.5, np.sqrt(0.32)))
    assert variance(blurred(mixture, 0.4)) == pytest.approx(variance(mixture) + 0.16)


def test_a_shrunk_mixture_keeps_its_mean_and_its_shape():
    mixture = shrunk(GaussianMixture((-1.0, 3.0), (0.3, 0.4), (0.25, 0.75)), 0.5)
    assert (mixture.means, mixture.stds) == (pytest.approx((0.5, 2.5)), pytest.approx((0.15, 0.2)))
