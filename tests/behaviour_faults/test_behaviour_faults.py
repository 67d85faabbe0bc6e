"""Each planted fault of behaviour is noticed by the tests that are named for it.

`make test` tries a sample of the faults, `make faults` all of them. Each is planted in a process of its own, which runs
these tests.
"""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests.behaviour_faults import plant
from tests.behaviour_faults.fault import TESTS
from tests.behaviour_faults.table import ALL, FAULTS, TABLES
from tests.faults.fault import changed_code, find_function
from tests.support.shared_runs import FOLDER

PASSED, FAILED = 0, 1
ROOT = TESTS.parent


@pytest.fixture
def run_tests(tmp_path):
    """Run tests with the plugin that plants a fault, in a process of its own, in a folder of its own."""
    kept = {name: value for name, value in os.environ.items() if name != FOLDER and not name.startswith("PYTEST_")}
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))

    def run(tests, *options):
        nodes = [f"{TESTS}/{test}" for test in dict.fromkeys(tests)]
        options = ["-p", "no:cacheprovider", "-p", "tests.behaviour_faults.plant", "--rootdir", str(ROOT), *options]
        command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "setup.cfg"), "--quiet", "--exitfirst"]
        settings = dict(cwd=tmp_path, env=kept | {"PYTHONPATH": path}, encoding="utf-8", errors="replace")
        return subprocess.run([*command, *options, *nodes], capture_output=True, **settings)

    return run


def test_the_table_of_faults_is_large_and_has_each_once():
    assert len(ALL) == len(FAULTS) >= 300
    assert len({(fault.where, fault.old, fault.new) for fault in ALL}) == len(ALL)


@pytest.mark.parametrize("table", TABLES)
def test_each_fault_of_a_table_changes_the_package_and_its_tests_exist(table):
    for fault in TABLES[table]:
        function = find_function(fault.where)
        assert changed_code(function, fault.old, fault.new) != function.__code__, fault.what
        assert fault.nodes, fault.what
        for file, name in fault.nodes:
            assert f"def {name}(" in file.read_text(encoding="utf-8"), fault.what


@pytest.mark.parametrize("fault", ALL, ids=FAULTS)
def test_a_planted_fault_is_noticed(fault, run_tests):
    run = run_tests(fault.tests.split(), "--fault", fault.what)
    assert run.returncode == FAILED, run.stdout[-4000:] + run.stderr[-1000:]


def test_without_the_fault_its_tests_pass(run_tests):
    run = run_tests(FAULTS["uniform noise is drawn from [0, 1]"].tests.split())
    assert run.returncode == PASSED, run.stdout[-4000:]


def test_an_unknown_fault_is_an_error():
    config = SimpleNamespace(getoption={"--fault": "none of them"}.get)
    with pytest.raises(pytest.UsageError, match="expected a fault of tests/behaviour_faults; got 'none of them'"):
        plant.pytest_configure(config)
