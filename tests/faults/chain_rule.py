"""Faults that the evidence of B3, chain_rule, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
