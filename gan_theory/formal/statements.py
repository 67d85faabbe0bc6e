"""The statements that are proved: read from the Coq files, each with its source and its reading in plain words."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from gan_theory.formal.sentences import Sentence, split_sentences

FOLDER = Path(__file__).parent

HEAD = re.compile(r"(Theorem|Corollary|Lemma)\s+(([ABC]\d+[a-z]?)_\w+)")
LIMIT = "_tends_to_"
ON_HYPOTHESES = re.compile(f"_needs_|{LIMIT}")
IN_WORDS = re.compile(r"(Paper|Source) \((.+?)\): (.+?) In words: (.+)")
NEEDED = re.compile(r"(Genuine|Artefact of (?:ln 0|x / 0) = 0)[:.] (.+)")


class Statement(NamedTuple):
    """A statement with a proof: a result, or a lemma which says that one of its hypotheses is needed.

    Parameters
    ----------
    kind : str
        "Theorem", "Corollary" or "Lemma".
    name : str
        Its name, which begins with the id of its claim: "A5_C_is_minimal_only_at_p_data".
    claim_id : str
        The id of the claim: "A5".
    text : str
        What stands between its name and the proof, in Coq, with the line breaks of the file.
    file : str
        The name of its file without ".v".
    line : int
        Its line there.
    source : str
        The sentence of the paper or of another source.
    place : str
        Where that sentence stands: "Theorem 1". For a needed hypothesis, why it is: "Genuine", or "Artefact of
        ln 0 = 0" or "Artefact of x / 0 = 0", where Coq gives a value to what has none; and "Limit", if it is the limit
        that such a value hides.
    words : str
        The statement in plain words.
    """

    kind: str
    name: str
    claim_id: str
    text: str
    file: str
    line: int
    source: str
    place: str
    words: str

    @property
    def is_result(self) -> bool:
        """Whether it is a result; otherwise it is about a hypothesis that a result needs."""
        return self.kind != "Lemma"


def read_sources() -> dict[str, str]:
    """Return the text of each Coq file by its name without ".v", in alphabetical order."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.v"))}


@lru_cache(maxsize=1)
def read_statements() -> tuple[Statement, ...]:
    """Return the statements of all files, file by file.

    Returns
    -------
    tuple of Statement
        Each `Theorem` and `Corollary`, and each `Lemma` that says that a hypothesis of them is needed.
    """
    return tuple(each for file, source in read_sources().items() for each in statements_in(source, file))


def statements_in(source: str, file: str = "") -> list[Statement]:
    """Return the statements in the text of one Coq file.

    A statement in a comment is none.

    Parameters
    ----------
    source : str
        The text.
    file : str
        The name of the file.

    Returns
    -------
    list of Statement
        In the order of the file.

    Examples
    --------
    >>> text = '''(** Paper (Theorem 1): "a minimum". In words: one is one. *)
    ... Theorem A5_one : 1 = 1. Proof. reflexivity. Qed. (* Theorem A5_two : 1 = 2. *)'''
    >>> [(each.name, each.text, each.place, each.words) for each in statements_in(text)]
    [('A5_one', '1 = 1', 'Theorem 1', 'one is one.')]
    """
    found = (_statement(sentence, file) for sentence in split_sentences(source))
    return [each for each in found if each is not None]


def statements_of(claim_id: str) -> list[Statement]:
    """Return the statements of a claim.

    Parameters
    ----------
    claim_id : str
        The id of the claim, such as "A5".

    Returns
    -------
    list of Statement
        In the order of the files.
    """
    return [each for each in read_statements() if each.claim_id == claim_id]


def _statement(sentence: Sentence, file: str) -> Statement | None:
    head = HEAD.match(sentence.text)
    if head is None or (head[1] == "Lemma" and not ON_HYPOTHESES.search(head[2])):
        return None
    text = re.sub(r"^\s*:\s*", "", sentence.text[head.end() :]).strip()
    comment = " ".join(sentence.comment.split())
    place = source = words = ""
    if head[1] == "Lemma":
        needed = NEEDED.match(comment)
        place, words = needed.groups() if needed else ("Limit", comment) if LIMIT in head[2] else ("", "")
    elif in_words := IN_WORDS.match(comment):
        _, place, source, words = in_words.groups()
    return Statement(head[1], head[2], head[3], text, file, sentence.line, source, place, words)
