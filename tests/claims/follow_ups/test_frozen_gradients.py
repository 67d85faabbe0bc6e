"""The two families of G, on a mixture with unequal weights."""

from gan_theory.claims.follow_ups.frozen_gradients import scaled, shifted
from gan_theory.densities.gaussian_mixture import GaussianMixture


def test_a_shifted_or_scaled_mixture_keeps_its_weights():
    mixture = GaussianMixture((0.0, 1.0), (1.0, 2.0), (0.25, 0.75))
    assert shifted(mixture, 0.5) == GaussianMixture((0.5, 1.5), (1.0, 2.0), (0.25, 0.75))
    assert scaled(mixture, 0.5) == GaussianMixture((0.0, 1.5), (1.5, 3.0), (0.25, 0.75))
