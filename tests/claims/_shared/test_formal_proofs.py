"""Formal evidence: one piece for each statement of a claim, with the reason where a proof is refused."""

import math

from gan_theory import CLAIMS, table
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.formal import coq
from gan_theory.formal.proofs import Build
from gan_theory.formal.statements import statements_of

REFUSED = "A5_C_is_minimal_only_at_p_data"


def test_the_evidence_of_a_claim_is_that_of_its_statements(monkeypatch):
    monkeypatch.setattr(coq, "require_coq", lambda: None)
    monkeypatch.setattr(Build, "judge", lambda build, file: {REFUSED: "rests on: luck"} if file == "theorem_1" else {})
    found = list(Proofs("A5")())
    assert [each.what.split()[1] for each in found] == [each.name for each in statements_of("A5")]
    (refused,) = [each for each in found if not each.holds]
    assert refused.what == f"Theorem {REFUSED} is not proved: rests on: luck"
    assert math.isnan(refused.gap)
    assert {each.grade for each in found} == {"formal"}
    assert all(each.gap == each.tol == 0 for each in found if each.holds)
    verdict = CLAIMS["theorem_1"].check(grade="formal")
    assert verdict.state == "FAILS" and verdict.judged == len(found)
    assert f"FAILS: Theorem {REFUSED} is not proved" in table(verdict)


def test_each_claim_names_its_own_statements(monkeypatch):
    monkeypatch.setattr(coq, "require_coq", lambda: None)
    monkeypatch.setattr(Build, "judge", lambda build, file: {})
    for claim in CLAIMS.values():
        if "formal" in claim.grades:
            found = [found.what.split()[1] for _, found in claim.check(grade="formal").findings]
            assert found == [each.name for each in statements_of(claim.claim_id)] != []


def test_without_coq_the_grade_is_not_installed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    verdict = CLAIMS["theorem_1"].check(grade="formal")
    assert (verdict.state, verdict.missing_package, verdict.holds) == ("not installed", "Coq", False)
