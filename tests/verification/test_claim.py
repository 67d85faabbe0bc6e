"""A claim judges cases of its own class that meet its hypotheses, and returns a verdict."""

import copy
import pickle
from dataclasses import replace

import pytest

from gan_theory import CLAIMS, PAIRS, Case, Claim
from gan_theory.verification.evidence import Evidence


def test_an_error_of_the_package_is_not_put_down_to_a_formula():
    claim = replace(CLAIMS["criterion"], grades={"numeric": lambda formulas, case: iter([1 / 0])})
    with pytest.raises(ZeroDivisionError):
        claim.check(PAIRS)


def test_a_claim_without_cases_does_not_hold():
    never, numeric = (lambda case: False,), {"numeric": lambda formulas, case: []}
    claim = Claim("none", "", "", "", "", never, numeric, (), (), tuple(PAIRS.values()))
    verdict = claim.check()
    assert not verdict.holds
    with pytest.raises(ValueError, match="expected numeric evidence for none; got none: no case meets its hypotheses"):
        _ = verdict.worst


def test_an_unknown_or_missing_grade_is_an_error():
    with pytest.raises(ValueError, match="expected the name of a grade of proposition_1; got 'run'"):
        CLAIMS["proposition_1"].evidence(grade="run")
    with pytest.raises(ValueError, match="expected the name of a grade; got 'proof'"):
        CLAIMS["proposition_1"].evidence(grade="proof")


def test_a_case_of_another_kind_is_an_error():
    with pytest.raises(ValueError, match=r"expected a DiracGAN for the claim dirac_gan; got Case\(equal\)"):
        CLAIMS["dirac_gan"].check(PAIRS)


def test_cases_are_one_case_or_several_or_a_mapping():
    claim, case = CLAIMS["bayes"], PAIRS["near"]
    assert claim.check(case).cases == claim.check([case]).cases == claim.check({"any key": case}).cases == ["near"]
    assert claim.check(case for case in PAIRS.values()).cases == list(PAIRS)
    assert claim.check([]).cases == []
    with pytest.raises(ValueError, match="expected a CoinCase for the claim bayes; got 'near'"):
        claim.check(["near"])


def test_a_case_is_taken_as_one_of_the_claim_s_class():
    case = PAIRS["near"]
    adapted = CLAIMS["bayes"].adapt(case)
    assert type(adapted).__name__ == "CoinCase"
    assert (adapted.p_data, adapted.prior) == (case.p_data, 0.5)
    assert CLAIMS["theorem_1"].adapt(case) is case


def test_evidence_has_the_grade_that_was_asked_for():
    claim = replace(CLAIMS["criterion"], grades={"symbolic": lambda: [Evidence("1 = 1", 0.0, 0.0)]})
    assert [found.grade for found in claim.evidence(grade="symbolic")] == ["symbolic"]


def test_a_package_that_is_not_installed_is_named():
    def certified(case):
        raise ModuleNotFoundError("not there", name="some_package")

    verdict = replace(CLAIMS["criterion"], grades={"certified": certified}).check(grade="certified")
    assert (verdict.state, verdict.missing_package, verdict.holds) == ("not installed", "some_package", False)


def test_a_claim_shows_its_name_place_and_statement():
    assert repr(CLAIMS["theorem_1"]).startswith("Claim(theorem_1, §4.1, Thm. 1: C(G) >= −log 4")
    assert repr(Case("two cells", [0.5, 0.5], [0.25, 0.75])) == "Case(two cells)"


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_a_claim_is_the_same_after_pickling_and_copying(claim):
    for protocol in range(6):
        assert pickle.loads(pickle.dumps(claim, protocol)) is claim
    assert copy.deepcopy(claim) is copy.copy(claim) is claim


def test_a_claim_of_no_module_is_pickled_with_its_parts():
    other = replace(CLAIMS["criterion"], statement="another")
    copied = pickle.loads(pickle.dumps(other))
    assert copied is not other
    assert (copied.statement, copied.grades, copied.name) == ("another", other.grades, "criterion")


def test_a_name_in_place_of_a_case_is_an_error():
    with pytest.raises(ValueError, match="expected a Case for the claim theorem_1; got 'near'"):
        CLAIMS["theorem_1"].check("near")
