"""What a proof rests on: which axioms it may use, and which of Coq's own checks must have been on."""

from __future__ import annotations

import re

from gan_theory.formal.coq import PACKAGE, brief

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
        return f"expected what is assumed; got {brief(printed)}"
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
    assumed = [line for line in lines if line.startswith(f"{PACKAGE}.")]
    if "* Theory: Set is predicative" not in lines:
        missing.append("Set is impredicative")
    return "; ".join([*(f"coqchk: {what}" for what in missing), *(f"assumes {name}" for name in sorted(assumed))])
