"""Which claims are judged on the named pairs."""

from gan_theory import CLAIMS, PAIRS


def is_about_pairs(claim):
    """Whether a claim's cases are the named pairs, one of which may have more fields, with or without further cases."""
    return sum(case is pair for case, pair in zip(claim.cases, PAIRS.values())) >= len(PAIRS) - 1


ABOUT_PAIRS = [claim for claim in CLAIMS.values() if is_about_pairs(claim)]
