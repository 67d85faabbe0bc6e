"""The updates follow the gradients of the paper's losses, by Adam, from the initial weights."""

import numpy as np
import pytest
import torch
from torch.nn.functional import softplus

from gan_theory import Algorithm1, Recipe, train
from gan_theory.datasets.targets import as_target
from gan_theory.training.losses import Loss, Losses
from tests.support.training import SHORT, Wave, losses_by_the_paper


def test_a_step_of_D_leaves_G_as_it_is_and_vice_versa():
    game = Algorithm1("two-modes", SHORT)
    before = game.state
    game.ascend_D()
    assert np.array_equal(before.G, game.state.G)
    assert not np.array_equal(before.D, game.state.D)
    between = game.state
    game.descend_G()
    assert np.array_equal(between.D, game.state.D)
    assert not np.array_equal(between.G, game.state.G)


@pytest.mark.parametrize("loss", ["non-saturating", "saturating"])
@pytest.mark.parametrize("G", ["mlp", "polynomial", "spline", "table"])
def test_the_gradients_are_those_of_the_losses_by_automatic_differentiation(G, loss):
    game = Algorithm1("two-modes", Recipe(G=G, loss=loss, noise="uniform", batch=64), [1, 2, 3])
    game.rounds(3)
    x, z = (next(stream).astype(float) for stream in (game._data, game._noise))
    state = game.state._replace(D=game.state.D.astype(float), G=game.state.G.astype(float))
    found = {"D": game.updates.gradient_D(state, x, z), "G": game.updates.gradient_G(state, z)}
    expected = losses_by_the_paper(game, x, z)
    for player, name in (("D", "D"), ("G", "saturating" if loss == "saturating" else "non-saturating")):
        value, theta = expected[name]
        (gradient,) = torch.autograd.grad(value, theta, retain_graph=True)
        assert gradient.abs().max() > 1e-3
        np.testing.assert_allclose(found[player], gradient, rtol=1e-9, atol=1e-12)


def test_G_may_be_any_function_that_can_be_differentiated():
    game = Algorithm1("gaussian", Recipe(G=Wave(), steps=600, frames=1), [0, 1])
    x, z = next(game._data).double(), next(game._noise).double()
    state = game.state._replace(D=game.state.D.double(), G=game.state.G.double())
    value, theta = losses_by_the_paper(game, x, z)["non-saturating"]
    (gradient,) = torch.autograd.grad(value, theta)
    torch.testing.assert_close(game.updates.gradient_G(state, z), gradient, rtol=1e-9, atol=1e-12)
    *_, (first, second) = game.run_ensemble()
    assert max(first.jsd, second.jsd) < 0.02
    np.testing.assert_allclose(first.G_z, first.G(first.z))


@pytest.mark.parametrize("player", ["D", "G"])
def test_adam_is_torch_s_own_with_a_rate_that_falls(player):
    recipe = Recipe(beta_1=0.7, beta_2=0.95, final_lr_factor=0.2, steps=20, batch=32, ema_decay=0.0)
    game = Algorithm1("two-modes", recipe)
    theta, lr = torch.from_numpy(getattr(game.state, player).copy()).requires_grad_(), getattr(recipe, f"lr_{player}")
    adam = torch.optim.Adam([theta], lr=lr, betas=(0.7, 0.95))
    for i in range(20):
        other = Algorithm1("two-modes", recipe)  # at the same place in its minibatches
        other._restore(game._snapshot())
        theta.grad = torch.from_numpy(other.gradients(player))
        if i == 0:
            clear = theta.grad.abs() > 1e-3  # below, it shows that ε is added to √v before its correction here
        adam.param_groups[0]["lr"] = lr * (0.2 + 0.8 * (1 - (i if player == "G" else 0) / 20))
        adam.step()
        game.rounds(1, *((1, 0) if player == "D" else (0, 1)))
    assert clear.sum() > 500
    np.testing.assert_allclose(getattr(game.state, player)[clear], theta.detach()[clear], rtol=0, atol=1e-4)


