"""G may be any differentiable function: each family is what its name says, on arrays and on tensors alike."""

import numpy as np
import pytest
import torch
from numpy.polynomial import legendre
from scipy.interpolate import BSpline

from gan_theory import Recipe
from gan_theory.training.generators import GENERATORS, MLP, Polynomial, Spline, Table, as_generator
from gan_theory.training.networks import network

Z = np.linspace(-1, 1, 1001)
FAMILIES = {"mlp": MLP(8), "polynomial": Polynomial(), "spline": Spline(), "table": Table(), "a short table": Table(2)}


@pytest.fixture(params=FAMILIES.values(), ids=FAMILIES)
def G(request):
    return request.param


def test_the_constant_adds_a_constant(G):
    theta = G.start(np.random.default_rng(0))
    np.testing.assert_allclose(G(theta + 3 * G.constant, Z), G(theta, Z) + 3, atol=1e-12)


def test_numpy_and_torch_compute_the_same_function(G):
    thetas = np.stack([G.start(np.random.default_rng(seed)) for seed in (0, 1)])
    z = torch.tensor(np.stack([Z, Z[::-1]])[..., None])
    x, _ = network(G).forward(torch.tensor(thetas), z)
    for theta, each, places in zip(thetas, x.numpy()[..., 0], z.numpy()[..., 0]):
        np.testing.assert_allclose(each, G(theta, places), rtol=0, atol=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_G_increases_at_the_start(G, seed):
    slopes = np.diff(G(G.start(np.random.default_rng(seed)), np.linspace(-1, 1, 2 if G == Table(2) else 9)))
    assert slopes.mean() > 0.05
    assert isinstance(G, Table | Spline | Polynomial) or slopes.min() > 0


def test_a_polynomial_is_a_sum_of_legendre_s():
    theta = np.random.default_rng(0).standard_normal(10)
    expected = legendre.legval(Z, theta * np.sqrt(2 * np.arange(10) + 1))
    np.testing.assert_allclose(Polynomial()(theta, Z), expected, atol=1e-12)
    nodes, weights = legendre.leggauss(20)
    basis = np.stack(Polynomial().basis(nodes))
    np.testing.assert_allclose(basis * weights / 2 @ basis.T, np.eye(10), atol=1e-12)


def test_a_table_is_read_with_linear_interpolation():
    values = np.random.default_rng(0).standard_normal(32)
    np.testing.assert_allclose(Table()(values, Z), np.interp(Z, np.linspace(-1, 1, 32), values), atol=1e-12)


def test_a_spline_is_scipy_s():
    h = 2 / 29
    knots = -1 + h * (np.arange(36) - 3)
    control = np.random.default_rng(0).standard_normal(32)
    np.testing.assert_allclose(Spline()(control, Z[:-1]), BSpline(knots, control, 3)(Z[:-1]), atol=1e-12)


def test_bumps_sum_to_1():
    for family in (Spline(), Table(), Spline(5)):
        np.testing.assert_allclose(sum(family.basis(Z)), 1, atol=1e-12)


def test_a_generator_goes_by_name():
    assert as_generator("MLP", 16) == MLP(16)
    assert [as_generator(name, 32) for name in GENERATORS] == [MLP(), Polynomial(), Spline(), Table()]
    assert as_generator(Table(9), 32) == Table(9)


BAD = {
    "a name": (dict(G="splin"), "expected the name of a generator; got 'splin' .near it: spline"),
    "a function": (dict(G=np.tanh), "expected G, a name or a hashable object with start, constant and G"),
    "noise": (dict(G="table"), r"expected noise='uniform', within \[−1, 1\], for G='table'; got noise='normal'"),
    "offset": (dict(initial_offset=np.inf), "expected offset within ±100; got inf"),
    "points": (dict(dataset_size=-1), "expected points, an integer >= 0; got -1"),
    "steps": (dict(k_G=7, steps=10), "expected steps, a multiple of k_G = 7; got 10"),
}


@pytest.mark.parametrize(("changes", "message"), BAD.values(), ids=BAD)
def test_what_can_t_be_a_recipe_is_told(changes, message):
    with pytest.raises(ValueError, match=message):
        Recipe(**changes)


@pytest.mark.parametrize("G", ["splin", np.tanh, [], 3, Table])
def test_what_can_t_be_a_generator_is_told_whatever_the_noise(G):
    for noise in ("normal", "uniform"):
        with pytest.raises(
            ValueError, match=r"expected the name of a generator|expected G, a name or a hashable object"
        ):
            Recipe(G=G, noise=noise)


@pytest.mark.parametrize("family", [lambda: Table(1), lambda: Spline(3), lambda: Polynomial(0)])
def test_what_can_t_bend_or_rise_is_told(family):
    with pytest.raises(ValueError, match=r"expected (knots|degree), an integer >= "):
        family()


def test_names_are_known_in_any_case():
    assert Recipe(G="MLP") == Recipe()
