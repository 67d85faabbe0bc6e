"""The exercises judge formulas and a training step: blank ones fail and say so, a solution passes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gan_theory import CLAIMS
from tests.support.formula_files import SOLUTION
from tests.support.training_steps.files import SOLUTIONS


def run_exercises(folder, mine, name="formulas"):
    """Run an exercise's own tests in a copy of its folder; by default on the worksheet, which is still blank."""
    exercises = Path(__file__).parents[2] / "lessons" / "exercises"
    (folder / f"test_{name}.py").write_bytes((exercises / f"test_{name}.py").read_bytes())
    (folder / f"{name}.py").write_bytes((mine or exercises / f"{name}.py").read_bytes())
    command = [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "-W", "error", str(folder)]
    settings = {"PYTHONUTF8": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # plugins take seconds to load
    return subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, **settings})


def test_the_exercises_fail_while_they_are_blank_and_say_so(tmp_path):
    run = run_exercises(tmp_path, None)
    assert run.returncode == 1
    for name in ("V", "D_star", "kl", "jsd", "C", "grad_C"):
        assert f"{name} is still blank" in run.stdout
    assert "Traceback" not in run.stdout
    assert "6 failed" in run.stdout


ONLY_C = """
def C(p, q):
    def term(a):
        return np.where(a > 0, a * np.log(np.where(a > 0, a, 1) / np.where(a > 0, p + q, 1)), 0).sum(axis=-1)

    return term(p) + term(q)
"""


def test_with_only_C_filled_in_C_passes_and_what_remains_is_listed(tmp_path):
    blank = (Path(__file__).parents[2] / "lessons" / "exercises" / "formulas.py").read_text(encoding="utf-8")
    mine = tmp_path / "only_C.py"
    mine.write_text(blank + ONLY_C, encoding="utf-8")
    (tmp_path / "exercises").mkdir()
    run = run_exercises(tmp_path / "exercises", mine)
    assert run.returncode == 1
    assert "5 failed" in run.stdout
    assert "C is still blank" not in run.stdout.replace("grad_C is still blank", "")
    assert "fill in V, D_star, kl, jsd first" in run.stdout


def test_the_exercises_pass_with_a_solution(tmp_path):
    run = run_exercises(tmp_path, SOLUTION)
    assert run.returncode == 0, run.stdout
    assert f"{1 + 6 + len(CLAIMS)} passed" in run.stdout


def test_a_file_that_cannot_be_read_is_one_line_without_the_package_s_own_code(tmp_path):
    for code, reason in (
        ("def V(D, p, q:\n", "SyntaxError: '(' was never closed (formulas.py, line 1)"),
        ("import nothing_here\n", "line 1, ModuleNotFoundError: No module named 'nothing_here'"),
        ("x = 1\n", "expected a file that defines one of V, D_star"),
    ):
        (tmp_path / "mine.py").write_text(code)
        run = run_exercises(tmp_path, tmp_path / "mine.py")
        assert run.returncode != 0
        assert reason in run.stdout
        for inner in ("Traceback", "user_formulas.py", "read_formulas", "another exception"):
            assert inner not in run.stdout


def test_the_training_step_fails_while_it_is_blank_and_says_so(tmp_path):
    run = run_exercises(tmp_path, None, "training_step")
    assert run.returncode == 1
    for name in ("loss_D", "loss_G", "loss_G_saturating", "one_round"):
        assert f"{name} is still blank" in run.stdout
    assert "Traceback" not in run.stdout
    assert "6 failed" in run.stdout


@pytest.mark.parametrize("library", SOLUTIONS)
def test_the_training_step_passes_with_a_solution_in_either_library(library, tmp_path):
    run = run_exercises(tmp_path, SOLUTIONS[library], "training_step")
    assert run.returncode == 0, run.stdout
    assert "6 passed" in run.stdout


def test_a_solution_takes_about_thirty_lines():
    for path in SOLUTIONS.values():
        lines = [line for line in path.read_text(encoding="utf-8").splitlines()[2:] if line.strip()]
        assert len(lines) <= 30


def test_a_training_step_with_mistakes_gets_a_fact_and_a_hint_for_each_and_nothing_of_the_package(tmp_path):
    text = SOLUTIONS["numpy"].read_text(encoding="utf-8")
    for right, wrong in (
        ("-np.mean(np.log(D_data)) -", "np.mean(np.log(D_data)) +"),
        ("range(k)", "range(1)"),
        ("return np.mean(np.log(1 - D_generated))", "return nonsense"),
    ):
        assert right in text
        text = text.replace(right, wrong)
    (tmp_path / "mine.py").write_text(text, encoding="utf-8")
    run = run_exercises(tmp_path, tmp_path / "mine.py", "training_step")
    assert "4 failed, 2 passed" in run.stdout  # loss_G, and one_round with k = 1, are right
    for line in (
        "your loss_D has the wrong sign: it is V, which D ascends; a loss is descended",
        "loss_G_saturating raised line 19, NameError: name 'nonsense' is not defined",
        "one_round with k = 3, m = 6, loss_G: expected k = 3 minibatches of data in round 1; got 1",
        "your one_round ignores k: D takes one step in place of k",
    ):
        assert line in run.stdout
    assert "Traceback" not in run.stdout
    assert "gan_theory" not in run.stdout


def test_a_training_step_that_cannot_be_read_is_one_line(tmp_path):
    (tmp_path / "mine.py").write_text("def loss_D(\n")
    run = run_exercises(tmp_path, tmp_path / "mine.py", "training_step")
    assert run.returncode != 0
    assert "SyntaxError: '(' was never closed (training_step.py, line 1)" in run.stdout
    assert "Traceback" not in run.stdout
    assert "python_files.py" not in run.stdout


def test_torch_is_imported_only_for_a_file_that_imports_it():
    code = (
        "import sys; from gan_theory.grading.training_step.worksheet import FUNCTIONS, read_worksheet; "
        "sheet = read_worksheet(sys.argv[1]); "
        "print(all(sheet.check(name).is_right for name in FUNCTIONS), 'torch' in sys.modules)"
    )
    for library, path in SOLUTIONS.items():
        run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, encoding="utf-8", check=True)
        assert run.stdout.split() == ["True", str(library == "torch")]
