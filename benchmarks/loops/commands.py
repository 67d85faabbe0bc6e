"""Lessons and commands as processes, in a copy of the folders, so that no figure of the checkout changes."""

import os
import shutil
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
LESSONS = sorted((HERE / "lessons").glob("[0-9]*.py"))
CLOCK = "print(__import__('time').perf_counter(), file=open({log!r}, 'a'))\n"


def environment():
    """Return the environment variables: this checkout's package, and no display."""
    path = [str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(path), "MPLBACKEND": "agg", "PYTHONUTF8": "1"}


def seconds(folder, *arguments):
    """Return the seconds that Python takes with these arguments, from its start to its end, in the folder."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=folder, env=environment(), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def copy_lessons(folder):
    """Copy the lessons to the folder, beside an empty folder for their figures; return their paths."""
    for name in ("lessons", "figures"):
        (Path(folder) / name).mkdir()
    return [Path(shutil.copy(lesson, Path(folder) / "lessons")) for lesson in LESSONS]


def number(lesson):
    return lesson.name[:2]


def cell_seconds(lesson):
    """Run a copy of a lesson; return the seconds of each of its cells of code, and of the whole process.

    Lines that note the time are written into the copy: before each cell, and at the end.
    """
    log, lines = lesson.with_suffix(".log"), []
    for line in [*lesson.read_text(encoding="utf-8").splitlines(keepends=True), "\n", "# %%\n"]:
        lines.append(line)
        if line == "# %%\n":
            lines.append(CLOCK.format(log=str(log)))
    lesson.write_text("".join(lines), encoding="utf-8")
    whole = seconds(lesson.parent, str(lesson))
    times = [float(line) for line in log.read_text().splitlines()]
    return [end - start for start, end in pairwise(times)], whole
