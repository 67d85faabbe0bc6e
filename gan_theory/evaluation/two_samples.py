"""Do two sets of numbers come from one law? Permutation tests, which are exact, also where values are equal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan_theory._utils.validation import as_float64

TIMES = 999  # permutations; the least p is 1/1000


@dataclass(frozen=True)
class TestResult:
    """A statistic's value, and p: how often deals of the labels at random give as much, or more."""

    value: float
    p: float


def kolmogorov_smirnov(x, y, seed=0) -> TestResult:
    """sup |F_x − F_y| of the distribution functions of the samples x (m,) and y (n,).

    p is the share of 999 random deals of the labels, and this one, that have no less. Under one law p <= α has at most
    the chance α. Raises ValueError for samples that are not finite, or none. Source: Smirnov 1939; Phipson and Smyth
    2010 for the p.
    """
    values, order = _pooled(x, y)
    ends = np.flatnonzero(np.diff(values, append=np.inf))

    def statistic(of_y):
        steps = np.full(values.size, len(y))
        steps[of_y] = -len(x)
        return np.abs(np.cumsum(steps)[ends]).max() / (len(x) * len(y))

    return _judged(statistic, order, len(x), len(y), seed)


def mann_whitney(x, y, seed=0) -> TestResult:
    """P(X < Y) + ½ P(X = Y) over the pairs of samples x (m,) and y (n,), in the mean ½ under one law; p is one-sided.

    It is U/(m n). Raises ValueError as `kolmogorov_smirnov` does. Source: Mann and Whitney 1947.
    """
    values, order = _pooled(x, y)
    ranks = (np.searchsorted(values, values, "left") + np.searchsorted(values, values, "right") + 1) / 2

    def statistic(of_y):
        return (ranks[of_y].sum() - len(y) * (len(y) + 1) / 2) / (len(x) * len(y))

    return _judged(statistic, order, len(x), len(y), seed)


def _pooled(x, y):
    """All values in order, and where among x and then y each of them comes from."""
    both = np.concatenate([_numbers(x, "x"), _numbers(y, "y")])
    order = np.argsort(both, kind="stable")
    return both[order], order


def _numbers(values, name):
    array = as_float64(values, f"samples {name}")
    if array.ndim != 1 or not array.size or not np.isfinite(array).all():
        raise ValueError(f"expected finite samples {name} of shape (m,), not empty; got {array!r:.60}")
    return array


def _judged(statistic, order, m, n, seed):
    rng, value = np.random.default_rng(seed), statistic(np.flatnonzero(order >= m))
    deals = (statistic(rng.choice(m + n, n, replace=False, shuffle=False)) for _ in range(TIMES))
    return TestResult(float(value), float(1 + sum(deal >= value for deal in deals)) / (1 + TIMES))
