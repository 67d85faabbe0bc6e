"""Compiled Coq files, kept between runs: each under a name that depends on all that it was made from.

Whether a proof is accepted is not kept: in each run Coq says anew what the proofs assume, and coqchk checks the
compiled files, wherever they come from.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from gan_theory.formal.rules import loaded_files

VARIABLE = "GAN_THEORY_CACHE"
"""The environment variable with the folder for what is kept between runs."""


def fetch(file: str, sources: Mapping[str, str], target: Path) -> bool:
    """Copy a compiled file from the folder of kept files, if it is there and complete.

    Parameters
    ----------
    file : str
        The name of the file without ".v".
    sources : mapping from str to str
        The text of each file by its name, with those that it loads.
    target : Path
        Where to copy it to.

    Returns
    -------
    bool
        Whether it was there.
    """
    with contextlib.suppress(OSError):
        for kept in _folder().glob(f"{_key(file, sources)}-*.vo"):
            compiled = kept.read_bytes()
            if kept.stem.endswith(_digest(compiled)):
                target.write_bytes(compiled)
                return True
    return False


def keep(file: str, sources: Mapping[str, str], compiled: Path) -> None:
    """Copy a compiled file to the folder of kept files; where nothing can be written, nothing is kept.

    Parameters
    ----------
    file : str
        The name of the file without ".v".
    sources : mapping from str to str
        The text of each file by its name, with those that it loads.
    compiled : Path
        The compiled file.
    """
    with contextlib.suppress(OSError):
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{_key(file, sources)}-{_digest(compiled.read_bytes())}.vo"
        with tempfile.TemporaryDirectory(dir=folder) as unfinished:
            copy = shutil.copy(compiled, unfinished)
            os.replace(copy, folder / name)


def _folder() -> Path:
    if VARIABLE in os.environ:
        return Path(os.environ[VARIABLE], "proofs")
    standard = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(standard, "gan_theory", "proofs")


def _key(file: str, sources: Mapping[str, str]) -> str:
    """Return a name for Coq's compiler, the text of the file, and those of all files that it loads."""
    program = Path(shutil.which("coqc") or "").resolve()
    about = program.stat()
    texts = [f"{name}\n{sources[name]}" for name in (*sorted(loaded_files(file, sources)), file)]
    return _digest("\0".join([str(program), str(about.st_size), str(about.st_mtime_ns), *texts]).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
