"""Split samples at random: to train on, to select the bandwidth with, and to evaluate G on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.read_only import ReadOnlyArrays
from gan_theory._utils.validation import LARGEST_SEED, as_samples, check_count
from gan_theory.datasets.targets import Target
from gan_theory.densities.bandwidth import MAX_VALIDATION, leave_one_out_bandwidth, select_bandwidth
from gan_theory.densities.density import Density
from gan_theory.densities.grid import robust_grid
from gan_theory.densities.kernel_density import KernelDensity

FEWEST_TO_HOLD_OUT = 30  # samples, to have a test part at all
FEWEST_TO_VALIDATE = 100  # samples, to have a validation part as well
MOST_HELD_OUT = MAX_VALIDATION  # samples in the validation part, and in the test part


@dataclass(frozen=True, eq=False)
class Split(ReadOnlyArrays):
    """Samples in three parts.

    Parameters
    ----------
    train : array, shape (m,)
        The samples that D and G are trained on.
    validation : array, shape (k,)
        The samples that select the bandwidth. Empty if the samples are few: the training samples then select it, each
        predicted from the others.
    test : array, shape (t,)
        The samples that G is evaluated on. Empty if the samples are very few.
    rounding_step : float
        The step to which the samples were rounded, and over which they are spread in all parts; 0 if they were not.
    """

    train: Array
    validation: Array
    test: Array
    rounding_step: float = 0.0

    @cached_property
    def bandwidth(self) -> float:
        """The bandwidth with which the training samples best predict the validation samples, or each other."""
        if self.validation.size:
            return select_bandwidth(self.train, self.validation)
        return leave_one_out_bandwidth(self.train)

    @property
    def kernel_density(self) -> KernelDensity:
        """The smoothed training samples."""
        return KernelDensity(self.train, self.bandwidth)

    def target(self, name: str) -> Target:
        """Return the smoothed training samples as a target.

        Parameters
        ----------
        name : str
            The name of the target.

        Returns
        -------
        Target
            On a grid that a few outliers do not stretch.
        """
        p_data = Density.from_samples(self.train, robust_grid(self.train, self.bandwidth), bandwidth=self.bandwidth)
        return Target(name, p_data, self.train)


class _Sizes(NamedTuple):
    validation: int
    test: int


def train_validation_test_split(samples: ArrayLike, seed: int = 0) -> Split:
    """Split samples at random: 60% to train on, 20% to select the bandwidth, and 20% to evaluate G on.

    The validation part and the test part have at most 2,000 samples each. Of fewer than 100 samples a third is the test
    part, and there is no validation part. Of fewer than 30, or if all training samples would be equal, all are the
    training part. Rounded samples are first spread evenly over the rounding step: otherwise duplicates would leak
    between the parts, and a distribution of atoms would predict them.

    Parameters
    ----------
    samples : array-like, shape (m,)
        The samples, at least two of them distinct.
    seed : int
        The same seed gives the same split.

    Returns
    -------
    Split
        The three parts.

    Raises
    ------
    ValueError
        If the samples are not finite, fewer than two are distinct, or the seed is not an integer >= 0.

    References
    ----------
    L. Theis, A. van den Oord and M. Bethge, "A note on the evaluation of generative models", ICLR 2016, §3.1.
    """
    check_count("seed", seed, 0, LARGEST_SEED)
    samples, rng = as_samples(samples), np.random.default_rng(seed)
    step, m = rounding_step(samples), samples.size
    samples = rng.permutation(samples) + step * (rng.random(m) - 0.5)
    validation, test, train = np.split(samples, np.cumsum(_held_out(m)))
    if np.ptp(train) == 0:
        train, validation, test = samples, samples[:0], samples[:0]
    return Split(train, validation, test, step)


def _held_out(m: int) -> _Sizes:
    """How many of m samples are held out."""
    if m < FEWEST_TO_HOLD_OUT:
        return _Sizes(validation=0, test=0)
    if m < FEWEST_TO_VALIDATE:
        return _Sizes(validation=0, test=m // 3)
    fifth = min(m // 5, MOST_HELD_OUT)
    return _Sizes(validation=fifth, test=fifth)


def rounding_step(samples: ArrayLike) -> float:
    """Find the step to which samples are rounded.

    The step is the usual distance between neighbouring values, if nine in ten of those distances up to five steps are
    multiples of it.

    Parameters
    ----------
    samples : array-like, shape (m,)
        The samples.

    Returns
    -------
    float
        The step; 0 if there is none, or fewer than one sample in ten is a duplicate.

    Examples
    --------
    >>> rounding_step([1.5, 2, 2, 2.5, 2.5, 4, 4.5])
    0.5
    >>> rounding_step([0.1, 0.73, 2.9])
    0.0
    """
    samples = np.asarray(samples)
    values = np.unique(samples)
    gaps = np.diff(values)
    if not gaps.size or values.size > 0.9 * samples.size:
        return 0.0
    step = gaps[np.abs(gaps / np.quantile(gaps, 0.25, method="lower") - 1) < 0.5].mean()
    multiples = gaps[gaps < 5.5 * step] / step
    return float(step) if np.mean(np.abs(multiples - np.rint(multiples)) < 0.2) > 0.9 else 0.0
