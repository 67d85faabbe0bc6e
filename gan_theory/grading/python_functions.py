"""Python functions: what they return and contain, and the same function with other values of global names."""

from __future__ import annotations

import dis
import math
from inspect import signature
from types import CodeType, FunctionType
from typing import Any

import numpy as np

from gan_theory.game.formulas import PAPER, Formula


def is_blank(name: str, formula: Formula) -> bool:
    """Whether a formula returns the dots that stand where it is to be filled in.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.
    formula : callable
        The formula.

    Returns
    -------
    bool
        False also if it raises.
    """
    arguments = [np.array([0.5, 0.5])] * len(signature(getattr(PAPER, name)).parameters)
    try:
        return formula(*arguments) is ...
    except (Exception, SystemExit):
        return False


def returns_a_value(formula: Formula) -> bool:
    """Whether some return of a function has a value other than the constant None.

    Parameters
    ----------
    formula : callable
        The function.

    Returns
    -------
    bool
        True also for what is not written in Python.
    """
    if not isinstance(formula, FunctionType):
        return True
    instructions = list(dis.get_instructions(formula.__code__))
    for before, instruction in zip([None, *instructions], instructions):
        if instruction.opname == "RETURN_CONST" and instruction.argval is not None:
            return True
        if instruction.opname == "RETURN_VALUE":
            is_none = before is not None and before.opname.startswith("LOAD_CONST") and before.argval is None
            if not is_none:
                return True
    return False


def has_loop(formula: Formula) -> bool:
    """Whether a function has a loop by for, or a comprehension.

    Parameters
    ----------
    formula : callable
        The function.

    Returns
    -------
    bool
        False also for what is not written in Python.
    """
    return isinstance(formula, FunctionType) and _has_loop(formula.__code__)


def _has_loop(code: CodeType) -> bool:
    nested = [const for const in code.co_consts if isinstance(const, CodeType)]
    loops = any(instruction.opname == "FOR_ITER" for instruction in dis.get_instructions(code))
    return loops or any(_has_loop(each) for each in nested)


def numpy_for_math(formula: Formula) -> dict[str, Any]:
    """Return what stands for the module math, and for functions from it, in a function's file: NumPy's.

    Parameters
    ----------
    formula : callable
        The function.

    Returns
    -------
    dict
        From global names to their new values; empty if math is not used.
    """
    changes: dict[str, Any] = {}
    for name, value in getattr(formula, "__globals__", {}).items():
        if value is math:
            changes[name] = np
        elif getattr(value, "__module__", None) == "math" and hasattr(np, value.__name__):
            changes[name] = getattr(np, value.__name__)
    return changes


def with_globals(formula: Formula, changes: dict[str, Any]) -> Formula:
    """Return a function with other values of global names, which the functions beside it see too.

    Parameters
    ----------
    formula : callable
        The function.
    changes : dict
        From global names to their new values.

    Returns
    -------
    callable
        The function itself if there are no changes, or if it is not written in Python.
    """
    if not isinstance(formula, FunctionType) or not changes:
        return formula
    names = formula.__globals__ | changes
    beside = {key: each for key, each in names.items() if key not in changes and isinstance(each, FunctionType)}
    names |= {key: _rebound(each, names) for key, each in beside.items() if each.__globals__ is formula.__globals__}
    return _rebound(formula, names)


def _rebound(function: FunctionType, names: dict[str, Any]) -> FunctionType:
    return FunctionType(function.__code__, names, function.__name__, function.__defaults__, function.__closure__)
