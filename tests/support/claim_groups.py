"""Which claims are judged on the named pairs."""

from gan_theory import CLAIMS, PAIRS


def is_about_pairs(claim):
    """Whether a claim's cases are the named pairs, with or without further cases."""
    return list(claim.cases[: len(PAIRS)]) == list(PAIRS.values())


ABOUT_PAIRS = [claim for claim in CLAIMS.values() if is_about_pairs(claim)]
