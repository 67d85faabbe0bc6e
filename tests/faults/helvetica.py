"""Faults that the evidence of A11, helvetica, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
