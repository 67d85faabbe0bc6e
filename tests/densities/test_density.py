"""Densities from a pdf, a distribution, samples or a file: their masses, moments and samples; bad input is rejected."""

import numpy as np
import pytest
from scipy import stats

from gan_theory import Density, grid, read_column
from gan_theory.datasets.targets import OLD_FAITHFUL

X = grid(-1, 1, 4)


def test_a_pdf_is_normalised_and_its_mass_outside_the_grid_is_known():
    density = Density.from_pdf(stats.norm.pdf, grid(-1, 1, 1000))
    assert abs(density.p.sum() - 1) <= 1e-13
    assert density.outside == pytest.approx(2 * stats.norm.sf(1), abs=1e-6)
    assert Density.from_pdf(stats.norm.pdf, grid(-9, 9)).outside <= 1e-15


def test_a_smooth_pdf_converges_geometrically_to_the_moments():
    errors = [abs(Density.from_pdf(stats.norm.pdf, grid(-10, 10, n)).std() - 1) for n in (12, 16, 20, 24, 28)]
    assert errors[-1] <= 1e-13
    ratios = np.divide(errors[1:], errors[:-1])
    assert (ratios[:3] < 0.05).all()


def test_an_unnormalised_pdf_needs_its_total():
    x = grid(-8, 8)
    with pytest.raises(ValueError, match=r"integrates to at most 1 on the grid; got 2\.5066\d+: normalise"):
        Density.from_pdf(lambda x: np.exp(-x * x / 2), x)
    density = Density.from_pdf(lambda x: np.exp(-x * x / 2), x, total=np.sqrt(2 * np.pi))
    np.testing.assert_allclose(density.p, Density.from_pdf(stats.norm.pdf, x).p, rtol=1e-13)


@pytest.mark.parametrize("outside", [0, 1, 1 + 1e-9])
def test_all_the_mass_may_lie_outside_up_to_rounding(outside):
    assert Density(X, [0.25] * 4, outside=outside).outside == outside


def test_samples_smoothed_are_the_mixture_of_their_kernels():
    samples = np.random.default_rng(0).normal(size=57)
    density = Density.from_samples(samples, grid(-6, 6, 300), bandwidth=0.4)
    kernels = stats.norm(samples[:, None], 0.4)
    np.testing.assert_allclose(density.p[1:-1], np.diff(kernels.cdf(density.edges)).mean(axis=0)[1:-1], atol=1e-15)
    assert density.bandwidth == 0.4
    kde = stats.gaussian_kde(samples, bw_method=0.4 / samples.std(ddof=1))
    exact = [kde.integrate_box_1d(a, b) for a, b in zip(density.edges[:-1], density.edges[1:])]
    np.testing.assert_allclose(density.p[1:-1], exact[1:-1], atol=1e-14)


def test_samples_unsmoothed_are_their_histogram():
    samples = np.random.default_rng(0).normal(size=1000)
    density = Density.from_samples(samples, grid(-2, 2, 40), bandwidth=0)
    counts = np.histogram(samples, density.edges)[0]
    counts[0] += np.sum(samples < -2)
    counts[-1] += np.sum(samples > 2)
    np.testing.assert_allclose(density.p, counts / 1000, atol=1e-15)
    assert density.outside == pytest.approx(np.mean(np.abs(samples) > 2))


def test_a_histogram_reaches_an_eighth_of_their_range_beyond_the_samples():
    density = Density.from_samples([0, 2, 8], bandwidth=0)
    assert density.edges[[0, -1]] == pytest.approx([-1, 9], rel=1e-14)
    assert density.p.max() == 1 / 3
    assert (density.n, density.bandwidth, density.outside) == (512, 0, 0)


@pytest.mark.parametrize("unit", [1e-160, 1e150], ids=["tiny", "huge"])
def test_smoothing_does_not_depend_on_the_unit(unit):
    samples = np.random.default_rng(0).normal(size=50)
    np.testing.assert_allclose(
        Density.from_samples(unit * samples).p, Density.from_samples(samples).p, rtol=1e-6, atol=1e-12
    )


