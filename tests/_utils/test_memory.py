"""Freed memory is used again without new pages from the system."""

import os
import platform
import subprocess
import sys

import pytest

CODE = """
import resource, sys
import numpy as np
from gan_theory._utils.memory import keep_freed_memory

def allocate_and_free():
    arrays = [np.ones(2**17) for _ in range(20)]  # 1 MB each

def new_pages():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

if sys.argv[1] == "kept":
    keep_freed_memory()
allocate_and_free()
before = new_pages()
for _ in range(20):
    allocate_and_free()
print(new_pages() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="needs the C library of Linux")
def test_arrays_that_are_allocated_again_need_few_new_pages():
    """The number of page faults of a process: its own only, but it depends on the system's page size."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    kept, not_kept = (
        int(subprocess.run([sys.executable, "-c", CODE, how], capture_output=True, check=True, env=environment).stdout)
        for how in ("kept", "as it is")
    )
    assert kept < not_kept / 10
