"""What the text of a Coq file may contain: only commands that define and prove, none that assume or switch checks off.

Coq has many commands that add an assumption, change what a notation means or make the checks weaker. So the rules do
not list what is forbidden: they list the few commands that are allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gan_theory.formal.sentences import Sentence, split_sentences

ASSUMING = re.compile(r"\b(Admitted|admit|give_up|Axioms?|Parameters?|Conjectures?)\b")
"""Words that no file contains, not even in comments."""

LIBRARIES = {
    *("Reals", "Rfunctions", "RIneq", "Rpower", "Ranalysis", "SeqProp"),
    *("Lra", "Lia", "Psatz", "Arith", "PeanoNat", "Bool", "List"),
    *("Classical", "FunctionalExtensionality"),
}
"""The parts of Coq's standard library that a file may load."""

SCOPES = {"R_scope", "nat_scope"}
SHADOWED = {
    "between": "a relation of natural numbers, which is not used here",
    "C": "the binomial coefficient of Coq's library, which is not used here",
    "sum": "the disjoint union of two types, which is not used here",
}
"""Names of Coq's standard library that the files give another meaning, each with what it means there."""

WORDS_OF_REALS = {"R", "nat", "ln", "exp", "Rabs", "Rmax", "Rmin", "Rsqr", "sqrt", "pow", "IZR", "INR"}

REQUIRE = re.compile(r"(?:From\s+(\w+)\s+)?Require\s+Import\s+([\w\s]+)\Z")
SCOPE = re.compile(r"(?:Local\s+)?Open\s+Scope\s+(\w+)\Z")
DEFINITION = re.compile(r"(?:Definition|Fixpoint)\s+(\w+)\b.*:=", re.DOTALL)
TACTIC = re.compile(r"(?:Local\s+)?Ltac\s+[a-z_]\w*\b.*:=", re.DOTALL)
CLAIMED = re.compile(r"(?:Lemma|Theorem|Corollary)\s+(\w+)\b\s*(.*)\Z", re.DOTALL)
STEP = re.compile(r"[\s{}*+-]*(?:(?:\d+|all)\s*:[\s{]*)?(?:[a-z(\[]|\Z)")
BINDER = re.compile(r"\b(?:forall|exists|fun|let|fix)\b(.*?)(?:,|=>|:=)", re.DOTALL)
TYPE = re.compile(r":[^()]*")


def requires(source: str) -> tuple[list[str], list[str]]:
    """Return what a file loads: the libraries of Coq, and the files of this package.

    Parameters
    ----------
    source : str
        The text of the file.

    Returns
    -------
    tuple of list of str
        The names of the libraries, and those of the files, in the order of the text.
    """
    libraries: list[str] = []
    files: list[str] = []
    for sentence in split_sentences(source):
        if found := REQUIRE.match(sentence.text):
            (files if found[1] == "gan_theory" else libraries).extend(found[2].split())
    return libraries, files


def loaded_files(file: str, sources: Mapping[str, str]) -> list[str]:
    """Return the files of this package that a file loads, directly or through others, each once.

    Parameters
    ----------
    file : str
        The name of the file.
    sources : mapping from str to str
        The text of each file by its name.

    Returns
    -------
    list of str
        Their names, without that of the file itself.
    """
    found = [file]
    for each in found:
        found += [other for other in requires(sources[each])[1] if other in sources and other not in found]
    return found[1:]


def names_in(source: str) -> dict[str, set[str]]:
    """Return the names that a file gives to definitions, lemmas and theorems, each with the words that it rests on.

    Parameters
    ----------
    source : str
        The text of the file.

    Returns
    -------
    dict from str to set of str
        The words of the definition or of the statement by its name, in the order of the text.
    """
    found = {}
    for text in (sentence.text for sentence in split_sentences(source)):
        if named := DEFINITION.match(text) or CLAIMED.match(text):
            found[named[1]] = set(re.findall(r"\w+", text[named.end(1) :]))
    return found


def refusals(file: str, sources: Mapping[str, str]) -> list[str]:
    """Return why the text of a file is refused.

    Parameters
    ----------
    file : str
        The name of the file.
    sources : mapping from str to str
        The text of each file by its name.

    Returns
    -------
    list of str
        A reason for each line that is refused; none for a file that keeps the rules.
    """
    try:
        return [f"{file}.v, line {line}: {reason}" for line, reason in _reasons(file, sources)]
    except ValueError as error:
        return [f"{file}.v: {error}"]


def _reasons(file: str, sources: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    source = sources[file]
    for found in ASSUMING.finditer(source):
        yield source.count("\n", 0, found.start()) + 1, f"the word {found[0]}"
    elsewhere = {name for other in loaded_files(file, sources) for name in names_in(sources[other])}
    named: set[str] = set()
    in_proof = False
    for sentence in split_sentences(source):
        if in_proof:
            in_proof = sentence.text != "Qed"
            if in_proof and sentence.text != "Proof" and not STEP.match(sentence.text):
                yield sentence.line, f"in a proof: {_start(sentence)}"
            continue
        claimed = CLAIMED.match(sentence.text)
        in_proof = claimed is not None
        if reason := _refuse_command(sentence, sources):
            yield sentence.line, reason
        name = claimed or DEFINITION.match(sentence.text)
        if name:
            if name[1] in named | elsewhere:
                yield sentence.line, f"a second meaning of {name[1]}"
            named.add(name[1])
        if claimed and (rebound := _bound_names(claimed[2]) & (named | elsewhere | WORDS_OF_REALS)):
            yield sentence.line, f"a second meaning of {', '.join(sorted(rebound))} within the statement"
    if in_proof:
        yield source.count("\n") + 1, "a proof without its end"


def _refuse_command(sentence: Sentence, sources: Mapping[str, str]) -> str:
    """Say why a command outside a proof is refused; empty if it is allowed."""
    text = sentence.text
    if found := REQUIRE.match(text):
        origin, loaded = found[1], set(found[2].split())
        allowed = set(sources) if origin == "gan_theory" else LIBRARIES if origin in (None, "Coq") else set()
        return f"loads {', '.join(sorted(loaded - allowed))}" if loaded - allowed else ""
    if found := SCOPE.match(text):
        return "" if found[1] in SCOPES else f"opens the scope {found[1]}"
    known = DEFINITION.match(text) or TACTIC.match(text) or CLAIMED.match(text)
    return "" if known else f"the command {_start(sentence)}"


def _bound_names(statement: str) -> set[str]:
    """Return the names that a statement binds: x and n in "(x : R) : forall n, ..."."""
    binders = [_before_colon(statement), *(found[1] for found in BINDER.finditer(statement))]
    return {name for binder in binders for name in re.findall(r"[A-Za-z_]\w*", TYPE.sub(" ", binder))}


def _before_colon(statement: str) -> str:
    """Return what stands before the first colon outside brackets: the binders between a name and its statement."""
    depth = 0
    for i, letter in enumerate(statement):
        depth += (letter in "({[") - (letter in ")}]")
        if letter == ":" and depth == 0:
            return statement[:i]
    return ""


def _start(sentence: Sentence) -> str:
    """Return the first words of a sentence."""
    return " ".join(sentence.text.split()[:3])[:40]
