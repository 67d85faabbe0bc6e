"""Whether a name that a Coq file defines is one of Coq's library, which readers would take it for."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from gan_theory.formal import coq
from gan_theory.formal.rules import SHADOWED, names_in, requires

FILE = "gan_theory_names"


def second_meaning(texts: Sequence[str]) -> str:
    """Say which name of Coq's library has a second meaning in what files state.

    Coq is asked once in a process about the same names.

    Parameters
    ----------
    texts : sequence of str
        The texts of the files.

    Returns
    -------
    str
        The reason to refuse them; empty if none of their names is one of the library's, but those in SHADOWED.

    Raises
    ------
    ValueError
        For a text that cannot be split into sentences.
    """
    libraries = dict.fromkeys(library for text in texts for library in requires(text)[0])
    found = [named for text in texts for named in names_in(text).items()]
    words = {word for _, used in found for word in used}
    names = dict.fromkeys(name for name, _ in found if name in words and name not in SHADOWED)
    return _look_up(" ".join(libraries), tuple(names), shutil.which("coqc"))


@lru_cache(maxsize=64)
def _look_up(libraries: str, names: Sequence[str], program: str | None) -> str:
    """Let Coq's compiler look up names, after it has loaded the real numbers and these libraries."""
    lines = [f"Require Import Reals {libraries}.", *(f"Fail Check {name}." for name in names)]
    with tempfile.TemporaryDirectory(prefix="gan_theory-names-") as folder:
        Path(folder, f"{FILE}.v").write_text("\n".join(lines), encoding="utf-8")
        output = coq.compile_file(Path(folder), FILE)
    if output.succeeded:
        return ""
    line = re.search(rf"{FILE}.v\", line (\d+)", output.text)
    name = names[int(line[1]) - 2] if line and int(line[1]) > 1 else coq.brief(output.text)
    return f"a second meaning of {name}, a name of Coq's library"
