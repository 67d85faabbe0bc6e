"""PAIRS: the named cases (p_data, p_g) that tests, command line, lessons and figures share.

Examples
--------
>>> from gan_theory import PAIRS, jsd
>>> case = PAIRS["disjoint-supports"]
>>> round(jsd(case.p_data, case.p_g), 6)
0.693147
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory._utils.read_only import ReadOnlyArrays
from gan_theory.datasets.targets import OLD_FAITHFUL
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.verification.cases.named_distributions import NamedDistribution


@dataclass(frozen=True, eq=False)
class Case(ReadOnlyArrays):
    """p_data and p_g on a common grid: what a claim is checked on.

    A claim about more than the two densities has a class of its own, derived from this one.

    Parameters
    ----------
    name : str
        The name of the case.
    p_data, p_g : Density or array, shape (n,)
        The two densities, or their masses.
    log_p_g : array, shape (n,), optional
        Log masses of p_g, finite also where p_g underflows, −inf where it is 0.
    mixtures : tuple of GaussianMixture, optional
        p_data and p_g on the line, where they are Gaussian mixtures.
    on_line : tuple of NamedDistribution, optional
        p_data and p_g on the line, where they are others that have a name.

    Examples
    --------
    >>> import numpy as np
    >>> Case("two cells", np.array([0.5, 0.5]), np.array([0.25, 0.75])).x()
    array([0., 1.])
    """

    name: str
    p_data: Density | Array
    p_g: Density | Array
    log_p_g: Array | None = None
    mixtures: tuple[GaussianMixture, GaussianMixture] | None = None
    on_line: tuple[NamedDistribution, NamedDistribution] | None = None

    @classmethod
    def of(cls, case: Case) -> Self:
        """Return the case as one of this class, with the defaults of its further fields.

        Parameters
        ----------
        case : Case
            A case of a parent class.

        Returns
        -------
        Case
            A case of this class.
        """
        return cls(**{field.name: getattr(case, field.name) for field in fields(case)})

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name})"

    def masses(self) -> tuple[Array, Array]:
        """Return p_data and p_g as float64 arrays, shape (n,) each."""
        return np.asarray(self.p_data, np.float64), np.asarray(self.p_g, np.float64)

    def x(self) -> Array:
        """Return the cell centres, shape (n,); the cells' numbers if both densities are plain arrays."""
        grids = [density.x for density in (self.p_data, self.p_g) if isinstance(density, Density)]
        return grids[0] if grids else np.arange(len(self.p_data), dtype=float)

    def log_masses_of_p_g(self) -> Array:
        """Return log p_g, shape (n,): where iterations on the logarithm of p_g start."""
        if self.log_p_g is not None:
            return self.log_p_g
        with np.errstate(divide="ignore"):
            return np.log(self.masses()[1])


@dataclass(frozen=True, eq=False, repr=False)
class FixedDCase(Case):
    """A case in which D may be held fixed.

    Parameters
    ----------
    D : array, shape (n,), optional
        A discriminator that stays as it is, in place of D*.
    """

    D: Array | None = None


@dataclass(frozen=True, eq=False, repr=False)
class FamilyCase(Case):
    """A case with a family of discriminators.

    Parameters
    ----------
    family : str
        The discriminators allowed: "every", "logistic", those of the form 1/(1 + exp(−a − b·x)), or "unsure", those
        with values in [0.1, 0.9].
    """

    family: str = "every"


@dataclass(frozen=True, eq=False, repr=False)
class SampledCase(Case):
    """A case in which samples of G are drawn.

    Parameters
    ----------
    generated : array, shape (n,), optional
        The distribution of these samples, if it is not p_g.
    """

    generated: Array | None = None


STANDARD = GaussianMixture((0.0,), (1.0,))
TWO_MODES = GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5))


def gaussian(mean: float, std: float) -> GaussianMixture:
    """Return N(mean, std²).

    Parameters
    ----------
    mean, std : float
        Its parameters, std > 0.

    Returns
    -------
    GaussianMixture
        A mixture of one component.
    """
    return GaussianMixture((float(mean),), (float(std),))


