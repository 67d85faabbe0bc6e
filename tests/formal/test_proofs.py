"""A proof is accepted only if Coq accepts it and nothing but known axioms is assumed; cheats are refused one by one.

The cheats of the second half keep none of the rules for the text: Coq itself must notice them.
"""

import re

import pytest

from gan_theory.formal import assumptions, compiled_files, coq, proofs, statements
from gan_theory.formal.proofs import Build, check_proofs
from tests.support.shared_proofs import needs_coq

DEFINITIONS = "Definition twice (n : nat) : nat := n + n."
GOOD = """From gan_theory Require Import definitions.
(** Paper (Theorem 1): "it is even". In words: twice a number is twice the number. *)
Theorem A5_twice : forall n, twice n = n + n.
Proof. reflexivity. Qed.
Theorem A5_one : twice 1 = 2. Proof. reflexivity. Qed.
"""
REALS = """Require Import RIneq Lra.
Open Scope R_scope.
Theorem A5_reals : forall x : R, 0 <= x * x.
Proof. intros x. nra. Qed.
"""


def judged(file=GOOD, **others):
    return Build({"definitions": DEFINITIONS, "file": file, **others}).judge("file")


@needs_coq
def test_a_right_proof_is_accepted():
    assert judged() == {}


@needs_coq
def test_the_axioms_of_the_reals_are_accepted_and_no_others(monkeypatch):
    build = Build({"file": REALS})
    assert build.judge("file") == {}
    monkeypatch.setattr(assumptions, "AXIOMS", set(assumptions.AXIOMS) - {"ClassicalDedekindReals.sig_forall_dec"})
    build._judged.clear()
    found = build.judge("file")
    assert set(found) == {"A5_reals"} and found["A5_reals"].startswith(
        "rests on: ClassicalDedekindReals.sig_forall_dec :"
    )


@needs_coq
@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("n + n.\nProof", "n.\nProof", "file.v does not compile: .*line 4"),
        ("reflexivity. Qed", "reflexivity. reflexivity. Qed", "file.v does not compile: .*No such goal"),
        ("reflexivity. Qed", "Qed", "file.v does not compile"),
        ("twice n = ", "thrice n = ", "file.v does not compile: .*thrice"),
        ("definitions", "missing", "file.v, line 1: loads missing"),
        ("definitions", "file", "file.v loads itself"),
        ("reflexivity. Qed", "admit. Admitted", "the word admit; .* the word Admitted"),
        ("A5_one", "plus", "a second meaning of plus, a name of Coq's library"),
    ],
)
def test_a_wrong_proof_is_refused(old, new, reason):
    text = GOOD.replace(old, new, 1)
    if new == "plus":
        text += "Theorem A5_sum : plus = plus. Proof. reflexivity. Qed."
    refused = judged(text)
    assert list(refused) == [""]
    assert re.search(reason, refused[""])


@needs_coq
def test_an_error_in_a_definition_is_refused_where_it_is_used():
    wrong = {"definitions": DEFINITIONS.replace("n + n", "n")}
    assert "does not compile" in judged(**wrong)[""]
    broken = {"definitions": DEFINITIONS.replace(":=", "=")}
    assert judged(**broken)[""].startswith("definitions.v, line 1: the command")


@needs_coq
def test_two_files_that_load_each_other_are_refused():
    circle = "From gan_theory Require Import file."
    assert judged(**{"definitions": circle})[""] == "file.v loads itself"


@pytest.fixture
def lawless(monkeypatch):
    """Switch off the rules for the text, to see what Coq notices."""
    monkeypatch.setattr(proofs, "refusals", lambda file, sources: [])


CHEATS = {
    "an assumption": "Axiom assumed : 1 = 2. Theorem A5_one : 1 = 2. Proof. exact assumed. Qed.",
    "a proof that is left out": "Lemma left_out : 1 = 2. Admitted. Theorem A5_one : 1 = 2. Proof. exact left_out. Qed.",
    "a hypothesis": "Section S. Hypothesis h : 1 = 2. Theorem A5_one : 1 = 2. Proof. exact h. Qed.",
    "an endless recursion": "Unset Guard Checking. Fixpoint endless (n : nat) : False := endless n. "
    "Theorem A5_one : False. Proof. exact (endless 0). Qed.",
    "a type of all types": "Unset Universe Checking. Definition all : Type := (Type : Type). "
    "Theorem A5_one : all = all. Proof. reflexivity. Qed.",
    "a type that contains its negation": "Unset Positivity Checking. Inductive liar := lie : (liar -> False) -> liar. "
    "Theorem A5_one : liar -> False. Proof. intros [f]. exact (f (lie f)). Qed.",
    "a module with an assumption": "Module Classical_Prop. Axiom classic : forall P : Prop, P. End Classical_Prop. "
    "Theorem A5_one : False. Proof. exact (Classical_Prop.classic False). Qed.",
    "a theorem that is given up": "Theorem A5_one : 1 = 2. Abort.",
    "a notation": 'Notation "a = b" := (a <= b). Theorem A5_one : 1 = 2.',
}


