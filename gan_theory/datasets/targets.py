"""TARGETS: the named p_data that a GAN can be trained on, and what else can be taken for one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from gan_theory._utils.csv import read_column
from gan_theory._utils.validation import as_samples, match_name
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture

OLD_FAITHFUL = Path(__file__).with_name("old_faithful.csv")


@dataclass(frozen=True, eq=False)
class Target:
    """What to learn: p_data on a grid, which G is trained on and judged against; and its samples, if it has some."""

    name: str
    p_data: Density
    samples: np.ndarray | None = None

    @cached_property
    def centre(self) -> float:
        """The mean of p_data: G(z) and D(x) see x in standard deviations from it."""
        return self.p_data.mean()

    @cached_property
    def scale(self) -> float:
        """The standard deviation of p_data."""
        return self.p_data.std()

    def dataset(self, size: int, seed: int) -> np.ndarray:
        """`points` of the samples at random, or all if they are no more; drawn from p_data if there are no samples."""
        rng = np.random.default_rng((seed, size))
        if self.samples is None:
            return self.p_data.sample(size, rng)
        return self.samples if size >= self.samples.size else rng.choice(self.samples, size, replace=False)


def _scipy(name, *parameters, **keywords):
    def law():
        from scipy import stats

        return getattr(stats, name)(*parameters, **keywords)

    return law


TARGETS = {
    "gaussian": lambda: GaussianMixture((4.0,), (0.5,)),
    "wide-gaussian": lambda: GaussianMixture((4.0,), (1.25,)),
    "two-modes": lambda: GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5)),
    "three-modes": lambda: GaussianMixture((-3.0, 0.0, 2.5), (0.5, 0.4, 0.6), (0.5, 0.2, 0.3)),
    "exponential": _scipy("expon"),
    "uniform": _scipy("uniform"),
    "skewed": _scipy("gamma", 2.0),
    "old-faithful": lambda: read_column(OLD_FAITHFUL, "eruption_minutes")[1],
    "old-faithful-waiting": lambda: read_column(OLD_FAITHFUL, "waiting_minutes")[1],
}


def as_target(target) -> Target:
    """A Target from a name in TARGETS, a frozen scipy.stats distribution, a Density or samples (m,).

    Of samples p_data is the smoothed density, whose `bandwidth` says by how much. Raises ValueError for an unknown name
    (and names the near ones), unusable samples, or a p_data that is a single point.
    """
    if not isinstance(target, Target):
        target = _of(*_named(target))
    if not 0 < target.scale < np.inf:
        raise ValueError(f"expected a p_data with a finite spread > 0; got {target.p_data!r}, spread {target.scale:g}")
    return target


def _named(target):
    if isinstance(target, str):
        name = match_name(target, TARGETS, "target")
        return name, TARGETS[name]()
    return getattr(getattr(target, "dist", None), "name", type(target).__name__), target


def _of(name, source) -> Target:
    if isinstance(source, Density):
        return Target(name, source)
    if callable(getattr(source, "rvs", None)):
        return Target(name, Density.from_scipy(source))
    if source is None:
        raise ValueError("expected a target: a name, a frozen scipy.stats distribution, a Density or samples; got None")
    samples = as_samples(source)
    return Target(name, Density.from_samples(samples), samples)
