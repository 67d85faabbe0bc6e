"""What a GAN can be trained on: the named targets, and how a distribution, a density or samples become a target.

>>> TARGETS["gaussian"]()
GaussianMixture(means=(4.0,), stds=(0.5,), weights=(1.0,))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.csv import read_column
from gan_theory._utils.read_only import ReadOnlyArrays
from gan_theory._utils.validation import as_samples, match_name
from gan_theory.densities.cell_masses import Distribution
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import method_of

OLD_FAITHFUL = Path(__file__).with_name("old_faithful.csv")
"""The data of 272 eruptions of Old Faithful, in minutes: see README.md beside the file."""


@dataclass(frozen=True, eq=False)
class Target(ReadOnlyArrays):
    """What G is to learn: p_data on a grid, and its samples if it was made of samples.

    Parameters
    ----------
    name : str
        The name, for reports.
    p_data : Density
        The density that G is trained on and evaluated against.
    samples : array, shape (m,), optional
        The samples that p_data was made of.

    Examples
    --------
    >>> Target("two cells", Density([0, 1], [0.5, 0.5])).centre
    0.5
    """

    name: str
    p_data: Density
    samples: Array | None = None

    @cached_property
    def centre(self) -> float:
        """The mean of p_data: G(z) and D(x) see x in standard deviations from it."""
        return self.p_data.mean()

    @cached_property
    def scale(self) -> float:
        """The standard deviation of p_data."""
        return self.p_data.std()

    def dataset(self, size: int, seed: int) -> Array:
        """Draw a dataset of a fixed size.

        Parameters
        ----------
        size : int
            The number of points.
        seed : int
            The same size and seed give the same dataset.

        Returns
        -------
        array, shape (size,)
            Some of the samples at random, or all of them if there are no more than `size`. Without samples, they are
            drawn from p_data.
        """
        rng = np.random.default_rng((seed, size))
        if self.samples is None:
            return self.p_data.sample(size, rng)
        return self.samples if size >= self.samples.size else rng.choice(self.samples, size, replace=False)


def is_distribution(source: Any) -> bool:
    """Return whether a target is a distribution, and not samples.

    Parameters
    ----------
    source : object
        A scipy.stats distribution, frozen or one of SciPy's later ones, or anything else.

    Returns
    -------
    bool
        Whether it can draw samples or has quantiles.
    """
    return method_of(source, "rvs", "icdf") is not None


def _scipy(name: str, *parameters: float) -> Callable[[], Any]:
    def distribution() -> Any:
        from scipy import stats

        return getattr(stats, name)(*parameters)

    return distribution


TargetLike = str | Target | Distribution | ArrayLike
"""What `as_target` takes: a name in TARGETS, a Target, a frozen scipy.stats distribution, a Density or samples."""

TARGETS: dict[str, Callable[[], Any]] = {
    "gaussian": lambda: GaussianMixture(means=(4.0,), stds=(0.5,)),
    "wide-gaussian": lambda: GaussianMixture(means=(4.0,), stds=(1.25,)),
    "two-modes": lambda: GaussianMixture(means=(-1.5, 1.5), stds=(0.5, 0.5), weights=(0.5, 0.5)),
    "three-modes": lambda: GaussianMixture(means=(-3.0, 0.0, 2.5), stds=(0.5, 0.4, 0.6), weights=(0.5, 0.2, 0.3)),
    "exponential": _scipy("expon"),
    "uniform": _scipy("uniform"),
    "skewed": _scipy("gamma", 2.0),
    "old-faithful": lambda: read_column(OLD_FAITHFUL, "eruption_minutes").values,
    "old-faithful-waiting": lambda: read_column(OLD_FAITHFUL, "waiting_minutes").values,
}
"""The named targets: each name with a function that returns a distribution or samples."""


def as_target(target: TargetLike) -> Target:
    """Make a target of a name, a distribution, a density or samples.

    Parameters
    ----------
    target : str, frozen scipy.stats distribution, Density, array-like of shape (m,) or Target
        A name in `TARGETS`, or p_data itself, or samples of it. Samples are smoothed: the `bandwidth` of p_data says by
        how much. A Target is returned as it is.

    Returns
    -------
    Target
        With the name of the target, of the scipy.stats distribution, or of the type.

    Raises
    ------
    ValueError
        If the name is unknown, the samples are unusable, or p_data is a single point.

    Examples
    --------
    >>> as_target("gaussian").p_data
    Density(512 cells on [1.334, 6.666], outside=9.8e-08)
    """
    if not isinstance(target, Target):
        target = _named_target(target) if isinstance(target, str) else _make_target(_describe(target), target)
    if not 0 < target.scale < np.inf:
        raise ValueError(
            f"expected a p_data with a finite standard deviation > 0; got {target.p_data!r}, with {target.scale:g}"
        )
    return target


def _named_target(name: str) -> Target:
    name = match_name(name, TARGETS, "target")
    return _make_target(name, TARGETS[name]())


def _describe(source: Any) -> str:
    """Name a scipy.stats distribution by its name, anything else by its type."""
    return getattr(getattr(source, "dist", None), "name", type(source).__name__)


def _make_target(name: str, source: Any) -> Target:
    if isinstance(source, Density):
        return Target(name, source)
    if is_distribution(source):
        return Target(name, Density.from_scipy(source))
    if source is None:
        raise ValueError("expected a target: a name, a frozen scipy.stats distribution, a Density or samples; got None")
    samples = as_samples(source)
    return Target(name, Density.from_samples(samples), samples)
