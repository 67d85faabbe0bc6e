"""Hints say what the failures of a submitted formula have in common, and what to do if it cannot be evaluated."""

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS
from gan_theory.cli.main import main
from gan_theory.grading.hints import advise, diagnose, hint
from gan_theory.verification.evidence import Evidence, Grade, Problem, ProblemKind, at_most, equation
from gan_theory.verification.verdict import Verdict
from tests.support.formula_files import write_formulas

# A formula as one gets it wrong, the claim to check, and the hint.
HINTS = {
    "C without its constant": (
        "from gan_theory import PAPER\ndef C(p, q): return 2 * PAPER.jsd(p, q)",
        "criterion",
        "your C is 1.386 above −log 4 + 2·JSD on every case: a constant of log 4 is missing, or one too many",
    ),
    "C with its constant twice": (
        "from gan_theory import PAPER\ndef C(p, q): return -2 * np.log(4) + 2 * PAPER.jsd(p, q)",
        "criterion",
        "your C is 1.386 below −log 4 + 2·JSD on every case: a constant of log 4 is missing, or one too many",
    ),
    "C with a wrong sign before the constant": (
        "from gan_theory import PAPER\ndef C(p, q): return -3 * np.log(2) + 2 * PAPER.jsd(p, q)",
        "criterion",
        "your C is 0.6931 below −log 4 + 2·JSD on every case: a constant of log 2 is missing, or one too many",
    ),
    "JSD without its ½": (
        "from gan_theory import PAPER\ndef jsd(p, q): return 2 * PAPER.jsd(p, q)",
        "bayes",
        "your JSD is 2 times the information I(label; x) on every case: the factor of 2",
    ),
    "JSD in bits": (
        "from gan_theory import PAPER\ndef jsd(p, q): return PAPER.jsd(p, q) / np.log(2)",
        "bayes",
        "your JSD is 1.443 times the information I(label; x) on every case: the factor of 1/log 2, "
        "which turns nats into bits",
    ),
    "its root": (
        "from gan_theory import PAPER\ndef jsd(p, q): return np.sqrt(PAPER.jsd(p, q))",
        "bayes",
        "your JSD is the square root of the information I(label; x) on every case",
    ),
    "minus the KL": (
        "from gan_theory import PAPER\ndef kl(p, q): return -PAPER.kl(p, q)",
        "criterion",
        "your KL(p_g‖p_data) is -1 times cross-entropy − entropy wherever both are finite: "
        "the factor of −1: a sign is wrong",
    ),
    "D* with p and q swapped": (
        "from gan_theory import PAPER\ndef D_star(p, q): return PAPER.D_star(q, p)",
        "bayes",
        "your D* is 1 minus the posterior probability of data on every case: are p_data and p_g swapped?",
    ),
    "D* with an ε": (
        "def D_star(p, q): return p / (p + q + 1e-12)",
        "bayes",
        "the accuracy of the rule D* > ½ is (1 + TV)/2 but for a little on every case: is something added, clipped or "
        "of single precision? (yours: D_star)",
    ),
    "C as V at D* in floats": (
        "from gan_theory import PAPER\ndef C(p, q): return PAPER.V(PAPER.D_star(p, q), p, q)",
        "criterion",
        "your C is infinite or nan where V at D* is not: does a mass of 0, or a D* that rounds to 1, come into a "
        "logarithm?",
    ),
    "a sum over everything": (
        "from gan_theory import PAPER\ndef jsd(p, q): return PAPER.jsd(p, q).sum()",
        "theorem_1",
        "sum over the last axis only (axis=-1), or not at all where a value per cell is expected",
    ),
    "0·log 0": (
        "def V(D, p, q): return (p * np.log(D) + q * np.log(1 - D)).sum(axis=-1) + 0 / (p.sum() - p.sum())",
        "value_function",
        "a mass of 0 needs care: 0·log 0 counts as 0",
    ),
    "a third of the gradient": (
        "from gan_theory import PAPER\ndef grad_C(p, q): return PAPER.grad_C(p, q) / 3",
        "disjoint_supports",
        "",
    ),
}


@pytest.mark.parametrize(("text", "claim", "line"), HINTS.values(), ids=HINTS)
def test_the_hint_says_what_the_failures_have_in_common(text, claim, line, tmp_path, capsys):
    code = main(["verify", "--formulas", str(write_formulas(tmp_path, text)), claim])
    out = capsys.readouterr().out
    assert code == (1 if line else 0)
    assert f"        {line}\n" in out if line else "is missing" not in out and "times" not in out


def verdict_of(*found):
    findings = tuple((name, each) for name, each in zip(PAIRS, found))
    return Verdict(CLAIMS["criterion"], Grade.NUMERIC, findings, ("C", "V"))


def test_the_left_side_is_yours_if_it_is_the_value_of_a_submitted_formula():
    found = [equation("C", "−log 4 + 2·JSD", value + 1, value, formula="C") for value in (0.1, 0.2, 0.4)]
    line = "is 1 above −log 4 + 2·JSD on every case: a constant of 1 is missing, or one too many"
    assert diagnose(found[0], verdict_of(*found), ["C"]) == f"your C {line}"
    assert diagnose(found[0], verdict_of(*found), ["V"]) == f"C {line} (yours: V)"
    assert diagnose(found[0], verdict_of(*found)) == f"C {line}"


def test_no_hint_without_an_equation_several_cases_or_a_relation():
    found = [equation("C", "−log 4 + 2·JSD", value + 1, value, formula="C") for value in (0.1, 0.2, 0.4)]
    assert diagnose(found[0], verdict_of(found[0]), ["C"]) == ""
    bounds = [at_most("C <= 0", value + 1, value) for value in (0.1, 0.2, 0.4)]
    assert diagnose(bounds[0], verdict_of(*bounds), ["C"]) == ""
    unrelated = [equation("C", "0", value, other) for value, other in ((1, 2), (5, 3), (2, 7))]
    assert diagnose(unrelated[0], verdict_of(*unrelated), ["C"]) == ""


def test_advice_depends_on_what_the_formula_did():
    assert "axis=-1" in advise(Problem("C", ProblemKind.WRONG_SHAPE))
    assert "0·log 0" in advise(Problem("C", ProblemKind.NAN, located=True))
    assert advise(Problem("C", ProblemKind.NAN)) == ""
    read_only = "ValueError: output array is read-only"
    assert "return a new array" in advise(Problem("C", ProblemKind.RAISED, "ValueError", read_only))
    assert advise(Problem("C", ProblemKind.BLANK)) == ""


def test_a_problem_comes_before_a_relation():
    found = Evidence("C returned nan", np.nan, 0.0, problem=Problem("C", ProblemKind.NAN, located=True))
    assert hint(found, verdict_of(found), ["C"]) == advise(found.problem)
    assert hint(Evidence("no value", np.nan, 0.0), verdict_of(found)) == ""
