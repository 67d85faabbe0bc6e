"""The verdict on a loss: its values and derivatives on fixed minibatches, and the mistake that explains them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.grading.training_step.finding import Finding
from gan_theory.grading.training_step.loss_outputs import ARGUMENTS, LossOutput, evaluate
from gan_theory.grading.training_step.mistaken_losses import RIGHT, Loss, derivatives, mistaken_losses

SIZES = (4, 7, 5)  # of the minibatches
TOLERANCE = 1e-5  # tensors of PyTorch have seven digits, and a student may add 1e-8 to D
Values = tuple[Array, ...]
Change = Callable[[list[Array], Values], list[Array]]


def minibatches(name: str) -> list[Values]:
    """Return the values of D on which a loss is judged.

    Parameters
    ----------
    name : {"loss_D", "loss_G", "loss_G_saturating"}
        Which loss.

    Returns
    -------
    list of tuple of array, shape (m,)
        For each minibatch what the loss gets; m differs.
    """
    rng = np.random.default_rng(2014)
    pairs = [rng.uniform(0.1, 0.9, (2, m)) for m in SIZES]
    return [tuple(pair[-len(ARGUMENTS[name]) :]) for pair in pairs]


def check_loss(name: str, loss: Callable[..., Any], library: str, path: Path) -> Finding:
    """Judge a student's loss.

    Parameters
    ----------
    name : {"loss_D", "loss_G", "loss_G_saturating"}
        Which loss.
    loss : callable
        The student's.
    library : {"numpy", "torch"}
        Whether it gets arrays, and returns derivatives, or gets tensors.
    path : Path
        Its file, for the line of an error.

    Returns
    -------
    Finding
        What is wrong.
    """
    outputs: list[LossOutput] = []
    for values in minibatches(name):
        output = evaluate(name, loss, library, values, path)
        if isinstance(output, Finding):
            return output
        outputs.append(output)
    fact = _fact(name, outputs)
    return Finding(name, fact, _hint(name, outputs) if fact else "")


def _fact(name: str, outputs: list[LossOutput]) -> str:
    """Return the first difference from the exact loss; empty if there is none."""
    for values, output in zip(minibatches(name), outputs):
        where = f"on a minibatch of m = {values[0].size}"
        value = RIGHT[name](*values)
        if not _close(output.value, value):
            return f"expected {name} = {value:.6f} {where}; got {output.value:.6f}"
        exact = derivatives(RIGHT[name], values)
        for argument, expected, got in zip(ARGUMENTS[name], exact, output.derivatives):
            if not _close(got, expected):
                texts = [np.array2string(each, precision=4) for each in (expected, got)]
                return f"expected the derivative of {name} by {argument} to be {texts[0]} {where}; got {texts[1]}"
    return ""


def _close(a: Any, b: Any) -> bool:
    return np.allclose(a, b, rtol=TOLERANCE, atol=TOLERANCE)


def _hint(name: str, outputs: list[LossOutput]) -> str:
    """Return the mistake that explains all values and derivatives; empty if none is known that does."""
    batches = minibatches(name)
    if _has_values(RIGHT[name], batches, outputs):
        return _about_derivatives(RIGHT[name], batches, outputs)
    for sentence, loss in mistaken_losses(name):
        if _has_values(loss, batches, outputs):
            if any(_has_derivatives(each, batches, outputs) for each in (loss, RIGHT[name])):
                return sentence
            also = _about_derivatives(loss, batches, outputs) or _about_derivatives(RIGHT[name], batches, outputs)
            return f"{sentence}; {also.replace('has the right value, but ', 'and ')}" if also else sentence
    return ""


def _has_values(loss: Loss, batches: list[Values], outputs: list[LossOutput]) -> bool:
    return all(_close(output.value, loss(*values)) for values, output in zip(batches, outputs))


def _has_derivatives(loss: Loss, batches: list[Values], outputs: list[LossOutput]) -> bool:
    return _are(lambda exact, values: exact, loss, batches, outputs)


def _are(change: Change, loss: Loss, batches: list[Values], outputs: list[LossOutput]) -> bool:
    """Whether the derivatives are those of a loss, changed."""
    changed = (change(derivatives(loss, values), values) for values in batches)
    return all(_all_close(a, output.derivatives) for a, output in zip(changed, outputs))


def _all_close(a: list[Array], b: list[Array]) -> bool:
    return all(_close(each, other) for each, other in zip(a, b))


def _about_derivatives(loss: Loss, batches: list[Values], outputs: list[LossOutput]) -> str:
    """Return what is wrong with derivatives beside a value that is not; empty if it is not known."""
    for sentence, change in _changes(len(batches[0])):
        if _are(change, loss, batches, outputs):
            return f"has the right value, but its {sentence}"
    return ""


def _changes(n: int) -> Iterator[tuple[str, Change]]:
    """Yield mistakes in the derivatives of a loss with n arguments."""
    yield "derivatives lack the factor 1/m of the mean", lambda exact, values: [len(each) * each for each in exact]
    yield "derivatives are divided by m twice", lambda exact, values: [each / len(each) for each in exact]
    yield "derivatives have the wrong sign", lambda exact, values: [-each for each in exact]
    yield (
        "derivatives are those with respect to the logit of D: they are due with respect to D",
        lambda exact, values: [each * D * (1 - D) for each, D in zip(exact, values)],
    )
    yield "derivatives have the wrong sign and lack 1/m", lambda exact, values: [-len(each) * each for each in exact]
    for i in range(n) if n > 1 else ():
        argument = ARGUMENTS["loss_D"][i]
        yield f"derivative with respect to {argument} has the wrong sign", _only(i, lambda each: -each)
        yield f"derivative with respect to {argument} is 0", _only(i, lambda each: 0 * each)
        yield f"derivative with respect to {argument} lacks 1/m", _only(i, lambda each: len(each) * each)
    if n > 1:
        yield (
            "derivatives are in the wrong order: that with respect to D_data is first",
            lambda exact, values: exact[::-1],
        )


def _only(number: int, change: Callable[[Array], Array]) -> Change:
    """Change one of the derivatives."""
    return lambda exact, values: [change(each) if i == number else each for i, each in enumerate(exact)]
