"""Compiled files are kept under a name that depends on all that they were made from, and are checked all the same."""

import os

import pytest

from gan_theory.formal import compiled_files, coq, rules
from gan_theory.formal.proofs import AUDIT, Build
from tests.support.shared_proofs import needs_coq

DEFINITIONS = "Definition twice (n : nat) : nat := n + n."
FILE = """From gan_theory Require Import definitions.
Theorem A5_twice : forall n, twice n = n + n.
Proof. reflexivity. Qed.
"""

pytestmark = needs_coq


@pytest.fixture
def compiled(monkeypatch, tmp_path):
    """The files that Coq compiles, in an empty folder for what is kept."""
    names, compile_file = [], coq.compile_file

    def noted(folder, file):
        names.append(file)
        return compile_file(folder, file)

    monkeypatch.setattr(coq, "compile_file", noted)
    monkeypatch.setenv(compiled_files.VARIABLE, str(tmp_path / "kept"))
    return names


def own(names):
    """Those that are not about what is assumed."""
    return [name for name in names if not name.startswith("gan_theory_")]


def judge(compiled, **changed):
    compiled.clear()
    assert Build({"definitions": DEFINITIONS, "file": FILE} | changed).judge("file") == {}
    return own(compiled)


def test_a_file_is_compiled_once_and_judged_each_time(compiled):
    assert judge(compiled) == ["definitions", "file"]
    assert judge(compiled) == []
    assert compiled == [AUDIT]  # what is assumed; what the names mean was asked before in this process


def test_a_changed_text_is_compiled_anew_with_what_loads_it(compiled):
    judge(compiled)
    assert judge(compiled, file=FILE.replace("n + n.", "n + n .")) == ["file"]
    assert judge(compiled, definitions=DEFINITIONS.replace("n + n", "(n + n)")) == ["definitions", "file"]


def test_a_wrong_proof_is_refused_each_time_and_not_kept(compiled):
    for _ in range(2):
        build = Build({"definitions": DEFINITIONS, "file": FILE.replace("= n + n", "= n")})
        assert "does not compile" in build.judge("file")[""]


def test_a_damaged_file_is_compiled_anew(compiled, tmp_path):
    judge(compiled)
    for path in (tmp_path / "kept").rglob("*.vo"):
        path.write_bytes(path.read_bytes()[:-1])
    assert judge(compiled) == ["definitions", "file"]


def test_an_assumption_in_a_kept_file_is_found(compiled, monkeypatch):
    cheat = "Axiom assumed : 1 = 2.\nTheorem A5_one : 1 = 2. Proof. exact assumed. Qed."
    monkeypatch.setattr("gan_theory.formal.proofs.refusals", lambda file, sources: [])
    for _ in range(2):
        assert "rests on" in Build({"file": cheat}).judge("file")["A5_one"]
    assert own(compiled) == ["file"]


def test_another_compiler_has_files_of_its_own(compiled, monkeypatch, tmp_path):
    judge(compiled)
    program = tmp_path / "bin" / "coqc"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{compiled_files.shutil.which("coqc")}" "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(program.parent), os.environ["PATH"]]))
    assert judge(compiled) == ["definitions", "file"]


def test_where_nothing_can_be_written_nothing_is_kept(compiled, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv(compiled_files.VARIABLE, str(tmp_path / "file"))
    assert judge(compiled) == judge(compiled) == ["definitions", "file"]


@pytest.mark.parametrize("variable", ["LOCALAPPDATA", "XDG_CACHE_HOME"])
def test_without_the_variable_the_folder_is_the_system_s(monkeypatch, tmp_path, variable):
    for name in (compiled_files.VARIABLE, "LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    assert compiled_files._folder() == tmp_path / "gan_theory" / "proofs"
    assert rules.loaded_files("file", {"definitions": DEFINITIONS, "file": FILE}) == ["definitions"]
