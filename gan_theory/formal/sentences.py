"""Split a Coq file into its sentences, each with the comment directly before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MARK = re.compile(r"""\(\*|\*\)|"|\.(?=[ \t\r\n]|\Z)""")


class Sentence(NamedTuple):
    """A command or a tactic of a Coq file, up to the period at its end.

    Parameters
    ----------
    text : str
        The sentence without comments and without its period.
    line : int
        The line on which it begins.
    comment : str
        The documentation comment, without its marks, that stands directly before it; empty if there is none.
    """

    text: str
    line: int
    comment: str


def split_sentences(source: str) -> list[Sentence]:
    """Split the text of a Coq file as Coq does: a period ends a sentence if a blank follows.

    Comments nest, and a string within a comment may contain the marks of a comment.

    Parameters
    ----------
    source : str
        The text of the file.

    Returns
    -------
    list of Sentence
        All sentences, in order. What follows the last period is a sentence too, if it is not blank.

    Raises
    ------
    ValueError
        For a comment or a string without its end.

    Examples
    --------
    >>> split_sentences("(** Why. *) Lemma a : 1 = 1. (* Lemma b : 1 = 2. *) Qed.")
    [Sentence(text='Lemma a : 1 = 1', line=1, comment='Why.'), Sentence(text='Qed', line=1, comment='')]
    """
    sentences, text, start, comment = [], "", 0, ""
    for kind, part, position in _parts(source):
        if kind == "comment":
            if not text.strip():
                comment = part[3:-2].strip() if part.startswith("(**") else ""
            text += " "
        elif kind == "end":
            sentences.append(Sentence(text.strip(), source.count("\n", 0, start) + 1, comment))
            text = comment = ""
        else:
            if not text.strip():
                start = position + len(part) - len(part.lstrip())
            text += part
    if text.strip():
        sentences.append(Sentence(text.strip(), source.count("\n", 0, start) + 1, comment))
    return sentences


def _parts(source: str) -> Iterator[tuple[str, str, int]]:
    """Yield the pieces of the source: "code", "comment" or "end" (a period), with the text and its position."""
    depth, begin, in_string = 0, 0, False
    for mark in MARK.finditer(source):
        if mark[0] == '"':
            in_string = not in_string
        elif in_string:
            continue
        elif mark[0] == "(*":
            if depth == 0:
                yield "code", source[begin : mark.start()], begin
                begin = mark.start()
            depth += 1
        elif mark[0] == "*)" and depth:
            depth -= 1
            if depth == 0:
                yield "comment", source[begin : mark.end()], begin
                begin = mark.end()
        elif mark[0] == "." and depth == 0:
            yield "code", source[begin : mark.start()], begin
            yield "end", ".", mark.start()
            begin = mark.end()
    if depth or in_string:
        raise ValueError(f"expected the end of a {'string' if in_string else 'comment'}; got the end of the file")
    yield "code", source[begin:], begin
