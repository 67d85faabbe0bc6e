"""Evidence about the Gaussians nearest to p_data: by the KL on a grid, and by other divergences, certified."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.explicit_models.gaussian_search import search_for
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.likelihood_models import normalised_masses
from gan_theory.verification.cases.pairs import gaussian
from gan_theory.verification.evidence import Evidence, equation

PRECISION = 1e-6
"""The accuracy, in mean and in std, of the best Gaussian that is found in floats."""
GRID_WIDTH = 1e-12
"""How far a sum over a fine grid may be off the integral of a smooth function that falls off at both ends."""


def best_gaussian_on_grid(formulas: Formulas, p_data: GaussianMixture) -> Iterator[Evidence]:
    """Compare the KL from p_data of Gaussians, and its gradient, with closed forms of their mean and log std.

    With t the mean and s the std in units of p_data, the KL is (1 + t²)/2s² + log s, up to a constant.

    Parameters
    ----------
    formulas : Formulas
        The formulas under test.
    p_data : GaussianMixture
        The data's density.

    Yields
    ------
    Evidence
        The comparisons.
    """
    search = search_for(p_data, "kl")
    weights, means, stds = (np.array(each) for each in (p_data.weights, p_data.means, p_data.stds))
    mean = weights @ means
    moments = mean, np.sqrt(weights @ (stds**2 + (means - mean) ** 2))
    yield equation(
        "the mean and the std of the Gaussian of the least KL", "those of p_data", (search.mean, search.std), moments
    )
    t, log_s = np.array([[0, 0], [0.3, -0.2], [-0.5, 0.4]]).T
    square = np.exp(-2 * log_s)
    gradients = np.array([search.gradient(each) for each in zip(t, log_s)])
    exact = np.array([t * square, 1 - (1 + t**2) * square]).T
    yield equation("the gradient of the KL of Gaussians, 0 for this one", "(t/s², 1 − (1 + t²)/s²)", gradients, exact)
    masses = [normalised_masses(gaussian(*each).pdf(search.u), search.u) for each in zip(t, np.exp(log_s))]
    values = [search.value(each) for each in zip(t, log_s)]
    divergences = formulas.kl(np.exp(search.log_p), np.array(masses))
    yield equation("the KL of Gaussians in the search", "that of their masses", values, divergences)
    rises = (t**2 * square + square - 1) / 2 + log_s
    yield equation("it exceeds the least by", "(1 + t²)/2s² + log s − ½", divergences - divergences[0], rises)


def kl_on_fine_grid(p_data: GaussianMixture, p_g: GaussianMixture, divergence: Any) -> Evidence:
    """Compare KL(p_data‖p_g) with a sum over ten cells for the least standard deviation of p_data.

    Parameters
    ----------
    p_data, p_g : GaussianMixture
        The densities; p_g is one Gaussian.
    divergence : arb
        The enclosure of the KL.

    Returns
    -------
    Evidence
        The comparison.
    """
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    search = search_for(p_data, "kl")
    value = search.value(((p_g.means[0] - search.mean) / search.std, np.log(p_g.stds[0] / search.std)))
    on_grid = certified.ball(value, GRID_WIDTH / 4)
    return encloses_equal("KL(p_data‖p_g) = its value on a fine grid", divergence, on_grid, GRID_WIDTH)


def other_optima(p_data: GaussianMixture) -> Iterator[Evidence]:
    """For each other divergence the Gaussian that descent finds in floats is near a strict minimum in (μ, σ).

    Parameters
    ----------
    p_data : GaussianMixture
        The data's density.

    Yields
    ------
    Evidence
        The comparisons.
    """
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_positive
    from gan_theory.claims.background._gaussian_derivatives import hessian_of_search
    from gan_theory.explicit_models.gaussian_fits import descend, fit_at

    p = certified.ExactMixture.of(p_data)
    for divergence, name in (("reverse-kl", "KL(p_g‖p_data)"), ("jsd", "JSD")):
        search = search_for(p_data, divergence)
        t = search.solve_stationary(descend(search))
        found = fit_at(search, t)
        yield hessian_of_search(search, t, p, divergence)
        box = certified.Box(found.mean, found.std, PRECISION)
        unique, minimal = certified.certify_minimum(p, divergence, box)
        where = f"one Gaussian, within {PRECISION:g} of the one found, is where {name}"
        yield encloses_positive(f"{where} is stationary", unique, certified.COARSE_WIDTH)
        what = f"{where} is least nearby: its second derivative is positive definite"
        yield encloses_positive(what, minimal, certified.COARSE_WIDTH)
