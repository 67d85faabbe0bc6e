"""PARZEN_CASES: p_data, a G, and a rival that is worse than G, which Parzen windows of a given or chosen σ judge."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.verification.cases.pairs import STANDARD, TWO_MODES, gaussian


@dataclass(frozen=True)
class ParzenCase:
    """Parzen windows around samples of p_g, judged by test points of p_data; and a rival that is worse than p_g.

    Parameters
    ----------
    name : str
        The name of the case.
    p_data, p_g, rival : GaussianMixture
        The data's density, that of G, and that of another G, whose KL from p_data is greater.
    sigma : float, optional
        The windows' standard deviation; by default it is chosen on points of p_data.
    m : int
        How many samples of p_g there are.
    held_out : bool
        Whether σ is chosen on fresh points of p_data, and not on the samples themselves.

    Examples
    --------
    >>> case = ParzenCase("σ = 0.75", gaussian(0, 1), p_g=gaussian(0, 1), rival=gaussian(1, 1), sigma=0.75)
    >>> case.mixtures[1]
    GaussianMixture(means=(0.0,), stds=(1.25,), weights=(1.0,))
    """

    name: str
    p_data: GaussianMixture
    p_g: GaussianMixture
    rival: GaussianMixture
    sigma: float | None = None
    m: int = 2000
    held_out: bool = True

    @property
    def mixtures(self) -> tuple[GaussianMixture, GaussianMixture, GaussianMixture] | None:
        """p_data, and p_g and its rival blurred by the windows; None if σ is not given."""
        if self.sigma is None:
            return None
        return self.p_data, blurred(self.p_g, self.sigma), blurred(self.rival, self.sigma)


def variance(mixture: GaussianMixture) -> float:
    """Return the variance of a mixture.

    Parameters
    ----------
    mixture : GaussianMixture
        The mixture.

    Returns
    -------
    float
        The variance.
    """
    means, stds, weights = map(np.array, (mixture.means, mixture.stds, mixture.weights))
    return weights @ (means**2 + stds**2) - (weights @ means) ** 2


def blurred(mixture: GaussianMixture, sigma: float) -> GaussianMixture:
    """Return the density of x + σε, ε ~ N(0, 1): what the windows' density is on average over samples x.

    Parameters
    ----------
    mixture : GaussianMixture
        The density of x.
    sigma : float
        σ.

    Returns
    -------
    GaussianMixture
        The density.
    """
    return replace(mixture, stds=tuple(float(np.hypot(std, sigma)) for std in mixture.stds))


def shrunk(mixture: GaussianMixture, factor: float) -> GaussianMixture:
    """Return the density of mean + factor·(x − mean).

    Parameters
    ----------
    mixture : GaussianMixture
        The density of x, with this mean.
    factor : float
        The factor, > 0.

    Returns
    -------
    GaussianMixture
        The density.
    """
    mean = float(np.dot(mixture.weights, mixture.means))
    means = tuple(mean + factor * (each - mean) for each in mixture.means)
    return replace(mixture, means=means, stds=tuple(factor * std for std in mixture.stds))


UNEVEN = GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.7, 0.3))
PARZEN_CASES: dict[str, ParzenCase] = {
    case.name: case
    for case in (
        ParzenCase("p_g = p_data, σ = 0.1", STANDARD, STANDARD, gaussian(0, 0.9), sigma=0.1),
        ParzenCase("p_g = p_data, σ = 0.15", STANDARD, STANDARD, gaussian(0, 0.8), sigma=0.15),
        ParzenCase("shifted, σ = 0.2", STANDARD, gaussian(0.5, 1), gaussian(1, 1), sigma=0.2),
        ParzenCase("narrow, σ = 0.1", STANDARD, gaussian(0, 0.8), gaussian(0, 0.6), sigma=0.1),
        ParzenCase("off centre, σ = 0.08", gaussian(1.5, 0.5), gaussian(1.2, 0.6), gaussian(0, 2), sigma=0.08),
        ParzenCase("wide, σ = 0.1", STANDARD, gaussian(0, 1.5), gaussian(0, 2), sigma=0.1),
        ParzenCase("two modes, σ = 0.1", TWO_MODES, TWO_MODES, STANDARD, sigma=0.1),
        ParzenCase("two modes, uneven, σ = 0.05", TWO_MODES, UNEVEN, STANDARD, sigma=0.05),
        ParzenCase("p_g = p_data, σ chosen", STANDARD, STANDARD, gaussian(1, 1)),
        ParzenCase("shifted, σ chosen", STANDARD, gaussian(0.5, 1), gaussian(1.5, 1)),
        ParzenCase("two modes, σ chosen", TWO_MODES, TWO_MODES, gaussian(0, 2)),
    )
}
"""The named cases, by name."""
