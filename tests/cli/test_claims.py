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


def test_markdown_is_the_whole_table(capsys):
    assert main(["claims", "--markdown"]) == 0
    assert capsys.readouterr().out == markdown(claim_table(CLAIMS.values())) + "\n"


def test_proofs_are_the_theorems_in_coq(capsys):
    assert main(["claims", "--proofs"]) == 0
    assert capsys.readouterr().out == format_claims(CLAIMS.values(), 100, proofs=True) + "\n"
    assert main(["claims"]) == 0
    assert "forall" not in capsys.readouterr().out
