"""Which planted faults a test run tries: all of them, or a sample of those whose tests are quick."""

from zlib import crc32

ONE_IN = 40
QUICK = ("_utils", "datasets", "densities")  # the packages whose tests take a second or two


def pytest_collection_modifyitems(config, items):
    """Leave one in forty of the quick faults, decided by their names, unless all are asked for."""
    if config.getoption("--all-faults"):
        return
    left_out = {
        item
        for item in items
        if getattr(item, "originalname", None) == "test_a_planted_fault_is_noticed"
        and not in_sample(item.callspec.params["fault"])
    }
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def in_sample(fault):
    """Whether every run of the tests tries the fault."""
    return fault.tests.startswith(QUICK) and crc32(fault.what.encode()) % ONE_IN == 0
