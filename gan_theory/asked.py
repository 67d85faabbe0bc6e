"""Formulas that were handed in: read from a file, asked with arrays they can't change, and their answers checked."""

from __future__ import annotations

import sys
import traceback
from contextlib import contextmanager, redirect_stdout
from dataclasses import fields, replace
from pathlib import Path
from types import ModuleType

import numpy as np

from gan_theory.game import PAPER, Formulas

NAMES = tuple(field.name for field in fields(Formulas))
PER_CELL = ("D_star", "grad_C", "hess_C")


def read_formulas(path) -> tuple[Formulas, tuple[str, ...]]:
    """The paper's formulas with those that the Python file defines under their names in their place; and these names.

    Raises ValueError if the file can't be read or imported, or defines none of the names.
    """
    path = Path(path)
    try:
        source = path.read_bytes()
    except OSError as error:
        raise ValueError(f"expected a Python file that can be read; got {str(path)!r}: {error.strerror}") from None
    module = ModuleType(path.stem)
    try:
        with _importing(module, path), redirect_stdout(sys.stderr):
            exec(compile(source, str(path), "exec", dont_inherit=True), vars(module))
    except (Exception, SystemExit) as error:
        raise ValueError(
            f"expected a Python file that can be imported; got {str(path)!r}: {_in(path, error)}"
        ) from None
    defined = {name: value for name, value in vars(module).items() if not _is_of_this_package(value)}
    ours = {name: defined[name] for name in NAMES if name in defined}
    if not ours:
        names = ", ".join(NAMES)
        raise ValueError(f"expected a file that defines one of {names}; got {str(path)!r} with {_some(defined)}")
    for name, value in ours.items():
        if not callable(value):
            raise ValueError(f"expected {name} in {str(path)!r} to be a function; got {type(value).__name__}")
    return replace(PAPER, **ours), tuple(ours)


@contextmanager
def _importing(module, path):
    """The module is known and finds what stands beside it, as if it were run; nothing is compiled into its folder."""
    module.__file__ = str(path)
    bytecode, known, places = sys.dont_write_bytecode, sys.modules.get(module.__name__), list(sys.path)
    sys.dont_write_bytecode, sys.modules[module.__name__] = True, module
    sys.path.insert(0, str(path.parent))
    try:
        yield
    finally:
        sys.dont_write_bytecode, sys.path[:] = bytecode, places
        del sys.modules[module.__name__]
        if known is not None:
            sys.modules[module.__name__] = known


def _in(path, error):
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    line = f"line {lines[-1]}, " if lines else ""
    return f"{line}{in_words(error)}"


def in_words(error: BaseException) -> str:
    """The kind of an error and what it says, in one line."""
    try:
        said = " ".join("".join(letter if letter.isprintable() else " " for letter in str(error)).split())
    except Exception:
        said = "it can't say what"
    return f"{type(error).__name__}: {said}"


def _is_of_this_package(value):
    return str(getattr(value, "__module__", "")).split(".")[0] == "gan_theory"


def _some(defined):
    names = [name for name, value in defined.items() if callable(value) and not name.startswith("__")]
    return f"the functions {', '.join(names[:8])}" if names else "no function"


class Unusable(Exception):  # noqa: N818 - not an error of the program, but a verdict on a formula
    """What a formula did instead of giving an answer of the right type and shape."""


class Asked:
    """Formulas that check what they answer, and remember in `used` which of them were asked.

    handed: the names of those that are not the paper's own; the latter are trusted to answer. Raises Unusable, which
    names the formula, if another raises, or if its answer is not of real numbers, has another shape than (...) or, for
    a value per cell, (..., n), or holds nan.
    """

    def __init__(self, formulas: Formulas):
        self.used = set()
        self.handed = {name for name in NAMES if getattr(formulas, name) is not getattr(PAPER, name)}
        self._asked = {name: self._checked(name, getattr(formulas, name)) for name in NAMES}

    def __getattr__(self, name):
        self.used.add(name)
        return self._asked[name]

    @staticmethod
    def _checked(name, formula):
        if formula is getattr(PAPER, name):
            return formula
        return lambda *arguments: _answer(name, formula, [_read_only(argument) for argument in arguments])


def _read_only(argument):
    view = np.asarray(argument, np.float64).view()
    view.flags.writeable = False
    return view


def _answer(name, formula, arrays):
    answer = _call(name, formula, arrays)
    try:
        values = np.asarray(answer)
    except Exception:
        values = np.asarray(None)
    if answer is ...:
        raise Unusable(f"{name} is still blank")
    if values.dtype.kind not in "fiu":
        shown = f"values of type {values.dtype}" if values.dtype != object else type(answer).__name__
        shown += " of objects" * isinstance(answer, np.ndarray) * (values.dtype == object)
        raise Unusable(f"{name} returned {shown}; expected float64")
    shape = np.broadcast_shapes(*(array.shape for array in arrays))
    shape = shape if name in PER_CELL else shape[:-1]
    if values.shape != shape:
        got = ", ".join(str(array.shape) for array in arrays)
        raise Unusable(f"{name} returned the shape {values.shape}; expected {shape} for arrays of shapes {got}")
    values = values.astype(np.float64, copy=False)
    if np.isnan(values).any():
        raise Unusable(f"{name} returned nan{_first_nan(name, formula, values, arrays)}")
    return values


def _call(name, formula, arrays):
    try:
        return formula(*arrays)
    except (Exception, SystemExit) as error:
        raise Unusable(f"{name} raised {in_words(error)}") from error


def _first_nan(name, formula, values, arrays):
    """The arguments at the first cell that gives nan, in words; empty if no cell does on its own."""
    if name not in PER_CELL:
        try:
            values = np.asarray(_call(name, formula, [array[..., None] for array in arrays]), np.float64)
            bad = np.argwhere(np.isnan(np.broadcast_to(values, np.broadcast_shapes(*(a.shape for a in arrays)))))
        except (Unusable, TypeError, ValueError):
            return ""
    else:
        bad = np.argwhere(np.isnan(values))
    if not len(bad):
        return ""
    shape = np.broadcast_shapes(*(array.shape for array in arrays))
    at = ", ".join(f"{np.broadcast_to(array, shape)[tuple(bad[0])]:.4g}" for array in arrays)
    return f" where its arguments are {at}"
