"""A Coq file is split as Coq splits it: nothing in a comment or in a string is taken for a command."""

import pytest

from gan_theory.formal.sentences import split_sentences


def texts(source):
    return [sentence.text for sentence in split_sentences(source)]


def test_a_period_ends_a_sentence_only_before_a_blank():
    assert texts("Check Nat.eqb 1.5 x.\nProof.") == ["Check Nat.eqb 1.5 x", "Proof"]


def test_comments_nest_and_hide_what_they_contain():
    source = "(* Theorem a : False. (* Proof. *) Qed. *) Lemma b : True. exact (* x. *) I. Qed."
    assert texts(source) == ["Lemma b : True", "exact   I", "Qed"]


def test_the_marks_of_a_comment_within_a_string_are_none():
    assert texts('idtac "(*". Axiom a : False. idtac "*)".') == ['idtac "(*"', "Axiom a : False", 'idtac "*)"']
    assert texts('(* a string "*) Qed." in a comment *) Proof.') == ["Proof"]


def test_the_comment_directly_before_a_sentence_belongs_to_it():
    source = "(** First. *)\nLemma a : 0.\n(** Second. *)\n(* no documentation *)\nLemma b : 0.\nLemma c (** in *) : 0."
    assert [each.comment for each in split_sentences(source)] == ["First.", "", ""]


def test_a_sentence_has_the_line_on_which_it_begins():
    source = "(* 1\n2 *)\n\nLemma a :\n  True.\n\n  (** 7 *)\n  Qed."
    assert [each.line for each in split_sentences(source)] == [4, 8]


def test_what_follows_the_last_period_is_not_lost():
    assert texts("Qed. Axiom a : False") == ["Qed", "Axiom a : False"]
    assert texts(" \n") == []


@pytest.mark.parametrize(("source", "what"), [("Qed. (* (* *)", "comment"), ('idtac "a. Qed.', "string")])
def test_a_comment_or_a_string_without_its_end_is_an_error(source, what):
    with pytest.raises(ValueError, match=f"expected the end of a {what}; got the end of the file"):
        split_sentences(source)
