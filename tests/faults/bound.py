"""Faults that the evidence of B2, bound, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
