"""What Coq and its checker print about assumptions is read: known axioms are accepted, and nothing else."""

import pytest

from gan_theory.formal.assumptions import AXIOMS, further_assumptions, unchecked

SUMMARY = """CONTEXT SUMMARY
===============
* Theory: Set is predicative
* Axioms:
    Coq.Logic.Classical_Prop.classic
* Constants/Inductives relying on type-in-type: <none>
* Constants/Inductives relying on unsafe (co)fixpoints: <none>
* Inductives whose positivity is assumed: <none>
"""


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("", "", ""),
        ("predicative", "impredicative", "coqchk: Set is impredicative"),
        ("type-in-type: <none>", "type-in-type: gan_theory.file.x", "coqchk: type-in-type"),
        (
            "fixpoints: <none>",
            "fixpoints:\n  gan_theory.file.f",
            "coqchk: unsafe (co)fixpoints; assumes gan_theory.file.f",
        ),
        ("assumed: <none>", "assumed: gan_theory.file.T", "coqchk: positivity is assumed"),
        ("Coq.Logic.Classical_Prop.classic", "gan_theory.file.Classical_Prop.classic", "assumes gan_theory.file."),
    ],
)
def test_the_summary_of_the_checker_is_read(old, new, reason):
    assert unchecked(SUMMARY.replace(old, new)).startswith(reason)
    assert bool(unchecked(SUMMARY.replace(old, new))) == bool(reason)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Axioms:",
        "Section Variables:\nh : False",
        "Axioms:\nassumed : False",
        "Axioms:\nClassical_Prop.classic : forall P : Prop, P\nx.classic : False",
        "Axioms:\nf is assumed to be guarded.",
        "Axioms:\nx relies on an unsafe hierarchy.",
        "Error: no such theorem",
    ],
)
def test_other_assumptions_are_named(printed):
    assert further_assumptions(printed)


def test_known_axioms_may_be_assumed():
    entries = "\n".join(f"{name}\n  : forall P : Prop,\n    P" for name in AXIOMS)
    assert further_assumptions(f"Axioms:\n{entries}") == ""
