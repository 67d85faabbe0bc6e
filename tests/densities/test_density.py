"""Densities: from a pdf, a distribution, samples or a file; no mass is lost, and bad input is told apart."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats

from gan_theory import Density, GaussianMixture, grid, push_forward, read_column
from gan_theory.datasets.targets import OLD_FAITHFUL
from gan_theory.densities.bandwidth import leave_one_out_bandwidth
from gan_theory.densities.grid import grid_for
from gan_theory.densities.kernel_density import KernelDensity

X = grid(-1, 1, 4)
LAWS = {
    "normal": stats.norm(4, 0.5),
    "cauchy": stats.cauchy(),
    "exponential": stats.expon(),
    "uniform": stats.uniform(-1, 3),
    "gamma": stats.gamma(2),
    "mixture": GaussianMixture((-1.5, 1.5), (0.5, 0.3), (0.25, 0.75)),
}


def test_a_grid_has_the_centres_of_its_cells():
    assert grid(0, 1, 2).tolist() == [0.25, 0.75]
    assert grid(-1, 1).size == 512


def test_the_steps_of_a_grid_may_differ_by_a_millionth_and_two_roundings():
    ulp = np.spacing(1.0)
    even_enough, uneven = 1 + ulp * np.array([0, 2e6 - 2, 4e6]), 1 + ulp * np.array([0, 2e6 - 2, 4e6 + 1])
    assert Density(even_enough, [0, 1, 0]).x.tolist() == even_enough.tolist()
    with pytest.raises(ValueError, match="even, increasing grid x"):
        Density(uneven, [0, 1, 0])


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_a_distribution_gives_exact_cell_masses(law):
    density = Density.from_scipy(law)
    assert abs(density.p.sum() - 1) <= 1e-15 * density.n
    inner = np.diff(law.cdf(density.edges))[1:-1]
    np.testing.assert_allclose(density.p[1:-1], inner, rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_what_lies_outside_the_grid_is_told_and_kept_in_the_end_cells(law):
    lo, hi = (float(law.ppf(u)) for u in (0.1, 0.8))
    density = Density.from_scipy(law, grid(lo, hi, 50))
    assert density.outside == pytest.approx(0.3, abs=1e-7)
    assert density.p[0] == pytest.approx(float(law.cdf(density.edges[1])), abs=1e-12)
    assert density.p[-1] == pytest.approx(float(law.sf(density.edges[-2])), abs=1e-12)


def test_masses_in_the_upper_tail_keep_their_digits():
    density = Density.from_scipy(stats.norm(), grid(-12, 12, 240))
    np.testing.assert_allclose(density.p, density.p[::-1], rtol=1e-10)
    assert 0 < density.p[-2] < 1e-30


def test_a_law_in_single_precision_is_normalised():
    law, x = stats.norm(), grid(-4, 4, 51)
    single = SimpleNamespace(
        cdf=lambda x: np.float32(law.cdf(x)), sf=lambda x: np.float32(law.sf(x)), ppf=lambda u: np.float32(law.ppf(u))
    )
    density = Density.from_scipy(single, x)
    assert abs(density.p.sum() - 1) <= 1e-15 * density.n
    np.testing.assert_allclose(density.p, Density.from_scipy(law, x).p, atol=2e-7)


def test_a_pdf_is_normalised_and_tells_what_lies_outside():
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
    with pytest.raises(ValueError, match=r"integrates to at most 1 on the grid; got 2\.50663: normalise it"):
        Density.from_pdf(lambda x: np.exp(-x * x / 2), x)
    density = Density.from_pdf(lambda x: np.exp(-x * x / 2), x, total=np.sqrt(2 * np.pi))
    np.testing.assert_allclose(density.p, Density.from_pdf(stats.norm.pdf, x).p, rtol=1e-13)


def test_a_pdf_with_jumps_may_exceed_1_by_what_the_grid_makes_of_them():
    density = Density.from_pdf(lambda x: np.where((x > 0) & (x < 1.01), 1 / 1.01, 0), grid(-1, 2, 90))
    assert abs(density.p.sum() - 1) <= 1e-14
    assert 0 <= density.outside < 0.02


@pytest.mark.parametrize("total", [1, 3])
def test_a_pdf_may_exceed_its_total_by_half_its_variation_in_a_cell(total):
    x, inner = grid(0, 5, 10), np.arange(10) % 9 > 0  # eight cells of width ½: seven of them are sure to be within
    box = np.where(inner, total / 3.5, 0)
    assert Density.from_pdf(box, x, total=total).outside == 0
    with pytest.raises(ValueError, match=f"integrates to at most {total} on the grid; got {total * 8 / 7:g}"):
        Density.from_pdf(1.000001 * box, x, total=total)


def test_a_flat_pdf_may_exceed_its_total_by_rounding():
    assert Density.from_pdf([(1 + 1e-9) / 2] * 2, [0, 1]).p.tolist() == [0.5, 0.5]
    with pytest.raises(ValueError, match=r"got 1: normalise it, or give its integral as total=$"):
        Density.from_pdf([(1 + 1.1e-9) / 2] * 2, [0, 1])


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


def test_an_atom_on_an_edge_counts_to_the_cell_above_it_if_there_is_one():
    x = grid(0, 3, 3)
    expected = [1 / 4, 1 / 4, 2 / 4]
    atoms = np.arange(4.0)
    assert Density.from_samples(atoms, x, bandwidth=0).p.tolist() == expected
    np.testing.assert_allclose(Density.from_scipy(stats.randint(0, 4), x).p, expected, atol=1e-15)
    flat = push_forward([-1, -0.5, 0, 0.5, 1], [3, 3, 3, 3, 3], "uniform", x)
    assert flat.p.tolist() == [0, 0, 1]
    for density in (Density.from_samples(atoms, x, bandwidth=0), Density.from_scipy(stats.randint(0, 4), x), flat):
        assert density.outside == 0


HEAVY = {
    "cauchy": np.random.default_rng(0).standard_cauchy(10**5),
    "an outlier": np.append(np.random.default_rng(0).normal(size=10**5), 1e6),
    "lognormal": np.random.default_rng(0).lognormal(sigma=2, size=10**4),
}


@pytest.mark.parametrize("samples", HEAVY.values(), ids=HEAVY)
def test_heavy_tails_do_not_widen_the_kernel_beyond_the_quartiles(samples):
    assert 0 < leave_one_out_bandwidth(samples) < np.ptp(np.quantile(samples, (0.25, 0.75))) / 3


@pytest.mark.parametrize("unit", [1e-160, 1e150], ids=["tiny", "huge"])
def test_samples_of_any_size_are_smoothed_alike(unit):
    samples = np.random.default_rng(0).normal(size=50)
    np.testing.assert_allclose(
        Density.from_samples(unit * samples).p, Density.from_samples(samples).p, rtol=1e-6, atol=1e-12
    )


@pytest.mark.parametrize("law", [stats.norm(), stats.expon()], ids=["normal", "exponential"])
def test_smoothing_by_likelihood_brings_samples_near_their_law(law):
    x = grid(-6, 12, 400)
    truth = Density.from_scipy(law, x)
    for m in (300, 30000):
        samples = law.rvs(m, random_state=np.random.default_rng(m))
        chosen, wide = (Density.from_samples(samples, x, bandwidth=h) for h in (None, 1.5))
        assert np.abs(chosen.p - truth.p).sum() < np.abs(wide.p - truth.p).sum() / 2


def test_rounded_samples_are_smoothed_across_the_rounding():
    waiting = read_column(OLD_FAITHFUL, "waiting_minutes")[1]
    assert 1 < leave_one_out_bandwidth(waiting) < 10


def test_the_bandwidth_follows_the_unit():
    samples = np.random.default_rng(0).gamma(2, size=200)
    assert leave_one_out_bandwidth(1000 * samples + 7) == pytest.approx(
        1000 * leave_one_out_bandwidth(samples), rel=1e-9
    )


def test_a_million_samples_are_smoothed_in_bounded_time():
    samples = np.random.default_rng(0).normal(size=10**6)
    density = Density.from_samples(samples)
    assert np.abs(density.p - Density.from_scipy(stats.norm(), density.x).p).sum() < 0.02


@pytest.mark.parametrize("law", [*LAWS.values(), KernelDensity(np.arange(9.0), 0.3)], ids=[*LAWS, "smoothed"])
def test_the_default_grid_reaches_an_eighth_of_their_distance_beyond_the_1e_5_quantiles(law):
    edges = Density.from_scipy(law).edges
    lo, hi = (float(law.ppf(u)) for u in (1e-5, 1 - 1e-5))
    assert edges[0] == pytest.approx(lo - (hi - lo) / 8, rel=1e-12)
    assert edges[-1] == pytest.approx(hi + (hi - lo) / 8, rel=1e-12)
    assert grid_for(law).size == 512
    assert grid_for(law, 7).size == 7


@pytest.mark.parametrize("law", [LAWS["mixture"], KernelDensity(np.arange(9.0), 0.3)], ids=["mixture", "smoothed"])
def test_laws_agree_with_themselves(law):
    u = np.array([1e-5, 0.1, 0.5, 0.9, 1 - 1e-5])
    x = np.array([law.ppf(v) for v in u])
    np.testing.assert_allclose(law.cdf(x), u, rtol=1e-5)
    np.testing.assert_allclose(law.cdf(x) + law.sf(x), 1, rtol=1e-14)


def test_the_gaussian_mixture_is_scipy_s():
    law, x = LAWS["mixture"], np.linspace(-4, 4, 50)
    pdf = 0.25 * stats.norm(-1.5, 0.5).pdf(x) + 0.75 * stats.norm(1.5, 0.3).pdf(x)
    np.testing.assert_allclose(law.pdf(x), pdf, rtol=1e-13)
    np.testing.assert_allclose(law.logpdf(x), np.log(pdf), rtol=1e-12)
    assert stats.kstest(law.rvs(10**5, np.random.default_rng(0)), law.cdf).pvalue > 1e-6


def test_samples_of_a_density_have_its_law():
    density = Density.from_scipy(stats.gamma(2))
    samples = density.sample(10**6, seed=0)
    counts = np.histogram(samples, density.edges)[0]
    expected = density.p * 10**6
    judged = expected > 20
    z = (counts - expected)[judged] / np.sqrt(expected[judged])
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
def test_a_bad_number_of_samples_is_told(n, message):
    with pytest.raises(ValueError, match=message):
        Density(X, [0.25] * 4).sample(n)


def test_the_moments_of_a_density_are_those_of_its_law():
    density = Density.from_pdf(stats.norm(4, 0.5).pdf, grid(0, 8))
    assert density.mean() == pytest.approx(4, rel=1e-13)
    assert density.std() == pytest.approx(0.5, rel=1e-13)


def test_a_density_is_an_array_of_its_masses_that_no_one_changes():
    density = Density.from_scipy(stats.norm())
    assert np.asarray(density) is density.p
    assert len(density) == density.n == 512
    for frozen in (density.p, density.x):
        with pytest.raises(ValueError, match="read-only"):
            frozen[0] = 1
    np.testing.assert_allclose(density.pdf.sum() * density.dx, 1)


def test_a_density_s_array_has_the_dtype_and_is_the_copy_that_is_asked_for():
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


def law_of(cdf, sf):
    return SimpleNamespace(cdf=cdf, sf=sf, ppf=lambda u: 2 * u - 1)


def quantiles(lo, hi):
    return SimpleNamespace(ppf=lambda u: lo if u < 0.5 else hi)


BAD = {
    "negative": (lambda: Density(X, [0.5, 0.6, -0.1, 0]), "^expected masses that are non-negative; got -0.1$"),
    "nan": (lambda: Density(X, [0.5, np.nan, 0.5, 0]), "non-negative; got nan"),
    "infinite": (lambda: Density(X, [0.5, np.inf, 0.5, 0]), "got a sum of inf"),
    "sum": (lambda: Density(X, [0.5, 0.5, 0.5, 0]), "sum to 1 within 1e-09; got a sum of 1.5: .*from_pdf"),
    "shape": (lambda: Density(X, [0.5, 0.5]), r"shape of x, \(4,\); got \(2,\)"),
    "empty": (lambda: Density([], []), r"at least 2 cell centres, shape \(n,\); got shape \(0,\)"),
    "one cell": (lambda: Density([0.0], [1.0]), r"at least 2 cell centres"),
    "two-dimensional": (lambda: Density([[0.0, 1.0]], [[0.5, 0.5]]), "at least 2 cell centres"),
    "uneven": (lambda: Density([0, 1, 3.0], [0, 1, 0]), "even, increasing grid x; got steps from 1 to 2"),
    "backwards": (lambda: Density([1, 0.0], [0, 1]), "even, increasing"),
    "infinite grid": (
        lambda: Density([0, np.inf], [0, 1]),
        "^expected a finite grid x; got nan or infinity in it$",
    ),
    "grid at rest": (lambda: Density([1.0, 1.0], [0, 1]), "even, increasing grid x; got steps from 0 to 0"),
    "words for a grid": (lambda: Density(["a", "b"], [0, 1]), "^expected cell centres x of real numbers; got list$"),
    "grid to infinity": (lambda: grid(0, np.inf), "^expected lo < hi, both finite; got lo = 0, hi = inf$"),
    "grid from infinity": (lambda: grid(-np.inf, 0), "^expected lo < hi, both finite; got lo = -inf, hi = 0$"),
    "too narrow a grid": (lambda: grid(1, np.nextafter(1, 2)), "between which floats tell 512 cells apart; got lo = 1"),
    "too wide a grid": (lambda: grid(-1.7e308, 1.7e308, 8), "between which floats tell 8 cells apart; got lo = -1.7e"),
    "grid of one": (lambda: grid(0, 1, 1), "at least 2 cells; got n = 1"),
    "grid of nothing": (lambda: grid(1, 1), "lo < hi"),
    "pdf of 0": (
        lambda: Density.from_pdf(np.zeros(4), X),
        "^expected a pdf that is finite, non-negative and somewhere positive; got another$",
    ),
    "negative pdf": (lambda: Density.from_pdf([1, -1, 1, 1], X), "somewhere positive; got another"),
    "infinite pdf": (lambda: Density.from_pdf([1, np.inf, 1, 1], X), "somewhere positive; got another"),
    "pdf's shape": (lambda: Density.from_pdf(np.ones(3), X), r"shape of x, \(4,\); got \(3,\)"),
    "no distribution": (lambda: Density.from_scipy("norm"), "frozen scipy.stats distribution; got str"),
    "bad parameters": (
        lambda: Density.from_scipy(stats.norm(0, -1)),
        "finite spread; got quantiles nan and nan: check its parameters",
    ),
    "nan cdf": (
        lambda: Density.from_scipy(stats.norm(0, -1), X),
        "^expected a distribution whose cdf is finite; got nan: check its parameters$",
    ),
    "nan sf": (
        lambda: Density.from_scipy(law_of(np.zeros_like, lambda x: x * np.nan), X),
        "whose cdf is finite; got nan",
    ),
    "cdf and sf of different laws": (
        lambda: Density.from_scipy(law_of(stats.norm.cdf, lambda x: stats.norm.sf(x) / 2), X),
        "^expected a distribution whose cdf and sf sum to 1; got masses that sum to 0.75$",
    ),
    "one atom": (lambda: Density.from_scipy(stats.randint(3, 4)), "finite spread; got quantiles 3 and 3"),
    "infinite to the left": (lambda: grid_for(quantiles(-np.inf, 0)), "finite spread; got quantiles -inf and 0"),
    "infinite to the right": (lambda: grid_for(quantiles(0, np.inf)), "finite spread; got quantiles 0 and inf"),
    "nan sample": (lambda: Density.from_samples([1, np.nan, 2]), "finite samples; got 1 nan or infinite among 3"),
    "one value": (lambda: Density.from_samples([3, 3, 3]), "at least two distinct samples; got 1 among 3"),
    "no samples": (lambda: Density.from_samples([]), "at least two distinct samples; got 0"),
    "word samples": (lambda: Density.from_samples(["a", "b"]), "samples of real numbers; got list"),
    "matrix": (lambda: Density.from_samples(np.eye(3)), r"samples of shape \(m,\); got shape \(3, 3\)"),
    "bandwidth": (lambda: Density.from_samples([1, 2], bandwidth=-1), "bandwidth >= 0; got -1"),
    "infinite bandwidth": (lambda: Density.from_samples([1, 2], bandwidth=np.inf), "bandwidth >= 0; got inf"),
    "words": (lambda: Density(X, ["a"] * 4), "^expected masses of real numbers; got list$"),
    "outside": (lambda: Density(X, [0.25] * 4, outside=np.nan), r"outside, a mass in \[0, 1\]; got nan"),
    "outside, too much": (lambda: Density(X, [0.25] * 4, outside=1 + 2e-9), r"a mass in \[0, 1\]; got 1.000000002"),
    "outside in words": (lambda: Density(X, [0.25] * 4, outside="none"), r"a mass in \[0, 1\]; got 'none'"),
    "total": (lambda: Density.from_pdf(np.ones(4), X, total=-1), "total > 0, finite; got -1"),
    "total of 0": (lambda: Density.from_pdf(np.ones(4), X, total=0), "total > 0, finite; got 0"),
    "total in words": (lambda: Density.from_pdf(np.ones(4), X, total="2"), "total > 0, finite; got '2'"),
    "infinite total": (lambda: Density.from_pdf(np.ones(4), X, total=np.inf), "total > 0, finite; got inf"),
    "a frozen law as a pdf": (lambda: Density.from_pdf(stats.norm(), X), "^expected a pdf of real numbers"),
    "a law without parameters": (lambda: Density.from_scipy(stats.gamma), "one that says: .*missing"),
    "half a cell": (lambda: grid(0, 1, 2.5), "at least 2 cells; got n = 2.5"),
    "grid of words": (lambda: grid("a", 1), "expected lo < hi"),
    "range": (lambda: Density.from_samples([-1.7e308, 1.7e308]), "samples within ±1e300; got -1.7e.308 to 1.7e.308"),
    "no parts": (lambda: GaussianMixture((), (), ()), "at least one"),
    "infinite std": (lambda: GaussianMixture((0.0,), (np.inf,)), "stds that are positive and finite"),
    "weights": (lambda: GaussianMixture((0.0,), (1.0,), (0.5,)), "weights that sum to 1"),
}


@pytest.mark.parametrize(("make", "message"), BAD.values(), ids=BAD)
def test_bad_input_is_told_apart(make, message):
    with pytest.raises(ValueError, match=message):
        make()


FILES = {
    "with a header": ("a,b\n1,2\n3,4\n5,7\n", None, "a", [1, 3, 5]),
    "second column": ("a,b\n1,2\n3,4\n5,7\n", "b", "b", [2, 4, 7]),
    "first with numbers": ("name,b\nx,2\ny,4\n", None, "b", [2, 4]),
    "no header": ("1\n2\n4\n", None, "1", [1, 2, 4]),
    "by number": ("1 5\n2 6\n", "2", "2", [5, 6]),
    "semicolons": ("a;b\n1;2\n3;4\n", "b", "b", [2, 4]),
    "tabs and blank lines": ("a\tb\n\n1\t2\n\n3\t4\n", "b", "b", [2, 4]),
    "comments and a mark": ("\ufeff# about\na b\n1 2\n3 4\n", "a", "a", [1, 3]),
    "what Python reads and NumPy does not": ("a\n1_000\n２\n4\n", None, "a", [1000, 2, 4]),
    "rows of other lengths": ("a,b\n1,2\n3,4,5\n6,7,,\n", "b", "b", [2, 4, 7]),
    "quotes among blanks": ('a b c\n"1 2" 3\n"5 6" 7\n', "b", "b", [2, 6]),
    "quotes": ('"eruption, min","b"\n"1.5","2"\n"2.5","4"\n', "eruption, min", "eruption, min", [1.5, 2.5]),
}


@pytest.mark.parametrize(("text", "column", "name", "values"), FILES.values(), ids=FILES)
def test_columns_of_text_files_are_read(tmp_path, text, column, name, values):
    path = tmp_path / "data.txt"
    path.write_text(text, encoding="utf-8")
    got_name, got = read_column(path, column)
    assert got_name == name
    assert got.tolist() == values


BAD_FILES = {
    "no number": ("a,b\nx,y\n", None, "no number in it"),
    "empty": ("", None, "no number in it"),
    "no such column": ("a,b\n1,2\n3,4\n", "c", "expected a column among a, b; got 'c'"),
    "a gap": ("a,b\n1,2\n3,\n", "b", "finite number in column 2 .* line 3; got ''"),
    "a word": ("a\n1\nx\n3\n", None, "line 3; got 'x'"),
    "nan": ("a\n1\nnan\n3\n", None, "finite number in column 1 .* line 3; got 'nan'"),
    "one value": ("a\n1\n1\n", None, "two distinct samples; got 1"),
}


@pytest.mark.parametrize(("text", "column", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_bad_files_are_told_apart(tmp_path, text, column, message):
    path = tmp_path / "data.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        Density.from_csv(path, column)


def test_a_fault_in_the_last_of_many_lines_is_told(tmp_path):
    path, numbers = tmp_path / "data.csv", np.random.default_rng(0).normal(size=10_000)
    path.write_text("a\n" + "\n".join(map(repr, numbers.tolist())))
    assert read_column(path)[1].tolist() == numbers.tolist()
    path.write_text(path.read_text() + "\ninf\n")
    with pytest.raises(ValueError, match="line 10002; got 'inf'"):
        read_column(path)


def test_a_density_of_a_file_is_that_of_its_column():
    x = grid(0, 6, 60)
    density = Density.from_csv(OLD_FAITHFUL, "eruption_minutes", x, bandwidth=0.3)
    expected = Density.from_samples(read_column(OLD_FAITHFUL, "eruption_minutes")[1], x, bandwidth=0.3)
    assert density.p.tolist() == expected.p.tolist()
    assert (density.x.tolist(), density.bandwidth) == (x.tolist(), 0.3)


def test_files_that_cannot_be_read_are_told_apart(tmp_path):
    with pytest.raises(ValueError, match="No such file"):
        read_column(tmp_path / "none.csv")
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(ValueError, match="it is not UTF-8 text"):
        read_column(binary)


def test_old_faithful_comes_with_the_package():
    name, minutes = read_column(OLD_FAITHFUL)
    assert name == "eruption_minutes"
    assert minutes.size == 272
    assert minutes.mean() == pytest.approx(3.487783, abs=1e-6)
