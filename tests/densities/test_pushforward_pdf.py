"""The density of G(z) at any x, without a grid."""

import numpy as np
import pytest
from scipy import stats

from gan_theory import push_forward
from gan_theory.densities.noise import NOISES
from gan_theory.densities.pushforward import push_forward_pdf

GENERATORS = {
    "a line": ("normal", lambda z: 3 - 2 * z, stats.norm(3, 2)),
    "a fold": ("normal", lambda z: z * z, stats.chi2(1)),
    "an exponential": ("normal", np.exp, stats.lognorm(1)),
    "two slopes": ("uniform", lambda z: np.where(z < 0, z, 3 * z), None),
}


@pytest.mark.parametrize("name", GENERATORS)
def test_the_density_of_g_is_that_of_its_distribution_at_any_x(name):
    noise, G, distribution = GENERATORS[name]
    z, x = NOISES[noise].nodes(4097), np.array([0.3, 1.7, 1.2, 2.9, 0.7])
    got = push_forward_pdf(z, G(z), noise, x)
    np.testing.assert_allclose(got, np.full(5, 1 / 6) if distribution is None else distribution.pdf(x), rtol=5e-3)


def test_the_density_of_g_is_0_outside_its_range_and_infinite_at_an_atom():
    z = np.linspace(-1, 1, 5)
    got = push_forward_pdf(z, np.array([0.0, 1.0, 1.0, 2.0, 4.0]), "uniform", np.array([-0.1, 0.5, 1.0, 3.0, 4.1]))
    assert got.tolist() == [0.0, 0.25, np.inf, 0.125, 0.0]


def test_the_density_of_g_integrates_to_the_masses_of_the_cells():
    z = np.linspace(-6, 6, 400)
    G_z = np.sin(2 * z) + z
    density = push_forward(z, G_z, "normal", np.linspace(-3, 3, 61))
    fine = density.edges[0] + density.dx * (np.arange(61 * 4000) + 0.5) / 4000
    means = push_forward_pdf(z, G_z, "normal", fine).reshape(61, 4000).mean(axis=1)
    np.testing.assert_allclose(means[1:-1], density.pdf[1:-1], rtol=5e-3)
