"""One thread of BLAS while a caller asks for it, then as many as before; the cores to use; freed memory is reused."""

import os
import platform
import subprocess
import sys
from contextlib import suppress
from threading import Barrier, Event, Thread

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from gan_theory._utils.process_settings import one_blas_thread, usable_cores


def blas_threads():
    """The threads of each BLAS that is loaded together with NumPy."""
    return {
        pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas" and "numpy" in pool["filepath"]
    }


@pytest.fixture
def two_threads():
    """Two, since one is what the tests have."""
    with threadpool_limits(2, user_api="blas"):
        if blas_threads() != {2}:
            pytest.skip(
                f"needs a BLAS whose threads can be set; got {np.show_config(mode='dicts')['Build Dependencies']}"
            )
        yield


@pytest.mark.usefixtures("two_threads")
def test_it_has_one_thread_within_and_as_many_as_before_after():
    with one_blas_thread():
        assert blas_threads() == {1}
    assert blas_threads() == {2}


@pytest.mark.usefixtures("two_threads")
def test_what_is_restored_is_the_number_at_the_time():
    for number in (3, 2):
        with threadpool_limits(number, user_api="blas"):
            with one_blas_thread():
                assert blas_threads() == {1}
            assert blas_threads() == {number}


@pytest.mark.usefixtures("two_threads")
def test_the_inner_of_two_does_not_end_the_outer():
    with one_blas_thread():
        with one_blas_thread():
            assert blas_threads() == {1}
        assert blas_threads() == {1}
    assert blas_threads() == {2}


@pytest.mark.usefixtures("two_threads")
def test_it_is_restored_after_an_error():
    for _ in range(2):
        with suppress(ZeroDivisionError), one_blas_thread():
            raise ZeroDivisionError
        assert blas_threads() == {2}


@pytest.mark.usefixtures("two_threads")
@pytest.mark.parametrize("first_to_leave", ["the first to enter", "the second to enter"])
def test_the_last_of_two_in_different_threads_restores_it(first_to_leave):
    is_inside, may_leave, seen = Event(), Event(), []

    def other():
        with one_blas_thread():
            is_inside.set()
            may_leave.wait(10)
            seen.append(blas_threads())

    thread = Thread(target=other)
    if first_to_leave == "the first to enter":
        with one_blas_thread():
            thread.start()
            assert is_inside.wait(10)
        assert blas_threads() == {1}
        may_leave.set()
        thread.join(10)
    else:
        thread.start()
        assert is_inside.wait(10)
        with one_blas_thread():
            may_leave.set()
            thread.join(10)
            assert blas_threads() == {1}
    assert seen == [{1}]
    assert blas_threads() == {2}


@pytest.mark.usefixtures("two_threads")
def test_many_at_once_in_several_threads():
    start, seen = Barrier(4), []

    def enter_and_leave():
        start.wait(10)
        for _ in range(100):
            with one_blas_thread():
                seen.append(blas_threads())

    threads = [Thread(target=enter_and_leave) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(seen) == 400 and all(each == {1} for each in seen)
    assert blas_threads() == {2}


@pytest.mark.usefixtures("two_threads")
def test_afterwards_any_thread_may_set_the_number():
    with threadpool_limits(2, user_api="blas"):
        pass
    with one_blas_thread():
        pass
    seen = []

    def set_three():
        with threadpool_limits(3, user_api="blas"):
            seen.append(blas_threads())

    thread = Thread(target=set_three)
    thread.start()
    thread.join(10)
    assert seen == [{3}]


CODE = """
import resource, sys
import numpy as np
from gan_theory._utils.process_settings import keep_freed_memory

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


@pytest.mark.parametrize(
    ("threads", "cores"),
    [(None, 4), ("", 4), ("1", 1), (" 3 ", 3), ("2,1", 2), ("16", 4), ("0", 4), ("-1", 4), ("many", 4)],
)
def test_as_many_cores_are_used_as_the_process_has_and_the_environment_allows(threads, cores, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 2, 5, 7}, raising=False)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    if threads is not None:
        monkeypatch.setenv("OMP_NUM_THREADS", threads)
    assert usable_cores() == cores


@pytest.mark.parametrize(("count", "cores"), [(6, 6), (None, 1)])
def test_where_a_process_cannot_be_kept_on_cores_it_has_all(count, cores, monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: count)
    assert usable_cores() == cores
