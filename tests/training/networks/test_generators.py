"""G may be any differentiable function: each family is what its name says, on arrays and on tensors alike."""

import numpy as np
import pytest

from gan_theory import Recipe
from gan_theory.training.networks.generators import GENERATORS, MLP, Polynomial, Spline, Table, as_generator

Z = np.linspace(-1, 1, 1001)
FAMILIES = {"mlp": MLP(8), "polynomial": Polynomial(), "spline": Spline(), "table": Table(), "a short table": Table(2)}


@pytest.fixture(params=FAMILIES.values(), ids=FAMILIES)
def G(request):
    return request.param


def test_the_constant_adds_a_constant(G):
    theta = G.start(np.random.default_rng(0))
    np.testing.assert_allclose(G(theta + 3 * G.constant, Z), G(theta, Z) + 3, atol=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_G_increases_at_the_start(G, seed):
    slopes = np.diff(G(G.start(np.random.default_rng(seed)), np.linspace(-1, 1, 2 if G == Table(2) else 9)))
    assert slopes.mean() > 0.05
    assert isinstance(G, Table | Spline | Polynomial) or slopes.min() > 0


def test_generators_have_names():
    assert as_generator("MLP", 16) == MLP(16)
    assert [as_generator(name, 32) for name in GENERATORS] == [MLP(), Polynomial(), Spline(), Table()]
    assert as_generator(Table(9), 32) == Table(9)


@pytest.mark.parametrize("G", ["splin", np.tanh, [], 3, Table])
def test_what_is_not_a_generator_raises_for_either_noise(G):
    for noise in ("normal", "uniform"):
        with pytest.raises(
            ValueError, match=r"expected the name of a generator|expected G, a name or a hashable object"
        ):
            Recipe(G=G, noise=noise)