@pytest.mark.parametrize("distribution", [stats.norm(), stats.expon()], ids=["normal", "exponential"])
def test_smoothed_samples_are_near_their_distribution(distribution):
    x = grid(-6, 12, 400)
    truth = Density.from_scipy(distribution, x)
    for m in (300, 30000):
        samples = distribution.rvs(m, random_state=np.random.default_rng(m))
        chosen, wide = (Density.from_samples(samples, x, bandwidth=h) for h in (None, 1.5))
        assert np.abs(chosen.p - truth.p).sum() < np.abs(wide.p - truth.p).sum() / 2


def test_a_million_samples_are_smoothed():
    samples = np.random.default_rng(0).normal(size=10**6)
    density = Density.from_samples(samples)
    assert np.abs(density.p - Density.from_scipy(stats.norm(), density.x).p).sum() < 0.02


def test_samples_of_a_density_are_distributed_as_it_is():
    density = Density.from_scipy(stats.gamma(2))
    samples = density.sample(10**6, seed=0)
    counts = np.histogram(samples, density.edges)[0]
    expected = density.p * 10**6
    likely = expected > 20
    z = (counts - expected)[likely] / np.sqrt(expected[likely])
    assert np.abs(z).max() < 5


def test_samples_follow_the_seed():
    density = Density.from_scipy(stats.norm())
    assert density.sample(5, 7).tolist() == density.sample(5, np.random.default_rng(7)).tolist()
    assert density.sample(5, 7).tolist() != density.sample(5, 8).tolist()
    assert density.sample(0).shape == (0,)


@pytest.mark.parametrize(
    ("n", "message"),
    [(-1, "^expected n, an integer >= 0; got -1$"), (10**12, "^expected n <= 1,000,000,000; got 1000000000000$")],
)
def test_a_bad_number_of_samples_is_rejected(n, message):
    with pytest.raises(ValueError, match=message):
        Density(X, [0.25] * 4).sample(n)


def test_mean_and_standard_deviation_are_those_of_the_distribution():
    density = Density.from_pdf(stats.norm(4, 0.5).pdf, grid(0, 8))
    assert density.mean() == pytest.approx(4, rel=1e-13)
    assert density.std() == pytest.approx(0.5, rel=1e-13)


def test_a_density_is_an_array_of_its_masses_and_read_only():
    density = Density.from_scipy(stats.norm())
    assert np.asarray(density) is density.p
    assert len(density) == density.n == 512
    for frozen in (density.p, density.x):
        with pytest.raises(ValueError, match="read-only"):
            frozen[0] = 1
    np.testing.assert_allclose(density.pdf.sum() * density.dx, 1)


def test_the_array_of_a_density_has_the_requested_dtype_and_is_a_copy_on_request():
    density = Density(X, [0.25] * 4)
    copy = np.array(density)
    copy[0] = 1
    assert density.p[0] == 0.25
    assert density.__array__(np.float32).dtype == np.asarray(density, np.float32).dtype == np.float32
    with pytest.raises(ValueError, match="copy"):
        np.asarray(density, np.float32, copy=False)


def test_a_density_shows_its_grid_and_what_lies_outside():
    x = grid(0, 4, 4)
    assert repr(Density(x, [0.25] * 4, outside=0.125)) == "Density(4 cells on [0, 4], outside=0.12)"
    smoothed = Density.from_samples([1, 2], x, bandwidth=0.01)
    assert repr(smoothed) == "Density(4 cells on [0, 4], outside=0, bandwidth=0.01)"


def test_a_density_of_a_file_is_that_of_its_column():
    x = grid(0, 6, 60)
    density = Density.from_csv(OLD_FAITHFUL, "eruption_minutes", x, bandwidth=0.3)
    expected = Density.from_samples(read_column(OLD_FAITHFUL, "eruption_minutes")[1], x, bandwidth=0.3)
    assert density.p.tolist() == expected.p.tolist()
    assert (density.x.tolist(), density.bandwidth) == (x.tolist(), 0.3)


