"""Faults that the evidence of C3, dirac_gan, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
