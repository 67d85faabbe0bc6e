"""Two modes and one Gaussian: from which distance on it can rest on one mode, and from which that is best."""

from __future__ import annotations

import numpy as np
from scipy.optimize import brentq, root

from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.explicit_models.gaussian_fits import GaussianFit, search_for, stationary_gaussians

APART = 3.0  # at this d a Gaussian rests on a mode by either divergence, and a saddle is between it and the middle


def two_modes(d: float) -> GaussianMixture:
    """½N(−d, 1) + ½N(d, 1): the modes are d of their standard deviations from the middle."""
    return GaussianMixture((-float(d), float(d)), (1.0, 1.0), (0.5, 0.5))


def mode_appears_at(divergence: str) -> tuple[float, GaussianFit]:
    """The d from which on a Gaussian on one mode is a minimum too, and that Gaussian, for `two_modes(d)`.

    There the minimum and a saddle meet: the gradient and a curvature are 0. The one in the middle stays a minimum.
    Raises ValueError for a divergence by which no mode is ever best, "kl".
    """
    search = search_for(two_modes(APART), divergence)
    mode, saddle = _right_of_the_middle(divergence)
    means, stds = ((fit.law.means[0], fit.law.stds[0]) for fit in (mode, saddle))
    place, width = (np.array(means) + stds) / 2

    def conditions(unknown):
        d, t = unknown[0], unknown[1:]
        search = search_for(two_modes(d), divergence)
        return [*search.gradient(t), np.linalg.det(search.second(t))]

    d, *t = root(conditions, [APART, place / search.std, np.log(width / search.std)], tol=1e-12).x
    return float(d), search_for(two_modes(d), divergence).fit(np.array(t))


def best_switches_at(divergence: str) -> float:
    """The d at which the best Gaussian for `two_modes(d)` leaps from the middle to a mode: both are minima, and equal.

    Errors as for `onset`.
    """
    first = mode_appears_at(divergence)[0]
    return brentq(lambda d: np.subtract(*_values(d, divergence)), first + 0.1, 2 * APART, xtol=1e-9)


def best_for_two_modes(d: float, divergence: str) -> GaussianFit:
    """The best Gaussian for `two_modes(d)`, in the middle or on the right mode: as `best_gaussian`, but faster."""
    search = search_for(two_modes(d), divergence)
    found = [search.fit(t) for t in map(search.rest, _starts(d, search)) if search.holds(t)]
    return min((fit for fit in found if fit.is_minimum), key=lambda fit: fit.value)


def _values(d, divergence):
    """The divergence of the Gaussians at rest in the middle and on the right mode."""
    search = search_for(two_modes(d), divergence)
    return [search.value(search.rest(start)) for start in _starts(d, search)]


def _starts(d, search):
    """As wide as p_data in the middle; as narrow as a mode on the right one."""
    return (0.0, 0.0), (d / search.std, -np.log(search.std))


def _right_of_the_middle(divergence) -> tuple[GaussianFit, GaussianFit]:
    """The minimum and the saddle to the right of the middle."""
    fits = stationary_gaussians(two_modes(APART), divergence)
    if len(fits) == 1:
        raise ValueError(f"expected a divergence by which a mode can be best; got {divergence!r}, which covers both")
    return fits[-1], fits[-2]