def test_the_marks_of_a_file_are_those_that_the_caller_names(tmp_path):
    path, x = tmp_path / "data.txt", grid(0, 40, 40)
    path.write_text("1,5\n3,5\n2,25\n")
    for marks, values in (
        (dict(delimiter="none"), [1.5, 3.5, 2.25]),
        (dict(delimiter="comma", column=2), [5, 5, 25]),
    ):
        found = Density.from_csv(path, x=x, bandwidth=0.5, **marks)
        np.testing.assert_array_equal(found.p, Density.from_samples(values, x, bandwidth=0.5).p)
    path.write_text("x\n1.234\n2.345\n")
    for decimal, values in ((".", [1.234, 2.345]), (",", [1234, 2345])):
        found = Density.from_csv(path, x=grid(0, 3000, 60), bandwidth=0.5, decimal=decimal)
        np.testing.assert_array_equal(found.p, Density.from_samples(values, grid(0, 3000, 60), bandwidth=0.5).p)


BAD = {
    "shape": (lambda: Density(X, [0.5, 0.5]), r"shape of x, \(4,\); got \(2,\)"),
    "no distribution": (lambda: Density.from_scipy("norm"), "frozen scipy.stats distribution; got str"),
    "nan sample": (lambda: Density.from_samples([1, np.nan, 2]), "finite samples; got 1 nan or infinite among 3"),
    "one value": (lambda: Density.from_samples([3, 3, 3]), "at least two distinct samples; got 1 among 3"),
    "no samples": (lambda: Density.from_samples([]), "at least two distinct samples; got 0"),
    "text samples": (lambda: Density.from_samples(["a", "b"]), "samples of real numbers; got list"),
    "samples in a matrix": (lambda: Density.from_samples(np.eye(3)), r"samples of shape \(m,\); got shape \(3, 3\)"),
    "negative bandwidth": (lambda: Density.from_samples([1, 2], bandwidth=-1), "bandwidth >= 0; got -1"),
    "infinite bandwidth": (lambda: Density.from_samples([1, 2], bandwidth=np.inf), "bandwidth >= 0; got inf"),
    "text masses": (lambda: Density(X, ["a"] * 4), "^expected masses of real numbers; got list$"),
    "outside": (lambda: Density(X, [0.25] * 4, outside=np.nan), r"outside, a mass in \[0, 1\]; got nan"),
    "outside, too much": (lambda: Density(X, [0.25] * 4, outside=1 + 2e-9), r"a mass in \[0, 1\]; got 1.000000002"),
    "outside as text": (lambda: Density(X, [0.25] * 4, outside="none"), r"a mass in \[0, 1\]; got 'none'"),
    "total": (lambda: Density.from_pdf(np.ones(4), X, total=-1), "total > 0, finite; got -1"),
    "total of 0": (lambda: Density.from_pdf(np.ones(4), X, total=0), "total > 0, finite; got 0"),
    "total as text": (lambda: Density.from_pdf(np.ones(4), X, total="2"), "total > 0, finite; got '2'"),
    "infinite total": (lambda: Density.from_pdf(np.ones(4), X, total=np.inf), "total > 0, finite; got inf"),
    "a frozen distribution as a pdf": (lambda: Density.from_pdf(stats.norm(), X), "^expected a pdf of real numbers"),
    "a distribution without parameters": (lambda: Density.from_scipy(stats.gamma), "one that raises: .*missing"),
    "samples beyond 1e300": (
        lambda: Density.from_samples([-1.7e308, 1.7e308]),
        "samples within ±1e300; got -1.7e.308 to 1.7e.308",
    ),
}


@pytest.mark.parametrize(("make", "message"), BAD.values(), ids=BAD)
def test_bad_input_is_rejected(make, message):
    with pytest.raises(ValueError, match=message):
        make()
