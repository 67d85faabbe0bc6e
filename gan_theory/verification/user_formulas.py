"""User-supplied formulas: read from a file, called with read-only arrays, their output checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.game.formulas import PAPER, Formulas
from gan_theory.verification.evidence import Problem, ProblemKind
from gan_theory.verification.python_files import describe_error, read_python_file

FORMULA_NAMES = tuple(field.name for field in fields(Formulas))
PER_CELL = ("D_star", "grad_C", "hess_C")


def read_formulas(path: str | PathLike[str]) -> tuple[Formulas, tuple[str, ...]]:
    """Read formulas from a Python file; those that it does not define are the paper's.

    Parameters
    ----------
    path : str or path-like
        A Python file that defines one or more functions with the names of `Formulas`.

    Returns
    -------
    formulas : Formulas
        The paper's formulas, with the file's in place of those of the same name.
    names : tuple of str
        The names that the file defines.

    Raises
    ------
    ValueError
        If the file cannot be read or imported, or defines none of the names.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "mine.py"
    >>> _ = file.write_text("def tv(p, q): return abs(p - q).sum(axis=-1) / 2")
    >>> formulas, names = read_formulas(file)
    >>> names
    ('tv',)
    """
    path = Path(path)
    module = read_python_file(path)
    defined = {name: value for name, value in module.items() if not _is_of_this_package(value)}
    supplied = {name: defined[name] for name in FORMULA_NAMES if name in defined}
    if not supplied:
        names = ", ".join(FORMULA_NAMES)
        got = _list_functions(defined)
        raise ValueError(f"expected a file that defines one of {names}; got {str(path)!r} with {got}")
    for name, value in supplied.items():
        if not callable(value):
            raise ValueError(f"expected {name} in {str(path)!r} to be a function; got {type(value).__name__}")
    return replace(PAPER, **supplied), tuple(supplied)


def _is_of_this_package(value: Any) -> bool:
    return str(getattr(value, "__module__", "")).split(".")[0] == "gan_theory"


def _list_functions(defined: dict[str, Any]) -> str:
    names = [name for name, value in defined.items() if callable(value) and not name.startswith("__")]
    return f"the functions {', '.join(names[:8])}" if names else "no function"


class InvalidOutput(Exception):  # noqa: N818 - not an error of the program, but a verdict on a formula
    """What a formula did instead of returning a value of the right type and shape.

    Parameters
    ----------
    message : str
        What happened, in words.
    problem : Problem
        The same, as fields.
    """

    def __init__(self, message: str, problem: Problem) -> None:
        super().__init__(message)
        self.problem = problem


class CheckedFormulas:
    """Formulas whose output is checked. They record in `used` which of them were evaluated.

    Evaluating a user-supplied formula raises `InvalidOutput`, which names the formula, if the formula raises, or if its
    output is not of real numbers, contains nan, or has another shape than (...) or, for a value per cell, (..., n).
    The paper's own formulas are not checked.

    Parameters
    ----------
    formulas : Formulas
        The formulas under test.

    Attributes
    ----------
    used : set of str
        The names of the formulas that were evaluated.
    user_supplied : set of str
        The names of those that are not the paper's own.
    """

    def __init__(self, formulas: Formulas) -> None:
        self.used: set[str] = set()
        self.user_supplied = {name for name in FORMULA_NAMES if getattr(formulas, name) is not getattr(PAPER, name)}
        self._checked = {name: _with_checks(name, getattr(formulas, name)) for name in FORMULA_NAMES}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the checked formula of this name."""
        self.used.add(name)
        return self._checked[name]


def _with_checks(name: str, formula: Callable[..., Any]) -> Callable[..., Any]:
    if formula is getattr(PAPER, name):
        return formula

    def checked(*arguments: Any) -> Array:
        return _evaluate(name, formula, [_read_only(argument) for argument in arguments])

    return checked


def _read_only(argument: Any) -> Array:
    view = np.asarray(argument, np.float64).view()
    view.flags.writeable = False
    return view


def _evaluate(name: str, formula: Callable[..., Any], arrays: list[Array]) -> Array:
    output = _call(name, formula, arrays)
    if output is ...:
        raise InvalidOutput(f"{name} is still blank", Problem(name, ProblemKind.BLANK))
    try:
        values = np.asarray(output)
    except Exception:
        values = np.asarray(None)
    if values.dtype.kind not in "fiu":
        got = _describe_type(output, values)
        raise InvalidOutput(f"{name} returned {got}; expected float64", Problem(name, ProblemKind.WRONG_TYPE))
    shape = np.broadcast_shapes(*(array.shape for array in arrays))
    expected = shape if name in PER_CELL else shape[:-1]
    if values.shape != expected and isinstance(output, tuple):
        message = f"{name} returned a tuple of {len(output)}; expected an array of the shape {expected}"
        raise InvalidOutput(message, Problem(name, ProblemKind.WRONG_TYPE))
    if values.shape != expected:
        shapes = ", ".join(str(array.shape) for array in arrays)
        message = f"{name} returned the shape {values.shape}; expected {expected} for arrays of shapes {shapes}"
        raise InvalidOutput(message, Problem(name, ProblemKind.WRONG_SHAPE))
    values = values.astype(np.float64, copy=False)
    if name == "D_star":
        values = np.where(arrays[0] + arrays[1] == 0, 0.5, values)  # any value will do there, nan too
    if np.isnan(values).any():
        where = _first_nan(name, formula, values, arrays)
        raise InvalidOutput(f"{name} returned nan{where}", Problem(name, ProblemKind.NAN, located=bool(where)))
    return values


def _describe_type(output: Any, values: Array) -> str:
    if values.dtype != object:
        return f"values of type {values.dtype}"
    return f"{type(output).__name__} of objects" if isinstance(output, np.ndarray) else type(output).__name__


def _call(name: str, formula: Callable[..., Any], arrays: list[Array]) -> Any:
    try:
        return formula(*arrays)
    except (Exception, SystemExit) as error:
        described = describe_error(error)
        problem = Problem(name, ProblemKind.RAISED, type(error).__name__, described)
        raise InvalidOutput(f"{name} raised {described}", problem) from error


def _first_nan(name: str, formula: Callable[..., Any], values: Array, arrays: list[Array]) -> str:
    """Describe the arguments at the first cell that gives nan; empty if no cell does on its own."""
    shape = np.broadcast_shapes(*(array.shape for array in arrays))
    if name not in PER_CELL:
        try:
            alone = _call(name, formula, [array[..., None] for array in arrays])
            values = np.broadcast_to(np.asarray(alone, np.float64), shape)
        except (InvalidOutput, TypeError, ValueError):
            return ""
    bad = np.argwhere(np.isnan(values))
    if not len(bad):
        return ""
    arguments = ", ".join(f"{np.broadcast_to(array, shape)[tuple(bad[0])]:.4g}" for array in arrays)
    return f" where its arguments are {arguments}"
