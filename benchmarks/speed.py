"""Iterations per second of Algorithm 1, beside the idiomatic PyTorch loop and the same loop in JAX, with one recipe.

python benchmarks/speed.py [--before CHECKOUT] [--repetitions N] [--rounds N]

Each loop is a process of its own; they take turns, and the best of several repetitions counts. An iteration is a step
of D and a step of G, k = 1. Then ensembles, in GANs times iterations per second, on all cores; and the command `train`
as a whole. --before is a checkout of another commit of this repository, to compare with.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from loops.arithmetic import bound, counts, rates
from loops.worker import HERE, Worker

from gan_theory import Recipe
from gan_theory.training.minibatches import BATCHES_AT_ONCE

SIZES = (4, 16, 64)
COMMAND = ("-m", "gan_theory", "train", "--steps", "400", "--no-animation", "--out")


@contextmanager
def running(workers):
    """Start the processes, a dict from names to functions that start one; end them at the end of the block."""
    started = {}
    try:
        for name, start in workers.items():
            started[name] = start()
        yield started
    finally:
        for worker in started.values():
            worker.close()


def best(workers, rounds, repetitions):
    """The best rate of each, in rounds per second, without the first repetition, which includes the compilation."""
    found = {name: [] for name in workers}
    with running(workers) as started:
        for _ in range(1 + repetitions):
            for name, worker in started.items():
                found[name].append(rounds / worker.ask(rounds))
    return {name: max(each[1:]) for name, each in found.items()}


def one_gan(options):
    """The loops that train one GAN on one thread."""
    packages = {"before": options.before, "ours": HERE} if options.before else {"ours": HERE}
    workers = {"idiomatic PyTorch": lambda: Worker("plain_pytorch")}
    for compile in (False, True):
        for name, package in packages.items():
            label = f"{name}{', compile=True' if compile else ''}"
            workers[label] = lambda package=package, compile=compile: Worker("single", compile, package=package)
    for activation in ("sine", "tanh", "leaky") if find_spec("jax") else ():
        name = f"JAX, {activation}{' rectifiers' if activation == 'leaky' else ''} in D"
        workers[name] = lambda activation=activation: Worker("jax_loop", activation, options.rounds)
    return workers


def ensembles(options, E, compile):
    """train_many, as it is."""
    workers = {"ours": lambda: Worker("ensemble", E, compile, one_core=False)}
    if options.before:
        workers["before"] = lambda: Worker("ensemble", E, compile, package=options.before, one_core=False)
    return workers


def command(package, folder):
    """The seconds of the command train, from the start of Python to its end."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *COMMAND, str(Path(folder) / "run.json")],
        env=os.environ | {"PYTHONPATH": str(package)},
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def over(rate, other):
    return f"{'–':>10}" if other is None else f"{rate / other:10.2f}"


def print_one_gan(options):
    found = best(one_gan(options), options.rounds, options.repetitions)
    print(f"{'one GAN, one thread':28} {'it/s':>8} {'of idiomatic':>13}{'of before':>10}{'of ours':>10}")
    for name, rate in found.items():
        before = found.get("before, compile=True" if "compile" in name else "before")
        print(f"{name:28} {rate:8.0f} {rate / found['idiomatic PyTorch']:13.2f}", end="")
        print(over(rate, before) + over(rate, found["ours"]), flush=True)
    return found


def print_limit():
    each, measured = counts(Recipe()), rates(Recipe())
    units = each.tanhs + each.sines + each.cosines
    print(f"\nthe arithmetic of an iteration: {each.flop / 1e6:.1f} MFLOP in matrix products, and {units:,} functions")
    print(f"  ({each.tanhs:,} tanhs, {each.sines:,} sines, {each.cosines:,} cosines)")
    names = ("matrix products [GFLOP/s]", "tanh", "sine", "cosine [1e9/s]")
    print("  on one thread, NumPy or torch: " + ", ".join(f"{n} {r / 1e9:.2f}" for n, r in zip(names, measured)))
    print(f"  so a program of these functions makes at most {bound(Recipe(), measured):,.0f} it/s", flush=True)


def print_ensembles(options, single, compile):
    name = "ours, compile=True" if compile else "ours"
    title = f"train_many{', compile=True' if compile else ''}, {os.cpu_count()} cores"
    print(f"\n{title:28} {'GANs x it/s':>12} {'of a single run':>16}{'before':>10}{'of before':>10}")
    for E in SIZES:
        rounds = max(BATCHES_AT_ONCE, options.rounds // E)
        found = {n: E * rate for n, rate in best(ensembles(options, E, compile), rounds, options.repetitions).items()}
        before = found.get("before")
        print(f"{E:<28} {found['ours']:12.0f} {found['ours'] / single[name]:16.2f}", end="")
        print(f"{'–' if before is None else f'{before:.0f}':>10}" + over(found["ours"], before), flush=True)


def print_command(options):
    packages = {"ours": HERE, "before": options.before} if options.before else {"ours": HERE}
    times = {name: [] for name in packages}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(1 + options.repetitions):  # the first one may read the files from disk
            for name, package in packages.items():
                times[name].append(command(package, folder))
    print(f"\n{'train --steps 400, seconds':28} {'median':>8} {'least':>8}")
    for name, each in times.items():
        print(f"{name:28} {statistics.median(each[1:]):8.2f} {min(each[1:]):8.2f}")
    if options.before:
        shares = [f(times["ours"][1:]) / f(times["before"][1:]) for f in (statistics.median, min)]
        print(f"{'ours of before':28} {shares[0]:8.2f} {shares[1]:8.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--before", type=Path, help="a checkout of another commit of this repository")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=8 * BATCHES_AT_ONCE, help="in a repetition; whole minibatches")
    options = parser.parse_args()
    options.before = options.before and options.before.resolve()
    found = print_one_gan(options)
    print_limit()
    for compile in (False, True):
        print_ensembles(options, found, compile)
    print_command(options)


if __name__ == "__main__":
    main()
