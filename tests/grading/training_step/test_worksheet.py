"""Worksheets: the library is recognised by what is imported, and what is missing is named."""

import pytest

from gan_theory.grading.training_step.worksheet import FUNCTIONS, read_worksheet
from tests.support.training_steps.files import SOLUTIONS, write


@pytest.mark.parametrize(
    ("text", "library"),
    [
        ("import numpy as np", "numpy"),
        ("import torch", "torch"),
        ("import numpy as np\nimport torch.nn.functional as F", "torch"),
        ("from torch import nn", "torch"),
        ("from torch import log", "torch"),
        ("from torch.optim import SGD", "torch"),
        ("torch = 3", "numpy"),
        ("", "numpy"),
    ],
)
def test_the_library_is_that_which_is_imported(text, library, tmp_path):
    assert read_worksheet(write(tmp_path, text)).library == library


@pytest.mark.parametrize("library", SOLUTIONS)
def test_a_solution_is_right_throughout(library):
    worksheet = read_worksheet(SOLUTIONS[library])
    assert [str(worksheet.check(name)) for name in FUNCTIONS] == [""] * 4


def test_a_function_that_is_missing_is_named(tmp_path):
    worksheet = read_worksheet(write(tmp_path, "loss_D = 3\n"))
    assert str(worksheet.check("loss_D")) == "expected training_step.py to define the function loss_D; loss_D is int"
    assert str(worksheet.check("one_round")) == (
        "expected training_step.py to define the function one_round; there is no one_round"
    )


def test_a_file_with_an_error_cannot_be_read(tmp_path):
    with pytest.raises(
        ValueError, match=r"expected a Python file that can be imported; got .*line 1, ZeroDivisionError"
    ):
        read_worksheet(write(tmp_path, "1 / 0"))


def test_a_round_is_judged_with_right_losses_while_those_of_the_file_are_wrong(tmp_path):
    text = SOLUTIONS["numpy"].read_text(encoding="utf-8").replace("1 - D_generated", "D_generated")
    worksheet = read_worksheet(write(tmp_path, text))
    assert [worksheet.check(name).is_right for name in FUNCTIONS] == [False, True, False, True]
