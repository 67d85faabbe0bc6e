"""`verify --formulas mine.py`: formulas read from a file, refuted with a counterexample, never with our traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gan_theory import CLAIMS, PAPER, read_formulas
from gan_theory.cli.main import main

SOLUTION = Path(__file__).parents[1] / "support" / "solution.py"


@pytest.fixture
def mine(tmp_path):
    def write(text):
        path = tmp_path / "mine.py"
        path.write_text(f"import numpy as np\n{text}\n", encoding="utf-8")
        return path

    return write


ENTROPIES = """
def entropy(a):
    return -(a * np.log(np.where(a > 0, a, 1))).sum(axis=-1)

def jsd(p, q):
    return entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2
"""


def test_right_formulas_hold_also_with_fewer_digits(mine, capsys):
    assert main(["verify", "--formulas", str(mine(ENTROPIES))]) == 0
    lines = capsys.readouterr().out.splitlines()[2:]
    assert all("holds" in line for line in lines)
    assert {line.split()[0] for line in lines if line.endswith("holds, without yours")} == {
        *("minimax", "lotus", "proposition_1", "convexity", "subgradient", "proposition_2"),
        *("algorithm_1", "helvetica", "figure_1", "parzen", "likelihood", "chain_rule", "elbo"),
        *("adversaries", "any_generator", "dirac_gan"),
    }


def test_a_solution_of_all_formulas_holds(capsys):
    assert main(["verify", "--formulas", str(SOLUTION)]) == 0


# A formula as one gets it wrong, the claim to ask, and the line that teaches.
TAUGHT = {
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
        "sum over the last axis only (axis=-1), or not at all where a value per cell is asked",
    ),
    "0·log 0": (
        "def V(D, p, q): return (p * np.log(D) + q * np.log(1 - D)).sum(axis=-1) + 0 / (p.sum() - p.sum())",
        "minimax",
        "a mass of 0 needs care: 0·log 0 counts as 0",
    ),
    "a third of the gradient": (
        "from gan_theory import PAPER\ndef grad_C(p, q): return PAPER.grad_C(p, q) / 3",
        "disjoint_supports",
        "",
    ),
}


@pytest.mark.parametrize(("text", "claim", "line"), TAUGHT.values(), ids=TAUGHT)
def test_the_message_says_what_the_failures_have_in_common(text, claim, line, mine, capsys):
    code = main(["verify", "--formulas", str(mine(text)), claim])
    out = capsys.readouterr().out
    assert code == (1 if line else 0)
    assert f"        {line}\n" in out if line else "is missing" not in out and "times" not in out


def test_a_failure_tells_the_case_the_place_and_both_values(mine, capsys):
    swapped = mine("def D_star(p, q): return np.where(p + q > 0, q / np.where(p + q > 0, p + q, 1), 0.5)")
    assert main(["verify", "--formulas", str(swapped), "bayes", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["handed"] == ["D_star"]
    (claim,) = document["claims"]
    numeric = claim["grades"]["numeric"]
    assert numeric["formulas"] == ["D_star", "V", "jsd", "tv"]
    failure = next(each for each in numeric["failures"] if each["case"] == "shifted")
    assert failure["what"] == "D* = the posterior probability of data"
    assert failure["x"] == pytest.approx(-11.975586, abs=1e-6)
    assert failure["values"] == pytest.approx([0, 1], abs=1e-4)
    assert main(["verify", "--formulas", str(swapped), "bayes"]) == 1
    assert " at x = " in capsys.readouterr().out


def test_what_a_formula_prints_stays_out_of_the_document(mine, capsys):
    noisy = mine("print('at import')\ndef tv(p, q):\n    print('asked')\n    return np.abs(p - q).sum(axis=-1) / 2")
    assert main(["verify", "--formulas", str(noisy), "A5", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["holds"]
    assert "at import" in err and "asked" in err


def test_a_broken_formula_is_told_and_exits_with_1(mine, capsys):
    assert main(["verify", "--formulas", str(mine("def kl(p, q): return p / 0 + nonsense")), "A4"]) == 1
    out, err = capsys.readouterr()
    assert "kl raised NameError: name 'nonsense' is not defined" in out
    assert "Traceback" not in out + err


# What a file may hold, and the one line that says so.
REFUSED = {
    "nothing of ours": ("def Jsd(p, q): return 0", "defines one of V, D_star, C, kl, jsd, tv, U, grad_C, hess_C; got"),
    "the paper's own, imported": ("from gan_theory import jsd", "with no function"),
    "no function": ("C = 3", "to be a function; got int"),
    "a fault at import": ("def C(p, q): return 0\n1 / 0", "line 3, ZeroDivisionError: division by zero"),
    "no Python": ("def C(p, q) return 0", "SyntaxError"),
    "an exit": ("raise SystemExit('bye')", "SystemExit: bye"),
    "a package that is not there": ("import nowhere", "ModuleNotFoundError: No module named 'nowhere'"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_used_is_one_line_and_exits_with_2(text, message, mine, capsys):
    assert main(["verify", "--formulas", str(mine(text))]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.write_bytes(b"\xff\xfe\x00C")])
def test_a_path_that_is_no_text_is_told(make, tmp_path, capsys):
    make(tmp_path / "mine.py")
    assert main(["verify", "--formulas", str(tmp_path / "mine.py")]) == 2
    assert capsys.readouterr().err.startswith("gan-theory: expected a Python file that can be ")


def test_what_stands_beside_the_file_can_be_imported_and_nothing_is_left(mine, tmp_path):
    (tmp_path / "helpers_of_mine.py").write_text("def half(x): return x / 2\n")
    path = mine("from helpers_of_mine import half\ndef tv(p, q): return half(np.abs(p - q).sum(axis=-1))")
    before = list(sys.path)
    formulas, names = read_formulas(path)
    assert names == ("tv",)
    assert formulas.jsd is PAPER.jsd
    assert sys.path == before
    assert sorted(os.listdir(tmp_path)) == ["helpers_of_mine.py", "mine.py"]


def run_exercises(folder, formulas):
    exercises = Path(__file__).parents[2] / "lessons" / "exercises"
    (folder / "test_formulas.py").write_bytes((exercises / "test_formulas.py").read_bytes())
    (folder / "formulas.py").write_bytes((formulas or exercises / "formulas.py").read_bytes())
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", str(folder)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"})


def test_the_exercises_fail_while_they_are_blank_and_say_so(tmp_path):
    run = run_exercises(tmp_path, None)
    assert run.returncode == 1
    for name in ("V", "D_star", "kl", "jsd", "C", "grad_C"):
        assert f"{name} is still blank" in run.stdout
    assert "Traceback" not in run.stdout
    assert "6 failed" in run.stdout


def test_the_exercises_pass_with_a_solution(tmp_path):
    run = run_exercises(tmp_path, SOLUTION)
    assert run.returncode == 0, run.stdout
    assert f"{1 + 6 + len(CLAIMS)} passed" in run.stdout
