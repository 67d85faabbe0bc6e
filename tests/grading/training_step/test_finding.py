"""Findings as text, and what errors mean."""

import pytest

from gan_theory.grading.training_step.finding import Finding, advise_on_error


def test_a_finding_is_its_fact_with_the_hint_below():
    assert str(Finding("loss_D", "a fact", "is wrong")) == "a fact\nyour loss_D is wrong"
    assert str(Finding("loss_D", "a fact")) == "a fact"
    assert Finding("loss_D").is_right
    assert not Finding("loss_D", "a fact").is_right


@pytest.mark.parametrize(
    ("message", "library", "advice"),
    [
        ("Trying to backward through the graph a second time (or …)", "torch", "goes backward a second time"),
        (
            "a leaf Variable that requires grad is being used in an in-place operation.",
            "torch",
            "changes weights in place",
        ),
        ("operands could not be broadcast together with shapes (3,) (5,) ", "numpy", "combines arrays of different"),
        ("'numpy.float64' object has no attribute 'backward'", "numpy", "calls PyTorch's functions on arrays"),
        ("operands could not be broadcast together with shapes (3,) (5,) ", "torch", ""),
        ("name 'x' is not defined", "numpy", ""),
    ],
)
def test_an_error_is_explained_if_its_message_is_known(message, library, advice):
    assert advise_on_error(RuntimeError(message), library).startswith(advice)
    assert bool(advise_on_error(RuntimeError(message), library)) == bool(advice)
