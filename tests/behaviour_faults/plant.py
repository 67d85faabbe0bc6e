"""A plugin of pytest that plants a fault for a whole run.

python -m pytest -p tests.behaviour_faults.plant --fault "minibatches repeat after 64 of them" tests/training
"""

from contextlib import ExitStack

import pytest

from tests.behaviour_faults.table import FAULTS
from tests.faults.fault import planted


def pytest_addoption(parser):
    parser.addoption("--fault", help="the fault to plant, by what is wrong; none by default")


def pytest_configure(config):
    """Plant the fault until the run ends."""
    what = config.getoption("--fault")
    if what is None:
        return
    if what not in FAULTS:
        raise pytest.UsageError(f"expected a fault of tests/behaviour_faults; got {what!r}")
    planting = ExitStack()
    planting.enter_context(planted(FAULTS[what]))
    config.add_cleanup(planting.close)
