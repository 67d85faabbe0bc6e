"""The bandwidth that best predicts unseen samples, whatever outliers, duplicates and gaps there are."""

import numpy as np
import pytest
from scipy import stats

from gan_theory import Density, read_column
from gan_theory.datasets.splits import Split
from gan_theory.datasets.targets import OLD_FAITHFUL, as_target
from gan_theory.densities.bandwidth import (
    COARSE_RATIO,
    MAX_VALIDATION,
    OutlierMixture,
    leave_one_out_bandwidth,
    select_bandwidth,
)
from gan_theory.densities.kernel_density import KernelDensity

RNG = np.random.default_rng(0)
NORMAL = RNG.normal(size=400)
ERUPTIONS = read_column(OLD_FAITHFUL, "eruption_minutes").values
WAITING = read_column(OLD_FAITHFUL, "waiting_minutes").values


def log_score(h, train, validation):
    """Return the log score of the validation samples by its definition: no training sample predicts an equal one."""
    others = stats.norm(train, h).pdf(validation[:, None]) * (train != validation[:, None])
    lower, median, upper = np.quantile(train, (0.25, 0.5, 0.75))
    cauchy = stats.cauchy(median, (upper - lower) / 2).pdf(validation)
    weight = 1 / (train.size + 1)
    return np.log((1 - weight) * others.mean(axis=1) + weight * cauchy).sum()


@pytest.mark.parametrize("seed", range(4))
def test_no_other_bandwidth_predicts_the_validation_samples_better(seed):
    rng = np.random.default_rng(seed)
    train, validation = rng.gamma(2, size=200), rng.gamma(2, size=80)
    for predicted in (validation, train):
        h = select_bandwidth(train, predicted)
        best = max(log_score(other, train, predicted) for other in h * np.geomspace(0.2, 5, 41))
        assert log_score(h, train, predicted) >= best - 0.02


@pytest.mark.parametrize(
    ("samples", "bandwidth"), [(ERUPTIONS, 0.1501), (WAITING, 4.243)], ids=["eruptions", "waiting"]
)
def test_old_faithful_has_one_bandwidth_whoever_selects_it(samples, bandwidth):
    h = leave_one_out_bandwidth(samples)
    assert float(f"{h:.4g}") == bandwidth
    assert select_bandwidth(samples, samples) == h
    assert Split(samples, validation=samples[:0], test=samples[:0]).bandwidth == h
    assert Density.from_samples(samples).bandwidth == as_target(samples).p_data.bandwidth == h


@pytest.mark.parametrize("samples", [ERUPTIONS, WAITING], ids=["eruptions", "waiting"])
def test_the_bandwidth_of_old_faithful_is_within_a_step_of_the_exact_maximiser(samples):
    """The maximiser is found by exhaustion, from the definition of the score."""
    h, step = leave_one_out_bandwidth(samples), COARSE_RATIO ** (1 / 16)
    candidates = h * np.geomspace(1 / 8, 8, 401)
    scores = np.array([log_score(each, samples, samples) for each in candidates])
    assert h / step <= candidates[np.argmax(scores)] <= h * step
    assert log_score(h, samples, samples) == pytest.approx(scores.max(), abs=0.02)


@pytest.mark.parametrize("size", [MAX_VALIDATION, MAX_VALIDATION + 1, 5 * MAX_VALIDATION])
def test_the_bandwidth_loses_little_against_the_best_one(size):
    """At most 0.002 nats of the mean log density under the distribution that the samples are drawn from."""
    gamma = stats.gamma(2)
    samples, x = gamma.rvs(size, random_state=1), gamma.ppf((np.arange(1000) + 0.5) / 1000)
    outliers = OutlierMixture.from_samples(samples)

    def mean_log_density(h):
        return outliers.mix_log_density(KernelDensity(samples, h).logpdf(x), x).mean()

    h = leave_one_out_bandwidth(samples)
    assert mean_log_density(h) >= max(mean_log_density(other) for other in h * np.geomspace(1 / 8, 8, 13)) - 2e-3
    assert leave_one_out_bandwidth(samples) == h


