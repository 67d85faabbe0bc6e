"""Faults that the evidence of B5, adversaries, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