@needs_coq
@pytest.mark.parametrize("cheat", CHEATS)
def test_coq_itself_notices_a_cheat(cheat, lawless):
    assert judged(CHEATS[cheat]) != {}


@needs_coq
@pytest.mark.parametrize("cheat", CHEATS)
def test_the_rules_notice_it_too(cheat):
    (refused,) = judged(CHEATS[cheat]).values()
    assert refused.startswith("file.v, line 1: ")


@needs_coq
def test_the_checker_must_agree(monkeypatch):
    monkeypatch.setattr(coq, "recheck", lambda folder, files: coq.Output(False, "wrong"))
    assert judged() == {"": "coqchk: wrong"}
    monkeypatch.setattr(coq, "recheck", lambda folder, files: coq.Output(True, "nothing"))
    assert judged()[""].startswith("coqchk: type-in-type")


@pytest.fixture
def rechecked(monkeypatch):
    """What Coq's checker is given, call by call."""
    calls, recheck = [], coq.recheck
    monkeypatch.setattr(coq, "recheck", lambda folder, files: calls.append(files) or recheck(folder, files))
    return calls


@needs_coq
def test_files_that_are_judged_together_are_checked_at_once(rechecked):
    other = GOOD.replace("A5", "A4")
    build = Build({"definitions": DEFINITIONS, "file": GOOD, "other": other})
    build.judge_together(["file", "other"])
    assert (build.judge("file"), build.judge("other")) == ({}, {})
    assert rechecked == [["definitions", "file", "other"]]


@needs_coq
def test_of_files_that_are_judged_together_only_a_wrong_one_is_refused(lawless, rechecked):
    wrong = {"cheat": CHEATS["an assumption"], "broken": "Theorem A5_one : 1 = 2. Proof. reflexivity. Qed."}
    build = Build({"definitions": DEFINITIONS, "file": GOOD, **wrong})
    build.judge_together(["file", "cheat", "broken"])
    assert build.judge("file") == {}
    assert build.judge("cheat") == {"A5_one": "rests on: cheat.assumed : 1 = 2"}
    assert build.judge("broken")[""].startswith("broken.v does not compile")
    assert {file for files in rechecked for file in files} == {"definitions", "file", "cheat"}


@needs_coq
def test_each_proof_of_a_claim_is_judged_in_one_build(tmp_path, monkeypatch):
    (tmp_path / "definitions.v").write_text(DEFINITIONS, encoding="utf-8")
    (tmp_path / "file.v").write_text(GOOD, encoding="utf-8")
    wrong = GOOD.replace("A5", "A4").replace("n + n.", "n.")
    (tmp_path / "wrong.v").write_text(wrong, encoding="utf-8")
    monkeypatch.setattr(statements, "FOLDER", tmp_path)
    monkeypatch.setenv(compiled_files.VARIABLE, str(tmp_path / "kept"))
    compiled = []
    compile_file = coq.compile_file
    monkeypatch.setattr(coq, "compile_file", lambda folder, file: compiled.append(file) or compile_file(folder, file))
    for cached in (statements.read_statements, proofs._build):
        cached.cache_clear()
    assert [(each.statement.name, each.refusal) for each in check_proofs("A5")] == [("A5_twice", ""), ("A5_one", "")]
    assert [bool(each.refusal) for each in check_proofs("A4")] == [True, True]
    assert check_proofs("A3") == []
    assert compiled.count("definitions") == compiled.count("file") == 1
    for cached in (statements.read_statements, proofs._build):
        cached.cache_clear()


def test_without_coq_nothing_is_judged(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ImportError, match="expected Coq's program coqc"):
        check_proofs("A5")
