"""Faults that the evidence of B1, likelihood, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
