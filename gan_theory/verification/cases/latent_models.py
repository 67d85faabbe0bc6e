"""LATENT_MODELS: named p_data, each with the mixture that EM starts from, which tests, lessons and figures share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.datasets.targets import OLD_FAITHFUL
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.explicit_models.latent_variable import mixture_joint
from gan_theory.verification.cases.pairs import PAIRS, STANDARD, TWO_MODES, gaussian


@dataclass(frozen=True, eq=False)
class LatentCase:
    """p_data on a grid, and the Gaussian mixture that EM starts from, whose z is the number of the component.

    Parameters
    ----------
    name : str
        The name of the case.
    p_data : Density
        The data's density on n cells.
    start : GaussianMixture
        The mixture of k components that EM starts from.
    total_mass : float
        What p(x, z) sums to.
    q_sum : float
        What each q(z|x) sums to over z.
    assumed_model : GaussianMixture, optional
        The mixture whose posterior is used in place of the model's own.
    mixture : GaussianMixture, optional
        p_data on the line, where it is a mixture.
    """

    name: str
    p_data: Density
    start: GaussianMixture
    total_mass: float = 1.0
    q_sum: float = 1.0
    assumed_model: GaussianMixture | None = None
    mixture: GaussianMixture | None = None

    def joint(self) -> Array:
        """Return p(x, z), masses of shape (n, k)."""
        return self.total_mass * mixture_joint(self.start, self.p_data.x)

    def masses(self) -> tuple[Array, Array]:
        """Return p_data and p_g at the start, masses of shape (n,) each, without the functions that evidence judges."""
        z = (self.p_data.x - np.array(self.start.means)[:, None]) / np.array(self.start.stds)[:, None]
        densities = np.exp(-(z**2) / 2)
        components = densities / densities.sum(axis=-1, keepdims=True)
        return self.p_data.p, self.total_mass * (self.start.weights @ components)


X = grid(-8, 8, 256)
THREE_MODES = GaussianMixture((-3.0, 0.0, 2.5), (0.5, 0.4, 0.6), (0.5, 0.2, 0.3))
HALVES, QUARTERS = (0.5, 0.5), (0.25, 0.5, 0.25)


def _of_mixture(name: str, p_data: GaussianMixture, start: GaussianMixture) -> LatentCase:
    return LatentCase(name, Density.from_pdf(p_data.pdf, X), start, mixture=p_data)


def _of_pdf(name: str, pdf: Array, start: GaussianMixture) -> LatentCase:
    return LatentCase(name, Density.from_pdf(pdf, X), start)


def _old_faithful() -> LatentCase:
    same_data = cast(Density, PAIRS["old-faithful"].p_data)  # whose bandwidth took a search
    x, h = grid(-5, 12, 256), same_data.bandwidth
    p_data = Density.from_csv(OLD_FAITHFUL, "eruption_minutes", x, bandwidth=h)
    return LatentCase("old-faithful", p_data, GaussianMixture((3.0, 4.0), (1.0, 1.0), HALVES))


LATENT_MODELS: dict[str, LatentCase] = {
    case.name: case
    for case in (
        _of_mixture("two modes", TWO_MODES, GaussianMixture((-1.0, 0.5), (1.0, 1.0), HALVES)),
        _of_mixture("two modes, one component", TWO_MODES, gaussian(0.5, 1)),
        _of_mixture(
            "two modes, three components", TWO_MODES, GaussianMixture((-2.0, 0.0, 2.0), (1.0, 1.0, 1.0), QUARTERS)
        ),
        _of_mixture("two modes, at rest", TWO_MODES, TWO_MODES),
        _of_mixture("two modes, equal components", TWO_MODES, GaussianMixture((-1.0, 1.0), (1.0, 1.0), (0.75, 0.25))),
        _of_mixture("three modes", THREE_MODES, GaussianMixture((-2.0, 0.5, 2.0), (1.0, 1.0, 1.0), QUARTERS)),
        _of_mixture("three modes, two components", THREE_MODES, GaussianMixture((-2.0, 1.0), (1.0, 1.0), HALVES)),
        _of_mixture("a Gaussian, two components", STANDARD, GaussianMixture((-0.5, 1.0), (1.0, 0.75), HALVES)),
        _of_pdf("uniform", np.where(np.abs(X) < 2, 0.25, 0.0), GaussianMixture((-1.0, 1.0), (1.0, 1.0), HALVES)),
        _of_pdf("a ramp", np.where((X > 0) & (X < 4), X / 8, 0.0), GaussianMixture((1.0, 3.0), (1.0, 1.0), HALVES)),
        _old_faithful(),
    )
}
"""The named cases, by name."""
