"""Fixtures for the tests of the game."""

import pytest
from mpmath import mp


@pytest.fixture(autouse=True)
def fifty_digits():
    with mp.workdps(50):
        yield
