"""Likelihoods, and the limit of the variance of their maximum, of which closed forms are known."""

from __future__ import annotations

from functools import cache

import numpy as np

from gan_theory.explicit_models.maximum_likelihood import asymptotic_variance, mean_log_likelihood
from gan_theory.verification.cases.likelihood_models import X, normalised_masses
from gan_theory.verification.cases.pairs import gaussian
from gan_theory.verification.evidence import Evidence, equal


@cache
def special_values() -> tuple[Evidence, ...]:
    """Check −∞ where p_g is 0 on data, and the limit of the variance for data of std ½ and the family N(θ, 1).

    The logs are quadratic in θ, so that their central differences with the step h = 1e-3 are exact up to the rounding,
    4 · 2⁻⁵³ · 50/h² = 2e-8, of logs up to 50.

    Returns
    -------
    tuple of Evidence
        The comparisons.
    """
    of_data = np.array([[0.5, 0.5], [1.0, 0.0]])
    found = np.exp(mean_log_likelihood(lambda _: np.array([[0.0, -np.inf]]), of_data, np.zeros(1)))
    p = normalised_masses(gaussian(0, 0.5), X)
    variance = asymptotic_variance(lambda theta: -((X - theta[:, None]) ** 2) / 2, p, 0.0)
    return (
        equal("E log p_g = −∞ where data have p_g = 0, and 0 where all data have p_g = 1", found, [[0.0], [1.0]]),
        equal("Var ∂ log p_g / (E ∂² log p_g)² = ¼ for data of N(0, ¼) and N(θ, 1)", variance, 0.25, 1e-7),
    )
