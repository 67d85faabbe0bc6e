"""Plant a fault: change the code of one function of the package for as long as a test runs."""

import __future__

import ast
import inspect
import shutil
import sys
import tempfile
import textwrap
import types
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from gan_theory import CLAIMS
from gan_theory.formal import statements
from gan_theory.verification.evidence import Evidence, Grade


class Fault(NamedTuple):
    """One wrong line in a function, or in a Coq file, that evidence rests on.

    Parameters
    ----------
    grade : str
        The grade whose evidence must refute it.
    what : str
        What is wrong, in words.
    where : str
        The function: "game.formulas._V_terms", or "densities.density.Density.mean" for a method. For the grade formal,
        the file: "formal/definitions.v".
    old, new : str
        The text in its source, which occurs there once, and the text in its place.
    """

    grade: str
    what: str
    where: str
    old: str
    new: str


def find_function(where: str) -> types.FunctionType:
    """Return the function at a place in the package, without its decorators."""
    parts, value = where.split("."), None
    for i in range(len(parts), 0, -1):
        try:
            value = import_module(".".join(["gan_theory", *parts[:i]]))
            break
        except ModuleNotFoundError:
            continue
    for part in parts[i:]:
        value = inspect.getattr_static(value, part)
    value = getattr(value, "fget", None) or getattr(value, "__func__", value)
    return inspect.unwrap(value)


def changed_code(function: types.FunctionType, old: str, new: str) -> types.CodeType:
    """Return the code of the function with one text in its source replaced."""
    source = textwrap.dedent(inspect.getsource(function))
    assert source.count(old) == 1, f"expected {old!r} once in {function.__qualname__}; got it {source.count(old)} times"
    (definition,) = ast.parse(source.replace(old, new)).body
    definition.decorator_list = []
    flags = function.__code__.co_flags & __future__.annotations.compiler_flag
    module = compile(ast.Module([definition], []), inspect.getfile(function), "exec", flags, dont_inherit=True)
    return next(each for each in module.co_consts if isinstance(each, types.CodeType))


def changed_text(fault: Fault) -> str:
    """Return the text of the fault's Coq file with one text in it replaced."""
    text = (statements.FOLDER.parent / fault.where).read_text(encoding="utf-8")
    assert text.count(fault.old) == 1, (
        f"expected {fault.old!r} once in {fault.where}; got it {text.count(fault.old)} times"
    )
    return text.replace(fault.old, fault.new)


def forget_cached_values() -> None:
    """Empty every cache of the package: what was computed before a change must not be taken for what follows."""
    for name, module in list(sys.modules.items()):
        if name.startswith("gan_theory"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


@contextmanager
def planted(fault: Fault) -> Iterator[None]:
    """Plant the fault in the running package, wherever the function has been imported, and take it out again."""
    if fault.where.endswith(".v"):
        with planted_in_text(fault):
            yield
        return
    function = find_function(fault.where)
    right = function.__code__
    forget_cached_values()
    function.__code__ = changed_code(function, fault.old, fault.new)
    try:
        yield
    finally:
        function.__code__ = right
        forget_cached_values()


@contextmanager
def planted_in_text(fault: Fault) -> Iterator[None]:
    """Let the package read its Coq files from a copy of their folder, with the fault in it."""
    forget_cached_values()
    with tempfile.TemporaryDirectory() as copy, pytest.MonkeyPatch.context() as patch:
        for path in statements.FOLDER.glob("*.v"):
            shutil.copy(path, copy)
        Path(copy, Path(fault.where).name).write_text(changed_text(fault), encoding="utf-8")
        patch.setattr(statements, "FOLDER", Path(copy))
        yield
    forget_cached_values()


def applicable_cases(claim_name: str) -> list:
    """Return those of the claim's own cases that meet its hypotheses, by the running package."""
    claim = CLAIMS[claim_name]
    return [case for case in claim.cases if claim.applies(case)]


def first_refutation(claim_name: str, grade: str) -> Evidence | None:
    """Return the first evidence of this grade that does not hold, or None; a missing value refutes too."""
    claim = CLAIMS[claim_name]
    cases = [None] if grade in (Grade.SYMBOLIC, Grade.FORMAL, Grade.RUN) else applicable_cases(claim_name)
    if grade == Grade.CERTIFIED:
        cases = [case for case in cases if claim.can_certify(case)]
    for case in cases:
        try:
            for evidence in claim.evidence(case, grade=grade):
                if not evidence.holds:
                    return evidence
        except (ArithmeticError, RuntimeError) as error:
            if grade not in (Grade.CERTIFIED, Grade.RUN):
                raise
            return Evidence(f"no value: {error}", float("nan"), 0.0, Grade(grade))
    return None
