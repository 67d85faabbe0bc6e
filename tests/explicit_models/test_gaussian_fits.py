"""The Gaussians nearest to p_data, against closed forms, mpmath and a dense lattice."""

from functools import cache

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gan_theory import PAIRS, Density, GaussianMixture, best_gaussian, grid, jsd, kl, stationary_gaussians
from gan_theory.explicit_models.gaussian_search import DIVERGENCES
from gan_theory.verification.cases.pairs import TWO_MODES, gaussian
from tests.support.mixtures import mixtures, moments

X = grid(-14, 14, 2048)

# μ, σ, the divergence in nats, and whether it is a minimum, for ½N(−1.5, 0.5²) + ½N(1.5, 0.5²), left of the middle too.
STATIONARY = {
    "kl": [(0.0, 1.581138830084, 0.461994613468, True)],
    "reverse-kl": [
        (0.0, 1.371884654546, 0.840621431279, True),
        (0.920248119838, 1.051911319518, 0.971977928525, False),
        (1.492152993918, 0.511684279831, 0.688768995855, True),
    ],
    "jsd": [
        (0.0, 1.559916138057, 0.128410871750, True),
        (1.319913721995, 0.780206351197, 0.221400099018, False),
        (1.484367800544, 0.524629440943, 0.214077295721, True),
    ],
}


@settings(max_examples=12)
@given(mixtures)
def test_the_most_likely_gaussian_has_the_mean_and_the_variance_of_the_data(mixture):
    (fit,) = stationary_gaussians(mixture, "kl")
    mean, std = moments(mixture)
    assert (fit.mean, fit.std) == pytest.approx((mean, std), rel=1e-9, abs=1e-9)
    assert fit.curvatures == pytest.approx((1, 2), abs=1e-6)


@settings(max_examples=8)
@given(mixtures, st.floats(-3, 3), st.floats(0.2, 5), st.sampled_from(sorted(DIVERGENCES)))
def test_the_best_gaussian_moves_and_widens_with_the_data(mixture, shift, scale, divergence):
    moved = GaussianMixture(
        tuple(scale * mean + shift for mean in mixture.means),
        tuple(scale * std for std in mixture.stds),
        mixture.weights,
    )
    fit, after = best_gaussian(mixture, divergence), best_gaussian(moved, divergence)
    assert after.value == pytest.approx(fit.value, rel=1e-7, abs=1e-9)
    if len(stationary_gaussians(mixture, divergence)) == 1:  # else two may be equal
        assert after.mean == pytest.approx(scale * fit.mean + shift, abs=1e-6 * scale)
        assert after.std == pytest.approx(scale * fit.std, rel=1e-6)


@pytest.mark.parametrize("divergence", DIVERGENCES)
@given(mean=st.floats(-50, 50), std=st.floats(0.01, 20))
@settings(max_examples=6)
def test_a_gaussian_is_its_own_best(divergence, mean, std):
    (fit,) = stationary_gaussians(gaussian(mean, std), divergence)
    assert fit.mean == pytest.approx(mean, abs=1e-8 * (std + abs(mean)))
    assert fit.std == pytest.approx(std, rel=1e-8)
    assert abs(fit.value) <= 1e-14
    assert fit.is_minimum


def test_jsd_covers_these_modes_and_the_reverse_kl_seeks_one():
    assert [round(best_gaussian(TWO_MODES, each).mean, 3) for each in DIVERGENCES] == [0, -1.492, 0]


@cache
def nodes():
    """Nodes on the line, and there p and log p of TWO_MODES, at 30 digits."""
    x = [mpmath.mpf(i) / 32 for i in range(-12 * 32, 12 * 32 + 1)]
    p = [sum(mpmath.npdf(each, mode, 0.5) for mode in (-1.5, 1.5)) / 2 for each in x]
    return list(zip(x, p, map(mpmath.log, p)))


def integrals(divergence, mean, std):
    """The divergence of N(mean, std²) from TWO_MODES at 30 digits, by mpmath.

    Even sums converge fast: the error is about exp(−2π·32·π/12) = 1e-23, since the zeros of p are π/12 off the line.
    """
    log_of_root = mpmath.log(std * mpmath.sqrt(2 * mpmath.pi))

    def term(x, p, log_p):
        log_q = -(((x - mean) / std) ** 2) / 2 - log_of_root
        if divergence == "kl":
            return p * (log_p - log_q)
        q = mpmath.exp(log_q)
        if divergence == "reverse-kl":
            return q * (log_q - log_p)
        log_m = mpmath.log((p + q) / 2)
        return (p * (log_p - log_m) + q * (log_q - log_m)) / 2

    return mpmath.fsum(term(*node) for node in nodes()) / 32


