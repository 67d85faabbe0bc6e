"""Splits into training, validation and test samples; rounded samples are spread over the rounding step."""

import numpy as np
import pytest
from scipy import stats

from gan_theory import read_column
from gan_theory.datasets.splits import (
    FEWEST_TO_HOLD_OUT,
    FEWEST_TO_VALIDATE,
    MOST_HELD_OUT,
    rounding_step,
    train_validation_test_split,
)
from gan_theory.datasets.targets import OLD_FAITHFUL
from gan_theory.densities.kernel_density import KernelDensity

RNG = np.random.default_rng(0)
NORMAL = RNG.normal(size=400)


@pytest.mark.parametrize(
    ("distribution", "size", "factor"),
    [(stats.norm(), 1000, 1.5), (stats.norm(np.array([[-8.0], [8.0]]), 1), (2, 500), 0.3)],
    ids=["one mode", "two modes"],
)
def test_the_bandwidth_is_about_as_good_as_silverman_s_for_one_mode_and_better_for_two(distribution, size, factor):
    """For a normal distribution Silverman's rule is about the best there is; for two modes it is far too wide."""
    x = np.linspace(-14, 14, 1000)
    truth = np.atleast_2d(distribution.pdf(x)).mean(axis=0)
    split = train_validation_test_split(np.ravel(distribution.rvs(size, random_state=0)))
    silverman = 1.06 * split.train.std() * split.train.size**-0.2
    selected, other = (
        np.abs(np.exp(KernelDensity(split.train, h).logpdf(x)) - truth).sum() for h in (split.bandwidth, silverman)
    )
    assert selected < factor * other


STEPS = {
    "whole numbers": (RNG.integers(0, 10, 300) * 1.0, 1.0),
    "halves": (np.rint(6 * RNG.normal(size=500)) / 2, 0.5),
    "two values": (RNG.integers(0, 2, 50) * 3.0, 3.0),
    "a normal distribution": (NORMAL, 0.0),
    "half at one value": (np.where(RNG.random(400) < 0.5, 0.0, RNG.normal(size=400)), 0.0),
    "minutes": (read_column(OLD_FAITHFUL, "waiting_minutes")[1], 1.0),
    "seconds in minutes to three places": (read_column(OLD_FAITHFUL)[1], 1 / 60),
    "one value": (np.ones(9), 0.0),
    "whole numbers with a gap": (np.repeat([0.0, 1.0, 101.0], 20), 1.0),
}


@pytest.mark.parametrize(("samples", "step"), STEPS.values(), ids=STEPS)
def test_the_rounding_step_is_found(samples, step):
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


def test_rounded_samples_are_spread_over_the_rounding_step():
    samples = STEPS["whole numbers"][0]
    split = train_validation_test_split(samples)
    spread = np.concatenate([split.train, split.validation, split.test])
    assert np.unique(spread).size == samples.size
    assert np.sort(np.rint(spread)).tolist() == np.sort(samples).tolist()
    assert stats.kstest(spread - np.rint(spread), stats.uniform(-0.5, 1).cdf).pvalue > 1e-3
    assert 0 < split.bandwidth < 1


def test_nothing_is_held_out_if_all_training_samples_would_be_equal():
    samples = np.append(np.zeros(200), [1.0, 3.7, 9.2])
    splits = [train_validation_test_split(samples, seed) for seed in range(60)]
    assert {(split.validation.size, split.test.size) for split in splits} == {(0, 0), (40, 40)}
    assert all(np.ptp(split.train) > 0 for split in splits)


def test_the_target_of_a_split_is_its_smoothed_training_samples():
    split = train_validation_test_split(np.append(NORMAL, 1e6))
    target = split.target("own data")
    assert target.name == "own data"
    assert np.shares_memory(target.samples, split.train)
    assert np.array_equal(target.samples, split.train)
    assert target.p_data.bandwidth == split.bandwidth == split.kernel_density.bandwidth
    x = target.p_data.x[200:300]
    np.testing.assert_allclose(target.p_data.pdf[200:300], np.exp(split.kernel_density.logpdf(x)), rtol=0.01)
    assert target.p_data.edges[-1] < 60


@pytest.mark.parametrize(
    ("samples", "seed", "message"),
    [([1.0], 0, "two distinct samples"), ([1.0, np.nan], 0, "finite samples"), ([1.0, 2.0], -1, "expected seed")],
)
def test_bad_samples_and_seeds_are_rejected(samples, seed, message):
    with pytest.raises(ValueError, match=message):
        train_validation_test_split(samples, seed)
