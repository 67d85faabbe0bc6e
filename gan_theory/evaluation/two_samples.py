"""Two-sample tests: do two sets of numbers come from one distribution? By SciPy, and valid where values are equal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.validation import as_float64

PERMUTATIONS = 999
"""How many permutations `mann_whitney` draws: its smallest p-value is 1/1000."""


@dataclass(frozen=True)
class TestResult:
    """The result of a test.

    Parameters
    ----------
    statistic : float
        The value of the test statistic.
    pvalue : float
        The chance of a statistic at least as large if both samples come from one distribution.
    """

    __test__: ClassVar[bool] = False  # its name does not make it a test of pytest's

    statistic: float
    pvalue: float


def kolmogorov_smirnov(x: ArrayLike, y: ArrayLike) -> TestResult:
    """Test by sup |F_x − F_y| whether two samples come from one distribution.

    Parameters
    ----------
    x : array-like, shape (m,)
        One sample. F_x is its empirical distribution function.
    y : array-like, shape (n,)
        The other sample.

    Returns
    -------
    TestResult
        With the exact p-value of distinct values, for up to 10,000 values in a sample (beyond, the asymptotic one).
        Where values are equal the true p-value is at most this one: the test is then conservative.

    Raises
    ------
    ValueError
        If a sample is empty, not of shape (m,), or not finite.

    See Also
    --------
    scipy.stats.ks_2samp : The function that computes both numbers.

    References
    ----------
    Smirnov 1939; Noether 1963, for equal values.
    """
    from scipy import stats

    found = stats.ks_2samp(_as_sample(x, "x"), _as_sample(y, "y"), method="auto")
    return TestResult(float(found.statistic), float(found.pvalue))


def mann_whitney(x: ArrayLike, y: ArrayLike, seed: int = 0) -> TestResult:
    """Test whether the values of y tend to be larger than those of x.

    Parameters
    ----------
    x : array-like, shape (m,)
        One sample.
    y : array-like, shape (n,)
        The other sample.
    seed : int
        The seed of the permutations.

    Returns
    -------
    TestResult
        The statistic is P(X < Y) + ½ P(X = Y) over all pairs, which is U/(m n); its mean is ½ if both samples come
        from one distribution. The p-value is one-sided, by 999 random permutations. It is valid also where values are
        equal: P(p <= α) <= α for each α.

    Raises
    ------
    ValueError
        If a sample is empty, not of shape (m,), or not finite.

    See Also
    --------
    scipy.stats.mannwhitneyu : The same statistic; its p-values are exact for distinct values, or asymptotic.

    References
    ----------
    Mann and Whitney 1947; Phipson and Smyth 2010, for the p-value.
    """
    from scipy import stats

    x, y = _as_sample(x, "x"), _as_sample(y, "y")
    ranks = stats.rankdata(np.concatenate([x, y]))
    rng, pool = np.random.default_rng(seed), np.sort(ranks)

    def permute(size: tuple[int, int]) -> Array:
        """Return the ranks that y has after each of several permutations of all values."""
        return np.stack([rng.choice(pool, size[1], replace=False, shuffle=False) for _ in range(size[0])])

    found = stats.monte_carlo_test(
        ranks[x.size :], permute, np.sum, vectorized=True, n_resamples=PERMUTATIONS, alternative="greater"
    )
    u = found.statistic - y.size * (y.size + 1) / 2
    return TestResult(float(u / (x.size * y.size)), float(found.pvalue))


def _as_sample(values: ArrayLike, name: str) -> Array:
    array = as_float64(values, f"samples {name}")
    if array.ndim != 1 or not array.size or not np.isfinite(array).all():
        raise ValueError(f"expected finite samples {name} of shape (m,), not empty; got {array!r:.60}")
    return array
