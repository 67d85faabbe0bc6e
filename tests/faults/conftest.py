"""Which planted faults a test run tries, and the table of them that closes it."""

from collections import defaultdict
from zlib import crc32

from gan_theory import CLAIMS
from gan_theory.verification.evidence import Grade

ONE_IN = 8
CHEAP_RUNS = {"algorithm_1, run: k is ignored", "algorithm_1, run: G moves first"}
"""Faults in training that a run of four iterations refutes."""
IN_COQ = {"lotus, formal: a theorem whose proof is left out", "criterion, formal: the JSD without its first ½"}
"""Faults in Coq files: one that the rules refuse, and one after which few files are compiled anew."""


def pytest_collection_modifyitems(config, items):
    """Unless all faults are asked for, leave two cheap runs, two in Coq, and by name one in eight of the others."""
    if config.getoption("--all-faults"):
        return
    left_out = {
        item
        for item in items
        if getattr(item, "originalname", None) == "test_a_planted_fault_is_refuted" and not _in_sample(item)
    }
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def _in_sample(item):
    if item.callspec.params["fault"].grade == Grade.RUN:
        return item.callspec.id in CHEAP_RUNS
    if item.callspec.params["fault"].grade == Grade.FORMAL:
        return item.callspec.id in IN_COQ
    return crc32(item.name.encode()) % ONE_IN == 0


def pytest_terminal_summary(terminalreporter, config):
    """Print how many faults each claim has refuted in each grade, if all were tried; with -v also by which evidence."""
    refuted = defaultdict(list)
    for report in terminalreporter.stats.get("passed", ()):
        for kind, found in report.user_properties if report.when == "call" else ():
            if kind == "refuted":
                refuted[tuple(found[:2])].append(found[2:])
    if not (config.getoption("--all-faults") and refuted):
        return
    terminalreporter.section("planted faults that were refuted")
    for claim in CLAIMS.values():
        counts = (f"{grade} {len(refuted[claim.claim_id, str(grade)])}" for grade in Grade if grade in claim.grades)
        terminalreporter.write_line(f"{claim.claim_id:4} {claim.name:18} {', '.join(counts)}")
        for grade in Grade if config.option.verbose > 0 else ():
            for fault, evidence in sorted(refuted[claim.claim_id, str(grade)]):
                terminalreporter.write_line(f"     {grade}: {fault} | refuted by: {evidence}")
    terminalreporter.write_line(f"{sum(map(len, refuted.values()))} in all")
