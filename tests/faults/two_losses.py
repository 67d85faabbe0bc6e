"""Faults that the evidence of A10, two_losses, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
