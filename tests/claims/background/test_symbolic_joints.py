"""Symbolic evidence for the chain rule refutes a library that factors otherwise."""

import pytest

from gan_theory.claims.background import _symbolic_joints
from gan_theory.explicit_models.chain_rule import conditionals_unchecked, marginal

WRONG = {
    "each variable as independent": lambda joint, order: [marginal(joint, (axis,)) for axis in order],
    "the reverse order": lambda joint, order: conditionals_unchecked(joint, order[::-1])[::-1],
    "marginals that are not divided": lambda joint, order: [marginal(joint, order[: i + 1]) for i in range(len(order))],
}


def test_the_evidence_holds():
    assert [found for found in _symbolic_joints.symbolic() if not found.holds] == []


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_other_factors_are_refuted(wrong, monkeypatch):
    monkeypatch.setattr(_symbolic_joints, "conditionals_unchecked", wrong)
    assert not all(found.holds for found in _symbolic_joints.symbolic())
