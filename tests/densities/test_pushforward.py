"""p_g is the distribution of G(z): exact where G is piecewise linear, of a known order where not; also at any x."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from gan_theory import Density, grid, push_forward
from gan_theory.densities.noise import NOISES
from gan_theory.densities.pushforward import cut_at_edges, push_forward_pdf

DISTRIBUTIONS = {"normal": stats.norm(), "uniform": stats.uniform(-1, 2)}
X = grid(-3, 5, 200)


@pytest.mark.parametrize("slope", [1.0, -0.7, 3.0, 0.01])
@pytest.mark.parametrize("noise", NOISES)
@pytest.mark.parametrize("m", [2, 3, 1000])
def test_an_affine_G_gives_the_distribution_of_the_noise(noise, slope, m):
    z = NOISES[noise].nodes(m)
    p_g = push_forward(z, slope * z + 0.8, NOISES[noise], X)
    expected = DISTRIBUTIONS[noise]
    below = (expected.cdf if slope > 0 else expected.sf)((p_g.edges - 0.8) / slope)
    exact = np.diff(below)
    exact[0] += below[0]
    exact[-1] += 1 - below[-1]
    assert np.abs(p_g.p - exact).max() <= 1e-12
    assert p_g.outside == pytest.approx(below[0] + 1 - below[-1], abs=1e-12)


@pytest.mark.parametrize(
    "z", [[-0.5, 0.1, 0.4], [0.2, 0.6], [-0.6, -0.2], [-3, -2, 0, 2, 3], [-3, -1.5]], ids=lambda z: f"{z[0]} to {z[-1]}"
)
@pytest.mark.parametrize("slope", [1, -1])
def test_G_goes_on_beyond_its_nodes_as_far_as_the_noise_does(z, slope):
    p_g = push_forward(z, slope * np.array(z), "uniform", grid(-1, 1, 8))
    np.testing.assert_allclose(p_g.p, 1 / 8, atol=1e-15)
    assert p_g.outside == 0


def test_G_is_cut_where_it_crosses_an_edge_and_nowhere_else():
    z = np.array([-0.5, 0.2, 0.5])
    cell, a, b = cut_at_edges(z, z, (-1.0, 1.0), np.array([-1.0, 0.0, 1.0]))
    assert (cell.tolist(), a.tolist(), b.tolist()) == ([1, 2, 2], [-1, 0, 0.2], [0, 0.2, 1])


def test_cells_in_the_tails_keep_their_digits():
    z = NOISES["normal"].nodes(64)
    p_g = push_forward(z, 1.5 * z, NOISES["normal"], grid(-12, 12, 96))
    np.testing.assert_allclose(p_g.p, p_g.p[::-1], rtol=1e-9)
    assert p_g.p[1] == pytest.approx(stats.norm.cdf(-11.5 / 1.5) - stats.norm.cdf(-11.75 / 1.5), rel=1e-9)


@given(
    st.lists(st.one_of(st.floats(-10, 10), st.sampled_from([0.0, 1.0, -3.0, 5.0, 1e-300])), min_size=2, max_size=30),
    st.sampled_from(sorted(NOISES)),
)
def test_mass_is_conserved_through_folds_and_atoms(values, noise):
    z = NOISES[noise].nodes(len(values))
    p_g = push_forward(z, values, NOISES[noise], X)
    assert abs(p_g.p.sum() - 1) <= 1e-12
    assert (p_g.p >= 0).all()
    assert 0 <= p_g.outside <= 1 + 1e-15


@given(st.lists(st.floats(-10, 10), min_size=2, max_size=12), st.sampled_from(sorted(NOISES)))
def test_the_masses_are_those_of_the_interpolant(values, noise):
    """Compare with midpoints of a fine cut of z; within each part the mass of the noise is even to second order."""
    z = NOISES[noise].nodes(len(values))
    p_g = push_forward(z, values, NOISES[noise], grid(-12, 12, 8))
    fine = np.linspace(z[0], z[-1], 200001)
    middle = (fine[1:] + fine[:-1]) / 2
    masses = NOISES[noise].mass(fine[:-1], fine[1:])
    counted = np.histogram(np.interp(middle, z, values), p_g.edges, weights=masses)[0]
    # Each crossing of an edge makes one part uncertain, and the tails beyond the nodes a mass of 2e-9.
    assert np.abs(counted - p_g.p).max() <= 2 * len(values) * masses.max() + 1e-8


def test_a_flat_piece_of_G_is_an_atom():
    z = np.linspace(-1, 1, 101)
    p_g = push_forward(z, np.maximum(z, 0.3), NOISES["uniform"], grid(0, 1, 100))
    assert p_g.p[29:31].sum() == pytest.approx(0.65 + 0.005, abs=0.0051)
    assert p_g.p.max() >= 0.65 - 1e-12
    np.testing.assert_allclose(p_g.p[31:], 0.005, atol=1e-15)


def test_a_constant_G_is_one_atom():
    z = NOISES["normal"].nodes(50)
    p_g = push_forward(z, np.full(50, 0.5), NOISES["normal"], grid(0, 4, 16))
    assert p_g.p.max() == pytest.approx(1, abs=1e-15)


def test_a_fold_adds_both_branches():
    z = np.linspace(-1, 1, 3)
    p_g = push_forward(z, np.abs(z), NOISES["uniform"], grid(0, 1, 10))
    np.testing.assert_allclose(p_g.p, 0.1, atol=1e-15)


def test_a_fold_s_tip_one_rounding_beyond_an_edge_takes_no_mass_away():
    rng = np.random.default_rng(0)
    for tip in rng.uniform(-0.9, 0.9, 300):
        depth = 10 ** rng.uniform(0, 12)
        for z, side in (([-1, tip, np.nextafter(tip, 1), 1], 1), ([-1, np.nextafter(tip, -1), tip, 1], -1)):
            for beyond, inside in ((4, -1), (0, 1)):  # a hill above the edge at 2, a valley below it
                top = np.nextafter(2.0, beyond)
                G_z = [top + inside * drop for drop in (depth, 0, 1, 1)][::side]
                assert push_forward(z, G_z, "uniform", grid(0, 4, 4)).p.sum() == pytest.approx(1, rel=1e-15)


def test_jumps_and_rises_by_the_smallest_float_keep_their_mass():
    tiny = 5e-324
    jump = push_forward([0, tiny], [0, 1], "normal", grid(-3, 5, 4))
    np.testing.assert_allclose(jump.p, [0.5, 0, 0, 0.5], atol=1e-15)
    assert jump.outside == 1
    assert push_forward([-1, np.nextafter(-1, 0), 1], [0, 1e300, 1e300], "uniform", grid(-3, 5, 4)).p.tolist() == [
        0,
        0,
        0,
        1,
    ]
    assert push_forward([-1, 1], [0, tiny], "uniform", grid(-1, 2, 3)).p.tolist() == [0, 1, 0]


def square_error(m, x):
    """Return the largest error of a cell's mass for x = z², z normal, with m nodes, one of them on the fold."""
    z = NOISES["normal"].nodes(m)
    p_g = push_forward(z, z * z, NOISES["normal"], x)
    exact = np.diff(stats.chi2(1).cdf(np.maximum(p_g.edges, 0)))
    exact[-1] += stats.chi2(1).sf(p_g.edges[-1])
    return np.abs(p_g.p - exact).max()


