"""The exercises judge formulas and a training step: blank ones fail and say so, a solution passes.

A student runs them in a process of their own, as the tests of whole solutions do. The other tests run pytest within
this process, which has imported the package.
"""

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gan_theory import CLAIMS
from tests.support.formula_files import SOLUTION
from tests.support.training_steps.files import SOLUTIONS

EXERCISES = Path(__file__).parents[2] / "lessons" / "exercises"
OPTIONS = ("-q", "-rs", "-p", "no:cacheprovider", "-W", "error")
WITHOUT_PLUGINS = ("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # plugins take seconds to load


def copy_exercises(folder, mine, name="formulas"):
    """Copy an exercise's own tests to a folder, by default with the worksheet, which is still blank."""
    folder.mkdir(exist_ok=True)
    (folder / f"test_{name}.py").write_bytes((EXERCISES / f"test_{name}.py").read_bytes())
    (folder / f"{name}.py").write_bytes((mine or EXERCISES / f"{name}.py").read_bytes())


def run_in_a_process(folder, mine, name="formulas"):
    """Run an exercise's own tests as a student does."""
    copy_exercises(folder, mine, name)
    command = [sys.executable, "-m", "pytest", *OPTIONS, str(folder)]
    settings = os.environ | dict([("PYTHONUTF8", "1"), WITHOUT_PLUGINS])
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=settings)


@pytest.fixture
def run_here(monkeypatch, tmp_path):
    """Run an exercise's own tests in this process; return the exit status and what is printed."""
    monkeypatch.setenv(*WITHOUT_PLUGINS)
    folders = (tmp_path / f"run_{number}" for number in range(9))

    def run(mine, name="formulas"):
        folder = next(folders)
        copy_exercises(folder, mine, name)
        printed = io.StringIO()
        with monkeypatch.context() as patch, contextlib.redirect_stdout(printed):
            patch.setattr(sys, "path", sys.path.copy())
            status = pytest.main([*OPTIONS, "-p", "no:faulthandler", str(folder)])
        sys.modules.pop(f"test_{name}", None)
        return status, printed.getvalue()

    return run


def test_the_exercises_fail_while_they_are_blank_and_say_so(run_here):
    status, printed = run_here(None)
    assert status == 1
    for name in ("V", "D_star", "kl", "jsd", "C", "grad_C"):
        assert f"{name} is still blank" in printed
    assert "Traceback" not in printed
    assert "6 failed" in printed


ONLY_C = """
def C(p, q):
    def term(a):
        return np.where(a > 0, a * np.log(np.where(a > 0, a, 1) / np.where(a > 0, p + q, 1)), 0).sum(axis=-1)

    return term(p) + term(q)
"""


def test_with_only_C_filled_in_C_passes_and_what_remains_is_listed(run_here, tmp_path):
    mine = tmp_path / "only_C.py"
    mine.write_text((EXERCISES / "formulas.py").read_text(encoding="utf-8") + ONLY_C, encoding="utf-8")
    status, printed = run_here(mine)
    assert status == 1
    assert "5 failed" in printed
    assert "C is still blank" not in printed.replace("grad_C is still blank", "")
    assert "fill in V, D_star, kl, jsd first" in printed


def test_the_exercises_pass_with_a_solution(tmp_path):
    run = run_in_a_process(tmp_path, SOLUTION)
    assert run.returncode == 0, run.stdout
    assert f"{1 + 6 + len(CLAIMS)} passed" in run.stdout


def test_a_file_that_cannot_be_read_is_one_line_without_the_package_s_own_code(run_here, tmp_path):
    for code, reason in (
        ("def V(D, p, q:\n", "SyntaxError: '(' was never closed (formulas.py, line 1)"),
        ("import nothing_here\n", "line 1, ModuleNotFoundError: No module named 'nothing_here'"),
        ("x = 1\n", "expected a file that defines one of V, D_star"),
    ):
        (tmp_path / "mine.py").write_text(code)
        status, printed = run_here(tmp_path / "mine.py")
        assert status != 0
        assert reason in printed
        for inner in ("Traceback", "user_formulas.py", "read_formulas", "another exception"):
            assert inner not in printed


def test_the_training_step_fails_while_it_is_blank_and_says_so(run_here):
    status, printed = run_here(None, "training_step")
    assert status == 1
    for name in ("loss_D", "loss_G", "loss_G_saturating", "one_round"):
        assert f"{name} is still blank" in printed
    assert "Traceback" not in printed
    assert "6 failed" in printed


@pytest.mark.parametrize("library", SOLUTIONS)
def test_the_training_step_passes_with_a_solution_in_either_library(library, tmp_path):
    run = run_in_a_process(tmp_path, SOLUTIONS[library], "training_step")
    assert run.returncode == 0, run.stdout
    assert "6 passed" in run.stdout


def test_a_solution_takes_about_thirty_lines():
    for path in SOLUTIONS.values():
        lines = [line for line in path.read_text(encoding="utf-8").splitlines()[2:] if line.strip()]
        assert len(lines) <= 30


def test_a_training_step_with_mistakes_gets_a_fact_and_a_hint_for_each_and_nothing_of_the_package(run_here, tmp_path):
    text = SOLUTIONS["numpy"].read_text(encoding="utf-8")
    for right, wrong in (
        ("-np.mean(np.log(D_data)) -", "np.mean(np.log(D_data)) +"),
        ("range(k)", "range(1)"),
        ("return np.mean(np.log(1 - D_generated))", "return nonsense"),
    ):
        assert right in text
        text = text.replace(right, wrong)
    (tmp_path / "mine.py").write_text(text, encoding="utf-8")
    _, printed = run_here(tmp_path / "mine.py", "training_step")
    assert "4 failed, 2 passed" in printed  # loss_G, and one_round with k = 1, are right
    for line in (
        "your loss_D has the wrong sign: it is V, which D ascends; a loss is descended",
        "loss_G_saturating raised line 19, NameError: name 'nonsense' is not defined",
        "one_round with k = 3, m = 6, loss_G: expected k = 3 minibatches of data in round 1; got 1",
        "your one_round ignores k: D takes one step in place of k",
    ):
        assert line in printed
    assert "Traceback" not in printed
    assert "gan_theory" not in printed


def test_a_training_step_that_cannot_be_read_is_one_line(run_here, tmp_path):
    (tmp_path / "mine.py").write_text("def loss_D(\n")
    status, printed = run_here(tmp_path / "mine.py", "training_step")
    assert status != 0
    assert "SyntaxError: '(' was never closed (training_step.py, line 1)" in printed
    assert "Traceback" not in printed
    assert "python_files.py" not in printed


def test_torch_is_imported_only_for_a_file_that_imports_it():
    code = (
        "import sys; from gan_theory.grading.training_step.worksheet import FUNCTIONS, read_worksheet\n"
        "for path in sys.argv[1:]:\n"
        "    sheet = read_worksheet(path)\n"
        "    print(all(sheet.check(name).is_right for name in FUNCTIONS), 'torch' in sys.modules)"
    )
    paths = [str(SOLUTIONS[library]) for library in ("numpy", "torch")]
    run = subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.splitlines() == ["True False", "True True"]
