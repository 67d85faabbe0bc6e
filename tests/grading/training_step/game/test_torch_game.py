"""The game as PyTorch modules: the same numbers as on arrays, by automatic differentiation."""

import numpy as np
import pytest
import torch

from gan_theory.grading.training_step.game import losses, torch_game
from gan_theory.grading.training_step.game.array_game import ArrayGame
from gan_theory.grading.training_step.game.minibatches import LR_D, LR_G, Draw
from gan_theory.grading.training_step.game.torch_game import TorchGame, tensor, value_and_gradients


def test_players_and_minibatches_are_those_of_the_game_on_arrays():
    ours, arrays = TorchGame(4), ArrayGame(4)
    x, z = ours.sample_data(5), ours.sample_noise(6)
    np.testing.assert_allclose(x, arrays.sample_data(5), rtol=1e-6)
    np.testing.assert_allclose(z, arrays.sample_noise(6), rtol=1e-6)
    np.testing.assert_allclose(ours.D(x).detach(), arrays.D(x.numpy()), rtol=1e-6)
    np.testing.assert_allclose(ours.G(z).detach(), arrays.G(z.numpy()), rtol=1e-6, atol=1e-7)
    assert ours.record.draws == [Draw("data", 5), Draw("noise", 6)]


def test_automatic_differentiation_gives_the_derivatives_of_the_game_on_arrays():
    ours, arrays = TorchGame(4), ArrayGame(4)
    x = tensor(np.array([-1.0, 0.3, 2.0]), requires_grad=True)
    (by_x,) = torch.autograd.grad(ours.D(x).sum(), x)
    (by_weights,) = torch.autograd.grad(ours.D(x).sum(), list(ours.D.parameters()))
    (of_G,) = torch.autograd.grad(ours.G(x).sum(), list(ours.G.parameters()))
    points = x.detach().numpy()
    np.testing.assert_allclose(by_x, arrays.dD_dx(points), rtol=1e-5)
    np.testing.assert_allclose(by_weights, arrays.dD_dtheta(points).sum(axis=0), rtol=1e-5)
    np.testing.assert_allclose(of_G, arrays.dG_dtheta(points).sum(axis=0), rtol=1e-5)


@pytest.mark.parametrize("name", losses.LOSSES)
def test_the_losses_are_the_exact_ones(name):
    values = [np.array([0.2, 0.7, 0.45]), np.array([0.6, 0.15, 0.85])][: 2 if name == "loss_D" else 1]
    tensors = [tensor(array, requires_grad=True) for array in values]
    value, gradients = value_and_gradients(getattr(torch_game, name)(*tensors), tensors)
    expected, *derivatives = getattr(losses, name)(*values)
    assert value == pytest.approx(expected, rel=1e-6)
    for got, exact in zip(gradients, derivatives, strict=True):
        np.testing.assert_allclose(got, exact, rtol=1e-6)


def test_a_gradient_is_0_where_a_loss_does_not_depend_on_an_input_and_none_if_on_none():
    a, b = (tensor(np.array([0.5, 0.25]), requires_grad=True) for _ in range(2))
    value, gradients = value_and_gradients(a.sum(), [a, b])
    assert value == 0.75
    np.testing.assert_array_equal(gradients, [[1, 1], [0, 0]])
    assert value_and_gradients(a.detach().sum(), [a, b]) == (0.75, None)


def test_the_optimizers_take_plain_steps_with_the_learning_rates_and_moves_are_recorded():
    game = TorchGame(0)
    before = game.weights()
    loss = game.D(game.G(game.sample_noise(4))).sum()
    loss.backward()
    gradients = [each.grad.numpy().copy() for player in (game.D, game.G) for each in player.parameters()]
    game.optimizer_D.step()
    game.G(game.sample_noise(4))
    game.optimizer_G.step()
    game.D(game.sample_noise(4))
    after = game.weights()
    np.testing.assert_allclose(after.D, before.D - LR_D * gradients[0], rtol=1e-6)
    np.testing.assert_allclose(after.G, before.G - LR_G * gradients[1], rtol=1e-6)
    assert [len({tuple(each[i]) for each in game.record.seen}) for i in (0, 1)] == [2, 2]
    assert len(game.record.seen) == 3


def test_the_default_type_is_followed_and_no_global_state_is_changed():
    state = torch.random.get_rng_state()
    assert TorchGame(0).sample_data(2).dtype == torch.get_default_dtype()
    assert torch.equal(state, torch.random.get_rng_state())