def test_z_squared_converges_with_second_order_at_fixed_edges():
    errors = np.array([square_error(m, grid(0, 4, 64)) for m in (1025, 4097, 16385, 65537)])
    orders = np.log(errors[:-1] / errors[1:]) / np.log(4)
    assert (orders > 1.6).all()
    assert errors[-1] <= 1e-7


def test_z_squared_converges_with_first_order_within_h_squared_of_the_fold():
    errors = np.array([square_error(m, grid(0, 32 * (12 / (m - 1)) ** 2, 64)) for m in (1025, 4097, 16385)])
    orders = np.log(errors[:-1] / errors[1:]) / np.log(4)
    np.testing.assert_allclose(orders, 1, atol=0.1)


@pytest.mark.parametrize(
    ("noise", "G"),
    [
        ("normal", np.sin),
        ("normal", lambda z: np.tanh(3 * z) + 0.1 * z),
        ("uniform", lambda z: z**3 - 0.5 * z),
        ("normal", lambda z: np.maximum(z, -0.2)),
    ],
    ids=["sine", "sigmoid", "cubic", "clipped"],
)
def test_p_g_agrees_with_a_histogram_of_a_million_samples(noise, G):
    z = NOISES[noise].nodes(4097)
    p_g = push_forward(z, G(z), NOISES[noise], grid(-2, 2, 64))
    samples = G(DISTRIBUTIONS[noise].rvs(10**6, random_state=np.random.default_rng(0)))
    counts = np.histogram(np.clip(samples, -1.999, 1.999), p_g.edges)[0]
    error = np.sqrt(np.maximum(p_g.p * (1 - p_g.p) * 10**6, 1))
    assert (np.abs(counts - p_g.p * 10**6) / error).max() < 5


def test_a_density_pushed_to_its_own_grid_is_a_density():
    z = NOISES["normal"].nodes(100)
    p_g = push_forward(z, z, NOISES["normal"], X)
    assert isinstance(p_g, Density)
    assert np.array_equal(p_g.x, X)


BAD = {
    "one node": ([0.0], [1.0], "m >= 2"),
    "shapes": ([0.0, 1.0], [1.0, 2.0, 3.0], r"one shape \(m,\).* got \(2,\) and \(3,\)"),
    "order": ([0.0, 0.0], [1.0, 2.0], "^expected nodes z that increase; got some that do not$"),
    "text nodes": (["a", "b"], [1.0, 2.0], "^expected nodes z of real numbers; got list$"),
    "text values": ([0.0, 1.0], ["a", "b"], "^expected values of G of real numbers; got list$"),
    "nan": ([0.0, 1.0], [1.0, np.nan], "expected finite values of G at finite distances; got nan"),
    "far apart": ([0.0, 1.0], [-1.7e308, 1.7e308], "finite values of G at finite distances"),
    "infinite node": ([0.0, np.inf], [1.0, 2.0], "finite nodes z at finite distances; got 0.0 to inf"),
    "infinite nodes": ([np.inf, np.inf], [1.0, 2.0], "finite nodes z at finite distances; got inf to inf"),
    "nodes far apart": ([-1.7e308, 1.7e308], [1.0, 2.0], "finite nodes z at finite distances; got -1.7e"),
}


@pytest.mark.parametrize(("z", "G_z", "message"), BAD.values(), ids=BAD)
def test_bad_nodes_are_rejected(z, G_z, message):
    with pytest.raises(ValueError, match=message):
        push_forward(z, G_z, NOISES["normal"], X)


def test_an_unknown_noise_is_rejected():
    with pytest.raises(ValueError, match=r"^expected the name of a noise; got 'cauchy' \(known: normal, uniform\)$"):
        push_forward([0.0, 1.0], [0.0, 1.0], "cauchy", X)


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
