"""The Gaussians nearest to p_data: KL(p_data‖p_g) covers the modes, KL(p_g‖p_data) seeks one, JSD does either."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import minimize

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.explicit_models.gaussian_search import GaussianSearch, check_found, search_for

CURVATURE_TOL = 1e-7  # below it a curvature counts as 0
SAME_POINT_TOL = 1e-6  # points closer than this count as one
TIE_TOL = 1e-11  # in nats; values closer than this count as equal


@dataclass(frozen=True)
class GaussianFit:
    """A Gaussian at which a divergence from p_data is stationary in its mean and standard deviation.

    Parameters
    ----------
    gaussian : GaussianMixture
        The Gaussian, with one component N(μ, σ²).
    value : float
        The divergence there, in nats.
    curvatures : tuple of float
        The two eigenvalues of its second derivative in (μ/σ, log σ), ascending, in nats.
    """

    gaussian: GaussianMixture
    value: float
    curvatures: tuple[float, float]

    @property
    def is_minimum(self) -> bool:
        """Whether it is a minimum, and not a saddle or a maximum."""
        return self.curvatures[0] > 0

    @property
    def mean(self) -> float:
        """The Gaussian's mean μ."""
        return self.gaussian.means[0]

    @property
    def std(self) -> float:
        """The Gaussian's standard deviation σ."""
        return self.gaussian.stds[0]


def best_gaussian(p_data: GaussianMixture | Density, divergence: str = "kl") -> GaussianFit:
    """Return the Gaussian p_g nearest to p_data by a divergence.

    Parameters
    ----------
    p_data : GaussianMixture or Density
        A Density is compared cell by cell with ``Density.from_pdf(gaussian.pdf, p_data.x)``.
    divergence : {"kl", "reverse-kl", "jsd"}
        KL(p_data‖p_g), KL(p_g‖p_data) or JSD. The first is maximum likelihood: p_g has the mean and the variance of
        p_data.

    Returns
    -------
    GaussianFit
        The minimum; of several equal ones, that with the least mean.

    Raises
    ------
    ValueError
        For another p_data or divergence, if the best Gaussian's standard deviation is not above 1.5 cells, and for
        "reverse-kl" if a cell of p_data is empty, because KL(p_g‖p_data) is infinite then.

    Examples
    --------
    >>> from gan_theory import GaussianMixture, best_gaussian
    >>> two_modes = GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5))
    >>> for divergence in ("kl", "reverse-kl"):
    ...     fit = best_gaussian(two_modes, divergence)
    ...     print(f"{divergence}: N({fit.mean:z.3f}, {fit.std:.3f}²), {fit.value:.3f} nats")
    kl: N(0.000, 1.581²), 0.462 nats
    reverse-kl: N(-1.492, 0.512²), 0.689 nats
    """
    minima = [fit for fit in stationary_gaussians(p_data, divergence) if fit.is_minimum]
    check_found(bool(minima), p_data)
    least = min(fit.value for fit in minima)
    return next(fit for fit in minima if fit.value <= least + TIE_TOL)


def stationary_gaussians(p_data: GaussianMixture | Density, divergence: str = "kl") -> list[GaussianFit]:
    """Return every Gaussian found at which the divergence is stationary, minima and saddles.

    Found from a lattice of starts: the lowest by descent, and all by solving for a gradient of 0.

    Parameters
    ----------
    p_data, divergence
        As for `best_gaussian`.

    Returns
    -------
    list of GaussianFit
        Sorted by mean, then by standard deviation. Those with a curvature that rounding cannot distinguish from 0 are
        left out.

    Raises
    ------
    ValueError
        As for `best_gaussian`.

    Examples
    --------
    >>> from gan_theory import GaussianMixture, stationary_gaussians
    >>> two_modes = GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5))
    >>> for fit in stationary_gaussians(two_modes, "jsd"):
    ...     print(f"N({fit.mean:z.2f}, {fit.std:.2f}²)", "minimum" if fit.is_minimum else "saddle")
    N(-1.48, 0.52²) minimum
    N(-1.32, 0.78²) saddle
    N(0.00, 1.56²) minimum
    N(1.32, 0.78²) saddle
    N(1.48, 0.52²) minimum
    """
    search = search_for(p_data, divergence)
    starts: list[ArrayLike] = [descend(search), *_lattice(search)]
    found: list[Array] = []
    for t in map(search.solve_stationary, starts):
        if search.is_stationary(t) and not any(np.abs(t - other).max() < SAME_POINT_TOL for other in found):
            found.append(t)
    fits = [fit_at(search, t) for t in found]
    clear = [fit for fit in fits if np.abs(fit.curvatures).min() > CURVATURE_TOL]
    return sorted(clear, key=lambda fit: (round(fit.mean, 9), fit.std))


def descend(search: GaussianSearch) -> Array:
    """Return where descent from the lowest of a lattice of starts ends.

    Parameters
    ----------
    search : GaussianSearch
        The search.

    Returns
    -------
    array, shape (2,)
        Its (mean, log std), in units of p_data; near a minimum, to the accuracy of values.
    """
    return minimize(search.value, min(_lattice(search), key=search.value), jac=search.gradient).x


def _lattice(search: GaussianSearch) -> list[tuple[float, float]]:
    return list(product(search.mean_starts, search.log_std_starts))


def fit_at(search: GaussianSearch, t: Array) -> GaussianFit:
    """Return the Gaussian at a stationary point of a search.

    Parameters
    ----------
    search : GaussianSearch
        The search.
    t : array, shape (2,)
        Its (mean, log std), in units of p_data.

    Returns
    -------
    GaussianFit
        In the units of the data.
    """
    gaussian = GaussianMixture((search.mean + search.std * float(t[0]),), (search.std * float(np.exp(t[1])),))
    lower, upper = np.linalg.eigvalsh(search.hessian(t)).tolist()
    return GaussianFit(gaussian, search.value(t), (lower, upper))
