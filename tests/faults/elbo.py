"""Faults that the evidence of B4, elbo, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
