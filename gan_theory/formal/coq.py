"""Run Coq's programs: the compiler coqc and the checker coqchk, with a time limit, in a folder of one's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

TIME_LIMIT = 120.0
"""How many seconds one file may take."""

MOST_OUTPUT = 20_000  # bytes that are read of what a program prints
PACKAGE = "gan_theory"
MEMORY = {"OCAMLRUNPARAM": "s=4M,o=1000"}
"""Less garbage is collected, and less memory is taken at the start, than by Coq's own setting: a sixth of the time."""


class CoqNotFoundError(ImportError):
    """Coq is not installed. An ImportError, as of a package that is missing: the grade is then "not installed"."""

    def __init__(self, program: str) -> None:
        super().__init__(f"expected Coq's program {program} on the PATH; it is not installed", name="Coq")


class Output(NamedTuple):
    """How a program ended.

    Parameters
    ----------
    succeeded : bool
        Whether it ended in time and without an error.
    text : str
        What it printed, cut after 20,000 bytes.
    """

    succeeded: bool
    text: str


def compile_file(folder: Path, file: str) -> Output:
    """Compile a Coq file; what it loads must have been compiled.

    Parameters
    ----------
    folder : Path
        The folder of the file, where its compiled form is written.
    file : str
        Its name without ".v".

    Returns
    -------
    Output
        The compiler's messages.

    Raises
    ------
    CoqNotFoundError
        If Coq is not installed.
    """
    return _run(folder, "coqc", "-q", "-Q", ".", PACKAGE, f"{file}.v")


def recheck(folder: Path, files: list[str]) -> Output:
    """Check compiled files once more, with the small program whose only purpose this is.

    Parameters
    ----------
    folder : Path
        The folder of the files.
    files : list of str
        Their names.

    Returns
    -------
    Output
        The summary: what was assumed, and which of Coq's own checks were switched off.

    Raises
    ------
    CoqNotFoundError
        If Coq is not installed.
    """
    modules = [argument for file in files for argument in ("-norec", f"{PACKAGE}.{file}")]
    return _run(folder, "coqchk", "-silent", "-o", "-Q", ".", PACKAGE, *modules)


def require_coq() -> None:
    """Check that Coq is installed.

    Raises
    ------
    CoqNotFoundError
        If it is not.
    """
    for program in ("coqc", "coqchk"):
        _find(program)


def _find(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise CoqNotFoundError(program)
    return path


def _run(folder: Path, program: str, *arguments: str) -> Output:
    """Run a program; it ends with this process, after Ctrl-C as well, and after the time limit."""
    command = [_find(program), *arguments]
    settings = MEMORY | {name: value for name, value in os.environ.items() if name != "COQPATH"}  # no other libraries
    with tempfile.TemporaryFile() as printed:  # a program that prints without end would fill the memory
        try:
            run = subprocess.run(
                command,
                cwd=folder,
                env=settings,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                timeout=TIME_LIMIT,
            )
        except subprocess.TimeoutExpired:
            return Output(False, f"{program} was stopped after {TIME_LIMIT:g} s")
        printed.seek(0)
        return Output(run.returncode == 0, printed.read(MOST_OUTPUT).decode(errors="replace").strip())


def brief(text: str, most: int = 300) -> str:
    """Return a message in one line, cut.

    Parameters
    ----------
    text : str
        What a program printed.
    most : int
        The most characters to keep.

    Returns
    -------
    str
        The text, with one blank in place of each white space.
    """
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"
