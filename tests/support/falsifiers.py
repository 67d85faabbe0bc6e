"""What the numeric evidence of a claim says of one of its falsifiers."""

from gan_theory import CLAIMS


def failing_statements(claim_name, falsifier_name):
    """The statements that do not hold on a falsifier, in their order."""
    (case,) = [case for case in CLAIMS[claim_name].falsifiers if case.name == falsifier_name]
    return [found.what for found in CLAIMS[claim_name].evidence(case) if not found.holds]
