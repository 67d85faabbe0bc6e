"""Faults planted in the package, each of which a named claim must refute by evidence of a named grade."""
