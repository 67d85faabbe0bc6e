"""The exercises judge formulas: blank ones fail and say so, a solution passes."""

import os
import subprocess
import sys
from pathlib import Path

from gan_theory import CLAIMS
from tests.support.formula_files import SOLUTION


def run_exercises(folder, formulas):
    """Run the exercises' own tests in a copy of their folder; by default on formulas that are still blank."""
    exercises = Path(__file__).parents[2] / "lessons" / "exercises"
    (folder / "test_formulas.py").write_bytes((exercises / "test_formulas.py").read_bytes())
    (folder / "formulas.py").write_bytes((formulas or exercises / "formulas.py").read_bytes())
    command = [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "-W", "error", str(folder)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"})


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