def test_the_bandwidth_of_a_million_samples_is_near_the_best():
    """For N(0, 1) the best bandwidth is 1.06 m^(−1/5), Silverman's rule."""
    samples = np.random.default_rng(0).normal(size=10**6)
    assert leave_one_out_bandwidth(samples) == pytest.approx(1.06 * 10**-1.2, rel=0.3)


def test_samples_of_which_nearly_all_are_equal_have_a_bandwidth():
    samples = np.zeros(10 * MAX_VALIDATION)
    samples[:3] = 1.0, 2.0, 5.0
    assert 0 < leave_one_out_bandwidth(samples) < 5


HEAVY = {
    "cauchy": np.random.default_rng(0).standard_cauchy(10**5),
    "an outlier": np.append(np.random.default_rng(0).normal(size=10**5), 1e6),
    "lognormal": np.random.default_rng(0).lognormal(sigma=2, size=10**4),
}


@pytest.mark.parametrize("samples", HEAVY.values(), ids=HEAVY)
def test_heavy_tails_do_not_widen_the_kernel_beyond_the_quartiles(samples):
    assert 0 < leave_one_out_bandwidth(samples) < np.ptp(np.quantile(samples, (0.25, 0.75))) / 3


def test_rounded_samples_are_smoothed_across_the_rounding():
    assert 1 < leave_one_out_bandwidth(WAITING) < 10


def test_the_bandwidth_follows_the_unit():
    samples = np.random.default_rng(0).gamma(2, size=200)
    assert leave_one_out_bandwidth(1000 * samples + 7) == pytest.approx(
        1000 * leave_one_out_bandwidth(samples), rel=1e-9
    )


def test_an_outlier_does_not_widen_the_kernel():
    train, validation = NORMAL[:300], NORMAL[300:]
    h = select_bandwidth(train, validation)
    for far in (30.0, 1e3, 1e6, 1e30):
        assert select_bandwidth(np.append(train, far), validation) == pytest.approx(h, rel=0.1)
        assert select_bandwidth(train, np.append(validation, far)) == pytest.approx(h, rel=0.1)


def test_distant_modes_are_smoothed_like_each_alone():
    near = select_bandwidth(NORMAL[:300], NORMAL[300:])
    two = np.concatenate([NORMAL[:300], 1e4 + NORMAL[:300]])
    h = select_bandwidth(two, np.concatenate([NORMAL[300:], 1e4 + NORMAL[300:]]))
    assert h == pytest.approx(near, rel=0.05)


def test_half_of_the_samples_at_one_value_do_not_make_the_bandwidth_vanish():
    some = np.where(RNG.random(600) < 0.5, 0.0, RNG.normal(3, 1, 600))
    assert select_bandwidth(some[:400], some[400:]) > 0.1


@pytest.mark.parametrize("unit", [1e-160, 1e150], ids=["tiny", "huge"])
def test_the_bandwidth_follows_very_small_and_very_large_units(unit):
    h = select_bandwidth(NORMAL[:300], NORMAL[300:])
    assert select_bandwidth(unit * NORMAL[:300], unit * NORMAL[300:]) == pytest.approx(unit * h, rel=1e-9)


@pytest.mark.parametrize("validation", [[], [np.nan], [[1.0]], ["a"]])
def test_bad_validation_samples_are_rejected(validation):
    with pytest.raises(ValueError, match=r"expected .*validation samples"):
        select_bandwidth([1.0, 2.0, 4.0], validation)


def test_the_outlier_mixture_costs_little_and_bounds_what_an_outlier_costs():
    mixture, x = OutlierMixture.from_samples(NORMAL), np.linspace(-3, 3, 7)
    assert mixture.weight == 1 / 401
    nothing = mixture.mix_log_density(np.full(7, -np.inf), x)
    expected = stats.cauchy(mixture.location, mixture.scale).logpdf(x) + np.log(mixture.weight)
    np.testing.assert_allclose(nothing, expected, rtol=1e-12)
    log_p = stats.norm.logpdf(x)
    assert np.abs(mixture.mix_log_density(log_p, x) - log_p).max() < 0.1
    assert mixture.mix_log_density(np.array([-np.inf]), [1e200])[0] > -1000


def test_an_outlier_mixture_needs_two_distinct_samples():
    with pytest.raises(ValueError, match="expected at least two distinct samples; got 1 among 3"):
        OutlierMixture.from_samples(np.zeros(3))
