"""Row B1: maximum likelihood and the Gaussians nearest to p_data, against closed forms, mpmath and other searches."""

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from gan_theory import PAIRS, Density, GaussianMixture, best_gaussian, grid, jsd, kl, stationary_gaussians
from gan_theory.explicit_models.gaussian_fits import DIVERGENCES, search_for
from gan_theory.explicit_models.mode_switch import best_for_two_modes, best_switches_at, mode_appears_at, two_modes
from gan_theory.verification.cases.likelihood_models import SKEWED
from gan_theory.verification.cases.pairs import STANDARD, TWO_MODES, gaussian

OTHERS = ("reverse-kl", "jsd")
X = grid(-14, 14, 2048)

mixtures = st.builds(
    lambda means, stds, share: GaussianMixture(tuple(means), tuple(stds), (share, 1 - share)),
    st.lists(st.floats(-2, 2), min_size=2, max_size=2),
    st.lists(st.floats(0.4, 1.5), min_size=2, max_size=2),
    st.floats(0.1, 0.9),
)


def moments(law):
    """The mean and the standard deviation of a mixture."""
    means, stds, weights = (np.array(each) for each in (law.means, law.stds, law.weights))
    mean = weights @ means
    return mean, np.sqrt(weights @ (stds**2 + (means - mean) ** 2))


@settings(max_examples=12)
@given(mixtures)
def test_the_most_likely_gaussian_has_the_mean_and_the_variance_of_the_data(law):
    (fit,) = stationary_gaussians(law, "kl")
    mean, std = moments(law)
    assert (fit.law.means[0], fit.law.stds[0]) == pytest.approx((mean, std), rel=1e-9, abs=1e-9)
    assert fit.curvatures == pytest.approx((1, 2), abs=1e-6)


@settings(max_examples=8)
@given(mixtures, st.floats(-3, 3), st.floats(0.2, 5), st.sampled_from(sorted(DIVERGENCES)))
def test_the_best_gaussian_moves_and_widens_with_the_data(law, shift, scale, divergence):
    moved = GaussianMixture(
        tuple(scale * mean + shift for mean in law.means), tuple(scale * std for std in law.stds), law.weights
    )
    fit, after = best_gaussian(law, divergence), best_gaussian(moved, divergence)
    assert after.value == pytest.approx(fit.value, rel=1e-7, abs=1e-9)
    if len(stationary_gaussians(law, divergence)) == 1:  # else two may be equal
        assert after.law.means[0] == pytest.approx(scale * fit.law.means[0] + shift, abs=1e-6 * scale)
        assert after.law.stds[0] == pytest.approx(scale * fit.law.stds[0], rel=1e-6)


@pytest.mark.parametrize("divergence", DIVERGENCES)
@given(mean=st.floats(-50, 50), std=st.floats(0.01, 20))
@settings(max_examples=6)
def test_a_gaussian_is_its_own_best(divergence, mean, std):
    (fit,) = stationary_gaussians(gaussian(mean, std), divergence)
    assert fit.law.means[0] == pytest.approx(mean, abs=1e-8 * (std + abs(mean)))
    assert fit.law.stds[0] == pytest.approx(std, rel=1e-8)
    assert abs(fit.value) <= 1e-14
    assert fit.is_minimum


