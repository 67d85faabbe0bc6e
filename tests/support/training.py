"""What the tests of training share: a short recipe, a user's own G, and draws of a game's data."""

import numpy as np
import torch

from gan_theory import Recipe

SHORT = Recipe(steps=60, frames=6)


class Wave:
    """A user's own G: θ₀ + θ₁ z + θ₂ sin 3z."""

    constant = np.array([1.0, 0.0, 0.0])

    def start(self, rng):
        return np.array([0.0, 1.0, 0.1])

    def __call__(self, theta, z):
        sin = np.sin if isinstance(z, np.ndarray) else torch.sin
        return theta[0] + theta[1] * z + theta[2] * sin(3 * z)


def losses_by_the_paper(game, x, z):
    """The losses of D and of both G in float64, as the paper writes them, and the weights they depend on."""
    D, G = (torch.as_tensor(theta).double().requires_grad_() for theta in (game.state.D, game.state.G))
    x, z = (torch.as_tensor(each).double() for each in (x, z))
    on_data, on_G = (torch.sigmoid(game.updates.logit(D, u)) for u in (x, game.updates.generated(G, z)))
    V = (torch.log(on_data).mean(1) + torch.log(1 - on_G).mean(1)).sum()
    return {
        "D": (-V, D),
        "saturating": (torch.log(1 - on_G).mean(1).sum(), G),
        "non-saturating": (-torch.log(on_G).mean(1).sum(), G),
    }


def draw_data(game, n):
    """n minibatches of data of a single game, in one array, in the units of the data."""
    batches = np.concatenate([next(game._data).ravel() for _ in range(n)])
    return batches.astype(float) * game.target.scale + game.target.centre


def in_float64(game):
    """Let NumPy's engine compute in float64 from now on: its arithmetic has the precision of the weights."""
    game.state = game.state._make(np.asarray(each, np.float64) for each in game.state)
    return game


class GivenMinibatches:
    """The minibatches of a game's sequence, in float64, with a list of all that were used."""

    def __init__(self, minibatches, used):
        self.minibatches, self.used = minibatches, used

    def __next__(self):
        self.used.append(next(self.minibatches).ravel().tolist())
        return np.reshape(self.used[-1], (1, -1, 1))
