"""Faults that the evidence of A3, proposition_1, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
