"""Folders that are expensive to fill: one process of a test run fills them, and the others wait for it."""

import os
import time

import pytest

LONGEST = 600  # seconds to wait for another process


def filled_once(tmp_path_factory, name, fill):
    """The folder of this name, after fill(folder), which is called in the first process that asks for the folder."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    filled, failed = folder.with_suffix(".filled"), folder.with_suffix(".failed")
    try:
        folder.mkdir()
    except FileExistsError:
        wait_for(filled, failed)
        return folder
    try:
        fill(folder)
    except BaseException:
        failed.touch()
        raise
    filled.touch()
    return folder


def wait_for(filled, failed):
    deadline = time.monotonic() + LONGEST
    while not filled.exists():
        if failed.exists() or time.monotonic() > deadline:
            pytest.fail(f"another process of this test run could not make {filled.stem}")
        time.sleep(0.2)
