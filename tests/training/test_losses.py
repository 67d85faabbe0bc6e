"""The losses are the paper's, and their derivatives are those of automatic differentiation."""

import numpy as np
import pytest
import torch

from gan_theory.training.losses import D_LOSS_ON_DATA, D_LOSS_ON_G, G_LOSSES
from gan_theory.training.recipe import LOSSES

LOGIT = torch.linspace(-8, 8, 101, dtype=torch.float64)
D = torch.sigmoid(LOGIT)
BY_THE_PAPER = {
    "D on data": (D_LOSS_ON_DATA, -torch.log(D)),
    "D on samples of G": (D_LOSS_ON_G, -torch.log(1 - D)),
    "non-saturating": (G_LOSSES["non-saturating"], -torch.log(D)),
    "saturating": (G_LOSSES["saturating"], torch.log(1 - D)),
}


@pytest.mark.parametrize(("loss", "expected"), BY_THE_PAPER.values(), ids=BY_THE_PAPER)
def test_a_loss_is_that_of_the_paper(loss, expected):
    torch.testing.assert_close(loss.value(LOGIT), expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("loss", "expected"), BY_THE_PAPER.values(), ids=BY_THE_PAPER)
def test_the_derivative_of_a_loss_is_that_of_automatic_differentiation(loss, expected):
    logit = LOGIT.clone().requires_grad_()
    (derivative,) = torch.autograd.grad(loss.value(logit).sum(), logit)
    torch.testing.assert_close(loss.derivative(D), derivative, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("loss", "expected"), BY_THE_PAPER.values(), ids=BY_THE_PAPER)
def test_a_loss_takes_numpy_arrays_as_well(loss, expected):
    np.testing.assert_allclose(loss.value(LOGIT.numpy()), expected.numpy(), rtol=1e-9, atol=1e-12)
    np.testing.assert_array_equal(loss.derivative(D.numpy()), loss.derivative(D).numpy())


def test_a_loss_of_an_array_keeps_its_digits_where_D_is_nearly_0_or_1():
    assert D_LOSS_ON_DATA.value(np.array([90.0, -90.0])) == pytest.approx([np.exp(-90), 90], rel=1e-15)


def test_the_losses_of_G_are_those_that_a_recipe_may_have():
    assert tuple(G_LOSSES) == LOSSES
