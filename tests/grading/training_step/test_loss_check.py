"""Each wrong loss of a student gets the hint that names its mistake, or none; right losses pass in many forms."""

import pytest

from gan_theory.grading.training_step.game.losses import LOSSES
from gan_theory.grading.training_step.loss_check import SIZES, minibatches
from gan_theory.grading.training_step.worksheet import read_worksheet
from tests.support.training_steps.files import SOLUTIONS, write_loss
from tests.support.training_steps.wrong_losses import WRONG_LOSSES

WRONG = [
    (library, name, expression, hint)
    for name, numpy, torch, hint in WRONG_LOSSES
    for library, expression in (("numpy", numpy), ("torch", torch))
    if expression
]


@pytest.mark.parametrize(
    ("library", "name", "expression", "hint"), WRONG, ids=[f"{each[1]}: {each[2]}" for each in WRONG]
)
def test_a_wrong_loss_gets_its_hint_and_no_other(library, name, expression, hint, tmp_path):
    worksheet = read_worksheet(write_loss(tmp_path, library, name, expression))
    assert worksheet.library == library
    finding = worksheet.check(name)
    assert not finding.is_right
    assert finding.hint == hint
    assert str(finding).splitlines()[1:] == ([f"your {name} {hint}"] if hint else [])


@pytest.mark.parametrize("library", SOLUTIONS)
@pytest.mark.parametrize("name", LOSSES)
def test_the_losses_of_the_solutions_are_right(library, name):
    finding = read_worksheet(SOLUTIONS[library]).check(name)
    assert finding.is_right, finding


RIGHT = [
    ("numpy", "loss_D", "-np.log(a * (1 - b)).sum() / m, [-1 / (m * D) for D in a], 1 / (m - m * b)"),
    ("numpy", "loss_D", "-np.log(a + 1e-8).mean() - np.log(1 - b + 1e-8).mean(), -1 / (m * a), 1 / (m * (1 - b))"),
    ("numpy", "loss_G", "[-np.log(b).mean(), -1 / (m * b)]"),
    ("numpy", "loss_G_saturating", "float(np.log1p(-b).mean()), 1 / (m * (b - 1))"),
    ("torch", "loss_D", "F.binary_cross_entropy(a, torch.ones(m)) + F.binary_cross_entropy(b, torch.zeros(m))"),
    ("torch", "loss_D", "2 * F.binary_cross_entropy(torch.cat([a, b]), torch.cat([torch.ones(m), torch.zeros(m)]))"),
    ("torch", "loss_D", "-(torch.log(a + 1e-8) + torch.log(1 - b + 1e-8)).mean()"),
    ("torch", "loss_D", "torch.nn.BCELoss()(a, torch.ones_like(a)) + torch.nn.BCELoss()(b, torch.zeros_like(b))"),
    ("torch", "loss_G", "F.binary_cross_entropy(b, torch.ones(m))"),
    ("torch", "loss_G", "F.softplus(-torch.logit(b)).mean()"),
    ("torch", "loss_G_saturating", "-F.binary_cross_entropy(b, torch.zeros(m))"),
]


@pytest.mark.parametrize(("library", "name", "expression"), RIGHT)
def test_a_right_loss_in_another_form_passes(library, name, expression, tmp_path):
    finding = read_worksheet(write_loss(tmp_path, library, name, expression)).check(name)
    assert finding.is_right, finding


def test_a_difference_is_reported_with_both_values(tmp_path):
    values = minibatches("loss_G")[0][0]
    finding = read_worksheet(write_loss(tmp_path, "numpy", "loss_G", "(1 - b).mean(), -1 / b")).check("loss_G")
    assert finding.fact.startswith("expected loss_G = ")
    assert finding.fact.endswith(f"on a minibatch of m = 4; got {(1 - values).mean():.6f}")


def test_minibatches_differ_in_size_and_D_stays_away_from_0_and_1():
    assert len(set(SIZES)) == len(SIZES) >= 2
    for name in LOSSES:
        batches = minibatches(name)
        assert [batch[-1].shape for batch in batches] == [(m,) for m in SIZES]
        assert all(0.1 <= value <= 0.9 for batch in batches for array in batch for value in array)
    assert all((a[1] == b[0]).all() for a, b in zip(minibatches("loss_D"), minibatches("loss_G")))


def test_the_table_of_wrong_losses_has_mistakes_without_a_name():
    assert sum(not hint for *_, hint in WRONG_LOSSES) >= 4
    assert {name for name, *_ in WRONG_LOSSES} == set(LOSSES)
