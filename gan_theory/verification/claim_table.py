"""The claim map: for each statement its claim, grades, falsifiers, lesson, figure and tests, as one table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gan_theory.verification.claim import Claim

COLUMNS = (
    "id",
    "claim",
    "in the paper",
    "statement",
    "grades",
    "what falsifies it",
    "lesson",
    "figure",
    "its tests",
)


def claim_table(claims: Iterable[Claim]) -> list[dict[str, str]]:
    """A row for each claim, from column in COLUMNS to its cell, as text."""
    return [dict(zip(COLUMNS, _cells(claim))) for claim in claims]


def _cells(claim):
    falsifiers = "; ".join(case.name for case in claim.falsifiers)
    lesson, tests = str(int(claim.figure[:2])), f"`pytest -k {claim.name}`"
    shown = claim.where, claim.statement, ", ".join(claim.grades), falsifiers, lesson, f"`{claim.figure}`"
    return claim.claim_id, f"`{claim.name}`", *shown, tests


def markdown(rows: Iterable[dict[str, str]]) -> str:
    """The rows as a table in Markdown, with a heading, without a line's end after the last row."""
    lines = [_line(COLUMNS), "|---" * len(COLUMNS) + "|"]
    return "\n".join([*lines, *(_line(row.values()) for row in rows)])


def _line(cells):
    """A row in Markdown; a bar within a cell is escaped."""
    return "| " + " | ".join(re.sub(r"(?<!\\)[|]", r"\\|", cell) for cell in cells) + " |"
