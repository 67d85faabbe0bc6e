"""The command verify: a table or JSON, exit codes 0 and 1."""

import json
import sys
from dataclasses import replace

import pytest

import gan_theory
from gan_theory import CLAIMS, PAIRS, PAPER
from gan_theory.cli.main import main
from gan_theory.formal import coq
from gan_theory.formal.proofs import Build
from gan_theory.formal.statements import statements_of
from gan_theory.game import formulas
from gan_theory.verification.cases.pairs_on_line import PAIRS_ON_LINE
from gan_theory.verification.claim import Claim


@pytest.fixture
def without_coq(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


VERDICTS = {}


@pytest.fixture
def judged_once(monkeypatch):
    """Let the tests share the verdicts on the paper's own formulas, which the command only shows."""
    check = Claim.check

    def shared(claim, cases=None, formulas=PAPER, grade="numeric"):
        if cases is not None or formulas is not PAPER or grade == "formal":
            return check(claim, cases, formulas, grade)
        if (claim.name, grade) not in VERDICTS:
            VERDICTS[claim.name, grade] = check(claim, cases, formulas, grade)
        return VERDICTS[claim.name, grade]

    monkeypatch.setattr(Claim, "check", shared)


NO_COQ = "Coq is not installed: apt-get install coq, brew install coq, or https://rocq-prover.org/install"


def test_verify_prints_a_line_for_each_claim_and_exits_with_0(capsys, judged_once):
    assert main(["verify"]) == 0
    out, err = capsys.readouterr()
    head, *lines = out.splitlines()
    assert head.split() == ["claim", "id", "where", "judged", "worst", "gap", "tolerance", "verdict"]
    assert [line.split()[0] for line in lines] == list(CLAIMS)
    assert all(line.endswith("holds") for line in lines)
    assert err == ""


def test_verify_takes_names_and_ids(capsys):
    assert main(["verify", "theorem_1", "a6", "A5"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]] == ["theorem_1", "convexity"]


def test_verify_json_is_one_document_and_nothing_else(capsys, judged_once):
    assert main(["verify", "--json"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert err == ""
    assert document["holds"] is True
    assert [claim["name"] for claim in document["claims"]] == list(CLAIMS)
    assert [claim["claim_id"] for claim in document["claims"]] == [claim.claim_id for claim in CLAIMS.values()]
    for claim in document["claims"]:
        numeric = claim["grades"]["numeric"]
        assert claim["holds"] and numeric["holds"] and numeric["failures"] == []
        assert len(numeric["cases"]) >= 8
        assert numeric["worst"]["gap"] <= numeric["worst"]["tol"]


def test_verify_shows_what_fails_and_exits_with_1(capsys, monkeypatch):
    monkeypatch.setattr(formulas, "PAPER", replace(PAPER, jsd=lambda p, q: 2 * PAPER.jsd(p, q)))
    assert main(["verify", "criterion", "convexity"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "    FAILS on 19 of 20 cases, worst on disjoint-supports: C = −log 4 + 2·JSD" in lines
    assert "    formulas used: C, D_star, V, jsd, kl" in lines
    assert lines[-1].startswith("convexity") and lines[-1].endswith("holds")
    assert main(["verify", "criterion", "--json"]) == 1
    (claim,) = json.loads(capsys.readouterr().out)["claims"]
    failures = claim["grades"]["numeric"]["failures"]
    assert {failure["case"] for failure in failures} == {*PAIRS, *PAIRS_ON_LINE} - {"equal"}
    assert all(len(failure["values"]) == len(failure["at_x"]) == 2 and failure["x"] for failure in failures)


def test_verify_json_has_nan_as_a_string(capsys, monkeypatch):
    monkeypatch.setattr(formulas, "PAPER", replace(PAPER, C=lambda p, q: PAPER.C(p, q) * float("nan")))
    assert main(["verify", "theorem_1", "--json"]) == 1
    document = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert document["claims"][0]["grades"]["numeric"]["worst"]["gap"] == "nan"


def test_verify_puts_several_grades_side_by_side(capsys, without_coq, judged_once):
    pytest.importorskip("flint")
    assert main(["verify", "A4", "A5", "C3", "--grade", "symbolic"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4
    assert main(["verify", "A4", "C3", "--grade", "all", "--json"]) == 0
    criterion, dirac_gan = json.loads(capsys.readouterr().out)["claims"]
    assert list(criterion["grades"]) == ["numeric", "symbolic", "certified"]
    assert list(dirac_gan["grades"]) == ["numeric", "symbolic"]
    assert main(["verify", "A4", "C3", "--grade", "all"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["claim", "id", "numeric", "symbolic", "certified"]
    assert [row.count("holds") for row in rows] == [3, 2]
    assert rows[1].endswith("–")


def test_without_flint_the_certified_grade_is_not_installed_and_does_not_hold(capsys, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("gan_theory.certified")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(gan_theory, "certified", raising=False)
    monkeypatch.setitem(sys.modules, "flint", None)
    assert main(["verify", "A4", "--grade", "certified"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[1].endswith("not installed")
    assert err == "gan-theory: python-flint is not installed: pip install python-flint\n"
    assert main(["verify", "A4", "--grade", "certified", "--json"]) == 1
    (claim,) = json.loads(capsys.readouterr().out)["claims"]
    assert claim["holds"] is False
    assert claim["grades"]["certified"]["state"] == "not installed"


def test_without_coq_the_formal_grade_is_not_installed_and_does_not_hold(capsys, without_coq):
    assert main(["verify", "A4", "A5", "--grade", "formal"]) == 1
    out, err = capsys.readouterr()
    assert [line.endswith("not installed") for line in out.splitlines()] == [False, True, True]
    assert err == f"gan-theory: {NO_COQ}\n"


def test_of_all_grades_those_that_are_not_installed_are_skipped_with_a_note(
    capsys, without_coq, monkeypatch, judged_once
):
    assert main(["verify", "A4", "B3", "--grade", "all", "--json"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert document["holds"] is True
    criterion, chain_rule = document["claims"]
    assert {grade: each["state"] for grade, each in chain_rule["grades"].items()} == dict(
        numeric="holds", symbolic="holds"
    )
    assert "formal" not in criterion["grades"]
    assert err.count(f"gan-theory: skipped the grade formal: {NO_COQ}\n") == 1
    monkeypatch.setattr(formulas, "PAPER", replace(PAPER, C=lambda p, q: PAPER.C(p, q) + 1))
    assert main(["verify", "A4", "--grade", "all"]) == 1


def test_the_formal_grade_shows_how_many_statements_are_proved_or_which_is_not(capsys, monkeypatch):
    monkeypatch.setattr(coq, "require_coq", lambda: None)
    monkeypatch.setattr(Build, "judge", lambda build, file: {})
    assert main(["verify", "A5", "--grade", "formal"]) == 0
    (line,) = capsys.readouterr().out.splitlines()[1:]
    assert line.split()[-4:] == [str(len(statements_of("A5"))), "0.0e+00", "0e+00", "holds"]
    assert main(["verify", "A5", "--grade", "all"]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split()[-1] == "formal" and row.endswith("holds")
    monkeypatch.setattr(Build, "judge", lambda build, file: {"": "theorem_1.v does not compile: line 7"})
    assert main(["verify", "A5", "--grade", "formal"]) == 1
    printed = capsys.readouterr().out
    assert "A5_C_is_minimal_only_at_p_data is not proved: theorem_1.v does not compile: line 7" in printed
