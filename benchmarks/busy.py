"""A computer that does other things too: how much longer lessons, commands, tests, a training take on two cores then.

python benchmarks/busy.py [--only NAME ...] [--repetitions N]

Each is run idle, then with an endless loop on one of the two cores, then beside a training in another process. The
times are the least of the repetitions. Wanted: at most 1.5 times the idle time. Where the system allows it, two cores
are used even if there are more, and the loop stays on one of them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager

from loops.commands import HERE, LESSONS, copy_lessons, environment, number, seconds

WANTED = 1.5
LOOP = "while True: pass"
TRAINING = """
from gan_theory import train
while True:
    for frame in train("two-modes"):
        pass
"""
SWEEP = """
import os, tempfile
from gan_theory.__main__ import main
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)  # with results from before nothing would be trained
    main("sweep --k 1,2 --ratio 1,5 --seeds 0 --steps 1000".split())
    os.chdir(os.sep)
"""
COMMANDS = {
    "train": ("-m", "gan_theory", "train", "--steps", "400", "--no-animation", "--out", "run.json"),
    "verify": ("-m", "gan_theory", "verify"),
    "claims": ("-m", "gan_theory", "claims"),
    "sweep": ("-c", SWEEP),
    "tests": ("-m", "pytest", "-c", f"{HERE / 'setup.cfg'}", "--rootdir", f"{HERE}", f"{HERE / 'tests' / 'training'}"),
    "a-training": ("-c", "from gan_theory import train; list(train('two-modes'))"),
}
BESIDE = {"idle": None, "a busy core": LOOP, "a training": TRAINING}
WARM_UP = 5  # seconds until the other process does what it is for


def two_cores():
    """Keep this process and its children on two cores; return them, or none if the system does not allow it."""
    if not hasattr(os, "sched_setaffinity"):
        return []
    cores = sorted(os.sched_getaffinity(0))[:2]
    if len(cores) < 2:
        raise SystemExit("expected two cores; got one")
    os.sched_setaffinity(0, cores)
    return cores


@contextmanager
def running(code, cores):
    """Run the code in another process during the block; the loop on the second core alone."""
    if code is None:
        yield
        return
    process = subprocess.Popen([sys.executable, "-c", code], env=environment())
    try:
        if cores and code == LOOP:
            os.sched_setaffinity(process.pid, cores[1:])
        time.sleep(WARM_UP)
        yield
        if process.poll() is not None:
            raise RuntimeError(f"expected another process to run all the time; it has ended with {process.returncode}")
    finally:
        process.kill()
        process.wait()


def measure(folder, arguments, cores, repetitions):
    """Return the least seconds beside each of BESIDE, which take turns."""
    times = {name: [] for name in BESIDE}
    for _ in range(repetitions):
        for name, code in BESIDE.items():
            with running(code, cores):
                times[name].append(seconds(folder, *arguments))
    return [min(each) for each in times.values()]


def main():
    parser = argparse.ArgumentParser()
    names = [*map(number, LESSONS), *COMMANDS]
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=f"of {', '.join(names)}")
    parser.add_argument("--repetitions", type=int, default=1)
    options = parser.parse_args()
    cores, slow = two_cores(), []
    print(f"{'seconds':34} {'idle':>8} {'a busy core':>12}{'ratio':>7} {'a training':>12}{'ratio':>7}")
    with tempfile.TemporaryDirectory() as folder:
        jobs = {lesson.stem: (number(lesson), (str(lesson),)) for lesson in copy_lessons(folder)}
        jobs |= {name: (name, each) for name, each in COMMANDS.items()}
        for label, (name, arguments) in jobs.items():
            if options.only and name not in options.only:
                continue
            idle, busy, beside = measure(folder, arguments, cores, options.repetitions)
            ratios = busy / idle, beside / idle
            print(
                f"{label[:34]:34} {idle:8.2f} {busy:12.2f}{ratios[0]:7.2f} {beside:12.2f}{ratios[1]:7.2f}", flush=True
            )
            slow += [name] if max(ratios) > WANTED else []
    print(f"over {WANTED} times the idle time: {', '.join(slow) or 'none'}")


if __name__ == "__main__":
    main()
