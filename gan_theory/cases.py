"""PAIRS: the named cases (p_data, p_g) that tests, command line, lessons and figures share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gan_theory.density import Density, grid
from gan_theory.law import GaussianMixture
from gan_theory.samples import OLD_FAITHFUL


@dataclass(frozen=True, eq=False)
class Case:
    """p_data and p_g on a common grid, and the circumstances that a claim's hypotheses speak of.

    p_data, p_g: Densities or masses (n,). log_p_g: log masses (n,), finite also where p_g underflows, −inf where it is
    0. prior: the probability that the coin shows "data". family: the discriminators allowed, "every" or "logistic".
    D: a discriminator (n,) that stays as it is, in place of D*. chord: t in [0, 1] ↦ masses (n,), in place of the
    straight line between two p_g. eta: the step of the exponentiated gradient. laws: p_data and p_g as mixtures on the
    line, where they are that. generated: the law (n,) of what G is seen to generate, if it is not p_g. attainable: the
    laws (k, n) that G can reach, if not all. held_out: whether D is judged on other samples than it was made from.
    opposed: whether G descends V, and does not climb it with D.
    """

    name: str
    p_data: Density | np.ndarray
    p_g: Density | np.ndarray
    log_p_g: np.ndarray | None = None
    prior: float = 0.5
    family: str = "every"
    D: np.ndarray | None = None
    chord: Callable | None = None
    eta: float = 1.0
    laws: tuple[GaussianMixture, GaussianMixture] | None = None
    generated: np.ndarray | None = None
    attainable: np.ndarray | None = None
    held_out: bool = True
    opposed: bool = True

    def __repr__(self) -> str:
        return f"Case({self.name})"

    def masses(self) -> tuple[np.ndarray, np.ndarray]:
        """p_data and p_g as float64 arrays (n,)."""
        return np.asarray(self.p_data, np.float64), np.asarray(self.p_g, np.float64)

    def x(self) -> np.ndarray:
        """The cell centres (n,), or the cells' numbers if both laws are plain arrays."""
        grids = [law.x for law in (self.p_data, self.p_g) if isinstance(law, Density)]
        return grids[0] if grids else np.arange(len(self.p_data), dtype=float)

    def start(self) -> np.ndarray:
        """log p_g (n,)."""
        if self.log_p_g is not None:
            return self.log_p_g
        with np.errstate(divide="ignore"):
            return np.log(self.masses()[1])


STANDARD = GaussianMixture((0.0,), (1.0,))
TWO_MODES = GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5))


def gaussian(mean: float, std: float) -> GaussianMixture:
    """N(mean, std²)."""
    return GaussianMixture((float(mean),), (float(std),))


def mixtures(name: str, p_data: GaussianMixture, p_g: GaussianMixture, lo: float, hi: float) -> Case:
    """The case of two Gaussian mixtures on 512 cells of [lo, hi], with log p_g from the closed form."""
    x = grid(lo, hi)
    log_p_g = p_g.logpdf(x)
    log_p_g -= np.logaddexp.reduce(log_p_g)
    laws = (p_data, p_g)
    return Case(name, Density.from_pdf(p_data.pdf, x), Density.from_pdf(p_g.pdf, x), log_p_g, laws=laws)


def _uniform(lo, hi, x):
    return Density.from_pdf(np.where((x > lo) & (x < hi), 1 / (hi - lo), 0.0), x)


def _uniforms(name, data, g):
    x = grid(-2, 4, 480)
    return Case(name, _uniform(*data, x), _uniform(*g, x))


def _heavy_tail():
    x = grid(-20, 20)
    return Case("heavy-tail", Density.from_pdf(1 / (np.pi * (1 + x * x)), x), Density.from_pdf(STANDARD.pdf, x))


def _one_sided():
    x = grid(-7, 17, 480)
    exponential = Density.from_pdf(np.where(x > 0, np.exp(-np.maximum(x, 0)), 0.0), x)
    return Case("one-sided", exponential, Density.from_pdf(gaussian(1, 1).pdf, x))


def _spike():
    x = grid(-6, 6, 481)
    return Case("spike", Density(x, np.where(np.arange(481) == 300, 1.0, 0.0)), Density.from_pdf(STANDARD.pdf, x))


def _old_faithful():
    p_data = Density.from_csv(OLD_FAITHFUL, "eruption_minutes", grid(-1.5, 8.5))
    return Case("old-faithful", p_data, Density.from_pdf(gaussian(p_data.mean(), p_data.std()).pdf, p_data.x))


PAIRS = (
    mixtures("equal", STANDARD, STANDARD, -8, 8),
    mixtures("near", STANDARD, gaussian(0.1, 1), -8, 8),
    mixtures("nearly-equal", STANDARD, gaussian(0.001, 1), -8, 8),
    mixtures("shifted", STANDARD, gaussian(1, 1), -12, 13),
    mixtures("narrow-against-wide", STANDARD, gaussian(1, 0.5), -9, 9),
    mixtures("underflowing", STANDARD, gaussian(0, 0.1), -8, 8),
    mixtures("wide-against-narrow", gaussian(0, 0.25), gaussian(0, 2), -14, 14),
    mixtures("far-apart", STANDARD, gaussian(8, 1), -8, 16),
    mixtures("two-modes-one-found", TWO_MODES, gaussian(2.4, 0.35), -6, 6),
    mixtures("two-modes-covered", TWO_MODES, STANDARD, -8, 8),
    _uniforms("uniforms-overlap", (-1, 1), (0, 2)),
    _uniforms("disjoint-supports", (-1, 1), (2, 3)),
    _heavy_tail(),
    _one_sided(),
    _spike(),
    _old_faithful(),
)
PAIR = {case.name: case for case in PAIRS}
