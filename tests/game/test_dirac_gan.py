"""The Dirac-GAN: its paths against its eigenvalues, and a step against the gradient of V."""

import math

import numpy as np
import pytest

from gan_theory import CLAIMS
from gan_theory.game.dirac_gan import UPDATE_SCHEMES, DiracGAN, growth, path, step_eigenvalues


def distances(gan, steps, start=(1.0, 0.0)):
    return np.hypot(*path(gan, steps, start).T)


@pytest.mark.parametrize("gan", CLAIMS["dirac_gan"].cases, ids=lambda gan: gan.name)
def test_near_the_equilibrium_the_distance_grows_by_the_radius_of_its_eigenvalues(gan):
    """The log distance stays within 3 of a straight line, which bounds its slope over half the path by 1.5 · 6/n."""
    steps = 200 if gan.radius() > 1.01 else 1000
    fitted = np.log(growth(path(gan, steps, (1e-100, 0))))
    assert abs(fitted - np.log(gan.radius())) < 1.5 * 6 / (steps / 2)
    assert np.sign(np.round(fitted, 3)) == np.sign(np.round(np.log(gan.radius()), 3))


def test_from_afar_simultaneous_steps_never_stop_moving_away():
    """3.4918, 5.1372 and 7.7870: computed elsewhere."""
    distance = distances(UPDATE_SCHEMES["simultaneous"], 10**6)
    assert distance[[400, 1000, 10**6]] == pytest.approx([3.4918, 5.1372, 7.7870], abs=5e-5)
    assert np.diff(distance[:5000]).min() > 0


def test_from_afar_alternating_steps_drift_outwards_slowly():
    """1.109, 1.164 and 4.94: computed elsewhere. Which digits the last one has is decided by roundings."""
    distance = distances(UPDATE_SCHEMES["alternating"], 10**5)
    assert [distance[: n + 1].max() for n in (1000, 10_000)] == pytest.approx([1.109, 1.164], abs=5e-4)
    assert 4.7 < distance.max() < 5.2
    assert distance.min() > 0.97


def test_with_the_penalty_the_path_arrives_from_afar():
    assert distances(UPDATE_SCHEMES["zero-centred gradient penalty"], 2000)[-1] < 1e-12


def test_at_the_bound_the_distance_grows_linearly_and_beyond_it_exponentially():
    at, beyond = DiracGAN("h √k = 4", h=2.0, k=4), DiracGAN("h √k = 5", h=5.0)
    distance = distances(at, 300, (1e-100, 0.0)) / 1e-100
    np.testing.assert_allclose(np.diff(distance, n=2)[10:], 0, atol=1e-2)
    assert np.diff(distance)[10:].min() > 1
    np.testing.assert_allclose(step_eigenvalues(at), -1, atol=1e-7)
    assert beyond.radius() == pytest.approx(4)
    assert distances(beyond, 20, (1e-6, 0))[-1] > 1e3 * 1e-6


@pytest.mark.parametrize(
    ("gamma", "bound"), [(0.01, 0.04), (0.3, 1.2), (1, 4), (2, 4 * (2 - np.sqrt(3))), (5, 4 * (5 - np.sqrt(24)))]
)
def test_simultaneous_steps_with_the_penalty_converge_below_the_bound_only(gamma, bound):
    """1.0718 for γ = 2."""
    radii = [DiracGAN("", h=factor * bound, simultaneous=True, gamma=gamma).radius() for factor in (0.999, 1, 1.001)]
    assert radii[0] < 1 < radii[2]
    assert radii[1] == pytest.approx(1, abs=1e-12)


def test_steps_too_long_for_the_penalty_diverge_and_so_does_a_reward():
    too_weak = DiracGAN("", h=0.2, simultaneous=True, gamma=0.01)
    assert too_weak.radius() == pytest.approx(1.004, abs=5e-4)
    assert distances(too_weak, 2000, (1e-6, 0))[-1] > 1e3 * 1e-6
    assert DiracGAN("", h=3, simultaneous=True, gamma=0.3).radius() > 1.5
    assert DiracGAN("", h=0.1, simultaneous=True, gamma=-0.3).radius() > 1.01


@pytest.mark.parametrize("gamma", [0.01, 0.3, 2])
def test_alternating_steps_with_the_penalty_converge_up_to_another_bound(gamma):
    bound = 4 * (np.sqrt(gamma**2 + 1) - gamma)
    radii = [DiracGAN("", h=factor * bound, gamma=gamma).radius() for factor in (0.01, 0.999, 1, 1.001)]
    assert max(radii[:2]) < 1 < radii[3]
    assert radii[2] == pytest.approx(1, abs=1e-12)


def test_a_step_is_the_gradient_of_V_by_finite_differences():
    def V(theta, psi):
        return -np.log(2) - np.logaddexp(0, theta * psi)

    theta, psi, e = 0.7, -0.4, 1e-6
    d_theta = (V(theta + e, psi) - V(theta - e, psi)) / (2 * e)
    d_psi = (V(theta, psi + e) - V(theta, psi - e)) / (2 * e)
    moved = path(DiracGAN("one step", h=0.3, simultaneous=True), 1, (theta, psi))[1]
    np.testing.assert_allclose(moved, (theta - 0.3 * d_theta, psi + 0.3 * d_psi), atol=1e-9)


def test_growth_is_measured_over_the_later_half():
    bend = np.concatenate([3.0 ** np.arange(10), 3.0**9 * 2.0 ** np.arange(1, 11)])
    assert growth(np.stack([bend, 0 * bend], axis=1)) == pytest.approx(2)


def test_a_path_that_reaches_the_equilibrium_has_the_growth_0():
    nilpotent = DiracGAN("h = 2, γ = 1", h=2, simultaneous=True, gamma=1)
    assert nilpotent.radius() == 0 == growth(path(nilpotent, 10, (1e-100, 0)))


def test_schemes_without_a_path_are_reported():
    with pytest.raises(ValueError, match="expected k = 1 for simultaneous steps; got 2"):
        DiracGAN("both, twice", h=0.1, k=2, simultaneous=True)
    with pytest.raises(ValueError, match="expected k, an integer >= 1; got 0"):
        DiracGAN("no D", h=0.1, k=0)
    with pytest.raises(ValueError, match=r"expected a step size h > 0; got -0\.1"):
        DiracGAN("backwards", h=-0.1)
    with pytest.raises(ValueError, match="expected a finite weight γ of the penalty; got nan"):
        DiracGAN("no γ", h=0.1, gamma=math.nan)
    with pytest.raises(ValueError, match="expected steps, an integer >= 1; got 0"):
        path(UPDATE_SCHEMES["alternating"], 0)
