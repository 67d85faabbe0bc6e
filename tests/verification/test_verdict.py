"""A verdict: whether the evidence holds, its failures and its worst finding."""

import copy
import json
import pickle
from dataclasses import replace

import pytest

from gan_theory import CLAIMS, PAIRS, PAPER
from gan_theory.verification.evidence import Evidence, Grade
from gan_theory.verification.verdict import Verdict

GOOD, BAD, NAN = Evidence("a", 1e-13, 1e-12), Evidence("b", 1.0, 1e-12), Evidence("c", float("nan"), 1.0)


def verdict(*findings, **fields):
    return Verdict(CLAIMS["bayes"], Grade.NUMERIC, findings, ("V",), **fields)


def test_it_holds_if_there_is_evidence_and_all_of_it_holds():
    assert verdict(("near", GOOD)).holds
    assert not verdict(("near", GOOD), ("equal", BAD)).holds
    assert not verdict().holds
    assert [each.state for each in (verdict(("near", GOOD)), verdict(("near", BAD)))] == ["holds", "FAILS"]


def test_the_worst_exceeds_its_tolerance_most_and_nan_is_worse():
    assert verdict(("near", GOOD), ("equal", BAD)).worst == ("equal", BAD)
    assert verdict(("near", NAN), ("equal", BAD)).worst == ("near", NAN)
    with pytest.raises(ValueError, match="expected numeric evidence for bayes; got none: flint is not installed"):
        _ = verdict(missing_package="flint").worst


def test_cases_are_counted_once_and_checks_where_there_is_one_case():
    two = verdict(("near", GOOD), ("near", GOOD), ("equal", BAD))
    assert (two.cases, two.judged, two.failures) == (["near", "equal"], 2, [("equal", BAD)])
    assert verdict(("near", GOOD), ("near", BAD)).judged == 2
    assert repr(two) == "Verdict(bayes, numeric: FAILS on 2 cases)"


def test_it_has_the_types_of_json():
    document = verdict(("near", NAN)).as_dict()
    assert json.loads(json.dumps(document))["worst"]["gap"] == "nan"
    assert document["failures"][0]["case"] == "near"
    assert verdict().as_dict()["worst"] is None


def test_a_verdict_keeps_the_formulas_that_it_judged_and_a_copy_has_the_papers():
    mine = replace(PAPER, jsd=lambda p, q: PAPER.jsd(p, q))
    verdict = CLAIMS["theorem_1"].check(PAIRS["near"], mine)
    assert verdict.formulas is mine
    assert CLAIMS["theorem_1"].check(PAIRS["near"]).formulas is PAPER
    assert (
        copy.copy(verdict).formulas is PAPER
    )  # copies are made as by pickle, and functions of one's own may not pickle
    assert copy.copy(verdict).findings == verdict.findings
    assert "formulas" not in repr(verdict)


def test_it_is_the_same_after_pickling_and_copying():
    for original in (CLAIMS["criterion"].check(), verdict(("near", NAN), ("equal", BAD)), verdict(missing_package="x")):
        for copied in (pickle.loads(pickle.dumps(original)), copy.deepcopy(original)):
            assert copied.claim is original.claim
            assert copied.as_dict() == original.as_dict()
            assert (copied.state, copied.used) == (original.state, original.used)
