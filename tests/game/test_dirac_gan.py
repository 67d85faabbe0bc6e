"""The Dirac-GAN: its paths against its eigenvalues, and a step against the gradient of V."""

import numpy as np
import pytest

from gan_theory import CLAIMS
from gan_theory.game.dirac_gan import UPDATE_SCHEMES, DiracGAN, growth, path, step_eigenvalues


@pytest.mark.parametrize("gan", CLAIMS["dirac_gan"].cases, ids=lambda gan: gan.name)
def test_near_the_equilibrium_the_distance_grows_by_the_radius_of_its_eigenvalues(gan):
    """The distance wobbles where the orbit is an ellipse, up to e³ times longer than wide."""
    steps = 200 if gan.radius() > 1.01 else 1000
    assert abs(growth(path(gan, steps, (1e-12, 0))) - gan.radius()) < (3e-3 if gan.h > 1 else 1e-4)
    np.testing.assert_allclose(np.abs(step_eigenvalues(gan)).max(), gan.radius(), rtol=1e-12)


def test_from_afar_simultaneous_steps_spiral_out_alternating_ones_circle_and_the_penalty_converges():
    distances = {name: np.hypot(*path(gan, 2000).T) for name, gan in UPDATE_SCHEMES.items()}
    assert distances["simultaneous"][-1] > 2
    assert 0.8 < distances["alternating"].min() <= distances["alternating"].max() < 1.3
    assert distances["gradient penalty"][-1] < 1e-12


def test_alternating_steps_beyond_the_bound_do_not_circle():
    (broken,) = CLAIMS["dirac_gan"].falsifiers
    assert np.abs(step_eigenvalues(broken)).max() > 3
    assert np.hypot(*path(broken, 20, (1e-6, 0))[-1]) > 1e3 * 1e-6


def test_a_step_is_the_gradient_of_V_by_finite_differences():
    def V(theta, psi):
        return -np.log(2) - np.logaddexp(0, theta * psi)

    theta, psi, e = 0.7, -0.4, 1e-6
    d_theta = (V(theta + e, psi) - V(theta - e, psi)) / (2 * e)
    d_psi = (V(theta, psi + e) - V(theta, psi - e)) / (2 * e)
    moved = path(DiracGAN("one step", h=0.3, simultaneous=True), 1, (theta, psi))[1]
    np.testing.assert_allclose(moved, (theta - 0.3 * d_theta, psi + 0.3 * d_psi), atol=1e-9)


def test_schemes_without_a_path_or_eigenvalues_are_reported():
    with pytest.raises(ValueError, match="expected k = 1 for simultaneous steps; got 2"):
        path(DiracGAN("both, twice", h=0.1, k=2, simultaneous=True))
    with pytest.raises(ValueError, match="expected steps, an integer >= 1; got 0"):
        path(UPDATE_SCHEMES["alternating"], 0)
    with pytest.raises(ValueError, match="expected simultaneous steps with a penalty"):
        step_eigenvalues(DiracGAN("in turns, with a penalty", h=0.1, gamma=1.0))
