"""The command claims: a plain table that fits a terminal, or Markdown."""

import re

from gan_theory import CLAIMS
from gan_theory.cli.main import main
from gan_theory.verification.claim_table import claim_table, format_claims, markdown


def test_claims_are_listed_in_lines_of_at_most_100_columns_without_tex(capsys):
    assert main(["claims"]) == 0
    out, err = capsys.readouterr()
    assert max(len(line) for line in out.splitlines()) <= 100
    for claim in CLAIMS.values():
        assert re.search(rf"^{claim.claim_id} +{claim.name} ", out, re.MULTILINE)
    assert not re.search(r"\\[a-z]|\$", out)
    assert err == ""


def test_claims_may_be_chosen_by_name_or_id_each_once(capsys):
    assert main(["claims", "--proofs", "A5", "lotus", "theorem_1"]) == 0
    chosen = [CLAIMS["theorem_1"], CLAIMS["lotus"]]
    assert capsys.readouterr().out == format_claims(chosen, 100, proofs=True) + "\n"
    assert main(["claims", "--markdown", "A5"]) == 0
    assert capsys.readouterr().out == markdown(claim_table(chosen[:1])) + "\n"


def test_an_unknown_claim_is_an_error(capsys):
    assert main(["claims", "theorem_2"]) == 2
    assert "expected the name of a claim; got 'theorem_2' (near it: theorem_1)" in capsys.readouterr().err


def test_markdown_is_the_whole_table(capsys):
    assert main(["claims", "--markdown"]) == 0
    assert capsys.readouterr().out == markdown(claim_table(CLAIMS.values())) + "\n"


def test_proofs_are_the_theorems_in_coq(capsys):
    assert main(["claims", "--proofs"]) == 0
    assert capsys.readouterr().out == format_claims(CLAIMS.values(), 100, proofs=True) + "\n"
    assert main(["claims"]) == 0
    assert "forall" not in capsys.readouterr().out
