"""Faults that the evidence of A1, minimax, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
