"""Judge the proofs: the text keeps the rules, Coq accepts the file, and nothing but known axioms was assumed."""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from gan_theory.formal import compiled_files, coq
from gan_theory.formal.rules import SHADOWED, loaded_files, names_in, refusals, requires
from gan_theory.formal.statements import Statement, read_sources, statements_in, statements_of

AXIOMS = {
    "ClassicalDedekindReals.sig_forall_dec": "whether all natural numbers have a property that can be decided for each "
    "of them can itself be decided",
    "ClassicalDedekindReals.sig_not_dec": "whether the opposite of a statement is false can be decided",
    "FunctionalExtensionality.functional_extensionality_dep": "functions with the same values are equal",
    "Classical_Prop.classic": "each statement is true or false",
}
"""The axioms of Coq's standard library that a proof may use: three that its real numbers need, and classical logic."""

UNCHECKED = ("type-in-type", "unsafe (co)fixpoints", "positivity is assumed")
"""What coqchk lists if one of Coq's own checks was switched off."""

AUDIT, NAMES = "gan_theory_audit", "gan_theory_names"


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
        if file not in self._judged:
            refusal = self.compile(file)
            self._judged[file] = {"": refusal} if refusal else self._audit(file)
        return self._judged[file]

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
            return f"{file}.v does not compile: {_brief(output.text)}"
        compiled_files.keep(file, self.sources, compiled)
        return ""

    def _second_meanings(self, file: str) -> str:
        """Say which name of Coq's library has a second meaning in what a file states; empty if none has."""
        texts = [self.sources[each] for each in (file, *loaded_files(file, self.sources))]
        libraries = " ".join(library for text in texts for library in requires(text)[0])
        words = {name: used for text in texts for name, used in names_in(text).items()}
        names = [name for name in words if name not in SHADOWED and any(name in used for used in words.values())]
        lines = [f"Require Import Reals {libraries}.", *(f"Fail Check {name}." for name in names)]
        output = self._write_and_compile(NAMES, "\n".join(lines))
        if output.succeeded:
            return ""
        line = re.search(rf"{NAMES}.v\", line (\d+)", output.text)
        name = names[int(line[1]) - 2] if line and int(line[1]) > 1 else _brief(output.text)
        return f"a second meaning of {name}, a name of Coq's library"

    def _audit(self, file: str) -> dict[str, str]:
        """Ask Coq what the statements of a compiled file rest on: all at once, and each if one is refused.

        Meanwhile its checker and the meanings of names are asked for, since each of the three takes a second or more.
        """
        names = [each.name for each in statements_in(self.sources[file])]
        with ThreadPoolExecutor() as executor:
            second_meaning = executor.submit(self._second_meanings, file)
            checked = executor.submit(self._recheck, file)
            rest_on_more = self._rest_on_more(file, names)
        if refusal := second_meaning.result():
            return {"": refusal}
        if rest_on_more:
            found = {name: self._rest_on_more(file, [name]) for name in names}
            return {name: refusal for name, refusal in found.items() if refusal}
        return {"": checked.result()} if checked.result() else {}

    def _recheck(self, file: str) -> str:
        checked = coq.recheck(self.folder, [*loaded_files(file, self.sources), file])
        return unchecked(checked.text) if checked.succeeded else f"coqchk: {_brief(checked.text)}"

    def _rest_on_more(self, file: str, names: Sequence[str]) -> str:
        """Say on what else than AXIOMS statements rest; empty if on nothing."""
        proofs = ", ".join(f"{coq.PACKAGE}.{file}.{name}" for name in names)
        lines = [
            f"From {coq.PACKAGE} Require {file}.",
            f"Definition {AUDIT} := ({proofs}, Datatypes.tt).",
            f"Print Assumptions {AUDIT}.",
        ]
        output = self._write_and_compile(AUDIT, "\n".join(lines))
        return further_assumptions(output.text) if output.succeeded else _brief(output.text)

    def _write_and_compile(self, file: str, text: str) -> coq.Output:
        (self.folder / f"{file}.v").write_text(text, encoding="utf-8")
        return coq.compile_file(self.folder, file)


def further_assumptions(printed: str) -> str:
    r"""Return what is assumed besides AXIOMS.

    Parameters
    ----------
    printed : str
        What Coq's command `Print Assumptions` has printed.

    Returns
    -------
    str
        The reason to refuse; empty if nothing else is assumed.

    Examples
    --------
    >>> further_assumptions("Closed under the global context")
    ''
    >>> further_assumptions("Axioms:\nClassical_Prop.classic : forall P : Prop, P \\/ ~ P\nfalse : False")
    'rests on: false : False'
    """
    if printed == "Closed under the global context":
        return ""
    heading, _, rest = printed.partition("\n")
    entries = re.split(r"\n(?=\S)", rest)
    others = [" ".join(entry.split()) for entry in entries if re.split(r"[\s:]", entry)[0] not in AXIOMS]
    if heading != "Axioms:" or not rest:
        return f"expected what is assumed; got {_brief(printed)}"
    return f"rests on: {'; '.join(others)}" if others else ""


def unchecked(summary: str) -> str:
    """Return which of Coq's own checks were switched off.

    Parameters
    ----------
    summary : str
        What coqchk has printed.

    Returns
    -------
    str
        The reason to refuse; empty if all checks were on.
    """
    lines = {" ".join(line.split()) for line in summary.splitlines()}
    missing = [what for what in UNCHECKED if not any(what in line and line.endswith("<none>") for line in lines)]
    assumed = [line for line in lines if line.startswith(f"{coq.PACKAGE}.")]
    if "* Theory: Set is predicative" not in lines:
        missing.append("Set is impredicative")
    return "; ".join([*(f"coqchk: {what}" for what in missing), *(f"assumes {name}" for name in sorted(assumed))])


def _brief(text: str, most: int = 300) -> str:
    """Return the text in one line, cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"
