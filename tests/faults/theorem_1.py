"""Faults that the evidence of A5, theorem_1, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
