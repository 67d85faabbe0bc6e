"""The paper's claims judge `formulas.py`: each formula alone, beside the paper's others; then all together."""

from dataclasses import replace
from pathlib import Path

import pytest

from gan_theory import CLAIMS, PAPER, read_formulas, table
from gan_theory.grading.python_functions import is_blank

EXERCISES = ("V", "D_star", "kl", "jsd", "C", "grad_C")
PROBLEM = ""
try:
    MINE, NAMES = read_formulas(Path(__file__).with_name("formulas.py"))
except ValueError as error:  # such as a syntax error
    PROBLEM = str(error)
if PROBLEM:
    pytest.fail(PROBLEM, pytrace=False)
BLANK = [name for name in NAMES if is_blank(name, getattr(MINE, name))]


def judge(verdicts, names):
    failed = [verdict for verdict in verdicts if not verdict.holds and set(names) & set(verdict.used)]
    if failed:
        more = f"\nand {len(failed) - 1} more claims fail" if len(failed) > 1 else ""
        pytest.fail(table(failed[:1], names) + more, pytrace=False)


def test_every_formula_is_defined():
    missing = [name for name in EXERCISES if name not in NAMES]
    if missing:
        message = f"expected formulas.py to define {', '.join(EXERCISES)}; got no {', '.join(missing)}"
        pytest.fail(message, pytrace=False)


@pytest.mark.parametrize("name", [name for name in EXERCISES if name in NAMES])
def test_your_formula_beside_the_papers_others(name):
    formulas = replace(PAPER, **{name: getattr(MINE, name)})
    judge([claim.check(formulas=formulas) for claim in CLAIMS.values() if name in claim.formulas], [name])


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_holds_with_all_your_formulas(name):
    blank = [each for each in BLANK if each in CLAIMS[name].formulas]
    if blank:
        pytest.skip(f"fill in {', '.join(blank)} first")
    judge([CLAIMS[name].check(formulas=MINE)], NAMES)
