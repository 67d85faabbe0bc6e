"""The statements are read from the Coq files; those of the package have their source and their reading."""

import re

import pytest

from gan_theory import CLAIMS
from gan_theory.formal import statements
from gan_theory.formal.statements import FOLDER, read_sources, read_statements, statements_in, statements_of

TEXT = """
(** Paper (Section 4.1, Theorem 1): "The global minimum (* is *) achieved".
    In words: C is at least - log 4,
    for all distributions. *)
Theorem A3b_C_is_large : forall n p,
  distribution n p ->  (* masses *)
  - ln 4 <= C n p p.
Proof. exact (proof n). Qed.

(** Source (Arjovsky, Bottou 2017): they are disjoint. In words: JSD is log 2. *)
Corollary C1_jsd (n : nat) : JSD n = ln 2. Proof. reflexivity. Qed.

(** Genuine: masses sum to 1. *)
Lemma A3b_needs_masses : ~ (forall n, n = 0).
Proof. Qed.

(** Artefact of ln 0 = 0: D avoids 0. *)
Lemma A3b_optimum_needs_D : True.
Proof. Qed.

(** V tends to minus infinity. *)
Lemma A3b_V_tends_to_minus_infinity : True. Proof. Qed.

Lemma A3b_helper : True. Proof. Qed.
Lemma helper : True. Proof. Qed.
(* Theorem A4_in_a_comment : True. *)
Definition A4_is_no_theorem := 1.
"""


def test_the_statements_of_a_text():
    result, corollary, genuine, artefact, limit = statements_in(TEXT, "optimum")
    assert (result.kind, result.name, result.claim_id) == ("Theorem", "A3b_C_is_large", "A3b")
    assert (result.file, result.line) == ("optimum", 5)
    assert " ".join(result.text.split()) == "forall n p, distribution n p -> - ln 4 <= C n p p"
    assert (result.place, result.source) == ("Section 4.1, Theorem 1", '"The global minimum (* is *) achieved".')
    assert result.words == "C is at least - log 4, for all distributions."
    assert (corollary.kind, corollary.claim_id, corollary.place) == ("Corollary", "C1", "Arjovsky, Bottou 2017")
    assert (corollary.source, corollary.words) == ("they are disjoint.", "JSD is log 2.")
    assert corollary.text == "(n : nat) : JSD n = ln 2"
    assert (genuine.place, genuine.words) == ("Genuine", "masses sum to 1.")
    assert (artefact.place, artefact.words) == ("Artefact of ln 0 = 0", "D avoids 0.")
    assert (limit.place, limit.words) == ("Limit", "V tends to minus infinity.")
    assert [each.is_result for each in (result, corollary, genuine, artefact)] == [True, True, False, False]


def test_the_files_are_read_from_the_folder(tmp_path, monkeypatch):
    (tmp_path / "second.v").write_text(TEXT, encoding="utf-8")
    (tmp_path / "first.v").write_text("Theorem A5_α : True. Qed.", encoding="utf-8")
    (tmp_path / "notes.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(statements, "FOLDER", tmp_path)
    read_statements.cache_clear()
    assert list(read_sources()) == ["first", "second"]
    assert [each.name for each in read_statements()][:2] == ["A5_α", "A3b_C_is_large"]
    assert [each.name for each in statements_of("A3b")][:2] == ["A3b_C_is_large", "A3b_needs_masses"]
    assert statements_of("A3") == []
    read_statements.cache_clear()


def test_the_claims_with_formal_evidence_are_those_with_statements():
    formal = {claim.claim_id for claim in CLAIMS.values() if "formal" in claim.grades}
    assert formal == {each.claim_id for each in read_statements()}
    assert all(any(each.is_result for each in statements_of(claim_id)) for claim_id in formal)


@pytest.mark.parametrize("statement", read_statements(), ids=lambda statement: statement.name)
def test_each_statement_has_its_reading_and_each_result_its_source(statement):
    assert statement.text and statement.place
    assert len(statement.words.split()) >= 5 and statement.words.endswith((".", ".)"))
    if statement.is_result:
        assert statement.source
    else:
        limit = "_tends_to_" in statement.name
        places = ["Limit"] if limit else ["Genuine", "Artefact of ln 0 = 0", "Artefact of x / 0 = 0"]
        assert statement.place in places


def test_names_are_unique_and_each_needed_hypothesis_belongs_to_a_result():
    names = [each.name for each in read_statements()]
    assert len(names) == len(set(names))
    results = {each.claim_id for each in read_statements() if each.is_result}
    assert {each.claim_id for each in read_statements()} == results


def test_each_theorem_of_the_files_is_among_the_statements():
    found = {each.name for each in read_statements() if each.is_result}
    for path in FOLDER.glob("*.v"):
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r"^(?:Theorem|Corollary)\s+(\w+)", text, re.M)) <= found
        assert [line for line in text.splitlines() if len(line) > 120] == []
