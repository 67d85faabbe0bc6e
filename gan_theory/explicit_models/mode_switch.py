"""One Gaussian for two modes: the distances at which a minimum on one mode appears, and at which it is the best."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq, root

from gan_theory._utils.arrays import Array
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.explicit_models.gaussian_fits import GaussianFit, fit_at, stationary_gaussians
from gan_theory.explicit_models.gaussian_search import GaussianSearch, search_for

FAR_APART = 3.0  # at this d both divergences have a minimum on a mode, and a saddle between it and the middle


class ModeAppearance(NamedTuple):
    """The distance d at which a minimum on a mode appears, and the Gaussian there."""

    d: float
    fit: GaussianFit


def two_modes(d: float) -> GaussianMixture:
    """Return ½N(−d, 1) + ½N(d, 1).

    Parameters
    ----------
    d : float
        The distance of the modes from the middle, in standard deviations of a mode.

    Returns
    -------
    GaussianMixture
        The mixture.
    """
    return GaussianMixture((-float(d), float(d)), (1.0, 1.0), (0.5, 0.5))


def mode_appears_at(divergence: str) -> ModeAppearance:
    """Find the d above which a Gaussian on one mode of `two_modes(d)` is also a minimum.

    The minimum and a saddle meet there: the gradient and a curvature are 0. The Gaussian in the middle stays a minimum.

    Parameters
    ----------
    divergence : {"reverse-kl", "jsd"}
        The divergence from the two modes.

    Returns
    -------
    ModeAppearance
        The distance, and the Gaussian at which minimum and saddle meet.

    Raises
    ------
    ValueError
        For "kl", by which a Gaussian on one mode is never a minimum.
    """
    search = search_for(two_modes(FAR_APART), divergence)
    minimum, saddle = _minimum_and_saddle_on_the_right(divergence)
    mean, std = (minimum.mean + saddle.mean) / 2, (minimum.std + saddle.std) / 2

    def conditions(unknown: Array) -> list[float]:
        d, t = unknown[0], unknown[1:]
        search = search_for(two_modes(d), divergence)
        return [*search.gradient(t), np.linalg.det(search.hessian(t))]

    d, *t = root(conditions, [FAR_APART, mean / search.std, np.log(std / search.std)], tol=1e-12).x
    return ModeAppearance(float(d), fit_at(search_for(two_modes(d), divergence), np.array(t)))


def best_switches_at(divergence: str) -> float:
    """Find the d at which the best Gaussian for `two_modes(d)` jumps from the middle to a mode.

    Parameters
    ----------
    divergence : {"reverse-kl", "jsd"}
        The divergence from the two modes.

    Returns
    -------
    float
        At this d both are minima, with equal values.

    Raises
    ------
    ValueError
        For "kl", by which a Gaussian on one mode is never a minimum.
    """
    appears = mode_appears_at(divergence)

    def middle_minus_mode(d: float) -> float:
        search = search_for(two_modes(d), divergence)
        middle, mode = (search.value(search.solve_stationary(start)) for start in _starts(d, search))
        return middle - mode

    return float(brentq(middle_minus_mode, appears.d + 0.1, 2 * FAR_APART, xtol=1e-9))


def best_for_two_modes(d: float, divergence: str) -> GaussianFit:
    """Return the best Gaussian for `two_modes(d)`, in the middle or on the right mode.

    Parameters
    ----------
    d : float
        The distance of the modes from the middle.
    divergence : {"kl", "reverse-kl", "jsd"}
        The divergence from the two modes.

    Returns
    -------
    GaussianFit
        As by `best_gaussian`, or its mirror image, but found from two starts and so faster.
    """
    search = search_for(two_modes(d), divergence)
    solutions = [search.solve_stationary(start) for start in _starts(d, search)]
    fits = [fit_at(search, t) for t in solutions if search.is_stationary(t)]
    return min((fit for fit in fits if fit.is_minimum), key=lambda fit: fit.value)


def _starts(d: float, search: GaussianSearch) -> tuple[tuple[float, float], tuple[float, float]]:
    """In the middle with the standard deviation of p_data, and on the right mode with the mode's own."""
    return (0.0, 0.0), (d / search.std, -np.log(search.std))


def _minimum_and_saddle_on_the_right(divergence: str) -> tuple[GaussianFit, GaussianFit]:
    fits = stationary_gaussians(two_modes(FAR_APART), divergence)
    if len(fits) == 1:
        raise ValueError(f"expected a divergence by which a mode can be best; got {divergence!r}, which covers both")
    return fits[-1], fits[-2]
