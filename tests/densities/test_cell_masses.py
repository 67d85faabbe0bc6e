"""Masses in cells: exact for distributions, with the mass outside the grid; how far a pdf may exceed its total."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats

from gan_theory import Density, grid, push_forward
from tests.support.distributions import DISTRIBUTIONS


@pytest.mark.parametrize("distribution", DISTRIBUTIONS.values(), ids=DISTRIBUTIONS)
def test_a_distribution_gives_exact_cell_masses(distribution):
    density = Density.from_scipy(distribution)
    assert abs(density.p.sum() - 1) <= 1e-15 * density.n
    inner = np.diff(distribution.cdf(density.edges))[1:-1]
    np.testing.assert_allclose(density.p[1:-1], inner, rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("distribution", DISTRIBUTIONS.values(), ids=DISTRIBUTIONS)
def test_the_mass_outside_the_grid_is_known_and_kept_in_the_end_cells(distribution):
    lo, hi = (float(distribution.ppf(u)) for u in (0.1, 0.8))
    density = Density.from_scipy(distribution, grid(lo, hi, 50))
    assert density.outside == pytest.approx(0.3, abs=1e-7)
    assert density.p[0] == pytest.approx(float(distribution.cdf(density.edges[1])), abs=1e-12)
    assert density.p[-1] == pytest.approx(float(distribution.sf(density.edges[-2])), abs=1e-12)


def test_masses_in_the_upper_tail_keep_their_digits():
    density = Density.from_scipy(stats.norm(), grid(-12, 12, 240))
    np.testing.assert_allclose(density.p, density.p[::-1], rtol=1e-10)
    assert 0 < density.p[-2] < 1e-30


def test_a_distribution_in_single_precision_is_normalised():
    distribution, x = stats.norm(), grid(-4, 4, 51)
    single = SimpleNamespace(
        cdf=lambda x: np.float32(distribution.cdf(x)),
        sf=lambda x: np.float32(distribution.sf(x)),
        ppf=lambda u: np.float32(distribution.ppf(u)),
    )
    density = Density.from_scipy(single, x)
    assert abs(density.p.sum() - 1) <= 1e-15 * density.n
    np.testing.assert_allclose(density.p, Density.from_scipy(distribution, x).p, atol=2e-7)


def test_a_pdf_with_jumps_may_exceed_1_by_the_error_of_the_grid():
    density = Density.from_pdf(lambda x: np.where((x > 0) & (x < 1.01), 1 / 1.01, 0), grid(-1, 2, 90))
    assert abs(density.p.sum() - 1) <= 1e-14
    assert 0 <= density.outside < 0.02


@pytest.mark.parametrize("total", [1, 3])
def test_a_pdf_may_exceed_its_total_by_half_its_variation_in_a_cell(total):
    x, inner = grid(0, 5, 10), np.arange(10) % 9 > 0  # eight cells of width ½: seven of them are sure to be within
    box = np.where(inner, total / 3.5, 0)
    assert Density.from_pdf(box, x, total=total).outside == 0
    got = repr(1.000001 * total * 8 / 7)[:9]
    with pytest.raises(ValueError, match=f"integrates to at most {total} on the grid; got {got}"):
        Density.from_pdf(1.000001 * box, x, total=total)


def test_a_flat_pdf_may_exceed_its_total_by_rounding():
    assert Density.from_pdf([(1 + 1e-9) / 2] * 2, [0, 1]).p.tolist() == [0.5, 0.5]
    with pytest.raises(ValueError, match=r"got 1\.0000000011: normalise it, or give its integral as total=$"):
        Density.from_pdf([(1 + 1.1e-9) / 2] * 2, [0, 1])


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


def distribution_of(cdf, sf):
    return SimpleNamespace(cdf=cdf, sf=sf, ppf=lambda u: 2 * u - 1)


X = grid(-1, 1, 4)
BAD = {
    "negative": (lambda: Density(X, [0.5, 0.6, -0.1, 0]), "^expected masses that are non-negative; got -0.1$"),
    "nan": (lambda: Density(X, [0.5, np.nan, 0.5, 0]), "non-negative; got nan"),
    "infinite": (lambda: Density(X, [0.5, np.inf, 0.5, 0]), "got a sum of inf"),
    "sum": (lambda: Density(X, [0.5, 0.5, 0.5, 0]), "sum to 1 within 1e-09; got a sum of 1.5: .*from_pdf"),
    "pdf of 0": (
        lambda: Density.from_pdf(np.zeros(4), X),
        "^expected a pdf that is finite, non-negative and somewhere positive; got another$",
    ),
    "negative pdf": (lambda: Density.from_pdf([1, -1, 1, 1], X), "somewhere positive; got another"),
    "infinite pdf": (lambda: Density.from_pdf([1, np.inf, 1, 1], X), "somewhere positive; got another"),
    "pdf's shape": (lambda: Density.from_pdf(np.ones(3), X), r"shape of x, \(4,\); got \(3,\)"),
    "nan cdf": (
        lambda: Density.from_scipy(stats.norm(0, -1), X),
        "^expected a distribution whose cdf is finite; got nan: check its parameters$",
    ),
    "nan sf": (
        lambda: Density.from_scipy(distribution_of(np.zeros_like, lambda x: x * np.nan), X),
        "whose cdf is finite; got nan",
    ),
    "cdf and sf of different distributions": (
        lambda: Density.from_scipy(distribution_of(stats.norm.cdf, lambda x: stats.norm.sf(x) / 2), X),
        "^expected a distribution whose cdf and sf sum to 1; got masses that sum to 0.75$",
    ),
}


@pytest.mark.parametrize(("make", "message"), BAD.values(), ids=BAD)
def test_bad_masses_are_rejected(make, message):
    with pytest.raises(ValueError, match=message):
        make()
