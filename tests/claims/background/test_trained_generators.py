"""The best straight line, by another minimiser; uniform densities on cells; a user's own G for the gradients."""

import numpy as np
import pytest
import torch
from scipy import optimize

from gan_theory import push_forward
from gan_theory.claims.background import _trained_generators as trained
from gan_theory.datasets.targets import as_target
from gan_theory.game.divergences import jsd

TARGET = as_target("two-modes").p_data


def test_a_uniform_density_is_the_push_forward_of_a_line():
    ends = np.array([[-1.3, 2.2], [0.4, 0.1], [-9.0, 1.0], [-0.01, 9.0]])
    found = trained.uniform_jsd(TARGET, *ends.T)
    z = np.array([-1.0, 1.0])
    expected = [jsd(TARGET, push_forward(z, pair, "uniform", TARGET.x)) for pair in ends]
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-13)


def test_no_other_search_finds_a_better_line():
    best = trained.best_line("two-modes")
    rng = np.random.default_rng(0)
    far = rng.uniform([-4, 0.5], [0, 4], (2000, 2))
    near = rng.uniform([-2.6, 2.45], [-2.45, 2.6], (5000, 2))
    for ends in (far, near):
        assert trained.uniform_jsd(TARGET, *ends.T).min() > best
    found = optimize.minimize(
        lambda ends: float(trained.uniform_jsd(TARGET, *ends)), (-2.5211, 2.5209), method="Nelder-Mead", tol=1e-10
    )
    assert found.fun == pytest.approx(best, abs=1e-9)
    assert best == pytest.approx(0.08227845, abs=1e-8)


def test_the_best_line_for_a_uniform_density_is_exact():
    assert trained.best_line("uniform") < 1e-12


def test_a_fraction_is_a_function_of_arrays_and_tensors_with_its_constant():
    G, theta, z = trained.Fraction(), np.array([0.5, 2.0, 1.5]), np.linspace(-1, 1, 11)
    np.testing.assert_allclose(G(theta, z), 0.5 + 2 * z / (1 + 2.25 * z**2), atol=1e-15)
    np.testing.assert_allclose(G(theta + G.constant, z), G(theta, z) + 1, atol=1e-15)
    np.testing.assert_allclose(G(torch.tensor(theta), torch.tensor(z)).numpy(), G(theta, z), atol=1e-15)
    assert G.start(np.random.default_rng(0)).shape == G.constant.shape


@pytest.mark.parametrize("loss", trained.LOSSES)
def test_a_loss_is_a_function_of_the_logit(loss):
    logit = np.linspace(-4, 4, 9)
    D = 1 / (1 + np.exp(-logit))
    np.testing.assert_allclose(
        trained.LOSSES[loss](logit), {"saturating": np.log(1 - D), "non-saturating": -np.log(D)}[loss], atol=1e-14
    )
