"""Faults that the evidence of A6, convexity, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
