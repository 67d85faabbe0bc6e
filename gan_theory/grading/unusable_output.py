"""Advice on formulas that raise, or return something else than numbers of the right shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from enum import StrEnum
from io import StringIO
from typing import Any, NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.game.formulas import PAPER, Formula
from gan_theory.grading.diagnosis import diagnose
from gan_theory.grading.python_functions import has_loop, is_blank, numpy_for_math, returns_a_value, with_globals
from gan_theory.grading.samples import Sample, expected_shape, regular_samples, usable_values
from gan_theory.verification.user_formulas import FORMULA_NAMES, PER_CELL


class Needs(StrEnum):
    """What the values of a changed formula must be, so that the change is worth a hint."""

    USABLE = "numbers of the right shape"
    EXPLAINED = "right, or wrong in a known way"
    RIGHT = "right"


class Fix(NamedTuple):
    """A change after which a formula may return usable values, and the sentence that describes it."""

    sentence: str
    apply: Callable[[Formula], Formula]
    needs: Needs = Needs.USABLE


def advise(name: str, formula: Formula) -> str:
    """Return what to do about a formula that raises, or whose output has a wrong type or shape.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.
    formula : callable
        The formula.

    Returns
    -------
    str
        A sentence that follows "your JSD"; empty if nothing helps.
    """
    if _is_usable(name, formula):
        return ""
    for explain in (_explain_none, _explain_sum, _explain_truth):
        sentence = explain(name, formula)
        if sentence:
            return sentence
    for fix in _fixes(name, formula):
        sentence = _explain_fixed(name, fix.apply(formula), fix)
        if sentence:
            return sentence
    return ""


def _explain_fixed(name: str, changed: Formula, fix: Fix) -> str:
    """Return what was wrong if a fix suffices, with mistakes of the values; empty if it does not."""
    if not _is_usable(name, changed):
        return ""
    diagnosis = diagnose(name, changed)
    if diagnosis and fix.needs is not Needs.RIGHT:
        return f"{fix.sentence}; it also {diagnosis}"
    suffices = diagnosis == "" or (diagnosis is None and fix.needs is Needs.USABLE)
    return fix.sentence if suffices else ""


def _is_usable(name: str, formula: Formula) -> bool:
    return all(usable_values(name, formula, sample) is not None for sample in regular_samples())


def _call(formula: Formula, arguments: tuple[Array, ...]) -> tuple[Any, str]:
    """Return what a formula returns, or the error that it raises, and what it prints."""
    printed = StringIO()
    try:
        with redirect_stdout(printed):
            output = formula(*arguments)
    except (Exception, SystemExit) as error:
        output = error
    return output, printed.getvalue()


def _explain_none(name: str, formula: Formula) -> str:
    """Explain None in place of a value: it is printed, or nothing is returned at all."""
    output, printed = _call(formula, regular_samples()[0].arguments(name))
    if output is not None:
        return ""
    if printed:
        return "prints its value and returns nothing: write return in place of print"
    return "" if returns_a_value(formula) else "returns nothing: is return missing before its value?"


def _explain_sum(name: str, formula: Formula) -> str:
    """Explain the sum over cells of a formula that has a value for each cell."""
    sample = regular_samples()[0]
    output = _call(formula, sample.arguments(name))[0]
    is_summed = name in PER_CELL and isinstance(output, float | np.ndarray) and np.shape(output) == sample.p.shape[:-1]
    return "returns one value for all cells: a value for each cell is expected, without a sum" if is_summed else ""


class _TrueArray(np.ndarray):
    """An array that counts as true, where NumPy raises."""

    def __bool__(self) -> bool:
        return True


def _explain_truth(name: str, formula: Formula) -> str:
    """Explain an error on arrays that is none on arrays that count as true."""
    arrays = np.broadcast_arrays(*regular_samples()[0].arguments(name))
    outputs = [_call(formula, tuple(array.view(kind) for array in arrays))[0] for kind in (np.ndarray, _TrueArray)]
    if isinstance(outputs[0], Exception) and not isinstance(outputs[1], Exception):
        return "asks for one truth value (if, and, or, min, max), which an array does not have: use np.where"
    return ""


def _fixes(name: str, formula: Formula) -> Iterator[Fix]:
    """Yield the changes to try, the most specific first."""
    yield from _fixes_of_output(name, formula)
    yield Fix("changes its arguments in place: return a new array", _on_copies)
    blank = _blank_beside(name, formula)
    if blank:
        are = "is still blank" if len(blank) == 1 else "are still blank"
        yield Fix(f"uses {', '.join(blank)}, which {are}", lambda f: _with_papers(f, blank))
    yield from _fixes_of_stacks(name, formula)  # before those of math, which a file may import for other functions
    yield from _fixes_of_math(name, formula)


def _fixes_of_math(name: str, formula: Formula) -> Iterator[Fix]:
    """Yield the change of math's functions to NumPy's, alone and with a change for stacks."""
    numpys = numpy_for_math(formula)
    if not numpys:
        return
    sentence = "uses the module math, which takes one number: use np.log and the like"
    yield Fix(sentence, lambda f: with_globals(f, numpys))
    for fix in _fixes_of_stacks(name, with_globals(formula, numpys)):
        both = f"{sentence}; it also {fix.sentence}"
        yield Fix(both, lambda f, fix=fix: fix.apply(with_globals(f, numpys)), fix.needs)  # type: ignore[misc]


def _fixes_of_output(name: str, formula: Formula) -> Iterator[Fix]:
    """Yield the changes of what is returned."""
    output, _ = _call(formula, regular_samples()[0].arguments(name))
    if isinstance(output, tuple) and len(output) == 1:
        yield Fix("returns a tuple: remove the comma after its value", lambda f: lambda *args: f(*args)[0])
    elif isinstance(output, tuple):
        sentence = f"returns a tuple of {len(output)} values"
        yield Fix(f"{sentence}: return their sum", lambda f: lambda *args: sum(f(*args)), Needs.RIGHT)
        for i in range(len(output)):
            apply = lambda f, i=i: lambda *args: f(*args)[i]  # noqa: E731
            yield Fix(f"{sentence}: return one array, the value at index {i}", apply, Needs.RIGHT)
        yield Fix(f"{sentence}: return one array", lambda f: lambda *args: f(*args)[0])
    if hasattr(output, "detach"):
        sentence = "returns a tensor that requires a gradient: return it as an array, by .detach().numpy()"
        yield Fix(sentence, lambda f: lambda *args: f(*args).detach().numpy())
    if name not in PER_CELL:
        sentence = "keeps the last axis: leave out keepdims"
        yield Fix(sentence, lambda f: lambda *args: np.asarray(f(*args))[..., 0], Needs.EXPLAINED)
        sentence = "returns a value for each cell: sum over the last axis, .sum(axis=-1)"
        yield Fix(sentence, lambda f: lambda *args: np.asarray(f(*args)).sum(axis=-1), Needs.EXPLAINED)


def _fixes_of_stacks(name: str, formula: Formula) -> Iterator[Fix]:
    """Yield the change for formulas that work for one density only."""
    advice = "compute with whole arrays" if name in PER_CELL else "sum over the last axis only (axis=-1)"
    if has_loop(formula):
        sentence = f"loops over cells, which does not work for a stack (..., n): {advice}, without a loop"
    else:
        sentence = f"works for one density and not for a stack (..., n): {advice}"
    if _works_for_one(name, formula):
        yield Fix(sentence, lambda f: _one_by_one(name, f), Needs.EXPLAINED)


def _works_for_one(name: str, formula: Formula) -> bool:
    """Whether a formula gives usable values for single densities, which differ from density to density."""
    first, second = (usable_values(name, formula, sample) for sample in regular_samples()[:2])
    return first is not None and second is not None and not np.array_equal(first, second)


def _one_by_one(name: str, formula: Formula) -> Formula:
    """Call a formula for each density of a stack."""

    def corrected(*arguments: Array) -> Array:
        full = np.broadcast_arrays(*arguments)
        shape = expected_shape(name, Sample.of(name, arguments))
        each = [np.asarray(formula(*(array[i] for array in full)), np.float64) for i in np.ndindex(full[0].shape[:-1])]
        return np.array(each).reshape(shape)

    return corrected


def _on_copies(formula: Formula) -> Formula:
    """Call a formula with arrays that it may change."""
    return lambda *arguments: formula(*(array.copy() for array in np.broadcast_arrays(*arguments)))


def _blank_beside(name: str, formula: Formula) -> list[str]:
    """Return the names of the formulas in its file that are still blank, and without which it gives no values."""
    beside = getattr(formula, "__globals__", {})
    blank = [each for each in FORMULA_NAMES if each in beside and is_blank(each, beside[each])]
    others = {each: [other for other in blank if other != each] for each in blank}
    return [each for each in blank if not _is_usable(name, _with_papers(formula, others[each]))]


def _with_papers(formula: Formula, names: Sequence[str]) -> Formula:
    """Let a formula use the paper's formulas of these names in place of those in its file."""
    return with_globals(formula, {name: getattr(PAPER, name) for name in names})
