"""Samples of one's own in three parts: to train on, to choose how much to smooth, and to judge G by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gan_theory._utils.validation import as_samples, check_count
from gan_theory.datasets.targets import Target
from gan_theory.densities.bandwidth import select_bandwidth
from gan_theory.densities.density import Density
from gan_theory.densities.grid import robust_grid
from gan_theory.densities.kernel_density import KernelDensity

FEWEST_TO_HOLD_OUT, FEWEST_TO_VALIDATE = (
    30,
    100,
)  # samples, for some to be held out at all, and for the smoothing to have some of its own
MOST_HELD_OUT = 2000  # samples, to choose by or to judge by, which tell differences of a few hundredths of a nat


@dataclass(frozen=True, eq=False)
class Split:
    """Samples (m,) in three parts: what G may see, what chooses the smoothing, and what judges G.

    validation is empty where `train` chooses the smoothing by leaving one value out; test too, where there are too few.
    step: to which the samples were rounded, and over which they are spread; 0 if they were not.
    """

    train: np.ndarray
    validation: np.ndarray
    test: np.ndarray
    step: float = 0.0

    @cached_property
    def bandwidth(self) -> float:
        """The smoothing of `train` that best foretells `validation`, or each value from the others."""
        return select_bandwidth(self.train, self.validation if self.validation.size else self.train)

    @property
    def law(self) -> KernelDensity:
        """The training samples, smoothed."""
        return KernelDensity(self.train, self.bandwidth)

    def target(self, name: str) -> Target:
        """What to train on: the smoothed training samples, on a grid that a few outliers do not stretch."""
        p_data = Density.from_samples(self.train, robust_grid(self.train, self.bandwidth), bandwidth=self.bandwidth)
        return Target(name, p_data, self.train)


def train_validation_test_split(samples, seed: int = 0) -> Split:
    """Split samples (m,) at random into a training part, 60%, a validation part, 20%, and a test part, 20%.

    The latter two have at most 2,000 each. Of fewer than 100 a third is the test part, and none the validation part;
    of fewer than 30, or if all others are equal, all are the training part. Rounded samples are first spread evenly
    over the step: copies would else stand in all parts, and any atom foretell them. The same seed gives the same
    split. Raises ValueError for unusable samples, or a bad seed. Source: Theis, van den Oord and Bethge 2016, §3.1.
    """
    check_count("seed", seed, 0, 2**63 - 1)
    samples, rng = as_samples(samples), np.random.default_rng(seed)
    step, m = rounding_step(samples), samples.size
    samples = rng.permutation(samples) + step * (rng.random(m) - 0.5)
    held = (
        (0, 0)
        if m < FEWEST_TO_HOLD_OUT
        else (0, m // 3)
        if m < FEWEST_TO_VALIDATE
        else (min(m // 5, MOST_HELD_OUT),) * 2
    )
    validation, test, train = np.split(samples, np.cumsum(held))
    if np.ptp(train) == 0:
        train, validation, test = samples, samples[:0], samples[:0]
    return Split(train, validation, test, step)


def rounding_step(samples) -> float:
    """The step to which the samples (m,) are rounded; 0 if fewer than one in ten is a copy, or there is no step.

    It is the usual distance between neighbours, if nine in ten of those up to five times that are multiples of it.
    """
    values = np.unique(samples)
    gaps = np.diff(values)
    if not gaps.size or values.size > 0.9 * len(samples):
        return 0.0
    step = gaps[np.abs(gaps / np.quantile(gaps, 0.25, method="lower") - 1) < 0.5].mean()
    steps = gaps[gaps < 5.5 * step] / step
    return float(step) if np.mean(np.abs(steps - np.rint(steps)) < 0.2) > 0.9 else 0.0
