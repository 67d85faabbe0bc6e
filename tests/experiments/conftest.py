"""The rows of a serial sweep, with which the others are compared."""

from pathlib import Path

import pytest

from gan_theory import sweep
from tests.support.sweeps import RECIPES, SEEDS, Mortal, without_seconds


@pytest.fixture(scope="session")
def serial():
    return without_seconds(sweep(RECIPES, SEEDS))


@pytest.fixture(scope="session")
def mortal_serial():
    return without_seconds(sweep(RECIPES, SEEDS, target=Mortal(Path("none"))))