# μ, σ, the divergence in nats, and whether it is a minimum, for ½N(−1.5, 0.5²) + ½N(1.5, 0.5²), left of the middle too.
AT_REST = {
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


@pytest.mark.parametrize("divergence", DIVERGENCES)
def test_two_modes_have_one_gaussian_by_kl_and_five_at_rest_by_the_others(divergence):
    fits = stationary_gaussians(TWO_MODES, divergence)
    rows = [(fit.law.means[0], fit.law.stds[0], fit.value, fit.is_minimum) for fit in fits]
    left = [(-mean, *rest) for mean, *rest in reversed(rows)]
    assert np.array(rows) == pytest.approx(np.array(left), abs=1e-9)
    assert np.array(rows[len(rows) // 2 :]) == pytest.approx(np.array(AT_REST[divergence]), abs=1e-11)


def test_jsd_covers_these_modes_and_the_reverse_kl_seeks_one():
    assert [round(best_gaussian(TWO_MODES, each).law.means[0], 3) for each in DIVERGENCES] == [0, -1.492, 0]


def integrals(divergence, mean, std):
    """The divergence of N(mean, std²) from TWO_MODES at 30 digits, by mpmath."""
    log_q = lambda x: -(((x - mean) / std) ** 2) / 2 - mpmath.log(std * mpmath.sqrt(2 * mpmath.pi))  # noqa: E731
    p = lambda x: sum(mpmath.npdf(x, mode, 0.5) for mode in (-1.5, 1.5)) / 2  # noqa: E731
    terms = {
        "kl": lambda x: p(x) * (mpmath.log(p(x)) - log_q(x)),
        "reverse-kl": lambda x: mpmath.exp(log_q(x)) * (log_q(x) - mpmath.log(p(x))),
        "jsd": lambda x: _jsd_term(p(x), mpmath.exp(log_q(x))),
    }
    return mpmath.quad(terms[divergence], [-12, -6, -3, -1.5, 0, 1.5, 3, 6, 12])


def _jsd_term(p, q):
    return (p * mpmath.log(2 * p / (p + q)) + q * mpmath.log(2 * q / (p + q))) / 2


@pytest.mark.parametrize("divergence", DIVERGENCES)
def test_at_rest_is_where_mpmath_finds_the_gradient_0_and_the_value_the_same(divergence):
    with mpmath.workdps(30):
        for mean, std, value, _ in AT_REST[divergence]:
            assert abs(integrals(divergence, mean, std) - value) <= 1e-12
            for along in ((1, 0), (0, 1)):
                there = [integrals(divergence, mean + s * along[0], std + s * along[1]) for s in (-1e-5, 1e-5)]
                assert abs(there[1] - there[0]) / 2e-5 <= 1e-8


@pytest.mark.parametrize("divergence", DIVERGENCES)
def test_no_gaussian_on_a_dense_lattice_is_nearer(divergence):
    p = Density.from_pdf(TWO_MODES.pdf, X)
    laws = np.stack(
        [Density.from_pdf(gaussian(m, s).pdf, X) for m in np.linspace(-3, 3, 61) for s in np.linspace(0.4, 3, 53)]
    )
    log_p = TWO_MODES.logpdf(X) - np.logaddexp.reduce(TWO_MODES.logpdf(X))
    change = np.log(np.maximum(laws, 1e-300)) - log_p
    values = {"kl": lambda: -(p.p * change).sum(-1), "reverse-kl": lambda: (laws * change).sum(-1)}
    values["jsd"] = lambda: jsd(p, laws)
    best = best_gaussian(TWO_MODES, divergence).value
    least = values[divergence]().min()
    assert best <= least <= best + 0.005


@pytest.mark.parametrize("divergence", DIVERGENCES)
def test_another_optimiser_without_gradients_ends_at_each_minimum(divergence):
    search = search_for(TWO_MODES, divergence)
    for fit in stationary_gaussians(TWO_MODES, divergence):
        if fit.is_minimum:
            expected = np.array([fit.law.means[0] / search.std, np.log(fit.law.stds[0] / search.std)])
            options = {"xatol": 1e-9, "fatol": 1e-15, "maxiter": 2000}
            found = minimize(search.value, expected + np.array([0.05, -0.1]), method="Nelder-Mead", options=options).x
            assert found == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("divergence", DIVERGENCES)
def test_the_gradient_is_the_slope_of_the_value(divergence):
    search, t, step = search_for(SKEWED, divergence), np.array([0.3, -0.2]), 1e-6
    slopes = [(search.value(t + e) - search.value(t - e)) / (2 * step) for e in step * np.eye(2)]
    assert search.gradient(t) == pytest.approx(slopes, abs=1e-8)


def test_a_density_is_compared_cell_by_cell():
    p = PAIRS["old-faithful"].p_data
    for divergence, value in (("kl", kl), ("jsd", jsd)):
        fit = best_gaussian(p, divergence)
        assert value(p, Density.from_pdf(fit.law.pdf, p.x)) == pytest.approx(fit.value, rel=1e-9)
    most_likely = Density.from_pdf(best_gaussian(p, "kl").law.pdf, p.x)  # cut off where the grid ends
    assert (most_likely.mean(), most_likely.std()) == pytest.approx((p.mean(), p.std()), rel=1e-9)


def test_what_can_not_be_fitted_is_told():
    spike, block = PAIRS["spike"].p_data, PAIRS["uniforms-overlap"].p_data
    with pytest.raises(
        ValueError, match=r"expected p_data that a Gaussian wider than 1.5 cells fits best; got Density"
    ):
        best_gaussian(spike)
    with pytest.raises(ValueError, match=r"with mass in every cell, .* is infinite; got 320 empty"):
        best_gaussian(block, "reverse-kl")
    with pytest.raises(ValueError, match="expected p_data, a GaussianMixture or a Density; got ndarray"):
        best_gaussian(block.p)
    with pytest.raises(ValueError, match="expected the name of a divergence; got 'hellinger'"):
        best_gaussian(TWO_MODES, "hellinger")
    with pytest.raises(ValueError, match=r"expected components of like widths; got .* for which it takes"):
        best_gaussian(GaussianMixture((0.0, 100.0), (0.01, 1.0), (0.5, 0.5)))


@settings(max_examples=6)
@given(mixtures)
def test_wherever_the_reverse_kl_rests_it_bends_upwards_in_the_mean_by_1_over_the_variance(law):
    """By Stein's lemma: E ∂² log p_data = E z ∂ log p_data / σ, which is −1/σ² where ∂/∂σ is 0."""
    search = search_for(law, "reverse-kl")
    for fit in stationary_gaussians(law, "reverse-kl"):
        t = np.array([(fit.law.means[0] - search.mean) / search.std, np.log(fit.law.stds[0] / search.std)])
        assert search.second(t)[0, 0] == pytest.approx(1, abs=1e-5)


# Where a Gaussian can first rest on one of two modes ±d of width 1, and where it is first best there.
TURNS = {"reverse-kl": (2.41222971801, 2.8000822177), "jsd": (2.75684095068, 4.2447110426)}


@pytest.mark.parametrize("divergence", OTHERS)
def test_the_modes_are_found_from_a_distance_on_and_are_best_from_a_greater_one_on(divergence):
    first, equal = TURNS[divergence]
    assert mode_appears_at(divergence)[0] == pytest.approx(first, abs=1e-9)
    assert mode_appears_at(divergence)[1].curvatures[0] == pytest.approx(0, abs=1e-7)
    assert best_switches_at(divergence) == pytest.approx(equal, abs=1e-8)
    assert len(stationary_gaussians(two_modes(first - 0.01), divergence)) == 1
    assert len(stationary_gaussians(two_modes(first + 0.01), divergence)) == 5
    assert best_gaussian(two_modes(equal - 1e-4), divergence).law.means[0] == pytest.approx(0, abs=1e-9)
    assert abs(best_gaussian(two_modes(equal + 1e-4), divergence).law.means[0]) == pytest.approx(equal, abs=0.05)


@pytest.mark.parametrize("d", [0.0, 1.0, 2.6, 3.0, 5.0])
@pytest.mark.parametrize("divergence", DIVERGENCES)
def test_the_nearest_to_two_modes_is_the_best(divergence, d):
    fit, best = best_for_two_modes(d, divergence), best_gaussian(two_modes(d), divergence)
    assert fit.value == pytest.approx(best.value, abs=1e-12)
    assert (fit.law.means[0], fit.law.stds[0]) == pytest.approx((-best.law.means[0], best.law.stds[0]), abs=1e-7)


def test_by_the_forward_kl_there_is_no_such_distance():
    for turn in (mode_appears_at, best_switches_at):
        with pytest.raises(ValueError, match="expected a divergence by which a mode can be best; got 'kl'"):
            turn("kl")


def _enclosed(certified, p, divergence, law):
    q = certified.ExactMixture.of(law)
    return certified.jsd(p, q) if divergence == "jsd" else certified.kl(q, p)


@pytest.mark.parametrize("divergence", OTHERS)
def test_every_gaussian_at_rest_is_certified_to_be_one_and_its_kind_too(divergence):
    certified = pytest.importorskip("gan_theory.certified", exc_type=ImportError)
    p = certified.ExactMixture.of(TWO_MODES)
    for fit in stationary_gaussians(TWO_MODES, divergence):
        single, least = certified.certify_minimum(p, divergence, certified.Box(fit.law.means[0], fit.law.stds[0], 1e-9))
        assert single > 0
        assert (least > 0, least < 0) == (fit.is_minimum, not fit.is_minimum)
        assert certified.overlap(
            "", _enclosed(certified, p, divergence, fit.law), certified.real(fit.value) + certified.real(0, 1e-13)
        ).holds


@pytest.mark.parametrize("divergence", OTHERS)
def test_a_millionth_before_and_after_the_leap_the_enclosed_values_are_in_another_order(divergence):
    certified = pytest.importorskip("gan_theory.certified", exc_type=ImportError)
    for d, nearer in ((best_switches_at(divergence) - 1e-6, "middle"), (best_switches_at(divergence) + 1e-6, "mode")):
        fits = stationary_gaussians(two_modes(d), divergence)
        middle, mode = (
            _enclosed(certified, certified.ExactMixture.of(two_modes(d)), divergence, fit.law)
            for fit in (fits[2], fits[4])
        )
        assert (middle < mode, mode < middle) == (nearer == "middle", nearer == "mode")


@pytest.mark.parametrize("divergence", OTHERS)
def test_a_box_without_a_gaussian_at_rest_is_not_certified(divergence):
    certified = pytest.importorskip("gan_theory.certified", exc_type=ImportError)
    fit = best_gaussian(TWO_MODES, divergence)
    (mean,), (std,) = fit.law.means, fit.law.stds
    for box in (certified.Box(mean + 1e-3, std, 1e-4), certified.Box(mean, std - 1e-3, 1e-4)):
        assert not certified.certify_minimum(certified.ExactMixture.of(TWO_MODES), divergence, box)[0] > 0
    with pytest.raises(ValueError, match="expected the name of a divergence; got 'kl'"):
        certified.certify_minimum(certified.ExactMixture.of(TWO_MODES), "kl", box)


@pytest.mark.parametrize("divergence", OTHERS)
def test_the_enclosed_derivatives_are_those_of_the_enclosed_divergence(divergence):
    certified = pytest.importorskip("gan_theory.certified", exc_type=ImportError)
    from gan_theory.certified.stationary_points import derivatives

    p, middle, steps = certified.ExactMixture.of(SKEWED), np.array([0.3, 0.8]), 1e-4 * np.eye(2)
    value = lambda t: float(_enclosed(certified, p, divergence, GaussianMixture((t[0],), (t[1],))))  # noqa: E731
    enclosures = lambda t: derivatives(p, divergence, certified.Box(*t.tolist(), 0), wide=False)  # noqa: E731
    gradient = lambda t: np.array([float(each) for each in enclosures(t)[0]])  # noqa: E731
    slopes = [(value(middle + step) - value(middle - step)) / 2e-4 for step in steps]
    assert gradient(middle) == pytest.approx(slopes, abs=1e-6)
    bends = np.array([(gradient(middle + step) - gradient(middle - step)) / 2e-4 for step in steps])
    second = np.array([[float(each) for each in row] for row in enclosures(middle)[1]])
    assert second == pytest.approx(bends, abs=1e-5)


def test_the_likelihood_of_a_gaussian_gives_the_known_kl():
    """KL(p_data‖p_g) = −H(p_data) − E log p_g, with digits that were computed elsewhere."""
    certified = pytest.importorskip("gan_theory.certified", exc_type=ImportError)
    p = certified.ExactMixture.of(TWO_MODES)
    for law, known in ((STANDARD, 0.753849247531), (gaussian(2.4, 0.35), 32.16831283732)):
        value = -certified.entropy(p) - certified.log_likelihood(p, certified.ExactMixture.of(law))
        assert float(value) == pytest.approx(known, abs=1e-11)
    with pytest.raises(ValueError, match="expected one Gaussian; got a mixture of 2"):
        certified.log_likelihood(p, p)
