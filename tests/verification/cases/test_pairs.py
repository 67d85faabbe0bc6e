"""The named pairs of densities, of every kind."""

import numpy as np
import pytest

from gan_theory import PAIRS, Case
from gan_theory.verification.cases.pairs import FixedDCase, SampledCase

KINDS = ["equal", "shifted", "narrow-against-wide", "far-apart", "two-modes-one-found", "uniforms-overlap"]
KINDS += ["disjoint-supports", "heavy-tail", "one-sided", "spike", "old-faithful"]


def test_the_pairs_are_of_every_kind():
    assert set(KINDS) <= set(PAIRS)
    assert len(PAIRS) >= 10


@pytest.mark.parametrize("case", PAIRS.values(), ids=PAIRS)
def test_a_pair_is_two_densities_on_one_grid(case):
    assert PAIRS[case.name] is case
    p, q = case.masses()
    assert p.shape == q.shape == case.x().shape
    assert p.sum() == pytest.approx(1, abs=1e-12)
    assert q.sum() == pytest.approx(1, abs=1e-12)
    with np.errstate(under="ignore"):
        assert np.exp(case.log_masses_of_p_g()) == pytest.approx(q, abs=1e-15)


def test_a_case_becomes_one_of_a_derived_class_with_default_fields():
    case = PAIRS["near"]
    fixed, sampled = FixedDCase.of(case), SampledCase.of(case)
    assert (fixed.D, sampled.generated) == (None, None)
    assert fixed.name == sampled.name == "near"
    assert (fixed.p_data, fixed.mixtures) == (case.p_data, case.mixtures)


def test_plain_arrays_have_the_numbers_of_their_cells_for_x():
    assert Case("two cells", np.array([0.5, 0.5]), np.array([0.0, 1.0])).x().tolist() == [0, 1]
