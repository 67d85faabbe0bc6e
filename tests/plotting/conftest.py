"""The frames that the tests of figures draw."""

import matplotlib
import pytest

from gan_theory import Recipe, train

matplotlib.use("agg")


@pytest.fixture(scope="session")
def frames():
    return list(train("two-modes", Recipe(steps=40, frames=8), seed=0))
