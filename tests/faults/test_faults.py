"""Each planted fault is refuted by its claim, in its grade.

`make test` tries a sample of the faults, `make faults` all of them. Each claim has a file of its name in this folder,
with the tuple FAULTS.
"""

from importlib import import_module

import pytest

from gan_theory import CLAIMS
from gan_theory.verification.evidence import Grade
from tests.faults.conftest import CHEAP_RUNS, IN_COQ
from tests.faults.fault import applicable_cases, changed_code, changed_text, find_function, first_refutation, planted
from tests.support.shared_proofs import HAS_COQ

FAULTS = [(name, fault) for name in CLAIMS for fault in import_module(f"tests.faults.{name}").FAULTS]
IDS = [f"{name}, {fault.grade}: {fault.what}" for name, fault in FAULTS]


def test_the_table_of_faults_is_large():
    assert len(FAULTS) >= 150
    assert len(set(IDS)) == len(IDS)


def test_the_cheap_runs_of_each_test_run_are_in_the_table():
    assert set(IDS) > CHEAP_RUNS | IN_COQ


@pytest.mark.parametrize("name", CLAIMS)
def test_each_grade_of_a_claim_is_tried(name):
    assert {fault.grade for each, fault in FAULTS if each == name} == {str(grade) for grade in CLAIMS[name].grades}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_fault_of_a_claim_changes_what_its_evidence_rests_on(name):
    for fault in (fault for each, fault in FAULTS if each == name):
        if fault.grade == Grade.FORMAL:
            assert changed_text(fault) != changed_text(fault._replace(new=fault.old)), fault.what
            continue
        function = find_function(fault.where)
        assert changed_code(function, fault.old, fault.new) != function.__code__, fault.what
        assert fault.where.startswith("claims._shared") or not fault.where.startswith("claims."), fault.what


@pytest.mark.parametrize(("name", "fault"), FAULTS, ids=IDS)
def test_a_planted_fault_is_refuted(name, fault, record_property):
    if fault.grade == Grade.FORMAL and not HAS_COQ:
        pytest.skip("needs Coq")
    own = applicable_cases(name)
    with planted(fault):
        assert applicable_cases(name) == own  # hypotheses must not rest on what evidence judges
        refutation = first_refutation(name, fault.grade)
    assert refutation is not None
    record_property("refuted", (CLAIMS[name].claim_id, fault.grade, fault.what, refutation.what))
