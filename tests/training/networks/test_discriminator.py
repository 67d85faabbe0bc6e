"""D is a perceptron with sine units."""

import numpy as np

from gan_theory import Algorithm1
from tests.support.training import SHORT


def test_D_is_a_perceptron_with_sine_units():
    game = Algorithm1("two-modes", SHORT)
    (W_1, b_1), W_2, b_2, W_3, b_3 = game.updates.D.mlp.split(game.state.D[0])
    u = np.linspace(-3, 3, 50)
    logit = np.sin(np.sin(u[:, None] * W_1 + b_1) @ W_2 + b_2) @ W_3 + b_3
    np.testing.assert_allclose(game.logit(u * game.target.scale + game.target.centre), logit[:, 0], atol=1e-5)
