"""Masses that sum to 1 + d, from a rounding to a millionth: the hypothesis fails, or the evidence holds."""

from dataclasses import fields, replace

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS, Case
from gan_theory.verification.hypotheses import MASS_TOLERANCE, masses_sum_to_1

CONCERNED = {name: claim for name, claim in CLAIMS.items() if masses_sum_to_1 in claim.hypotheses}
DEFECTS = [sign * 10.0**k for k in range(-15, -5) for sign in (1, -1)] + [0.99 * MASS_TOLERANCE, -0.99 * MASS_TOLERANCE]
PAIR = [PAIRS["shifted"], PAIRS["uniforms-overlap"], Case("two cells", np.array([0.5, 0.5]), np.array([0.25, 0.75]))]


def with_defect(case, d):
    """The case with p_g = (1 + d)·p_data, or with all masses of its model times 1 + d."""
    if isinstance(case, Case):
        p = case.masses()[0]
        return replace(case, p_data=p, p_g=(1 + d) * p, log_p_g=None, mixtures=None)
    (field,) = {"joint", "total_mass", "p_data"} & {field.name for field in fields(case)} - (
        {"p_data"} if hasattr(case, "total_mass") else set()
    )
    return replace(case, **{field: (1 + d) * getattr(case, field)})


def cases_of(claim):
    """A few cases of the claim's own, or pairs of which one has empty cells and one is of plain arrays."""
    own = [case for case in claim.cases if claim.applies(case)]
    return [claim.adapt(case) for case in PAIR] if isinstance(own[0], Case) else own[:3]


@pytest.mark.parametrize("name", CONCERNED)
def test_the_hypothesis_fails_or_the_evidence_holds(name):
    claim = CONCERNED[name]
    cases = [with_defect(case, d) for case in cases_of(claim) for d in DEFECTS]
    met = [masses_sum_to_1(case) for case in cases]
    assert sum(met) >= 4 * len(cases_of(claim))  # at least the defects up to 1e-14
    assert not all(met)
    assert claim.check(cases).failures == []


def test_the_defects_reach_beyond_what_the_hypothesis_allows():
    sums = {d: masses_sum_to_1(with_defect(PAIR[2], d)) for d in DEFECTS}
    assert [d for d, met in sums.items() if met] == [d for d in DEFECTS if abs(d) <= MASS_TOLERANCE]


@pytest.mark.parametrize("name", CONCERNED)
def test_every_case_of_a_claim_has_masses_within_the_tolerance_but_the_falsifiers_of_it(name):
    claim = CONCERNED[name]
    assert all(masses_sum_to_1(claim.adapt(case)) for case in claim.cases)
    assert [case.name for case in claim.falsifiers if not masses_sum_to_1(claim.adapt(case))]
