"""Lessons run as scripts from any folder, without a display; all are worksheets, with a question and notes."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("[0-9]*.py"))
FIGURES = {
    "01": ["01_the_game_and_its_value.png"],
    "02": ["02_the_optimal_discriminator.png", "02_why_the_logarithm.png"],
    "03": ["03_the_global_optimum.png"],
    "04": ["04_convexity_and_convergence.png"],
    "05": ["05_framework.png", "05_what_they_want.png"],
    "06": ["06_figure_1.png", "06_old_faithful.gif"],
    "07": ["07_disjoint_supports.png", "07_two_losses.png"],
    "08": ["08_finite_data.png", "08_how_many_steps_for_D.png"],
    "09": ["09_helvetica.png"],
    "10": ["10_any_G.png", "10_sharp_and_blurred.png", "10_spikes.png"],
    "11": ["11_dirac_gan.png", "11_theory_and_practice.png"],
    "12": ["12_likelihood.png", "12_modes.png"],
    "13": ["13_chain_rule.png"],
    "14": ["14_elbo.png", "14_map.png"],
    "15": ["15_misranked.png", "15_parzen_windows.png", "15_table_1.png", "15_trained.png"],
    "16": ["16_how_much_to_smooth.png", "16_your_own_data.png"],
    "17": ["17_f_divergences.png", "17_penalties.png", "17_wasserstein.png"],
}
CLAIMS = {
    "01": ["value_function", "bayes"],
    "02": ["proposition_1", "scoring_rules"],
    "03": ["criterion", "theorem_1", "saddle_point"],
    "04": ["convexity", "subgradient", "proposition_2"],
    "05": ["adversaries"],
    "06": ["figure_1", "lotus"],
    "07": ["two_losses", "disjoint_supports"],
    "08": ["algorithm_1", "bound"],
    "09": ["helvetica"],
    "10": ["sharpness", "any_generator"],
    "11": ["dirac_gan", "frozen_gradients"],
    "12": ["likelihood"],
    "13": ["chain_rule"],
    "14": ["elbo"],
    "15": ["parzen"],
    "16": ["bound"],
    "17": ["f_divergences", "wasserstein", "relativistic_gan"],
}


def test_the_lessons_are_all_here():
    assert [lesson.name[:2] for lesson in LESSONS] == list(FIGURES)


# A notebook is the same code: test_notebooks runs every lesson as one, and checks its figures and that nothing warns.
QUICK = [lesson for lesson in LESSONS if lesson.name[:2] in ("01", "13")]


@pytest.mark.parametrize("lesson", QUICK, ids=lambda lesson: lesson.stem)
def test_a_lesson_runs_from_anywhere_and_leaves_its_figures(lesson, tmp_path):
    """In a copy of the folders, so that the figures of the checkout stay as they are."""
    for folder in ("lessons", "figures", "elsewhere"):
        (tmp_path / folder).mkdir()
    script = shutil.copy(lesson, tmp_path / "lessons")
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "MPLBACKEND")}
    environment["PYTHONUTF8"] = "1"
    run = subprocess.run(
        [sys.executable, "-W", "error", script],
        cwd=tmp_path / "elsewhere",
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    number = lesson.name[:2]
    assert sorted(os.listdir(tmp_path / "figures")) == FIGURES[number]
    assert all(f"figures{os.sep}{name}" in run.stdout for name in FIGURES[number])
    check_printed(number, run.stdout)


def check_printed(number, printed):
    """Check that the claims of the lesson hold, that a falsifier is refuted, and that no TeX is printed."""
    for claim in CLAIMS[number]:
        assert re.search(rf"^{claim} .* holds\b", printed, re.MULTILINE)
    assert re.search(r"^\w+, but .+: refuted, as expected$", printed, re.MULTILINE)
    assert "NOT refuted" not in printed and "FAILS" not in printed
    assert "$" not in printed


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.stem)
def test_a_lesson_reads_like_a_worksheet(lesson):
    source = lesson.read_text(encoding="utf-8")
    tree = ast.parse(source)
    number = int(lesson.name[:2])
    assert ast.get_docstring(tree).startswith(f"Lesson {number}. ")
    # Only Algorithm 1 in plain PyTorch (test_plain_pytorch.py) is a function, and imports torch.
    tree.body = [node for node in tree.body if number != 5 or not is_plain_pytorch(node)]
    assert not any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda) for node in ast.walk(tree))
    for word in ("**Predict.**", "**Run it.**", "**See.**", "**Break it.**"):
        assert word in source
    assert "argparse" not in source and "sys.argv" not in source
    # Names come from the modules that define them: a lesson does not rely on what another one has imported.
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert modules <= {"numpy"}


def is_plain_pytorch(node):
    """Whether a statement imports torch, or is Algorithm 1 in plain PyTorch."""
    if isinstance(node, ast.Import):
        return node.names[0].name == "torch"
    return isinstance(node, ast.FunctionDef) and node.name == "algorithm_1"


LONGEST = 100  # lines of a lesson, empty ones and comments included


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.stem)
def test_a_lesson_has_at_most_a_hundred_lines(lesson):
    assert len(lesson.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.stem)
def test_a_lesson_begins_with_what_it_needs_and_what_one_can_do_after_it(lesson):
    first_cell = lesson.read_text(encoding="utf-8").split("\n# %%")[1]
    needs, after = re.search(
        r"^ \[markdown\]\n# \*\*Needs\.\*\* (.+?)\n(?:#\n)?# \*\*After it\.?\*\* (.+?)\n#\n", first_cell, re.DOTALL
    ).groups()
    assert len(needs.split()) >= 3
    assert len(after.split()) >= 10


QUESTION = r"""
# %% \[markdown\]
# \*\*Question\.\*\* (?P<question>.+?\?)
#
# <details><summary>Answer</summary>
#
(?P<answer>.+?)
#
# </details>

# %% \[markdown\]
# \*\*Exercises\.\*\*(?P<heading>.*?)
# 1\. Easier: (?P<easier>.+?)
# 2\. Harder: (?P<harder>.+)
$"""


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.stem)
def test_a_lesson_ends_with_a_question_whose_answer_is_folded_and_two_exercises(lesson):
    found = re.search(QUESTION, lesson.read_text(encoding="utf-8"), re.DOTALL)
    assert len(found["question"].split()) >= 10
    assert len(found["answer"].split()) >= 25
    for exercise in ("easier", "harder"):
        assert "# %%" not in found[exercise]
        assert len(found[exercise].split()) >= 10


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.stem)
def test_a_lesson_has_notes_of_about_five_minutes_for_the_instructor(lesson):
    """With its topics in one line below the title, and the minutes that the lesson takes."""
    notes = (lesson.parent / "notes" / f"{lesson.stem}.md").read_text(encoding="utf-8")
    title, empty, topics, *_ = notes.splitlines()
    assert (title, empty) == (f"# Lesson {int(lesson.name[:2])}: notes for the instructor", "")
    assert topics.startswith("**Topics.** ") and len(topics.split()) >= 4
    assert re.search(r"\d+ minutes", notes)
    assert 350 <= len(notes.split()) <= 1200  # at 80 to 200 words a minute, with figures to look at
