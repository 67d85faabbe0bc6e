"""Faults that the evidence of A14, sharpness, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
