"""Faults that the evidence of C2, frozen_gradients, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = ()
