"""The judgement of each exercise: points, hints, missing and unreadable files."""

import pytest

from gan_theory.grading.classroom.exercises import EXERCISES, FORMULA_EXERCISES, claims_by_formula, judge
from tests.support.odd_submissions import RIGHT, RIGHT_STEP

FEW = {name: ["criterion"] for name in FORMULA_EXERCISES}


def judged(folder, formulas=None, training_step=None):
    for name, text in (("formulas.py", formulas), ("training_step.py", training_step)):
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    found = list(judge(folder, FEW))
    assert [each.exercise for each in found] == list(EXERCISES)
    return {each.exercise: each for each in found}


def test_each_formula_is_judged_by_the_claims_that_evaluate_it():
    claims = claims_by_formula()
    assert list(claims) == list(FORMULA_EXERCISES)
    assert {"theorem_1", "criterion"} <= set(claims["C"])
    assert "subgradient" in claims["grad_C"] and "subgradient" not in claims["kl"]


def test_right_work_has_all_points_and_no_hint(tmp_path):
    found = judged(tmp_path, RIGHT, RIGHT_STEP)
    assert {(each.points, each.hint, each.feedback) for each in found.values()} == {(1, "", "")}


def test_a_wrong_formula_costs_its_own_point_only_and_gets_its_hint(tmp_path):
    found = judged(tmp_path, RIGHT + "\n\n_C = C\n\n\ndef C(p, q):\n    return _C(p, q) + np.log(4)", RIGHT_STEP)
    assert [name for name, each in found.items() if not each.points] == ["C"]
    assert found["C"].hint == "your C is log 4 above what it must be: −log 4 is missing"
    assert "FAILS" in found["C"].feedback and "\n" in found["C"].feedback


def test_a_wrong_loss_and_a_wrong_round_get_the_hint_of_the_worksheet(tmp_path):
    step = (
        RIGHT_STEP + "\n\n_loss_D = loss_D\n\n\ndef loss_D(a, b):\n    return tuple(-each for each in _loss_D(a, b))\n"
    )
    step += "\n\ndef one_round(game, k, m, loss_D, loss_G):\n    return ...\n"
    found = judged(tmp_path, None, step)
    assert [found[name].points for name in EXERCISES[6:]] == [0, 1, 1, 0]
    assert found["loss_D"].hint.startswith("your loss_D ")
    assert found["one_round"].hint == "one_round is still blank"


def test_missing_files_and_functions_have_no_points(tmp_path):
    found = judged(tmp_path, "from gan_theory import kl as _kl\n\n\ndef kl(p, q):\n    return _kl(p, q)")
    assert found["V"].hint == "formulas.py does not define V"
    assert found["loss_G"].hint == "there is no training_step.py"
    assert [found[name].points for name in FORMULA_EXERCISES] == [0, 0, 1, 0, 0, 0]
    assert not any(each.is_unreadable for each in found.values())


@pytest.mark.parametrize(
    ("text", "out_of_memory"), [("def (", False), ("raise MemoryError", True), ("raise OSError('memory')", False)]
)
def test_a_file_that_cannot_be_imported_is_unreadable_and_its_path_is_not_shown(tmp_path, text, out_of_memory):
    found = judged(tmp_path, text, text)
    assert all(each.is_unreadable and each.is_out_of_memory == out_of_memory for each in found.values())
    assert str(tmp_path) not in found["V"].hint
    assert found["V"].hint.startswith("expected a Python file that can be imported; got formulas.py: ")
    assert found["loss_D"].hint.startswith("expected a Python file that can be imported; got training_step.py: ")


def test_memory_that_a_function_asks_for_in_vain_is_noticed(tmp_path):
    step = RIGHT_STEP + "\n\n\ndef loss_G(b):\n    raise MemoryError('too much')\n"
    found = judged(tmp_path, "def V(D, p, q):\n    raise MemoryError('too much')", step)
    assert [name for name, each in found.items() if each.is_out_of_memory] == ["V", "loss_G"]
