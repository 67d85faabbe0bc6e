"""A short run that several modules of tests look at."""

import pytest

from gan_theory import train
from tests.support.training import SHORT


@pytest.fixture(scope="session")
def short_run():
    return list(train("two-modes", SHORT, seed=3))
