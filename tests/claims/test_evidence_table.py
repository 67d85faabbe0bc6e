"""The evidence is that of the table, statement by statement: no check is lost, loosened or changed unseen."""

import csv

import pytest

from gan_theory import CLAIMS
from tests.support.evidence_table import COLUMNS, GRADES, TABLE, rows

with TABLE.open(encoding="utf-8", newline="") as file:
    HEAD, *ROWS = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
HAD = [(name, grade) for name, claim in CLAIMS.items() for grade in GRADES if grade in claim.grades]


def test_the_table_has_every_claim_and_grade_in_order():
    assert tuple(HEAD) == COLUMNS
    assert list(dict.fromkeys((name, grade) for name, grade, *_ in ROWS)) == HAD


@pytest.mark.parametrize(("name", "grade"), HAD)
def test_the_evidence_is_that_of_the_table(name, grade):
    if grade == "certified":
        pytest.importorskip("flint")
    found, table = list(rows(name, grade)), [row for row in ROWS if row[:2] == [name, grade]]
    assert [row[2:5] for row in found] == [row[2:5] for row in table]
    for row, known in zip(found, table):
        for column, expected in zip(row[5:], known[5:]):
            assert _numbers(column) == _numbers(expected), row[2]


def _numbers(column):
    """Words as they are, numbers to six digits or 1e-9."""
    return [pytest.approx(float(word), rel=1e-6, abs=1e-9) if _is_number(word) else word for word in column.split(" ")]


def _is_number(word):
    return word.lstrip("-")[:1].isdigit()