@pytest.fixture(scope="module")
def lattice():
    """The masses of Gaussians, shape (61 · 53, n)."""
    return np.stack(
        [Density.from_pdf(gaussian(m, s).pdf, X) for m in np.linspace(-3, 3, 61) for s in np.linspace(0.4, 3, 53)]
    )


@pytest.mark.parametrize("divergence", DIVERGENCES)
def test_no_gaussian_on_a_dense_lattice_is_nearer(divergence, lattice):
    p, gaussians = Density.from_pdf(TWO_MODES.pdf, X), lattice
    log_p = TWO_MODES.logpdf(X) - np.logaddexp.reduce(TWO_MODES.logpdf(X))
    change = np.log(np.maximum(gaussians, 1e-300)) - log_p
    values = {"kl": lambda: -(p.p * change).sum(-1), "reverse-kl": lambda: (gaussians * change).sum(-1)}
    values["jsd"] = lambda: jsd(p, gaussians)
    best = best_gaussian(TWO_MODES, divergence).value
    least = values[divergence]().min()
    assert best <= least <= best + 0.005


def test_a_density_is_compared_cell_by_cell():
    p = PAIRS["old-faithful"].p_data
    for divergence, value in (("kl", kl), ("jsd", jsd)):
        fit = best_gaussian(p, divergence)
        assert value(p, Density.from_pdf(fit.gaussian.pdf, p.x)) == pytest.approx(fit.value, rel=1e-9)
    most_likely = Density.from_pdf(best_gaussian(p, "kl").gaussian.pdf, p.x)  # cut off where the grid ends
    assert (most_likely.mean(), most_likely.std()) == pytest.approx((p.mean(), p.std()), rel=1e-9)


@pytest.mark.parametrize("divergence", DIVERGENCES)
def test_two_modes_have_one_stationary_gaussian_by_kl_and_five_by_the_others(divergence):
    fits = stationary_gaussians(TWO_MODES, divergence)
    rows = [(fit.mean, fit.std, fit.value, fit.is_minimum) for fit in fits]
    left = [(-mean, *rest) for mean, *rest in reversed(rows)]
    assert np.array(rows) == pytest.approx(np.array(left), abs=1e-9)
    assert np.array(rows[len(rows) // 2 :]) == pytest.approx(np.array(STATIONARY[divergence]), abs=1e-11)


@pytest.mark.parametrize("divergence", DIVERGENCES)
def test_mpmath_finds_the_same_values_and_gradients_of_0(divergence):
    with mpmath.workdps(30):
        for mean, std, value, _ in STATIONARY[divergence]:
            assert abs(integrals(divergence, mean, std) - value) <= 1e-12
            for along in ((1, 0), (0, 1)):
                there = [integrals(divergence, mean + s * along[0], std + s * along[1]) for s in (-1e-5, 1e-5)]
                assert abs(there[1] - there[0]) / 2e-5 <= 1e-8


def test_what_can_not_be_fitted_is_reported():
    spike, block = PAIRS["spike"].p_data, PAIRS["uniforms-overlap"].p_data
    with pytest.raises(
        ValueError, match=r"expected p_data whose best Gaussian has a standard deviation above 1.5 cells; got Density"
    ):
        best_gaussian(spike)
    with pytest.raises(ValueError, match=r"with mass in every cell, otherwise .* is infinite; got 320 empty"):
        best_gaussian(block, "reverse-kl")
    with pytest.raises(ValueError, match="expected p_data, a GaussianMixture or a Density; got ndarray"):
        best_gaussian(block.p)
    with pytest.raises(ValueError, match="expected the name of a divergence; got 'hellinger'"):
        best_gaussian(TWO_MODES, "hellinger")
    with pytest.raises(ValueError, match=r"with similar standard deviations; got .*, which needs a grid of"):
        best_gaussian(GaussianMixture((0.0, 100.0), (0.01, 1.0), (0.5, 0.5)))
