"""D is a perceptron with sine units."""

import numpy as np
import torch

from gan_theory import Algorithm1
from tests.support.training import SHORT


def test_D_is_a_perceptron_with_sine_units():
    game = Algorithm1("two-modes", SHORT)
    x, weights = torch.linspace(-3, 3, 50)[:, None], game.updates.D.mlp.split(game.state.D[0])
    for i in (0, 2, 4):
        x = torch.nn.functional.linear(x, weights[i].T, weights[i + 1][0])
        x = torch.sin(x) if i < 4 else x
    at = np.linspace(-3, 3, 50) * game.target.scale + game.target.centre
    np.testing.assert_allclose(game.logit(at), x[:, 0].numpy(), atol=1e-5)