@pytest.mark.parametrize("averages", ["as they are", "elsewhere"])
def test_D_ascends_the_gradient_of_V(averages):
    """The gradient on 300,000 samples against that of V by quadrature on the grid, at G's own weights."""
    game = Algorithm1("two-modes", Recipe(batch=300_000))
    frame = game.frame()
    x = torch.from_numpy((frame.x - game.target.centre) / game.target.scale)[None, :, None]
    D = torch.from_numpy(game.state.D).double().requires_grad_()
    logit = game.updates.logit(D, x)[0, :, 0]
    value = (torch.tensor(frame.p_data.p) * softplus(-logit) + torch.tensor(frame.p_g.p) * softplus(logit)).sum()
    (exact,) = torch.autograd.grad(value, D)
    if averages == "elsewhere":
        game.state = game.state._replace(ema_G=0 * game.state.ema_G)
    taken = torch.from_numpy(game.gradients("D"))
    assert float((taken - exact).norm() / exact.norm()) < 0.02


def test_D_ascends_V():
    game = Algorithm1("two-modes", Recipe(batch=50_000))
    before = game.frame().V
    for _ in range(20):
        game.ascend_D()
    assert game.frame().V > before + 0.05


def test_G_starts_at_the_initial_offset():
    still, moved = (
        Algorithm1("uniform", Recipe(noise="uniform", initial_offset=offset)).frame() for offset in (0.0, 5.0)
    )
    np.testing.assert_allclose(moved.G_z - still.G_z, 5 * as_target("uniform").scale, atol=1e-6)
    assert moved.jsd == pytest.approx(np.log(2))


class Crooked(Wave):
    constant = np.ones(2)


def test_a_G_whose_parts_have_different_shapes_raises():
    with pytest.raises(
        ValueError, match=r"expected start and constant of one shape \(P,\) from .*; got \(3,\) and \(2,\)"
    ):
        train("gaussian", G=Crooked())


def test_each_seed_has_initial_weights_of_its_own():
    together = Algorithm1("two-modes", SHORT, [3, 4]).state
    for weights, alone in zip(together, Algorithm1("two-modes", SHORT, 4).state):
        assert np.array_equal(weights[1], alone[0])
    for weights in (together.D, together.G):
        assert not np.array_equal(weights[0], weights[1])


@pytest.mark.parametrize("G", ["polynomial", "spline", "table"])
def test_each_seed_has_an_initial_G_of_its_own(G):
    weights = Algorithm1("two-modes", Recipe(G=G, noise="uniform"), [3, 4]).state.G
    assert not np.array_equal(weights[0], weights[1])


def test_D_starts_with_waves_of_the_recipe_s_frequency_at_all_phases():
    """The frequencies lie within half of their mean; a phase in each of four quarters of a period."""
    for frequency in (2.0, 7.0):
        game = Algorithm1("two-modes", Recipe(width=256, first_layer_frequency=frequency))
        frequencies, phases = game.updates.D.mlp.split(game.state.D)[0][0]
        assert 0.5 * frequency <= frequencies.min() < 0.75 * frequency
        assert 1.25 * frequency < frequencies.max() <= 1.5 * frequency
        assert (np.histogram(phases, np.linspace(-np.pi, np.pi, 5))[0] > 32).all()


LEAST_SQUARES = Losses(
    "least squares, of the logit",
    D_on_data=Loss("(l − 1)²", "", lambda logit: (logit - 1) ** 2, lambda logit: 2 * (logit - 1)),
    D_on_G=Loss("(l + 1)²", "", lambda logit: (logit + 1) ** 2, lambda logit: 2 * (logit + 1)),
    G=Loss("l²", "", lambda logit: logit**2, lambda logit: 2 * logit),
)


def test_losses_of_one_s_own_are_those_of_both_players():
    game = Algorithm1("two-modes", Recipe(loss=LEAST_SQUARES, batch=64), [1, 2, 3])
    game.rounds(3)
    x, z = (next(stream).astype(float) for stream in (game._data, game._noise))
    D, G = (torch.tensor(theta, dtype=torch.float64, requires_grad=True) for theta in (game.state.D, game.state.G))
    on_data, on_G = (game.updates.logit(D, u) for u in (torch.tensor(x), game.updates.generated(G, torch.tensor(z))))
    loss_of_D = ((on_data - 1) ** 2 + (on_G + 1) ** 2).mean(1).sum()
    state = game.state._replace(D=D.detach().numpy(), G=G.detach().numpy())
    for found, loss, theta in (
        (game.updates.gradient_D(state, x, z), loss_of_D, D),
        (game.updates.gradient_G(state, z), (on_G**2).mean(1).sum(), G),
    ):
        (gradient,) = torch.autograd.grad(loss, theta, retain_graph=True)
        assert gradient.abs().max() > 1e-3
        np.testing.assert_allclose(found, gradient, rtol=1e-9, atol=1e-12)
