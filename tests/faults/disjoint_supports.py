"""Faults that the evidence of C1, disjoint_supports, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
