"""Two samples of one law or of two: the statistics are SciPy's, and p is what it should be, with copies and without."""

import numpy as np
import pytest
from scipy import stats

from gan_theory.evaluation.two_samples import TestResult, kolmogorov_smirnov, mann_whitney

RNG = np.random.default_rng(0)
PAIRS = {
    "one law": (RNG.normal(size=60), RNG.normal(size=40)),
    "shifted": (RNG.normal(size=30), 1 + RNG.normal(size=80)),
    "copies": (RNG.integers(0, 4, 50) * 1.0, RNG.integers(1, 5, 70) * 1.0),
    "a value each": (np.array([1.0]), np.array([2.0])),
}


@pytest.mark.parametrize(("x", "y"), PAIRS.values(), ids=PAIRS)
def test_the_statistics_are_scipy_s(x, y):
    assert kolmogorov_smirnov(x, y).value == pytest.approx(stats.ks_2samp(x, y).statistic, abs=1e-12)
    pairs = np.sign(np.subtract.outer(y, x))
    assert mann_whitney(x, y).value == pytest.approx(np.mean((pairs + 1) / 2), abs=1e-12)


@pytest.mark.parametrize("name", ["one law", "shifted"])
def test_p_is_scipy_s_exact_one_to_the_luck_of_the_deals(name):
    x, y = PAIRS[name]
    for mine, exact in (
        (kolmogorov_smirnov(x, y).p, stats.ks_2samp(x, y, method="exact").pvalue),
        (mann_whitney(x, y).p, stats.mannwhitneyu(x, y, alternative="less", method="exact").pvalue),
    ):
        assert abs(mine - exact) <= 5 * np.sqrt(exact * (1 - exact) / 999) + 1e-3


@pytest.mark.parametrize("test", [kolmogorov_smirnov, mann_whitney])
@pytest.mark.parametrize("law", [lambda rng, n: rng.normal(size=n), lambda rng, n: rng.integers(0, 3, n) * 1.0])
def test_under_one_law_p_is_at_most_alpha_with_the_chance_alpha_or_less(test, law):
    rng = np.random.default_rng(1)
    p = np.array([test(law(rng, 12), law(rng, 25), seed).p for seed in range(80)])
    for alpha in (0.05, 0.2):
        assert np.mean(p <= alpha) <= alpha + 5 * np.sqrt(alpha * (1 - alpha) / 80)
    assert p.max() > 0.5


def test_far_apart_is_beyond_chance_and_all_equal_is_not():
    far, one = np.arange(20.0), np.ones(20)
    assert kolmogorov_smirnov(far, far + 100) == TestResult(1.0, 1 / 1000)
    assert mann_whitney(far, far + 100) == TestResult(1.0, 1 / 1000)
    assert mann_whitney(far + 100, far) == TestResult(0.0, 1.0)
    assert kolmogorov_smirnov(one, one) == TestResult(0.0, 1.0)
    assert mann_whitney(one, one) == TestResult(0.5, 1.0)


def test_p_follows_the_seed():
    x, y = PAIRS["shifted"]
    assert mann_whitney(x, y, 3) == mann_whitney(x, y, 3)


@pytest.mark.parametrize("test", [kolmogorov_smirnov, mann_whitney])
@pytest.mark.parametrize("bad", [[], [np.nan], [[1.0]], ["a"]])
def test_bad_samples_to_compare_are_told(test, bad):
    with pytest.raises(ValueError, match=r"expected .*samples y"):
        test([1.0], bad)
