"""Hypotheses that several claims share: predicates of a case, each explained by its docstring."""

from __future__ import annotations

from typing import Any

import numpy as np

from gan_theory.verification.cases.pairs import Case, FamilyCase, FixedDCase, SampledCase

MASS_TOLERANCE = 3e-13
"""How far a sum of masses may be from 1: the rounding of 2,700 masses that were divided by their sum, 2⁻⁵³ each.

A defect δ of a sum changes C + log 4 − 2·JSD by δ log 2, and V at D = 0.1 by up to 2.4 δ: less than the tolerance 1e-12
of the evidence.
"""


def masses_sum_to_1(case: Any) -> bool:
    """Σ p_data = Σ p_g = 1, up to rounding (3e-13)."""
    return all(abs(masses.sum() - 1) <= MASS_TOLERANCE for masses in case.masses())


def every_D_is_allowed(case: FamilyCase) -> bool:
    """D may take any value in [0, 1] at any x, the end points among them."""
    return case.family == "every"


def D_is_optimal(case: FixedDCase) -> bool:
    """D is D* at each step: it is not held fixed."""
    return case.D is None


def D_is_frozen(case: FixedDCase) -> bool:
    """D is held fixed while G moves."""
    return case.D is not None


def samples_are_of_p_g(case: SampledCase) -> bool:
    """G generates samples of p_g, and not of another distribution."""
    return case.generated is None


def supports_are_common(case: Case) -> bool:
    """p_data and p_g have mass in the same cells."""
    p, q = case.masses()
    return np.array_equal(p > 0, q > 0)


def supports_are_disjoint(case: Case) -> bool:
    """p_data and p_g have no mass in common: in no cell are both above 0."""
    p, q = case.masses()
    return not ((p > 0) & (q > 0)).any()
