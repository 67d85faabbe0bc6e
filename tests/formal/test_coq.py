"""Coq's programs run in a folder of their own, end in time, and end with Python."""

import os
import subprocess
import sys
import time

import pytest

from gan_theory.formal import coq
from tests.support.shared_proofs import needs_coq

posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A function that puts a stand-in for coqc, a shell script, on the PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def put(script):
        path = folder / "coqc"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        return path

    return put


def test_without_coq_an_import_error_names_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ImportError, match="expected Coq's program coqc on the PATH; it is not installed") as caught:
        coq.require_coq()
    assert caught.value.name == "Coq"
    with pytest.raises(coq.CoqNotFoundError):
        coq.compile_file(tmp_path, "a")


@posix
def test_both_programs_are_needed(program, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(program("exit 0").parent))
    with pytest.raises(coq.CoqNotFoundError, match="coqchk"):
        coq.require_coq()


@needs_coq
def test_a_file_in_a_folder_with_a_blank_in_its_name_is_compiled(tmp_path):
    folder = tmp_path / "my folder ü"
    folder.mkdir()
    (folder / "a.v").write_text("Lemma one : 1 = 1. Proof. reflexivity. Qed.", encoding="utf-8")
    (folder / "b.v").write_text(
        "From gan_theory Require Import a. Lemma two : 1 = 1. exact one. Qed.", encoding="utf-8"
    )
    assert coq.compile_file(folder, "a") == coq.Output(True, "")
    assert coq.compile_file(folder, "b").succeeded
    summary = coq.recheck(folder, ["a", "b"])
    assert summary.succeeded and "* Axioms: <none>" in " ".join(summary.text.split())


@needs_coq
def test_a_file_that_does_not_compile_gives_the_message_of_coq(tmp_path):
    (tmp_path / "a.v").write_text("\nLemma one : 1 = 2. Proof. reflexivity. Qed.", encoding="utf-8")
    output = coq.compile_file(tmp_path, "a")
    assert not output.succeeded and "line 2" in output.text and "Unable to unify" in output.text
    assert not coq.recheck(tmp_path, ["a"]).succeeded


@needs_coq
def test_libraries_of_the_user_are_not_loaded(tmp_path, monkeypatch):
    library = tmp_path / "library"
    library.mkdir()
    (library / "own.v").write_text("Axiom false : False.", encoding="utf-8")
    subprocess.run(["coqc", "own.v"], cwd=library, check=True, timeout=60)
    (tmp_path / "a.v").write_text("Require Import own.", encoding="utf-8")
    monkeypatch.setenv("COQPATH", str(library))
    assert subprocess.run(["coqc", "a.v"], cwd=tmp_path, timeout=60).returncode == 0  # by coqc alone, they are
    assert not coq.compile_file(tmp_path, "a").succeeded


@posix
def test_a_program_is_stopped_after_the_time_limit(program, tmp_path, monkeypatch):
    program("exec sleep 60")
    monkeypatch.setattr(coq, "TIME_LIMIT", 0.2)
    start = time.monotonic()
    assert coq.compile_file(tmp_path, "a") == coq.Output(False, "coqc was stopped after 0.2 s")
    assert time.monotonic() - start < 10


@posix
def test_long_output_is_cut(program, tmp_path):
    program("yes message | head -c 1000000; exit 1")
    output = coq.compile_file(tmp_path, "a")
    assert not output.succeeded and len(output.text) <= coq.MOST_OUTPUT < 1000000
    assert output.text.startswith("message\nmessage")


@posix
def test_ctrl_c_ends_coqc_too(program, tmp_path):
    program("echo $$ > pid; exec sleep 60")
    code = """
import os, signal, sys, threading, time
from pathlib import Path
from gan_theory.formal import coq

folder = Path(sys.argv[1])

def interrupt():
    while not (folder / "pid").exists() or not (folder / "pid").read_text().strip():
        time.sleep(0.02)
    os.kill(os.getpid(), signal.SIGINT)

threading.Thread(target=interrupt, daemon=True).start()
try:
    coq.compile_file(folder, "a")
except KeyboardInterrupt:
    print("interrupted")
"""
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, encoding="utf-8", timeout=30)
    assert run.stdout == "interrupted\n", run.stderr
    process = int((tmp_path / "pid").read_text(encoding="utf-8"))
    deadline = time.monotonic() + 10
    while is_running(process) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(process)


def is_running(process):
    """Whether a process runs; one that has ended may stay in the table of processes as a zombie, Z."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, encoding="utf-8").stdout
    return bool(state.strip()) and not state.startswith("Z")
