"""Held-out data choose the smoothing, whatever outliers, copies and gaps there are; and the parts of a split."""

import mpmath
import numpy as np
import pytest
from scipy import stats
from scipy.special import logsumexp

from gan_theory._utils.csv import read_column
from gan_theory.datasets.splits import (
    FEWEST_TO_HOLD_OUT,
    FEWEST_TO_VALIDATE,
    MOST_HELD_OUT,
    rounding_step,
    train_validation_test_split,
)
from gan_theory.datasets.targets import OLD_FAITHFUL
from gan_theory.densities.bandwidth import OutlierMixture, select_bandwidth
from gan_theory.densities.grid import robust_grid
from gan_theory.densities.kernel_density import MANY, KernelDensity, kernel_logpdf

RNG = np.random.default_rng(0)
NORMAL = RNG.normal(size=400)


def test_the_smoothed_density_is_the_mixture_of_its_kernels():
    x = np.array([-3.0, 0.1, NORMAL[5], 12.0])
    kernels = stats.norm(NORMAL, 0.3).logpdf(x[:, None])
    expected = logsumexp(kernels, axis=1) - np.log(NORMAL.size)
    got = KernelDensity(NORMAL, 0.3).logpdf(x)
    np.testing.assert_allclose(got[:3], expected[:3], rtol=1e-12)
    assert got[3] == -np.inf


def test_the_smoothed_density_is_that_of_fifty_digits():
    with mpmath.workdps(50):
        exact = sum(mpmath.npdf(mpmath.mpf(0.25), mpmath.mpf(s), mpmath.mpf(0.5)) for s in (0.0, 0.0, 1.5)) / 3
        assert float(mpmath.log(exact)) == pytest.approx(
            KernelDensity([0.0, 0.0, 1.5], 0.5).logpdf([0.25])[0], rel=1e-14
        )


def test_many_samples_stand_together_without_harm():
    samples, h, x = RNG.normal(size=20 * MANY), 0.05, np.linspace(-3, 3, 50)
    each = np.log(stats.norm(samples, h).pdf(x[:, None]).mean(axis=1))
    np.testing.assert_allclose(KernelDensity(samples, h).logpdf(x), each, atol=3e-3)


