"""Faults that the evidence of A2, lotus, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
