"""The table of claims: each statement's claim, place in the paper, grades, falsifiers, lesson, figure and tests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import fill, indent

from gan_theory.formal.statements import Statement, statements_of
from gan_theory.verification.claim import Claim

COLUMNS = (
    "id",
    "claim",
    "in the paper",
    "statement",
    "grades",
    "proved in Coq",
    "what falsifies it",
    "lesson",
    "figure",
    "its tests",
)


NO_BREAK = "\N{NO-BREAK SPACE}"
OPERATOR = re.compile(r" ([=+−·/<>→~|]|<=|>=) ")
BRACKETED = re.compile(r"[(\[⟨][^()\[\]⟨⟩]*[)\]⟩]")
FUNCTION = re.compile(r"\b(E|log|(?:arg)?(?:max|min|sup)(?:_\w)?) ")


def claim_table(claims: Iterable[Claim]) -> list[dict[str, str]]:
    """Return the rows of the table of claims.

    Parameters
    ----------
    claims : iterable of Claim
        The claims, in the order of the rows.

    Returns
    -------
    list of dict
        A row for each claim, from each column in `COLUMNS` to its cell.
    """
    return [_row(claim) for claim in claims]


def markdown(rows: Iterable[dict[str, str]]) -> str:
    """Return rows as a table in Markdown.

    Parameters
    ----------
    rows : iterable of dict
        Rows as `claim_table` returns them.

    Returns
    -------
    str
        The table with a heading, without a newline at its end.
    """
    lines = [_markdown_line(COLUMNS), "|---" * len(COLUMNS) + "|"]
    return "\n".join([*lines, *(_markdown_line(row.values()) for row in rows)])


def format_claims(claims: Iterable[Claim], width: int = 100, proofs: bool = False) -> str:
    """Return the table of claims as plain text for a console.

    Parameters
    ----------
    claims : iterable of Claim
        The claims, in the order of the entries.
    width : int
        The largest length of a line of text. Statements in Coq keep the lines of their files.
    proofs : bool
        Whether to show each theorem in Coq, with its reading and the sentence of its source.

    Returns
    -------
    str
        An entry for each claim: its id, name, place in the paper and grades in a line; below it, indented, the
        statement, the falsifiers, and the lesson with its figure. Without a newline at its end.
    """
    claims = list(claims)
    heading = _columns("id", "claim", "in the paper", "grades")
    return "\n\n".join([heading, *(_entry(claim, width, proofs) for claim in claims)])


def _row(claim: Claim) -> dict[str, str]:
    return {
        "id": claim.claim_id,
        "claim": f"`{claim.name}`",
        "in the paper": claim.where,
        "statement": claim.statement,
        "grades": ", ".join(claim.grades),
        "proved in Coq": _link_to_proofs(claim),
        "what falsifies it": _list_falsifiers(claim),
        "lesson": str(_lesson(claim)),
        "figure": f"`{claim.figure}`",
        "its tests": f"`pytest -k {claim.name}`",
    }


def _link_to_proofs(claim: Claim) -> str:
    """Return a link to the claim's theorems in docs/proofs.md, with their number; an en dash if there are none."""
    number = sum(each.is_result for each in statements_of(claim.claim_id))
    theorems = "theorem" if number == 1 else "theorems"
    return f"[{number} {theorems}](proofs.md#{claim.claim_id.lower()})" if number else "–"


def _markdown_line(cells: Iterable[str]) -> str:
    """Format a row; a bar within a cell is escaped."""
    return "| " + " | ".join(re.sub(r"(?<!\\)[|]", r"\\|", cell) for cell in cells) + " |"


def _entry(claim: Claim, width: int, proofs: bool) -> str:
    """Format one claim: a line in columns, and below it the paragraphs."""
    head = _columns(claim.claim_id, claim.name, claim.where, ", ".join(claim.grades))
    theorems = [each for each in statements_of(claim.claim_id) if each.is_result]
    paragraphs = [
        claim.statement,
        f"fails if: {_list_falsifiers(claim)}",
        f"lesson {_lesson(claim)}, figures/{claim.figure}",
    ]
    if theorems and not proofs:
        paragraphs.append(f"proved in Coq: {', '.join(each.name for each in theorems)}")
    lines = [head, *(_indent(paragraph, width) for paragraph in paragraphs)]
    return "\n".join([*lines, *(_theorem(each, width) for each in theorems if proofs)])


def _theorem(statement: Statement, width: int) -> str:
    """Format a theorem: its text in Coq, its reading, and the sentence of its source."""
    text = indent(f"{statement.kind} {statement.name} :\n  {statement.text}.", " " * 5)
    paragraphs = (f"in words: {statement.words}", f"{statement.place}: {statement.source}")
    return "\n".join([f"\n{text}", *(_indent(paragraph, width) for paragraph in paragraphs)])


def _columns(claim_id: str, name: str, where: str, grades: str) -> str:
    return f"{claim_id:4} {name:18} {where:18} {grades}"


def _indent(paragraph: str, width: int) -> str:
    """Break the paragraph into indented lines, but no formula that fits into one line."""
    bound = " ".join(
        part if len(part) <= width - 7 else part.replace(NO_BREAK, " ") for part in _bind(paragraph).split(" ")
    )
    lines = fill(bound, width, initial_indent=" " * 5, subsequent_indent=" " * 7, break_on_hyphens=False)
    return lines.replace(NO_BREAK, " ")


def _bind(paragraph: str) -> str:
    """Put no-break spaces around operators, between brackets and after log, max and their like."""
    bound = OPERATOR.sub(rf"{NO_BREAK}\1{NO_BREAK}", paragraph)
    bound = BRACKETED.sub(lambda found: found[0].replace(" ", NO_BREAK), bound)
    return FUNCTION.sub(rf"\1{NO_BREAK}", bound)


def _list_falsifiers(claim: Claim) -> str:
    return "; ".join(case.name for case in claim.falsifiers)


def _lesson(claim: Claim) -> int:
    """Return the number of the lesson that draws the claim's figure."""
    return int(claim.figure[:2])
