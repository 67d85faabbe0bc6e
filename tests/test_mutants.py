"""The set-up of mutation runs follows the package: files, tests and functions that it names exist."""

import configparser
import fnmatch
from importlib import import_module
from pathlib import Path

import pytest

from gan_theory import CLAIMS
from tests.support.mutants import CALLED_BY_RUN, EQUIVALENT, is_equivalent, is_evidence_of_training

ROOT = Path(__file__).parents[1]
SETTINGS = configparser.ConfigParser()
SETTINGS.read(ROOT / "setup.cfg", encoding="utf-8")
MODULES = [str(path.relative_to(ROOT).as_posix()) for path in (ROOT / "gan_theory").rglob("*.py")]


def patterns(name):
    return [line for line in SETTINGS["mutmut"][name].splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("pattern", [*patterns("only_mutate"), *patterns("do_not_mutate")])
def test_each_pattern_matches_a_module(pattern):
    assert fnmatch.filter(MODULES, pattern)


@pytest.mark.parametrize("node", patterns("pytest_add_cli_args_test_selection"))
def test_the_selected_tests_exist(node):
    path, _, test = node.partition("::")
    assert (ROOT / path).exists()
    assert not test or f"def {test}(" in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("function", [*EQUIVALENT, *sorted(CALLED_BY_RUN)])
def test_a_function_named_exists_there_and_is_mutated(function):
    path, _, name = function.rpartition(".")
    parts = path.split(".")
    if parts[-1][0].isupper():  # a method: module.Class.name
        path, name = ".".join(parts[:-1]), f"{parts[-1]}.{name}"
    value = import_module(f"gan_theory.{path}")
    for part in name.split("."):
        value = getattr(value, part)
    assert value.__module__ == f"gan_theory.{path}"  # not only imported there
    file = f"gan_theory/{path.replace('.', '/')}.py"
    assert any(fnmatch.fnmatch(file, pattern) for pattern in patterns("only_mutate"))
    assert not any(fnmatch.fnmatch(file, pattern) for pattern in patterns("do_not_mutate"))


def test_a_mutant_is_equivalent_by_its_statement_or_by_a_pattern():
    function, mutants = next(iter(EQUIVALENT.items()))
    assert is_equivalent(function, "", next(iter(mutants)))
    assert is_equivalent("claims.optimum.bayes.numeric", "p > SMALLEST_JUDGED", "p >= SMALLEST_JUDGED")
    assert not is_equivalent("game.functions.V", "p > SMALLEST_JUDGED", "p >= SMALLEST_JUDGED")


def test_the_evidence_of_grade_run_is_left_out():
    runs = [claim.grades["run"] for claim in CLAIMS.values() if "run" in claim.grades]
    names = [f"{run.__module__}.{run.__name__}".removeprefix("gan_theory.") for run in runs]
    assert all(is_evidence_of_training(name) for name in [*names, *CALLED_BY_RUN])
    assert not is_evidence_of_training("claims.practice.two_losses.numeric")
