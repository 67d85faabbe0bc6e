"""What a student's loss returns: its value and its derivatives, or what is wrong with the output."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.grading.python_functions import returns_a_value
from gan_theory.grading.training_step.finding import Finding, advise_on_error
from gan_theory.verification.python_files import describe_with_line

ARGUMENTS = {
    "loss_D": ("D_data", "D_generated"),
    "loss_G": ("D_generated",),
    "loss_G_saturating": ("D_generated",),
}


class LossOutput(NamedTuple):
    """The value of a loss on one minibatch, and its derivative with respect to each value of D."""

    value: float
    derivatives: list[Array]


def evaluate(
    name: str, loss: Callable[..., Any], library: str, values: Sequence[Array], path: Path
) -> LossOutput | Finding:
    """Call a student's loss.

    Parameters
    ----------
    name : {"loss_D", "loss_G", "loss_G_saturating"}
        Its name.
    loss : callable
        The loss.
    library : {"numpy", "torch"}
        Whether it gets arrays or tensors.
    values : sequence of array, shape (m,)
        The values of D.
    path : Path
        Its file, for the line of an error.

    Returns
    -------
    LossOutput or Finding
        The value and the derivatives; what is wrong if it has no usable ones.
    """
    arguments = _arguments(library, values)
    try:
        with redirect_stdout(StringIO()), np.errstate(all="ignore"):
            output = loss(*arguments)
    except (Exception, SystemExit) as error:
        return Finding(name, f"{name} raised {describe_with_line(path, error)}", advise_on_error(error, library))
    if output is ...:
        return Finding(name, f"{name} is still blank")
    if output is None:
        hint = "returns nothing: is return missing before its value?" if not returns_a_value(loss) else ""
        return Finding(name, f"{name} returned None; expected {expected(name, library)}", hint)
    read = _read_tensors if library == "torch" else _read_arrays
    return read(name, output, arguments)


def _arguments(library: str, values: Sequence[Array]) -> list[Any]:
    if library == "torch":
        from gan_theory.grading.training_step.game.torch_game import tensor  # only for files that import torch

        return [tensor(array, requires_grad=True) for array in values]
    arrays = [array.copy() for array in values]
    for array in arrays:
        array.flags.writeable = False
    return arrays


def expected(name: str, library: str) -> str:
    """Return what a loss must return, in words.

    Parameters
    ----------
    name : {"loss_D", "loss_G", "loss_G_saturating"}
        Its name.
    library : {"numpy", "torch"}
        What the student writes in.

    Returns
    -------
    str
        Such as "a tensor with one number".
    """
    if library == "torch":
        return "a tensor with one number"
    return f"the loss and its derivatives with respect to {' and '.join(ARGUMENTS[name])}"


def _read_tensors(name: str, output: Any, arguments: list[Any]) -> LossOutput | Finding:
    if isinstance(output, tuple):
        hint = "returns a tuple: return the loss alone; automatic differentiation gives its derivatives"
        return Finding(name, f"{name} returned a tuple of {len(output)}; expected a tensor with one number", hint)
    if not hasattr(output, "requires_grad"):
        hint = "returns a number without a gradient: leave out .item() and float()" if _is_number(output) else ""
        return Finding(name, f"{name} returned {type(output).__name__}; expected a tensor with one number", hint)
    if output.shape != ():
        return _of_wrong_shape(name, tuple(output.shape), len(arguments[0]))
    from gan_theory.grading.training_step.game.torch_game import value_and_gradients  # only for files that import torch

    value, gradients = value_and_gradients(output, arguments)
    if gradients is None:
        hint = "returns a tensor without a gradient: leave out .detach(), .data, .item() and torch.no_grad()"
        return Finding(name, f"{name} returned a tensor that does not depend on D; expected one that does", hint)
    return _finite(name, value, gradients)


def _read_arrays(name: str, output: Any, arguments: list[Any]) -> LossOutput | Finding:
    due, got = 1 + len(ARGUMENTS[name]), len(output) if isinstance(output, tuple | list) else 1
    if got != due:
        what = f"a tuple of {got}" if isinstance(output, tuple) else type(output).__name__
        fact = f"{name} returned {what}; expected a tuple of {due}: {expected(name, 'numpy')}"
        return Finding(name, fact, "returns the loss without its derivatives" if _is_number(output) else "")
    try:
        value, *gradients = (np.asarray(each, np.float64) for each in output)
    except (TypeError, ValueError):
        return Finding(name, f"{name} returned something else than numbers; expected {expected(name, 'numpy')}")
    if value.shape != ():
        return _of_wrong_shape(name, value.shape, len(arguments[0]))
    for argument, gradient in zip(ARGUMENTS[name], gradients):
        if gradient.shape != arguments[0].shape:
            fact = f"{name} returned a derivative of shape {gradient.shape} with respect to {argument}; expected (m,)"
            one = "sums its derivative over the minibatch: there is one for each value of D"
            return Finding(name, fact, one if gradient.shape == () else "")
    return _finite(name, float(value), gradients)


def _is_number(output: Any) -> bool:
    return isinstance(output, int | float | np.floating) or getattr(output, "shape", None) == ()


def _of_wrong_shape(name: str, shape: tuple[int, ...], m: int) -> Finding:
    fact = f"{name} returned a loss of shape {shape} for a minibatch of m = {m}; expected one number"
    return Finding(name, fact, "returns a loss for each sample: take the mean" if shape == (m,) else "")


def _finite(name: str, value: float, gradients: list[Array]) -> LossOutput | Finding:
    if not np.isfinite(value):
        return Finding(name, f"{name} returned {value}; expected a finite number for D between 0.1 and 0.9")
    if not all(np.isfinite(gradient).all() for gradient in gradients):
        return Finding(name, f"{name} has a derivative that is not finite, for D between 0.1 and 0.9")
    return LossOutput(value, gradients)
