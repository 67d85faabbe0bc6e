"""Judge the proofs: the text keeps the rules, Coq accepts the file, and nothing but known axioms was assumed."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import weakref
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from gan_theory.formal import compiled_files, coq
from gan_theory.formal.assumptions import further_assumptions, unchecked
from gan_theory.formal.coq import brief
from gan_theory.formal.library_names import second_meaning
from gan_theory.formal.rules import loaded_files, refusals, requires
from gan_theory.formal.statements import Statement, read_sources, statements_in, statements_of

AUDIT = "gan_theory_audit"


class Proof(NamedTuple):
    """A statement, and why its proof is refused.

    Parameters
    ----------
    statement : Statement
        What is to be proved.
    refusal : str
        The reason in words; empty if the proof is accepted.
    """

    statement: Statement
    refusal: str


def check_proofs(claim_id: str) -> list[Proof]:
    """Compile the files that the statements of a claim rest on, each once in this process, and judge the proofs.

    Parameters
    ----------
    claim_id : str
        The id of the claim, such as "A5".

    Returns
    -------
    list of Proof
        One for each statement of the claim.

    Raises
    ------
    CoqNotFoundError
        If Coq is not installed.
    """
    coq.require_coq()
    proofs = []
    for statement in statements_of(claim_id):
        refused = _build().judge(statement.file)
        proofs.append(Proof(statement, refused.get(statement.name, refused.get("", ""))))
    return proofs


@lru_cache(maxsize=1)
def _build() -> Build:
    return Build(read_sources())


class Build:
    """A temporary folder in which Coq files are compiled, each once, after those that it loads.

    Parameters
    ----------
    sources : mapping from str to str
        The text of each file by its name without ".v".
    """

    def __init__(self, sources: dict[str, str]) -> None:
        self.sources = sources
        self.folder = Path(tempfile.mkdtemp(prefix="gan_theory-proofs-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)  # at the latest when Python ends
        self._compiled: dict[str, str] = {}
        self._judged: dict[str, dict[str, str]] = {}
        self._rechecked: set[str] = set()

    def judge(self, file: str) -> dict[str, str]:
        """Judge a file with all its statements.

        Parameters
        ----------
        file : str
            The name of the file.

        Returns
        -------
        dict from str to str
            Why a statement is refused, by its name; under the empty name, why all of the file are. Empty if none is.
        """
        self.judge_together([file])
        return self._judged[file]

    def judge_together(self, files: Sequence[str]) -> None:
        """Judge several files, so that `judge` answers at once: Coq loads its library of real numbers once for all.

        Parameters
        ----------
        files : sequence of str
            The names of the files.
        """
        waiting = [file for file in files if file not in self._judged]
        self._compile_side_by_side([file for file in waiting if not refusals(file, self.sources)])
        compiled = []
        for file in waiting:
            if refusal := self.compile(file):
                self._judged[file] = {"": refusal}
            else:
                compiled.append(file)
        if len(compiled) > 1 and not self._audit(compiled):
            self._judged |= {file: {} for file in compiled}
            return
        for file in compiled:  # if something is refused, of which file is it?
            self._judged[file] = self._audit([file])

    def compile(self, file: str, loading: Sequence[str] = ()) -> str:
        """Compile a file and those that it loads, if their texts keep the rules.

        Parameters
        ----------
        file : str
            The name of the file.
        loading : sequence of str
            The files that wait for this one.

        Returns
        -------
        str
            Why it is refused; empty if it is accepted.
        """
        if file in loading:
            return f"{file}.v loads itself"
        if file not in self._compiled:
            self._compiled[file] = self._compile(file, (*loading, file))
        return self._compiled[file]

    def _compile(self, file: str, loading: Sequence[str]) -> str:
        if refused := refusals(file, self.sources):
            return "; ".join(refused)
        for other in requires(self.sources[file])[1]:
            if refusal := self.compile(other, loading):
                return refusal
        compiled = self.folder / f"{file}.vo"
        if compiled_files.fetch(file, self.sources, compiled):
            return ""
        output = self._write_and_compile(file, self.sources[file])
        if not output.succeeded:
            return f"{file}.v does not compile: {brief(output.text)}"
        compiled_files.keep(file, self.sources, compiled)
        return ""

    def _compile_side_by_side(self, files: Sequence[str]) -> None:
        """Compile what files load before them, and files that do not load each other at the same time."""
        waiting = {each for file in files for each in (file, *loaded_files(file, self.sources))}
        with ThreadPoolExecutor(os.cpu_count()) as executor:
            while ready := [each for each in waiting if not waiting & set(requires(self.sources[each])[1])]:
                if any(list(executor.map(self.compile, ready))):
                    return  # what loads a file that is refused is refused, too
                waiting -= set(ready)

    def _second_meanings(self, files: Sequence[str]) -> str:
        """Say which name of Coq's library has a second meaning in what files state; empty if none has."""
        with contextlib.suppress(ValueError):  # a text that is not Coq, of a file that is not judged
            if not second_meaning(list(self.sources.values())):  # the same for all files, and looked up once
                return ""
        needed = [*files, *(each for file in files for each in loaded_files(file, self.sources))]
        return second_meaning([self.sources[each] for each in needed])

    def _audit(self, files: Sequence[str]) -> dict[str, str]:
        """Ask Coq what the statements of compiled files rest on: all at once, and each if one is refused.

        Meanwhile its checker is asked, since each of the two takes a second or more.
        """
        names = [(file, each.name) for file in files for each in statements_in(self.sources[file])]
        with ThreadPoolExecutor() as executor:
            second_meaning = executor.submit(self._second_meanings, files)
            checked = executor.submit(self._recheck, files)
            rest_on_more = self._rest_on_more(names)
        if refusal := second_meaning.result():
            return {"": refusal}
        if rest_on_more:
            found = {name: self._rest_on_more([(file, name)]) for file, name in names}
            return {name: refusal for name, refusal in found.items() if refusal}
        return {"": checked.result()} if checked.result() else {}

    def _recheck(self, files: Sequence[str]) -> str:
        """Let Coq's checker check files with those that they load, each once in a build."""
        loaded = (each for file in files for each in (*loaded_files(file, self.sources), file))
        new = [each for each in dict.fromkeys(loaded) if each not in self._rechecked]
        if not new:
            return ""
        checked = coq.recheck(self.folder, new)
        refusal = unchecked(checked.text) if checked.succeeded else f"coqchk: {brief(checked.text)}"
        self._rechecked |= set() if refusal else set(new)
        return refusal

    def _rest_on_more(self, names: Sequence[tuple[str, str]]) -> str:
        """Say on what else than AXIOMS statements, each with its file, rest; empty if on nothing."""
        proofs = ", ".join(f"{coq.PACKAGE}.{file}.{name}" for file, name in names)
        lines = [
            f"From {coq.PACKAGE} Require {' '.join(dict.fromkeys(file for file, _ in names))}.",
            f"Definition {AUDIT} := ({proofs}, Datatypes.tt).",
            f"Print Assumptions {AUDIT}.",
        ]
        output = self._write_and_compile(AUDIT, "\n".join(lines))
        return further_assumptions(output.text) if output.succeeded else brief(output.text)

    def _write_and_compile(self, file: str, text: str) -> coq.Output:
        (self.folder / f"{file}.v").write_text(text, encoding="utf-8")
        return coq.compile_file(self.folder, file)
