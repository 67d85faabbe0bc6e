"""The table of claims is complete: each statement has its claim, grades, falsifiers, lesson, figure and tests."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from gan_theory import CLAIMS
from gan_theory.formal.statements import read_statements, statements_of
from gan_theory.verification.claim_table import COLUMNS, claim_table, format_claims, markdown
from gan_theory.verification.evidence import Grade
from tests.lessons.test_lessons import CLAIMS as SHOWN
from tests.lessons.test_lessons import FIGURES

ROOT = Path(__file__).parents[2]
STATEMENTS = [
    *("A1", "A2", "A3b", "A3", "A4", "A5", "A15", *(f"A{i}" for i in range(6, 15))),
    *(f"B{i}" for i in range(1, 9)),
    *(f"C{i}" for i in range(1, 6)),
]
ROWS = claim_table(CLAIMS.values())


def test_every_statement_has_a_row_and_every_row_a_statement():
    assert [row["id"] for row in ROWS] == STATEMENTS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_no_cell_is_empty(row):
    assert list(row) == list(COLUMNS)
    assert all(cell.strip("` ") for cell in row.values())
    assert set(row["grades"].split(", ")) <= set(Grade)


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_the_lesson_checks_the_claim_and_draws_its_figure(claim):
    number = claim.figure[:2]
    (lesson,) = (ROOT / "lessons").glob(f"{number}_*.py")
    source = lesson.read_text(encoding="utf-8")
    assert re.search(rf'"{claim.name}"', source) and f'"{claim.figure}"' in source
    assert claim.name in SHOWN[number] and claim.figure in FIGURES[number]


def test_the_tests_that_the_table_names_are_there():
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--no-header", "-p", "no:cacheprovider"]
    names = ("test_claims.py", "test_grades.py", "test_evidence_table.py")
    files = [str(ROOT / "tests" / "claims" / name) for name in names]
    run = subprocess.run([*command, *files], capture_output=True, encoding="utf-8", cwd=ROOT, timeout=120)
    assert run.returncode == 0, run.stdout
    for claim in CLAIMS.values():
        judged = [line for line in run.stdout.splitlines() if f"test_a_claim_holds_on_a_case[{claim.name}-" in line]
        assert len(judged) == len(claim.cases)
        broken = [line for line in run.stdout.splitlines() if f"hypothesis_does[{claim.name}: " in line]
        assert len(broken) == len(claim.falsifiers)
        assert f"symbolic_evidence_of_a_claim_holds[{claim.name}]" in run.stdout
        if "run" in claim.grades:
            assert f"do_what_a_claim_says[{claim.name}]" in run.stdout
        if "formal" in claim.grades:
            assert f"is_proved[{claim.name}]" in run.stdout
        if "certified" in claim.grades:
            assert f"with_closed_forms[{claim.name}]" in run.stdout


def test_the_markdown_has_a_row_for_each_claim():
    heading, rule, *rows = markdown(ROWS).splitlines()
    assert heading == f"| {' | '.join(COLUMNS)} |"
    assert rule == "|---" * len(COLUMNS) + "|"
    assert [row.split(" | ")[0] for row in rows] == [f"| {claim.claim_id}" for claim in CLAIMS.values()]


def test_the_plain_text_fits_and_has_everything_but_the_command_for_the_tests():
    text = format_claims(CLAIMS.values())
    assert max(map(len, text.splitlines())) <= 100
    heading, *entries = text.split("\n\n")
    assert heading.split() == ["id", "claim", "in", "the", "paper", "grades"]
    assert len(entries) == len(CLAIMS)
    for entry, claim in zip(entries, CLAIMS.values()):
        words = " ".join(entry.split())
        assert entry.startswith(f"{claim.claim_id:4} {claim.name:18} {claim.where}")
        assert claim.statement in words
        assert all(case.name in words for case in claim.falsifiers)
        assert entry.splitlines()[0].endswith(", ".join(claim.grades))
        assert f"lesson {int(claim.figure[:2])}, figures/{claim.figure}" in words
        assert all(each.name in words for each in statements_of(claim.claim_id) if each.is_result)


def test_with_proofs_the_theorems_stand_below_their_claim():
    text = format_claims(CLAIMS.values(), proofs=True)
    words = " ".join(text.split())
    for statement in read_statements():
        shown = f"{statement.kind} {statement.name} : {' '.join(statement.text.split())}. in words: {statement.words}"
        assert (f"{shown} {statement.place}: {statement.source}" in words) == statement.is_result
    after = text.index("A5_C_is_minimal_only_at_p_data")
    assert text.index("A5   theorem_1") < after < text.index("A15  saddle_point")


def test_the_number_of_theorems_links_to_them():
    cells = {row["id"]: row["proved in Coq"] for row in ROWS}
    assert cells["A9"] == "–"
    assert cells["A1"] == "[1 theorem](proofs.md#a1)"
    assert re.fullmatch(r"\[\d theorems]\(proofs\.md#a3b\)", cells["A3b"])
    for claim in CLAIMS.values():
        assert (cells[claim.claim_id] == "–") == ("formal" not in claim.grades)


def test_the_plain_text_has_no_markup():
    text = format_claims(CLAIMS.values())
    assert not set("`$\\") & set(text)
    assert "|---" not in text


@pytest.mark.parametrize("width", [60, 80, 140])
def test_the_plain_text_fits_other_widths(width):
    paragraphs = [line for line in format_claims(CLAIMS.values(), width).splitlines() if line.startswith("     ")]
    assert max(map(len, paragraphs)) <= width


def test_lines_of_the_plain_text_break_outside_formulas():
    lines = [line.strip() for line in format_claims(CLAIMS.values()).splitlines()]
    signs = ("=", "+", "−", "<", "<=", ">", ">=", "/", "·", "→", "~", "log", "E")
    assert [line for line in lines if line.endswith(signs) or line.split(" ")[0] in signs[:-2]] == []
    assert [line for line in lines if line.count("(") > line.count(")")] == []
    assert "C″ = p_data/(p_g(p_data + p_g))." in lines
    assert "steps η = 2 are too large where p_g underflows" in lines


def test_a_formula_that_is_longer_than_a_line_breaks_at_an_operator():
    lines = format_claims([CLAIMS["criterion"]], 60).splitlines()
    assert lines[3:5] == [
        "     C(G) = max_D V = −log 4 + KL(p_data‖m) + KL(p_g‖m) =",
        "       −log 4 + 2·JSD(p_data‖p_g).",
    ]
