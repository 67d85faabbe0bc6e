"""LATENTS: named p_data, each with the mixture that EM starts from, which tests, lessons and figures share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan_theory.datasets.targets import OLD_FAITHFUL
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.explicit_models.latent_variable import mixture_joint
from gan_theory.verification.cases.pairs import STANDARD, TWO_MODES, gaussian


@dataclass(frozen=True, eq=False)
class LatentCase:
    """p_data on a grid, and the Gaussian mixture that EM starts from, whose z is the number of the component.

    inflated: what p(x, z) sums to. q_sum: what each q(z|x) sums to. believed: the mixture whose posterior is taken for
    that of the model, if it is another. mixture: p_data on the line, where it is a mixture.
    """

    name: str
    p_data: Density
    start: GaussianMixture
    inflated: float = 1.0
    q_sum: float = 1.0
    believed: GaussianMixture | None = None
    mixture: GaussianMixture | None = None

    def joint(self) -> np.ndarray:
        """p(x, z) (n, k)."""
        return self.inflated * mixture_joint(self.start, self.p_data.x)

    def masses(self) -> tuple[np.ndarray, np.ndarray]:
        """p_data and p_g, (n,) each."""
        return self.p_data.p, self.joint().sum(axis=-1)


WIDE = grid(-8, 8, 256)
THREE_MODES = GaussianMixture((-3.0, 0.0, 2.5), (0.5, 0.4, 0.6), (0.5, 0.2, 0.3))
HALVES, THIRDS = (0.5, 0.5), (0.25, 0.5, 0.25)


def _mixture(name, law, start):
    return LatentCase(name, Density.from_pdf(law.pdf, WIDE), start, mixture=law)


LATENTS = (
    _mixture("two modes", TWO_MODES, GaussianMixture((-1.0, 0.5), (1.0, 1.0), HALVES)),
    _mixture("two modes, one component", TWO_MODES, gaussian(0.5, 1)),
    _mixture("two modes, three components", TWO_MODES, GaussianMixture((-2.0, 0.0, 2.0), (1.0, 1.0, 1.0), THIRDS)),
    _mixture("two modes, at rest", TWO_MODES, TWO_MODES),
    _mixture("two modes, equal components", TWO_MODES, GaussianMixture((-1.0, 1.0), (1.0, 1.0), (0.75, 0.25))),
    _mixture("three modes", THREE_MODES, GaussianMixture((-2.0, 0.5, 2.0), (1.0, 1.0, 1.0), THIRDS)),
    _mixture("three modes, two components", THREE_MODES, GaussianMixture((-2.0, 1.0), (1.0, 1.0), HALVES)),
    _mixture("a Gaussian, two components", STANDARD, GaussianMixture((-0.5, 1.0), (1.0, 0.75), HALVES)),
    LatentCase(
        "uniform",
        Density.from_pdf(np.where(np.abs(WIDE) < 2, 0.25, 0.0), WIDE),
        GaussianMixture((-1.0, 1.0), (1.0, 1.0), HALVES),
    ),
    LatentCase(
        "a ramp",
        Density.from_pdf(np.where((WIDE > 0) & (WIDE < 4), WIDE / 8, 0.0), WIDE),
        GaussianMixture((1.0, 3.0), (1.0, 1.0), HALVES),
    ),
    LatentCase(
        "old-faithful",
        Density.from_csv(OLD_FAITHFUL, "eruption_minutes", grid(-5, 12, 256)),
        GaussianMixture((3.0, 4.0), (1.0, 1.0), HALVES),
    ),
)
LATENT = {case.name: case for case in LATENTS}