def pair_of_mixtures(name: str, p_data: GaussianMixture, p_g: GaussianMixture, lo: float, hi: float) -> Case:
    """Return the case of two Gaussian mixtures on 512 cells, with log p_g from the closed form.

    Parameters
    ----------
    name : str
        The name of the case.
    p_data, p_g : GaussianMixture
        The densities on the line.
    lo, hi : float
        The ends of the grid.

    Returns
    -------
    Case
        The case.
    """
    x = grid(lo, hi)
    log_p_g = p_g.logpdf(x)
    log_p_g -= np.logaddexp.reduce(log_p_g)
    densities = Density.from_pdf(p_data.pdf, x), Density.from_pdf(p_g.pdf, x)
    return Case(name, *densities, log_p_g, mixtures=(p_data, p_g))


def pair_on_line(name: str, p_data: NamedDistribution, p_g: NamedDistribution, x: Array) -> Case:
    """Return the case of two distributions that have a name.

    Parameters
    ----------
    name : str
        The name of the case.
    p_data, p_g : NamedDistribution
        The distributions, no points.
    x : array, shape (n,)
        The cell centres.

    Returns
    -------
    Case
        The case.
    """
    return Case(name, Density.from_pdf(p_data.pdf, x), Density.from_pdf(p_g.pdf, x), on_line=(p_data, p_g))


def _uniforms(name: str, data: tuple[float, float], g: tuple[float, float]) -> Case:
    return pair_on_line(name, NamedDistribution("uniform", data), NamedDistribution("uniform", g), grid(-2, 4, 480))


def _heavy_tail() -> Case:
    x = grid(-20, 20)
    return pair_on_line("heavy-tail", NamedDistribution("cauchy", (0, 1)), NamedDistribution("normal", (0, 1)), x)


def _one_sided() -> Case:
    x = grid(-7, 17, 480)
    return pair_on_line("one-sided", NamedDistribution("exponential", (1,)), NamedDistribution("normal", (1, 1)), x)


def _spike() -> Case:
    x = grid(-6, 6, 481)
    point, normal = NamedDistribution("point", (float(x[300]),)), NamedDistribution("normal", (0, 1))
    p_data = Density(x, np.where(np.arange(481) == 300, 1.0, 0.0))
    return Case("spike", p_data, Density.from_pdf(normal.pdf, x), on_line=(point, normal))


def _old_faithful() -> Case:
    p_data = Density.from_csv(OLD_FAITHFUL, "eruption_minutes", grid(-1.5, 8.5))
    return Case("old-faithful", p_data, Density.from_pdf(gaussian(p_data.mean(), p_data.std()).pdf, p_data.x))


PAIRS: dict[str, Case] = {
    case.name: case
    for case in (
        pair_of_mixtures("equal", STANDARD, STANDARD, -8, 8),
        pair_of_mixtures("near", STANDARD, gaussian(0.1, 1), -8, 8),
        pair_of_mixtures("nearly-equal", STANDARD, gaussian(0.001, 1), -8, 8),
        pair_of_mixtures("shifted", STANDARD, gaussian(1, 1), -12, 13),
        pair_of_mixtures("narrow-against-wide", STANDARD, gaussian(1, 0.5), -9, 9),
        pair_of_mixtures("underflowing", STANDARD, gaussian(0, 0.1), -8, 8),
        pair_of_mixtures("wide-against-narrow", gaussian(0, 0.25), gaussian(0, 2), -14, 14),
        pair_of_mixtures("far-apart", STANDARD, gaussian(8, 1), -8, 16),
        pair_of_mixtures("two-modes-one-found", TWO_MODES, gaussian(2.4, 0.35), -6, 6),
        pair_of_mixtures("two-modes-covered", TWO_MODES, STANDARD, -8, 8),
        _uniforms("uniforms-overlap", (-1, 1), (0, 2)),
        _uniforms("disjoint-supports", (-1, 1), (2, 3)),
        _heavy_tail(),
        _one_sided(),
        _spike(),
        _old_faithful(),
    )
}
"""The named pairs, by name."""
