"""The report: a line for each claim, failures of one kind together, and the same in the types of JSON."""

import json
from dataclasses import replace

import pytest

from gan_theory import CLAIMS, PAIRS, PAPER
from gan_theory.verification.report import as_dict, format_table, refute

TWO = [PAIRS["near"], PAIRS["shifted"]]


def test_verdicts_of_one_grade_have_a_line_each():
    verdicts = [CLAIMS[name].check(TWO) for name in ("bayes", "theorem_1")]
    head, *lines = format_table(verdicts).splitlines()
    assert head.split() == ["claim", "id", "where", "judged", "worst", "gap", "tolerance", "verdict"]
    assert [line.split()[:2] for line in lines] == [["bayes", "A3b"], ["theorem_1", "A5"]]
    assert all(line.endswith("holds") for line in lines)


def test_grades_stand_side_by_side():
    verdicts = [CLAIMS["criterion"].check(grade="symbolic"), CLAIMS["bayes"].check(TWO), CLAIMS["dirac_gan"].check()]
    head, criterion, bayes, dirac = format_table(verdicts).splitlines()
    assert head.split() == ["claim", "id", "symbolic", "numeric"]
    assert (criterion.split()[2], criterion.split()[-1]) == ("holds", "–")
    assert bayes.split()[2:4] == ["–", "holds"]
    assert dirac.split()[0] == "dirac_gan"


def test_a_failure_names_the_number_of_cases_the_worst_and_both_sides():
    swapped = replace(PAPER, D_star=lambda p, q: PAPER.D_star(q, p))
    text = format_table([CLAIMS["bayes"].check(TWO, swapped)], ["D_star"], hint=lambda found, verdict: "a hint")
    assert "    FAILS on 2 of 2 cases, worst on shifted: D* = the posterior probability of data\n        " in text
    assert " at x = " in text
    assert "        a hint\n" in text
    assert text.endswith("    formulas used: D_star, V, jsd, tv")
    alone = format_table([CLAIMS["bayes"].check(PAIRS["near"], swapped)])
    assert "    FAILS on near: D* = the posterior probability of data" in alone


def test_a_claim_that_does_not_use_a_submitted_formula_is_marked():
    text = format_table([CLAIMS["lotus"].check()], ["kl"])
    assert text.splitlines()[0] == "yours: kl; the paper's: V, D_star, C, jsd, tv, U, grad_C, hess_C"
    assert text.endswith("holds, without yours")


def test_a_verdict_without_evidence_is_an_error():
    with pytest.raises(ValueError, match="expected numeric evidence for bayes; got none"):
        format_table([CLAIMS["bayes"].check([])])


def test_the_document_has_each_claim_s_grades():
    document = as_dict([CLAIMS["bayes"].check(TWO), CLAIMS["bayes"].check(grade="symbolic")], ["V"])
    assert json.loads(json.dumps(document)) == document
    (claim,) = document["claims"]
    assert (claim["claim_id"], list(claim["grades"])) == ("A3b", ["numeric", "symbolic"])
    assert (document["holds"], document["user_formulas"]) == (True, ["V"])


def test_lines_of_advice_are_printed_once_for_each_verdict():
    swapped = replace(PAPER, D_star=lambda p, q: PAPER.D_star(q, p))
    verdicts = [CLAIMS[name].check(TWO, swapped) for name in ("bayes", "proposition_1")]
    lines = format_table(verdicts, ["D_star"], hint=lambda found, verdict: f"first\n{verdict.claim.name}").splitlines()
    assert [line for line in lines if line.startswith("        ") and line[8].isalpha()] == [
        *("        first", "        bayes", "        first", "        proposition_1"),
    ]


def test_a_claim_that_needs_a_blank_formula_is_not_judged():
    blank = replace(PAPER, jsd=lambda p, q: ...)
    lines = format_table([CLAIMS["theorem_1"].check(TWO, blank)], ["jsd"]).splitlines()
    assert lines[2].split()[-5:] == ["–", "–", "–", "not", "judged"]
    assert lines[3] == "    not judged: jsd is still blank"
    also_wrong = replace(blank, C=lambda p, q: 2 * PAPER.C(p, q))
    lines = format_table([CLAIMS["criterion"].check(TWO, also_wrong)], ["C", "jsd"]).splitlines()
    assert lines[2].endswith("FAILS")
    assert "    not judged: jsd is still blank" in lines
    assert lines[3].startswith("    FAILS on 2 of 2 cases")


def test_a_falsifier_is_refuted_as_expected_and_the_first_checks_that_fail_are_shown():
    claim = CLAIMS["theorem_1"]
    heading, *lines = refute(claim, 0, checks=2).splitlines()
    assert heading == f"theorem_1, but {claim.falsifiers[0].name}: refuted, as expected"
    assert len(lines) == 2
    assert lines[0] == "    does not hold: C >= −log 4 (−1.38629 against −1.52492)"


def test_a_falsifier_that_meets_the_claim_is_not_refuted():
    claim = replace(CLAIMS["theorem_1"], falsifiers=(PAIRS["near"],))
    assert refute(claim) == "theorem_1, but near: NOT refuted"


def test_a_falsifier_that_does_not_exist_is_an_error():
    with pytest.raises(IndexError):
        refute(CLAIMS["theorem_1"], 7)
