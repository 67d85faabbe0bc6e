"""Faults that the evidence of A4, criterion, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