@pytest.mark.parametrize("size", [50, 3 * MANY], ids=["few", "many"])
def test_copies_are_left_out(size):
    values, counts = np.unique(np.round(RNG.normal(size=size), 4), return_counts=True)
    for x in values[[0, 3, values.size // 2]]:
        others = values != x
        expected = np.log(counts[others] @ stats.norm(values[others], 0.2).pdf(x) / counts.sum())
        assert kernel_logpdf(values, counts, [x], 0.2, copies=False)[0] == pytest.approx(expected, abs=3e-3)


def test_the_guard_is_a_law_that_costs_little_and_bounds_what_an_outlier_costs():
    guard, x = OutlierMixture.of(NORMAL), np.linspace(-3, 3, 7)
    assert guard.chance == 1 / 401
    nothing = guard.mixed(np.full(7, -np.inf), x)
    expected = stats.cauchy(guard.centre, guard.scale).logpdf(x) + np.log(guard.chance)
    np.testing.assert_allclose(nothing, expected, rtol=1e-12)
    log_p = stats.norm.logpdf(x)
    assert np.abs(guard.mixed(log_p, x) - log_p).max() < 0.1
    assert guard.mixed(np.array([-np.inf]), [1e200])[0] > -1000


def score(h, train, validation):
    others = stats.norm(train, h).pdf(validation[:, None]) * (train != validation[:, None])
    guard = OutlierMixture.of(train)
    cauchy = stats.cauchy(guard.centre, guard.scale).pdf(validation)
    return np.log((1 - guard.chance) * others.mean(axis=1) + guard.chance * cauchy).sum()


@pytest.mark.parametrize("seed", range(4))
def test_no_other_width_foretells_the_held_out_samples_better(seed):
    rng = np.random.default_rng(seed)
    train, validation = rng.gamma(2, size=200), rng.gamma(2, size=80)
    for judges in (validation, train):
        h = select_bandwidth(train, judges)
        best = max(score(other, train, judges) for other in h * np.geomspace(0.2, 5, 41))
        assert score(h, train, judges) >= best - 0.02


def test_an_outlier_does_not_widen_the_kernel():
    train, validation = NORMAL[:300], NORMAL[300:]
    h = select_bandwidth(train, validation)
    for far in (30.0, 1e3, 1e6, 1e30):
        assert select_bandwidth(np.append(train, far), validation) == pytest.approx(h, rel=0.1)
        assert select_bandwidth(train, np.append(validation, far)) == pytest.approx(h, rel=0.1)


def test_modes_far_apart_are_smoothed_as_each_would_be():
    near = select_bandwidth(NORMAL[:300], NORMAL[300:])
    two = np.concatenate([NORMAL[:300], 1e4 + NORMAL[:300]])
    h = select_bandwidth(two, np.concatenate([NORMAL[300:], 1e4 + NORMAL[300:]]))
    assert h == pytest.approx(near, rel=0.05)


def test_half_of_the_samples_at_one_value_do_not_ask_for_none():
    some = np.where(RNG.random(600) < 0.5, 0.0, RNG.normal(3, 1, 600))
    assert select_bandwidth(some[:400], some[400:]) > 0.1


@pytest.mark.parametrize("unit", [1e-160, 1e150], ids=["tiny", "huge"])
def test_the_width_follows_the_unit(unit):
    h = select_bandwidth(NORMAL[:300], NORMAL[300:])
    assert select_bandwidth(unit * NORMAL[:300], unit * NORMAL[300:]) == pytest.approx(unit * h, rel=1e-9)


def test_held_out_data_bring_the_density_as_near_as_silverman_s_rule_where_that_is_made_for():
    """For a normal law the rule is about the best there is; for two modes it is far too wide."""
    for law, better in ((stats.norm(), 1.5), (stats.norm(np.array([[-8.0], [8.0]]), 1), 0.3)):
        x = np.linspace(-14, 14, 1000)
        truth = np.atleast_2d(law.pdf(x)).mean(axis=0)
        samples = train_validation_test_split(np.ravel(law.rvs((2, 500) if better < 1 else 1000, random_state=0)))
        silverman = 1.06 * samples.train.std() * samples.train.size**-0.2
        errors = [
            np.abs(np.exp(KernelDensity(samples.train, h).logpdf(x)) - truth).sum()
            for h in (samples.bandwidth, silverman)
        ]
        assert errors[0] < better * errors[1]


STEPS = {
    "whole numbers": (RNG.integers(0, 10, 300) * 1.0, 1.0),
    "halves": (np.rint(6 * RNG.normal(size=500)) / 2, 0.5),
    "two values": (RNG.integers(0, 2, 50) * 3.0, 3.0),
    "a normal law": (NORMAL, 0.0),
    "half at one value": (np.where(RNG.random(400) < 0.5, 0.0, RNG.normal(size=400)), 0.0),
    "minutes": (read_column(OLD_FAITHFUL, "waiting_minutes")[1], 1.0),
    "seconds in minutes to three places": (read_column(OLD_FAITHFUL)[1], 1 / 60),
    "one value": (np.ones(9), 0.0),
    "whole numbers with a gap": (np.repeat([0.0, 1.0, 101.0], 20), 1.0),
}


@pytest.mark.parametrize(("samples", "step"), STEPS.values(), ids=STEPS)
def test_a_step_is_seen_where_samples_are_rounded(samples, step):
    assert rounding_step(samples) == pytest.approx(step, rel=0.01)


@pytest.mark.parametrize(
    "m",
    [
        2,
        FEWEST_TO_HOLD_OUT - 1,
        FEWEST_TO_HOLD_OUT,
        FEWEST_TO_VALIDATE - 1,
        FEWEST_TO_VALIDATE,
        1000,
        5 * MOST_HELD_OUT + 5,
    ],
)
def test_a_split_has_each_sample_once(m):
    samples = np.random.default_rng(m).normal(size=m)
    split = train_validation_test_split(samples)
    parts = split.train, split.validation, split.test
    assert np.sort(np.concatenate(parts)).tolist() == np.sort(samples).tolist()
    few, some = m < FEWEST_TO_HOLD_OUT, m < FEWEST_TO_VALIDATE
    assert split.test.size == (0 if few else m // 3 if some else min(m // 5, MOST_HELD_OUT))
    assert split.validation.size == (0 if some else split.test.size)


def test_a_split_follows_the_seed():
    assert train_validation_test_split(NORMAL, 3).test.tolist() == train_validation_test_split(NORMAL, 3).test.tolist()
    assert train_validation_test_split(NORMAL, 3).test.tolist() != train_validation_test_split(NORMAL, 4).test.tolist()


def test_rounded_samples_are_spread_over_their_step():
    samples = STEPS["whole numbers"][0]
    split = train_validation_test_split(samples)
    spread = np.concatenate([split.train, split.validation, split.test])
    assert np.unique(spread).size == samples.size
    assert np.sort(np.rint(spread)).tolist() == np.sort(samples).tolist()
    assert stats.kstest(spread - np.rint(spread), stats.uniform(-0.5, 1).cdf).pvalue > 1e-3
    assert 0 < split.bandwidth < 1


def test_where_all_that_are_left_to_train_on_are_equal_nothing_is_held_out():
    samples = np.append(np.zeros(200), [1.0, 3.7, 9.2])
    splits = [train_validation_test_split(samples, seed) for seed in range(60)]
    assert {(split.validation.size, split.test.size) for split in splits} == {(0, 0), (40, 40)}
    assert all(np.ptp(split.train) > 0 for split in splits)


def test_the_fence_leaves_out_outliers_and_not_modes():
    outliers = np.append(NORMAL, [1e3, 1e6, -1e6])
    edges = robust_grid(outliers, 0.3)[[0, -1]]
    assert -60 < edges[0] < -3 and 3 < edges[1] < 60
    mode = np.append(NORMAL, 1e4 + NORMAL[:40])
    assert robust_grid(mode, 0.3)[-1] > 1e4
    assert robust_grid(NORMAL, 0.3)[[0, -1]] == pytest.approx(
        [NORMAL.min() - 0.9 - np.ptp(NORMAL) / 8, NORMAL.max() + 0.9 + np.ptp(NORMAL) / 8], abs=0.3
    )


@pytest.mark.parametrize(
    ("samples", "seed", "message"),
    [([1.0], 0, "two distinct samples"), ([1.0, np.nan], 0, "finite samples"), ([1.0, 2.0], -1, "expected seed")],
)
def test_bad_samples_to_split_are_told(samples, seed, message):
    with pytest.raises(ValueError, match=message):
        train_validation_test_split(samples, seed)


@pytest.mark.parametrize("validation", [[], [np.nan], [[1.0]], ["a"]])
def test_bad_validation_samples_are_told(validation):
    with pytest.raises(ValueError, match=r"expected .*validation samples"):
        select_bandwidth([1.0, 2.0, 4.0], validation)


def test_a_guard_needs_two_distinct_samples():
    with pytest.raises(ValueError, match="expected at least two distinct samples; got 1 among 3"):
        OutlierMixture.of(np.zeros(3))
