"""The rules refuse each way to prove what is not true, or to state something else than a reader sees."""

import pytest

from gan_theory.formal.rules import loaded_files, names_in, refusals, requires

HEAD = """Require Import Reals Lra.
From gan_theory Require Import definitions.
Open Scope R_scope.
"""
GOOD = """Ltac simple_lra := simpl; lra.
Fixpoint power (n : nat) (x : R) : R := match n with O => 1 | S k => x * power k x end.
Definition twice (x : R) : R := 2 * x.
(** Paper (Theorem 1): "twice". In words: twice is twice. *)
Theorem A5_twice : forall (x : R) n, twice x = x + x /\\ (n < S n)%nat.
Proof.
  intros x n. split.
  - unfold twice. { lra. }
  - auto with arith.
Qed.
"""
SOURCES = {"definitions": "Require Import Reals.\nDefinition V (x : R) : R := x.\n"}


def refused(text):
    return refusals("file", {**SOURCES, "file": HEAD + text})


def test_a_file_with_definitions_and_proofs_is_accepted():
    assert refused(GOOD) == []
    assert refusals("definitions", SOURCES) == []


@pytest.mark.parametrize(
    "word", ["Admitted", "admit", "give_up", "Axiom", "Axioms", "Parameter", "Parameters", "Conjecture"]
)
def test_words_that_assume_are_refused_even_in_comments(word):
    assert refused(f"{GOOD}(* {word} *)") == [f"file.v, line 14: the word {word}"]
    assert refused(f"{GOOD}(* s{word} *)") == []


COMMANDS = [
    "Hypothesis h : False",
    "Variable x : R",
    "Variables x y : R",
    "Context (h : False)",
    "Section S",
    "Module M",
    "Include M",
    "Import Nat",
    "Export definitions",
    "Load other",
    "Require Reals",
    "Require Import Hurkens",
    "From Coquelicot Require Import Coquelicot",
    "From elsewhere Require Import definitions",
    "From gan_theory Require Import missing",
    "From gan_theory Require Export definitions",
    'Notation "x < y" := (x <= y)',
    'Infix "+" := Rminus',
    "Notation ln := exp",
    "Coercion INR : nat >-> R",
    "Canonical Structure s := t",
    "Instance i : C := c",
    "Arguments V {n}",
    "Open Scope Z_scope",
    "Undelimit Scope R_scope",
    "Bind Scope R_scope with nat",
    "Unset Guard Checking",
    "Unset Positivity Checking",
    "Unset Universe Checking",
    "Set Default Goal Selector",
    "#[bypass_check(guard)] Fixpoint f (n : nat) : False := f n",
    "#[local] Definition x := 1",
    "Local Definition x := 1",
    "Program Definition x : R := 1",
    "Definition proved_later : False",
    "Inductive T := c : (T -> False) -> T",
    "CoInductive T := c : T -> T",
    "Record T := { field : False }",
    "Scheme s := Induction for nat Sort Prop",
    "Function f (n : nat) := n",
    'Declare ML Module "plugin"',
    "Extraction Language OCaml",
    'Add Rec LoadPath "."',
    'Cd "/"',
    "Reset Initial",
    "Fact f : 1 = 1",
    "Time Lemma a : True",
    "Hint Resolve V",
    "Abort",
    "Qed",
    "Goal False",
    "Print Assumptions V",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_other_commands_are_refused(command):
    (reason,) = refused(f"{GOOD}{command}.\n")
    assert reason.startswith("file.v, line 14: ")


@pytest.mark.parametrize(
    "step", ["Abort", "Defined", "Save A5_wrong", "Proof using", "Unset Guard Checking", "- Fail lra", "Lemma a : True"]
)
def test_commands_within_a_proof_are_refused(step):
    (reason, *_) = refused(f"Theorem A5_wrong : 1 = 2.\nProof.\n  {step}.\nQed.\n")
    assert reason.startswith("file.v, line 6: in a proof: ")


def test_a_proof_has_an_end():
    assert refused("Theorem A5_wrong : 1 = 2.\nProof.\n") == ["file.v, line 6: a proof without its end"]


@pytest.mark.parametrize(
    "text",
    [
        "Definition V (x : R) : R := 0.",
        "Fixpoint V (n : nat) : R := 0.",
        "Lemma V : R. exact 0. Qed.",
        "Theorem A5_twice : True. exact I. Qed.",
    ],
)
def test_a_name_has_one_meaning(text):
    (reason,) = refused(f"{GOOD}{text}")
    assert "line 14: a second meaning of " in reason


@pytest.mark.parametrize(
    "statement",
    [
        "forall ln : R -> R, ln 1 = 0",
        "forall (x : R) (V : R -> R), V x = V x",
        "exists V, V = 0",
        "let V := 0 in V = 0",
        "(fun twice => twice 1) = (fun x => x)",
        "forall x R, x = R",
    ],
)
def test_a_statement_gives_no_known_name_another_meaning(statement):
    (reason,) = refused(f"{GOOD}Theorem A5_rebound : {statement}. Proof. auto. Qed.")
    assert "a second meaning of" in reason and reason.endswith("within the statement")


def test_a_name_of_a_file_that_is_not_loaded_is_free():
    sources = {**SOURCES, "other": HEAD + "Definition W : R := 0.", "file": HEAD + "Definition W : R := 1."}
    assert refusals("file", sources) == []
    sources["file"] = sources["file"].replace("definitions", "other")
    assert refusals("file", sources) == ["file.v, line 4: a second meaning of W"]
    sources["file"] = sources["file"].replace("W", "V")
    assert refusals("file", sources) == ["file.v, line 4: a second meaning of V"]


def test_an_unfinished_comment_is_refused():
    assert refused(f"{GOOD}(*") == ["file.v: expected the end of a comment; got the end of the file"]


def test_what_a_file_loads():
    assert requires(HEAD + "(* Require Import Lia. *)") == (["Reals", "Lra"], ["definitions"])
    sources = {"a": "From gan_theory Require Import b c.", "b": "From gan_theory Require Import c a.", "c": ""}
    assert loaded_files("a", sources) == ["b", "c"]


def test_the_names_of_a_file_and_the_words_that_they_rest_on():
    found = names_in(HEAD + GOOD)
    assert list(found) == ["power", "twice", "A5_twice"]
    assert {"twice", "nat", "S"} < found["A5_twice"]
    assert "A5_twice" not in found["A5_twice"] and "lra" not in found["A5_twice"]


@pytest.mark.parametrize("binders", ["(ln : R -> R)", "{R}", "(n : nat) exp", "`(x : R) (nat : Set)"])
def test_nor_do_the_binders_between_its_name_and_its_colon(binders):
    source = f"Lemma A5_a {binders} : 1 = 1. Proof. reflexivity. Qed."
    (reason,) = refusals("one", {"one": source})
    assert "within the statement" in reason


def test_binders_before_the_colon_may_have_names_of_their_own():
    source = "Lemma A5_a (f : nat -> R) {n} (x : R) : f n = x -> x = f n. Proof. auto. Qed."
    assert refusals("one", {"one": source}) == []
