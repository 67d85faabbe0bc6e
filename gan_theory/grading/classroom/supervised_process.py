"""A process under supervision: its time, memory, files and descendants are limited, and its output is cut."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import IO

import psutil

PAUSE = 0.05  # seconds between two looks at the process
MOST_PROCESSES = 100
MOST_WRITTEN = 200 * 2**20  # bytes that the process adds to the working directory
MOST_RESULTS, MOST_OUTPUT = 4 * 2**20, 20_000  # bytes that are kept
MARK = "GAN_THEORY_SUBMISSION"
PASSED_ON = ("PATH", "LANG", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "NUMBER_OF_PROCESSORS")
PASSED_ON_BY_PREFIX = ("LC_", "LD_LIBRARY", "DYLD_", "OPENBLAS_", "MKL_", "KMP_")

_running: set[subprocess.Popen[bytes]] = set()


class End(StrEnum):
    """How a supervised process ended."""

    BY_ITSELF = "by itself"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    PROCESSES = "too many processes"
    FILES = "too much written"


@dataclass(frozen=True)
class Outcome:
    """What is left of a supervised process.

    Parameters
    ----------
    end : End
        How it ended.
    exit_code : int
        Its exit code; below 0 on Linux and macOS for the signal that ended it.
    results : bytes
        Its standard output, cut after 4 MiB.
    output : str
        Its standard error, cut after 20,000 bytes.
    """

    end: End
    exit_code: int
    results: bytes
    output: str


def run_supervised(command: Sequence[str], folder: Path, timeout: float, memory: int) -> Outcome:
    """Run a command in a folder, with an environment of its own, until it ends or exceeds a limit.

    Its descendants end with it, also those that have left its session, unless they also replaced their environment.

    Parameters
    ----------
    command : sequence of str
        The program and its arguments.
    folder : Path
        The working directory, which is also its home and its folder for temporary files.
    timeout : float
        In seconds.
    memory : int
        The resident memory of the process with its descendants, in bytes.

    Returns
    -------
    Outcome
        How it ended, and what it wrote.
    """
    mark = token_hex(8)
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(folder, mark),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    _running.add(process)
    descendants: set[psutil.Process] = set()
    try:
        with process:
            results, output = _Reader(process.stdout, MOST_RESULTS), _Reader(process.stderr, MOST_OUTPUT)
            end = _watch(process, descendants, folder, time.monotonic() + timeout, memory)
            _kill(process, descendants, mark)
    finally:
        _running.discard(process)
        _kill(process, descendants, mark)
    return Outcome(end, process.returncode, results.text(), output.text().decode(errors="replace"))


def stop_all() -> None:
    """Kill the processes that are under supervision in this process; their runs then end."""
    for process in list(_running):
        process.kill()


class _Reader:
    """Reads a stream to its end in a thread, and keeps the first bytes of it."""

    def __init__(self, stream: IO[bytes] | None, most: int) -> None:
        self._kept = bytearray()
        self._thread = threading.Thread(target=self._read, args=(stream, most), daemon=True)
        self._thread.start()

    def _read(self, stream: IO[bytes], most: int) -> None:
        with contextlib.suppress(OSError, ValueError):  # it is closed while it is read
            while chunk := stream.read1(65536):  # type: ignore[attr-defined]
                self._kept += chunk[: most - len(self._kept)]

    def text(self) -> bytes:
        """Return what was kept, once the stream has ended, or a second after the process."""
        self._thread.join(timeout=1)
        return bytes(self._kept)


def _environment(folder: Path, mark: str) -> dict[str, str]:
    """Return few variables, without what is private: the search path, the languages, and what the judge needs."""
    package = Path(__file__).resolve().parents[3]
    passed_on = {
        name: value
        for name, value in os.environ.items()
        if name.upper() in PASSED_ON or name.upper().startswith(PASSED_ON_BY_PREFIX)
    }
    own = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "MPLCONFIGDIR", "XDG_CACHE_HOME"), str(folder))
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    python = {"PYTHONPATH": str(package), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
    return passed_on | own | threads | python | {"MPLBACKEND": "agg", MARK: mark}


def _watch(
    process: subprocess.Popen[bytes], descendants: set[psutil.Process], folder: Path, deadline: float, memory: int
) -> End:
    """Wait until the process ends or exceeds a limit; collect its descendants meanwhile."""
    looks, most = 0, MOST_WRITTEN + _written(folder)
    while process.poll() is None:
        if time.monotonic() > deadline:
            return End.TIMEOUT
        family = _family(process.pid)
        descendants.update(family[1:])
        if len(family) > MOST_PROCESSES:
            return End.PROCESSES
        if _memory(family) > memory:
            return End.MEMORY
        if looks % 10 == 9 and _written(folder) > most:
            return End.FILES
        looks += 1
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PAUSE)
    return End.BY_ITSELF


def _family(pid: int) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    return []


def _memory(family: Sequence[psutil.Process]) -> int:
    """Return the resident bytes of the first process, and what each descendant has beyond the pages that they share."""
    total = 0
    for i, process in enumerate(family):
        with contextlib.suppress(psutil.Error):
            total += int(process.memory_full_info().uss if i else process.memory_info().rss)
    return total


def _written(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(parent, name)).st_size
    return total


def _kill(process: subprocess.Popen[bytes], descendants: set[psutil.Process], mark: str) -> None:
    """Kill the process, its session, and its descendants, again and again while there are new ones, for two seconds."""
    deadline = time.monotonic() + 2
    while True:
        if process.poll() is None:
            descendants.update(_family(process.pid)[1:])
        if hasattr(os, "killpg"):
            with contextlib.suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        left = [each for each in {*descendants, *_marked(mark)} if _is_alive(each)]
        for each in left:
            with contextlib.suppress(psutil.Error):
                each.kill()
        if not left or time.monotonic() > deadline:
            break
        psutil.wait_procs(left, timeout=0.1)
    process.wait()


def _marked(mark: str) -> list[psutil.Process]:
    """Return the processes that have inherited the environment of the supervised one."""
    found = []
    for each in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if each.environ().get(MARK) == mark:
                found.append(each)
    return found


def _is_alive(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.Error):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False
