"""TABLES: the planted faults of behaviour, by the file that has them; FAULTS: all of them, by what is wrong."""

from importlib import import_module
from pathlib import Path

NOT_TABLES = ("__init__", "conftest", "fault", "plant", "table")
FILES = sorted(
    path.stem
    for path in Path(__file__).parent.glob("*.py")
    if path.stem not in NOT_TABLES and not path.stem.startswith("test_")
)
TABLES = {name: import_module(f"tests.behaviour_faults.{name}").FAULTS for name in FILES}
ALL = [fault for faults in TABLES.values() for fault in faults]
FAULTS = {fault.what: fault for fault in ALL}
