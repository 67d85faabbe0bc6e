"""Which claims are judged on the named pairs."""

from gan_theory import CLAIMS, PAIRS


def is_about_pairs(claim):
    """Whether the named pairs are among a claim's cases."""
    return set(PAIRS.values()) <= set(claim.cases)


ABOUT_PAIRS = [claim for claim in CLAIMS.values() if is_about_pairs(claim)]
