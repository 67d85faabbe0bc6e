"""Faults that the evidence of A12, figure_1, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
