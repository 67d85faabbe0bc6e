"""The template of a claim runs: a contributor who copies it starts from a claim that holds."""

import re
from dataclasses import replace

import pytest

from gan_theory import CLAIMS, PAPER
from gan_theory.claims import _template
from gan_theory.claims._template import CLAIM


@pytest.mark.parametrize("grade", CLAIM.grades)
def test_the_evidence_holds_on_every_case(grade):
    verdict = CLAIM.check(grade=grade)
    assert verdict.holds
    assert verdict.cases == ([case.name for case in CLAIM.cases] if grade == "numeric" else [grade])


def test_each_falsifier_breaks_one_hypothesis_and_is_refuted():
    for case in CLAIM.falsifiers:
        assert [hypothesis(case) for hypothesis in CLAIM.hypotheses].count(False) == 1
        assert not all(found.holds for found in CLAIM.evidence(case))


def test_every_hypothesis_has_a_falsifier():
    assert all(any(not hypothesis(case) for case in CLAIM.falsifiers) for hypothesis in CLAIM.hypotheses)


def test_a_wrong_formula_is_refuted():
    wrong = replace(PAPER, V=lambda D, p, q: PAPER.V(D, p, 0.9 * q))
    assert CLAIM.check(formulas=wrong).failures


def test_it_is_not_a_claim_of_the_package():
    assert CLAIM not in CLAIMS.values()
    assert CLAIM.claim_id not in {claim.claim_id for claim in CLAIMS.values()}


def test_its_docstring_says_where_to_put_a_copy():
    assert re.search(r"claims/<group>/<name>\.py", _template.__doc__)
    assert CLAIM.name == "template"
