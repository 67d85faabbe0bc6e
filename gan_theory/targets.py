"""TARGETS: the named p_data that a GAN can be trained on, and what else can be taken for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gan_theory.border import known
from gan_theory.density import Density
from gan_theory.law import GaussianMixture
from gan_theory.samples import OLD_FAITHFUL, as_samples, read_column


@dataclass(frozen=True, eq=False)
class Target:
    """What to learn: p_data on a grid, against which p_g is judged, and draw(n, generator), the samples trained on."""

    name: str
    p_data: Density
    draw: Callable[[int, np.random.Generator], np.ndarray]


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

    Samples are drawn from as they are, with replacement, and p_data is their smoothed density, whose `bandwidth`
    says by how much. Raises ValueError for an unknown name (and names the near ones) or unusable samples.
    """
    if isinstance(target, Target):
        return target
    if isinstance(target, str):
        name = known(target, TARGETS, "target")
        return _of(name, TARGETS[name]())
    return _of(getattr(getattr(target, "dist", None), "name", type(target).__name__), target)


def _of(name, source) -> Target:
    if isinstance(source, Density):
        return Target(name, source, source.sample)
    if callable(getattr(source, "rvs", None)):
        return Target(name, Density.from_scipy(source), lambda n, rng: source.rvs(size=n, random_state=rng))
    if source is None:
        raise ValueError("expected a target: a name, a frozen scipy.stats distribution, a Density or samples; got None")
    samples = as_samples(source)
    return Target(name, Density.from_samples(samples), lambda n, rng: rng.choice(samples, n))
