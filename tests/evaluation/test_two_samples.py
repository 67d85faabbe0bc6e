"""Two-sample tests: the statistics agree with their definitions, the p-values are valid, with ties and without."""

from math import comb

import numpy as np
import pytest
from scipy import stats

from gan_theory.evaluation.two_samples import TestResult, kolmogorov_smirnov, mann_whitney

RNG = np.random.default_rng(0)
PAIRS = {
    "one distribution": (RNG.normal(size=60), RNG.normal(size=40)),
    "shifted": (RNG.normal(size=30), 1 + RNG.normal(size=80)),
    "equal values": (RNG.integers(0, 4, 50) * 1.0, RNG.integers(1, 5, 70) * 1.0),
    "a value each": (np.array([1.0]), np.array([2.0])),
}


def distance_of_distribution_functions(x, y):
    """sup |F_x − F_y|, which is attained at one of the values."""
    at = np.concatenate([x, y])
    F_x, F_y = (np.searchsorted(np.sort(sample), at, "right") / sample.size for sample in (x, y))
    return np.abs(F_x - F_y).max()


@pytest.mark.parametrize(("x", "y"), PAIRS.values(), ids=PAIRS)
def test_the_statistics_are_those_of_their_definitions(x, y):
    assert kolmogorov_smirnov(x, y).statistic == pytest.approx(stats.ks_2samp(x, y).statistic, abs=1e-12)
    assert kolmogorov_smirnov(x, y).statistic == pytest.approx(distance_of_distribution_functions(x, y), abs=1e-12)
    pairs = np.sign(np.subtract.outer(y, x))
    assert mann_whitney(x, y).statistic == pytest.approx(np.mean((pairs + 1) / 2), abs=1e-12)
    u = stats.mannwhitneyu(y, x).statistic
    assert mann_whitney(x, y).statistic == pytest.approx(u / (x.size * y.size), abs=1e-12)


def permutation_pvalue(x, y, seed=0):
    """The p-value of the Kolmogorov-Smirnov statistic by 999 random permutations."""
    rng, both = np.random.default_rng(seed), np.concatenate([x, y])
    least = distance_of_distribution_functions(x, y) - 1e-12
    permuted = (rng.permutation(both) for _ in range(999))
    as_far = sum(distance_of_distribution_functions(each[: x.size], each[x.size :]) >= least for each in permuted)
    return (1 + as_far) / 1000


@pytest.mark.parametrize("name", ["one distribution", "shifted"])
def test_the_p_values_are_exact_to_the_error_of_999_permutations(name):
    x, y = PAIRS[name]
    for found, exact in (
        (permutation_pvalue(x, y), kolmogorov_smirnov(x, y).pvalue),
        (mann_whitney(x, y).pvalue, stats.mannwhitneyu(x, y, alternative="less", method="exact").pvalue),
    ):
        assert abs(found - exact) <= 5 * np.sqrt(exact * (1 - exact) / 999) + 1e-3


def test_equal_values_make_the_kolmogorov_smirnov_test_conservative():
    rng = np.random.default_rng(2)
    for seed in range(5):
        x, y = rng.integers(0, 4, 30) * 1.0, rng.integers(0, 5, 40) * 1.0
        p = kolmogorov_smirnov(x, y).pvalue
        assert permutation_pvalue(x, y, seed) <= p + 5 * np.sqrt(p * (1 - p) / 999) + 1e-3


@pytest.mark.parametrize("test", [lambda x, y, seed: kolmogorov_smirnov(x, y), mann_whitney], ids=["KS", "U"])
@pytest.mark.parametrize(
    "draw",
    [lambda rng, n: rng.normal(size=n), lambda rng, n: rng.integers(0, 3, n) * 1.0],
    ids=["normal", "three values"],
)
def test_samples_of_one_distribution_have_p_at_most_alpha_with_a_chance_of_at_most_alpha(test, draw):
    rng = np.random.default_rng(1)
    p = np.array([test(draw(rng, 12), draw(rng, 25), seed).pvalue for seed in range(80)])
    for alpha in (0.05, 0.2):
        assert np.mean(p <= alpha) <= alpha + 5 * np.sqrt(alpha * (1 - alpha) / 80)
    assert p.max() > 0.5


def test_samples_far_apart_are_significant_and_equal_ones_are_not():
    far, one = np.arange(20.0), np.ones(20)
    assert kolmogorov_smirnov(far, far + 100) == TestResult(1.0, pytest.approx(2 / comb(40, 20), rel=1e-9))
    assert mann_whitney(far, far + 100) == TestResult(1.0, 1 / 1000)
    assert mann_whitney(far + 100, far) == TestResult(0.0, 1.0)
    assert kolmogorov_smirnov(one, one) == TestResult(0.0, 1.0)
    assert mann_whitney(one, one) == TestResult(0.5, 1.0)


def test_the_p_value_depends_on_the_seed_alone():
    x, y = PAIRS["shifted"]
    assert mann_whitney(x, y, 3) == mann_whitney(x, y, 3)
    p = {mann_whitney(*PAIRS["one distribution"], seed).pvalue for seed in range(5)}
    assert len(p) > 1


@pytest.mark.parametrize("test", [kolmogorov_smirnov, mann_whitney])
@pytest.mark.parametrize("bad", [[], [np.nan], [[1.0]], ["a"]])
def test_unusable_samples_are_an_error(test, bad):
    with pytest.raises(ValueError, match=r"expected .*samples y"):
        test([1.0], bad)
