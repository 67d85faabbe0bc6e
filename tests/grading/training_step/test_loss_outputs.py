"""What a loss may return in place of usable values, and the message."""

import sys

import numpy as np
import pytest

from gan_theory.grading.training_step.finding import Finding
from gan_theory.grading.training_step.game import losses
from gan_theory.grading.training_step.loss_outputs import LossOutput, evaluate
from gan_theory.grading.training_step.worksheet import read_worksheet
from tests.support.training_steps.files import write_loss

B = np.array([0.25, 0.5])
EXPECTED = "expected a tuple of 2: the loss and its derivatives with respect to D_generated"

# The library, the expression, and the fact.
UNUSABLE = {
    "blank": ("numpy", "...", "loss_G is still blank"),
    "blank, in PyTorch": ("torch", "...", "loss_G is still blank"),
    "None": (
        "numpy",
        "None",
        "loss_G returned None; expected the loss and its derivatives with respect to D_generated",
    ),
    "None, in PyTorch": ("torch", "None", "loss_G returned None; expected a tensor with one number"),
    "raises": ("numpy", "b[7], 0", "loss_G raised line 6, IndexError: index 7 is out of bounds for axis 0 with size 2"),
    "raises, in PyTorch": (
        "torch",
        "b[7]",
        "loss_G raised line 8, IndexError: index 7 is out of bounds for dimension 0",
    ),
    "exits": ("numpy", "exit(3)", "loss_G raised line 6, SystemExit: 3"),
    "the value alone": ("numpy", "-np.log(b).mean()", f"loss_G returned float64; {EXPECTED}"),
    "too many": ("numpy", "(1, b, b)", f"loss_G returned a tuple of 3; {EXPECTED}"),
    "text": ("numpy", "'a', b", "loss_G returned something else than numbers; expected the loss and its derivatives"),
    "nan": ("numpy", "np.log(-b).mean(), b", "loss_G returned nan; expected a finite number"),
    "infinite": ("torch", "(b / 0).mean()", "loss_G returned inf; expected a finite number"),
    "a nan in the derivative": ("numpy", "1.0, np.nan * b", "loss_G has a derivative that is not finite"),
    "no mean": (
        "numpy",
        "-np.log(b), b",
        "loss_G returned a loss of shape (2,) for a minibatch of m = 2; expected one",
    ),
    "no mean, in PyTorch": ("torch", "-b.log()", "loss_G returned a loss of shape (2,) for a minibatch of m = 2"),
    "a matrix": ("torch", "b[:, None] * b", "loss_G returned a loss of shape (2, 2)"),
    "a short derivative": (
        "numpy",
        "1.0, [1.0]",
        "loss_G returned a derivative of shape (1,) with respect to D_generated",
    ),
    "a float": ("torch", "b.mean().item()", "loss_G returned float; expected a tensor with one number"),
    "an array": ("torch", "np.ones(2)", "loss_G returned ndarray; expected a tensor with one number"),
    "a tuple": ("torch", "(b.mean(), b)", "loss_G returned a tuple of 2; expected a tensor with one number"),
    "detached": ("torch", "b.mean().detach()", "loss_G returned a tensor that does not depend on D"),
    "in place": ("numpy", "b.fill(1), b", "loss_G raised line 6, ValueError: assignment destination is read-only"),
}


@pytest.mark.parametrize(("library", "expression", "fact"), UNUSABLE.values(), ids=UNUSABLE)
def test_unusable_output_is_reported(library, expression, fact, tmp_path, capsys):
    path = write_loss(tmp_path, library, "loss_G", expression)
    finding = evaluate("loss_G", read_worksheet(path).names["loss_G"], library, [B], path)
    assert isinstance(finding, Finding)
    assert finding.fact.startswith(fact)
    assert "\n" not in finding.fact
    assert capsys.readouterr() == ("", "")


def test_a_missing_return_is_named():
    def loss_G(b):
        np.log(b).mean()

    assert evaluate("loss_G", loss_G, "numpy", [B], None).hint == "returns nothing: is return missing before its value?"
    printed = evaluate("loss_G", lambda b: print(b), "numpy", [B], None)
    assert (printed.fact.split(";")[0], printed.hint) == ("loss_G returned None", "")


@pytest.mark.parametrize("expression", ["b[:, None] * b", "b.mean(dim=0, keepdim=True)"])
def test_only_a_loss_for_each_sample_gets_the_hint_to_take_the_mean(expression, tmp_path):
    path = write_loss(tmp_path, "torch", "loss_G", expression)
    assert evaluate("loss_G", read_worksheet(path).names["loss_G"], "torch", [B], path).hint == ""


def test_usable_output_is_a_value_with_derivatives():
    output = evaluate("loss_D", losses.loss_D, "numpy", [B, B], None)
    assert isinstance(output, LossOutput)
    assert output.value == pytest.approx(losses.loss_D(B, B)[0])
    assert [each.shape for each in output.derivatives] == [(2,), (2,)]


def test_arrays_do_not_load_torch(monkeypatch):
    monkeypatch.setitem(
        sys.modules, "gan_theory.grading.training_step.game.torch_game", None
    )  # importing it would raise
    assert isinstance(evaluate("loss_G", losses.loss_G, "numpy", [B], None), LossOutput)
