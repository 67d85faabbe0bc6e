"""Faults that the evidence of A7, subgradient, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
