"""The closed-form gradients of both losses against automatic differentiation, and what each mistake changes."""

import numpy as np
import pytest
import torch

from gan_theory.grading.training_step.game.minibatches import Weights
from gan_theory.grading.training_step.gradients import RIGHT_GRADIENTS, Gradients, Variant

D, G = Weights.start()
RNG = np.random.default_rng(5)
X, Z = RNG.normal(1, 1, 5), RNG.normal(0, 1, 4)


def by_torch(loss):
    """The gradients of a loss, which gets D and G as functions of tensors, with respect to both players' weights."""
    theta_D, theta_G = (torch.tensor(each, requires_grad=True) for each in (D, G))
    value = loss(
        lambda x: torch.sigmoid(theta_D[0] + theta_D[1] * x + theta_D[2] * x**2),
        lambda z: theta_G[0] + theta_G[1] * z + theta_G[2] * z**2,
    )
    found = torch.autograd.grad(value, [theta_D, theta_G], allow_unused=True)
    return [np.zeros(3) if each is None else each.numpy() for each in found]


x, z = torch.tensor(X), torch.tensor(Z)
OF_D = {
    RIGHT_GRADIENTS: lambda D, G: -D(x).log().mean() - (1 - D(G(z))).log().mean(),
    Variant(terms="data"): lambda D, G: -D(x).log().mean(),
    Variant(terms="generated"): lambda D, G: -(1 - D(G(z))).log().mean(),
    Variant(terms="swapped"): lambda D, G: -D(G(z)).log().mean() - (1 - D(x)).log().mean(),
}


@pytest.mark.parametrize("variant", OF_D, ids=str)
def test_the_gradients_of_D_s_loss_are_those_of_automatic_differentiation(variant):
    got = Gradients(variant, "loss_G").of_loss_D(D, G, X, Z)
    np.testing.assert_allclose(got[0], by_torch(OF_D[variant])[0], rtol=1e-12)
    if variant.terms != "swapped":
        np.testing.assert_allclose(got[1], by_torch(OF_D[variant])[1], rtol=1e-12)


OF_G = {
    "loss_G": lambda D, G: -D(G(z)).log().mean(),
    "loss_G_saturating": lambda D, G: (1 - D(G(z))).log().mean(),
}


@pytest.mark.parametrize("name", OF_G)
def test_the_gradients_of_G_s_losses_are_those_of_automatic_differentiation(name):
    for variant, given in ((RIGHT_GRADIENTS, name), (Variant(loss_G=name), "loss_G")):
        got = Gradients(variant, given).of_loss_G(D, G, Z)
        np.testing.assert_allclose(got, by_torch(OF_G[name]), rtol=1e-12)


def test_G_may_descend_D_s_loss_by_mistake():
    got = Gradients(Variant(loss_G="loss_D"), "loss_G").of_loss_G(D, G, Z)
    np.testing.assert_allclose(got, by_torch(lambda D, G: -(1 - D(G(z))).log().mean()), rtol=1e-12)


def test_derivatives_at_other_samples_differ_from_the_right_ones_and_from_each_other():
    x, found = X[:4], {}
    for points in ("own", "data", "generated", "swapped"):
        found[points] = Gradients(Variant(points=points), "loss_G").of_loss_D(D, G, x, Z)[0]
    parts = [Gradients(Variant(terms=terms), "loss_G").of_loss_D(D, G, x, Z)[0] for terms in ("data", "generated")]
    np.testing.assert_allclose(found["own"], sum(parts), rtol=1e-12)
    np.testing.assert_allclose(found["data"] + found["generated"], found["own"] + found["swapped"], rtol=1e-12)
    assert len({tuple(np.round(each, 6)) for each in found.values()}) == 4


def test_the_difference_of_the_two_terms_is_not_their_sum():
    parts = [Gradients(Variant(terms=terms), "loss_G").of_loss_D(D, G, X, Z)[0] for terms in ("data", "generated")]
    got = Gradients(Variant(terms="difference"), "loss_G").of_loss_D(D, G, X, Z)[0]
    np.testing.assert_allclose(got, parts[0] - parts[1], rtol=1e-12)


def test_D_may_see_the_noise_by_mistake():
    seen = Gradients(Variant(D_sees_noise="D"), "loss_G").of_loss_D(D, G, X, Z)[0]
    expected = by_torch(lambda D, G: -D(x).log().mean() - (1 - D(z)).log().mean())[0]
    np.testing.assert_allclose(seen, expected, rtol=1e-12)


@pytest.mark.parametrize("axis", ["weights", "transposed"])
def test_sums_over_the_wrong_axis_need_three_samples(axis):
    gradients = Gradients(Variant(axis_D=axis, axis_G=axis), "loss_G")
    with pytest.raises(ValueError):
        gradients.of_loss_G(D, G, Z)
    right = Gradients(RIGHT_GRADIENTS, "loss_G")
    assert not np.allclose(gradients.of_loss_G(D, G, Z[:3])[1], right.of_loss_G(D, G, Z[:3])[1])
    assert gradients.of_loss_D(D, G, X[:3], Z[:3])[0].shape == (3,)


def test_sums_over_both_axes_move_all_weights_alike():
    total = Gradients(Variant(axis_G="all"), "loss_G").of_loss_G(D, G, Z)[1]
    mean = Gradients(Variant(axis_G="mean of all"), "loss_G").of_loss_G(D, G, Z)[1]
    right = Gradients(RIGHT_GRADIENTS, "loss_G").of_loss_G(D, G, Z)[1]
    np.testing.assert_allclose(total, right.sum() * np.ones(3))
    np.testing.assert_allclose(mean, total / 12)
