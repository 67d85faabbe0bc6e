"""Faults that the evidence of A3b, bayes, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
