"""Faults that the evidence of A9, algorithm_1, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
