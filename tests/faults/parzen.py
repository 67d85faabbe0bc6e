"""Faults that the evidence of A13, parzen, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
