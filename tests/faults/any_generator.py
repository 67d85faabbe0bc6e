"""Faults that the evidence of B6, any_generator, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
