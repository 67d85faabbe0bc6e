"""The pairing value against torch's loss on pairs; the penalties; the Dirac-GAN's paths against those of 2014."""

import numpy as np
import pytest

from gan_theory.game.dirac_gan import DiracGAN, eigenvalues, path
from gan_theory.game.relativistic_gan import (
    RelativisticDiracGAN,
    gradient_penalty,
    pairing_value,
    relativistic_eigenvalues,
    relativistic_path,
)


def test_the_pairing_value_is_minus_torch_s_softplus_over_all_pairs():
    torch = pytest.importorskip("torch")
    data, generated = torch.tensor([1.5, -0.25, 3.0]), torch.tensor([0.5, -40.0])
    loss = torch.nn.functional.softplus(generated[None] - data[:, None]).mean()
    logit = torch.cat([data, generated]).numpy()
    value = pairing_value(logit, [1 / 3, 1 / 3, 1 / 3, 0, 0], [0, 0, 0, 0.5, 0.5])
    assert value == pytest.approx(-loss.item(), abs=1e-6)


def test_a_constant_added_to_the_logit_changes_nothing():
    p, q, logit = [0.25, 0.75], [0.5, 0.5], np.array([1.0, -2.0])
    assert pairing_value(logit + 30, p, q) == pytest.approx(pairing_value(logit, p, q), abs=1e-14)
    assert pairing_value(logit, p, q) == pytest.approx(
        -(0.125 * np.log(2) + 0.125 * np.log1p(np.exp(-3)) + 0.375 * np.log1p(np.exp(3)) + 0.375 * np.log(2))
    )
    assert pairing_value(np.stack([logit, 0 * logit]), p, q)[1] == pytest.approx(-np.log(2))


def test_an_infinite_logit_is_refused():
    with pytest.raises(ValueError, match="finite logits"):
        pairing_value([np.inf, 0.0], [0.5, 0.5], [0.5, 0.5])


def test_a_penalty_is_half_its_weight_times_the_mean_squared_slope():
    assert gradient_penalty([3.0, -1.0], [0.25, 0.75], 2.0) == 3.0
    assert gradient_penalty(3.0, [0.25, 0.75], 0.5) == 2.25


@pytest.mark.parametrize("simultaneous", [False, True])
@pytest.mark.parametrize(("gamma_1", "gamma_2"), [(0, 0), (0.6, 0), (0, 0.6), (0.25, 0.35)])
def test_its_paths_are_those_of_2014_with_the_sum_of_the_weights(gamma_1, gamma_2, simultaneous):
    gan = RelativisticDiracGAN("", 0.4, gamma_1, gamma_2, simultaneous)
    other = DiracGAN("", h=0.4, simultaneous=simultaneous, gamma=gamma_1 + gamma_2)
    np.testing.assert_allclose(relativistic_path(gan, 60), path(other, 60), atol=1e-12)


def test_its_eigenvalues_are_those_of_2014_with_the_sum_of_the_weights():
    """−0.3 ± 0.4i: computed elsewhere."""
    np.testing.assert_allclose(relativistic_eigenvalues(0.3, 0.3), [-0.3 + 0.4j, -0.3 - 0.4j], atol=1e-15)
    np.testing.assert_allclose(relativistic_eigenvalues(0.5, 2.0), eigenvalues(2.5), atol=1e-15)
    np.testing.assert_allclose(relativistic_eigenvalues(0, 0), [0.5j, -0.5j], atol=1e-15)


@pytest.mark.parametrize("h", [0.0, -1.0, np.inf, np.nan])
def test_a_step_size_that_is_not_positive_is_refused(h):
    with pytest.raises(ValueError, match="step size h > 0"):
        RelativisticDiracGAN("", h)


@pytest.mark.parametrize("weights", [(np.nan, 0.0), (0.0, np.inf)])
def test_weights_that_are_not_finite_are_refused(weights):
    with pytest.raises(
        ValueError, match=f"expected finite weights of the penalties; got {weights[0]} and {weights[1]}"
    ):
        RelativisticDiracGAN("", 0.1, *weights)


def test_large_logits_do_not_overflow():
    assert pairing_value([0, 2000], [1, 0], [0, 1]) == -2000
    assert pairing_value([2000, 0], [1, 0], [0, 1]) == 0
