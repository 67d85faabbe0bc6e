"""User-supplied formulas: read from a file, checked at each call, refuted with a counterexample and no traceback."""

import json
import os
import sys
from dataclasses import replace

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS, PAPER, read_formulas
from gan_theory.cli.main import main
from gan_theory.verification.evidence import ProblemKind
from gan_theory.verification.user_formulas import CheckedFormulas
from tests.support.formula_files import SOLUTION, write_formulas

ENTROPIES = """
def entropy(a):
    return -(a * np.log(np.where(a > 0, a, 1))).sum(axis=-1)

def jsd(p, q):
    return entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2
"""


def test_right_formulas_hold_also_with_fewer_digits(tmp_path, capsys):
    assert main(["verify", "--formulas", str(write_formulas(tmp_path, ENTROPIES))]) == 0
    lines = capsys.readouterr().out.splitlines()[2:]
    assert all("holds" in line for line in lines)
    without = {name for name, claim in CLAIMS.items() if "jsd" not in claim.formulas}
    assert {line.split()[0] for line in lines if line.endswith("holds, without yours")} == without != set()


def test_a_solution_of_all_formulas_holds(capsys):
    assert main(["verify", "--formulas", str(SOLUTION)]) == 0


def test_a_failure_is_reported_with_the_case_the_location_and_both_values(tmp_path, capsys):
    text = "def D_star(p, q): return np.where(p + q > 0, q / np.where(p + q > 0, p + q, 1), 0.5)"
    swapped = write_formulas(tmp_path, text)
    assert main(["verify", "--formulas", str(swapped), "bayes", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["user_formulas"] == ["D_star"]
    (claim,) = document["claims"]
    numeric = claim["grades"]["numeric"]
    assert numeric["formulas"] == ["D_star", "V", "jsd", "tv"]
    failure = next(each for each in numeric["failures"] if each["case"] == "shifted")
    assert failure["what"] == "D* = the posterior probability of data"
    assert failure["x"] == pytest.approx(-11.975586, abs=1e-6)
    assert failure["values"] == pytest.approx([0, 1], abs=1e-4)
    assert main(["verify", "--formulas", str(swapped), "bayes"]) == 1
    assert " at x = " in capsys.readouterr().out


def test_what_a_formula_prints_stays_out_of_the_document(tmp_path, capsys):
    text = "print('at import')\ndef tv(p, q):\n    print('called')\n    return np.abs(p - q).sum(axis=-1) / 2"
    noisy = write_formulas(tmp_path, text)
    assert main(["verify", "--formulas", str(noisy), "A5", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["holds"]
    assert "at import" in err and "called" in err


def test_a_formula_that_raises_is_reported_and_exits_with_1(tmp_path, capsys):
    path = write_formulas(tmp_path, "def kl(p, q): return p / 0 + nonsense")
    assert main(["verify", "--formulas", str(path), "A4"]) == 1
    out, err = capsys.readouterr()
    assert "kl raised NameError: name 'nonsense' is not defined" in out
    assert "Traceback" not in out + err


# What a file may contain, and the message, of one line.
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
def test_a_file_that_cannot_be_used_is_one_line_and_exits_with_2(text, message, tmp_path, capsys):
    assert main(["verify", "--formulas", str(write_formulas(tmp_path, text))]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.write_bytes(b"\xff\xfe\x00C")])
def test_a_path_that_is_no_text_is_an_error(make, tmp_path, capsys):
    make(tmp_path / "mine.py")
    assert main(["verify", "--formulas", str(tmp_path / "mine.py")]) == 2
    assert capsys.readouterr().err.startswith("gan-theory: expected a Python file that can be ")


def test_modules_beside_the_file_can_be_imported_and_nothing_is_left(tmp_path):
    (tmp_path / "helpers_of_mine.py").write_text("def half(x): return x / 2\n")
    text = "from helpers_of_mine import half\ndef tv(p, q): return half(np.abs(p - q).sum(axis=-1))"
    path = write_formulas(tmp_path, text)
    before = list(sys.path)
    formulas, names = read_formulas(path)
    assert names == ("tv",)
    assert formulas.jsd is PAPER.jsd
    assert sys.path == before
    assert sorted(os.listdir(tmp_path)) == ["helpers_of_mine.py", "mine.py"]


def _scribble(p, q):
    p += 1
    return PAPER.jsd(p, q)


# What a formula may do instead of returning usable values, and the message.
UNUSABLE = {
    "raises": (lambda p, q: p[7, 7], "jsd raised IndexError: too many indices"),
    "exits": (lambda p, q: sys.exit(3), "jsd raised SystemExit: 3"),
    "takes other arguments": (lambda p: 0.0, "jsd raised TypeError: "),
    "writes into its arguments": (_scribble, "jsd raised ValueError: output array is read-only"),
    "is blank": (lambda p, q: ..., "jsd is still blank"),
    "returns nothing": (lambda p, q: None, "jsd returned NoneType; expected float64"),
    "returns text": (lambda p, q: "0.5", "jsd returned values of type <U3; expected float64"),
    "returns a complex number": (lambda p, q: PAPER.jsd(p, q) + 0j, "jsd returned values of type complex128; expected"),
    "returns a truth value": (lambda p, q: True, "jsd returned values of type bool; expected float64"),
    "returns a ragged list": (lambda p, q: [[1.0], [1.0, 2.0]], "jsd returned list; expected float64"),
    "does not sum": (
        lambda p, q: p * q,
        "jsd returned the shape (512,); expected () for arrays of shapes (512,), (512,)",
    ),
    "sums too much": (
        lambda p, q: PAPER.jsd(p, q).sum(),
        "jsd returned the shape (); expected (3,) for arrays of shapes",
    ),
    "gives nan": (
        lambda p, q: (p * np.log(p / q)).sum(axis=-1),
        "jsd returned nan where its arguments are 0, 0",
    ),
    "gives nan on the whole only": (
        lambda p, q: PAPER.jsd(p, q) if p.shape[-1] == 1 else np.full(PAPER.jsd(p, q).shape, np.nan),
        "jsd returned nan",
    ),
}


@pytest.mark.parametrize(("formula", "message"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_formula_without_usable_values_fails_and_is_named(formula, message):
    case = PAIRS["uniforms-overlap"] if "0, 0" in message else PAIRS["two-modes-one-found"]
    verdict = CLAIMS["theorem_1"].check([case], replace(PAPER, jsd=formula))
    assert [found.what[: len(message)] for _, found in verdict.failures] == [message]
    assert "jsd" in verdict.used


def test_an_error_that_the_values_of_a_formula_lead_to_names_it():
    formulas = replace(PAPER, V=lambda D, p, q: np.full_like(PAPER.V(D, p, q), np.inf))
    (_, found), *_ = CLAIMS["dirac_gan"].check(formulas=formulas).failures
    assert found.what == "what V returned led to LinAlgError: Array must not contain infs or NaNs"


def test_nan_per_cell_is_reported_with_the_masses_that_gave_it():
    formulas = replace(PAPER, grad_C=lambda p, q: np.log(1 - p / (p + q)))
    (_, found), *_ = CLAIMS["subgradient"].check([PAIRS["uniforms-overlap"]], formulas).failures
    assert found.what == "grad_C returned nan where its arguments are 0, 0"


@pytest.mark.parametrize("value", [np.nan, np.inf, 7.0, -1.0])
def test_D_star_is_not_judged_where_neither_has_mass_nan_included(value):
    def D_star(p, q):
        return np.where(p + q > 0, PAPER.D_star(p, q), value)

    formulas = replace(PAPER, D_star=D_star)
    verdicts = [claim.check(formulas=formulas) for claim in CLAIMS.values() if "D_star" in claim.formulas]
    assert [verdict.claim.name for verdict in verdicts if not verdict.holds] == []
    assert sum("D_star" in verdict.used for verdict in verdicts) >= 8
    assert CheckedFormulas(formulas).D_star([0.5, 0.5, 0.0], [0.0, 1.0, 0.0]).tolist() == [1.0, 1 / 3, 0.5]


def test_D_star_is_judged_where_one_of_them_has_mass():
    formulas = replace(PAPER, D_star=lambda p, q: np.where(q > 0, PAPER.D_star(p, q), np.nan))
    (_, found), *_ = CLAIMS["bayes"].check([PAIRS["uniforms-overlap"]], formulas).failures
    assert found.what.startswith("D_star returned nan where its arguments are 0.0")


def test_a_tuple_is_called_one():
    formulas = replace(PAPER, tv=lambda p, q: (PAPER.tv(p, q),))
    (_, found), *_ = CLAIMS["theorem_1"].check([PAIRS["near"]], formulas).failures
    assert found.what == "tv returned a tuple of 1; expected an array of the shape ()"
    assert found.problem.kind is ProblemKind.WRONG_TYPE


def test_evidence_from_before_a_formula_fails_is_kept():
    verdict = CLAIMS["bayes"].check([PAIRS["shifted"]], replace(PAPER, tv=lambda p, q: None))
    assert [found.holds for _, found in verdict.findings] == [True, True, True, False]


def test_formulas_get_float64_arrays_that_they_cannot_change():
    seen = []

    def jsd(p, q):
        seen.extend((p, q))
        return PAPER.jsd(p, q)

    CLAIMS["theorem_1"].check([PAIRS["shifted"]], replace(PAPER, jsd=jsd))
    assert {(type(each), each.dtype, each.flags.writeable) for each in seen} == {(np.ndarray, np.dtype("f8"), False)}


def test_only_the_formulas_that_were_evaluated_are_noted():
    checked = CheckedFormulas(replace(PAPER, tv=lambda p, q: np.abs(p - q).sum(axis=-1) / 2))
    assert checked.user_supplied == {"tv"}
    assert checked.tv([1.0, 0.0], [0.5, 0.5]) == 0.5
    assert checked.used == {"tv"}
