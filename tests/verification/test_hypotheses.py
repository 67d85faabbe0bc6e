"""Hypotheses that several claims share, each where it holds and where it does not."""

from dataclasses import replace

import numpy as np
import pytest

from gan_theory import PAIRS
from gan_theory.verification import hypotheses
from gan_theory.verification.cases.pairs import FamilyCase, FixedDCase, SampledCase

NEAR, DISJOINT = PAIRS["near"], PAIRS["disjoint-supports"]
HALF = np.full(NEAR.x().size, 0.5)
# A hypothesis, a case that meets it, and one that does not.
CASES = {
    "masses_sum_to_1": (NEAR, replace(NEAR, p_g=1.1 * NEAR.masses()[1])),
    "every_D_is_allowed": (FamilyCase.of(NEAR), replace(FamilyCase.of(NEAR), family="logistic")),
    "D_is_optimal": (FixedDCase.of(NEAR), replace(FixedDCase.of(NEAR), D=HALF)),
    "D_is_frozen": (replace(FixedDCase.of(NEAR), D=HALF), FixedDCase.of(NEAR)),
    "samples_are_of_p_g": (SampledCase.of(NEAR), replace(SampledCase.of(NEAR), generated=NEAR.masses()[0])),
    "supports_are_common": (NEAR, DISJOINT),
    "supports_are_disjoint": (DISJOINT, NEAR),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hypothesis_holds_on_one_case_and_not_on_the_other(name):
    hypothesis = getattr(hypotheses, name)
    assert [hypothesis(case) for case in CASES[name]] == [True, False]
    assert hypothesis.__doc__


def test_every_shared_hypothesis_is_tested():
    module = hypotheses.__name__
    functions = {name for name, value in vars(hypotheses).items() if getattr(value, "__module__", "") == module}
    assert functions == set(CASES)
