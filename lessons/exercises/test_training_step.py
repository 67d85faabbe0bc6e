"""Judge `training_step.py`: the three losses on fixed minibatches, and one round of Algorithm 1 for several k."""

from pathlib import Path

import pytest

from gan_theory.grading.training_step.worksheet import read_worksheet

PROBLEM = ""
try:
    MINE = read_worksheet(Path(__file__).with_name("training_step.py"))
except ValueError as error:  # such as a syntax error
    PROBLEM = str(error)
if PROBLEM:
    pytest.fail(PROBLEM, pytrace=False)


def judge(finding):
    if not finding.is_right:
        pytest.fail(str(finding), pytrace=False)


@pytest.mark.parametrize("name", ["loss_D", "loss_G", "loss_G_saturating"])
def test_your_loss_and_its_derivatives(name):
    judge(MINE.check(name))


@pytest.mark.parametrize("k", [1, 2, 3])
def test_your_round_with_k_steps_of_D(k):
    judge(MINE.check("one_round", k))
