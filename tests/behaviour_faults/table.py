"""FAULTS: all planted faults of behaviour, by what is wrong."""

from importlib import import_module
from pathlib import Path

NOT_TABLES = ("__init__", "conftest", "fault", "plant", "table")
TABLES = sorted(
    path.stem
    for path in Path(__file__).parent.glob("*.py")
    if path.stem not in NOT_TABLES and not path.stem.startswith("test_")
)
ALL = [fault for table in TABLES for fault in import_module(f"tests.behaviour_faults.{table}").FAULTS]
FAULTS = {fault.what: fault for fault in ALL}
