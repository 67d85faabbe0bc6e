"""The command line's sweep: a grid of k and learning rates × seeds, its table, and the map of success rates."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from gan_theory._utils.files import check_writable
from gan_theory.cli.console import INTERRUPTED, print_error

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def add_parser(commands) -> None:
    """Add the command to a parser's subparsers."""
    sweep = commands.add_parser("sweep", allow_abbrev=False, help="train over k, learning rates and seeds")
    sweep.set_defaults(command=_sweep)
    sweep.add_argument("--target", default="two-modes", metavar="NAME", help="a named p_data (default: two-modes)")
    sweep.add_argument("--k", type=_integers, default=[1, 2, 5], metavar="LIST", help="steps on D (default: 1,2,5)")
    sweep.add_argument(
        "--ratio", type=_numbers, default=[1, 2, 5, 10], metavar="LIST", help="lr_D/lr_G (default: 1,2,5,10)"
    )
    sweep.add_argument("--seeds", type=_integers, default=list(range(10)), metavar="LIST", help="(default: 0-9)")
    sweep.add_argument("--lr-D", type=float, metavar="RATE", help="lr_D (default: the recipe's); lr_G is RATE/ratio")
    sweep.add_argument("--loss", help="what G descends: non-saturating or saturating")
    sweep.add_argument("--steps", type=int, help="steps on G")
    sweep.add_argument("--bound", type=float, default=0.01, help="a run with JSD <= BOUND succeeds (default: 0.01)")
    sweep.add_argument("--workers", type=int, default=1, metavar="N", help="processes, of a thread each (default: 1)")
    sweep.add_argument(
        "--out", type=Path, default=Path("sweep.jsonl"), metavar="FILE.jsonl", help="the rows; the map is FILE.png"
    )


def _integers(text: str) -> list[int]:
    """1,2,5 or 0-9 or both; each once, in order."""
    try:
        ends = [[int(end) for end in part.split("-")] for part in text.split(",")]
        found = sorted({each for first, *last in ends for each in range(first, max(last, default=first) + 1)})
    except ValueError:
        found = []
    if not (found and all(len(each) <= 2 for each in ends)):
        raise argparse.ArgumentTypeError(f"expected integers such as 1,2,5 or 0-9; got {text!r}")
    return found


def _numbers(text: str) -> list[float]:
    try:
        found = sorted({float(part) for part in text.split(",")})
    except ValueError:
        found = []
    if not (found and all(0 < each < float("inf") for each in found)):
        raise argparse.ArgumentTypeError(f"expected numbers > 0 such as 1,2.5,10; got {text!r}")
    return found


def _sweep(options) -> int:
    from gan_theory.experiments.executors import LostRunsError
    from gan_theory.experiments.sweep import completed_rows, sweep

    _check(options)
    recipes = _recipes(options)
    asked = dict(recipes=recipes, seeds=options.seeds, target=options.target, path=options.out)
    try:
        with _pool(options.workers) as executor:
            rows = sweep(executor=executor, progress=True, **asked)
    except KeyboardInterrupt:
        done = f"{len(completed_rows(**asked))} of {len(recipes) * len(options.seeds)} runs are in {options.out}"
        return print_error(INTERRUPTED, f"interrupted; {done}, and the same command continues")
    except LostRunsError as error:
        return print_error(1, str(error))
    _report(options, rows)
    return 0


def _check(options) -> None:
    from gan_theory._utils.validation import check_count

    check_count("workers", options.workers, 1, 1024)
    if not options.bound > 0:
        raise ValueError(f"expected bound > 0; got {options.bound!r}")
    if options.out.suffix != ".jsonl":
        raise ValueError(f"expected a file name that ends in .jsonl for --out; got {str(options.out)!r}")
    check_writable(_map_of(options.out))


def _map_of(out) -> Path:
    return out.with_suffix(".png")


def _recipes(options) -> dict:
    """A named recipe for each cell of the map, row by row: the default one but for what is asked, and one Frame."""
    from gan_theory.training.recipe import Recipe

    given = {name: getattr(options, name) for name in ("loss", "steps", "lr_D")}
    base = Recipe(frames=1, **{name: value for name, value in given.items() if value is not None})
    cells = ((k, ratio) for k in options.k for ratio in options.ratio)
    return {f"k={k}, D : G = {ratio:.12g} : 1": replace(base, k=k, lr_G=base.lr_D / ratio) for k, ratio in cells}


@contextmanager
def _pool(workers) -> Iterator:
    """A pool of processes that leave Ctrl-C to this one, which then ends them; None for one worker: this process."""
    if workers == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children, get_context

    others = set(active_children())
    quiet = dict(initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
    with _one_thread_each(), ProcessPoolExecutor(workers, mp_context=get_context("spawn"), **quiet) as pool:
        try:
            yield pool
        except KeyboardInterrupt:
            _end(pool, set(active_children()) - others)
            raise


def _end(pool, children) -> None:
    """Shut the pool down now, in the middle of its runs."""
    hook, threading.excepthook = threading.excepthook, lambda _: None  # Python 3.11's pool trips over cancelled futures
    for child in children:
        child.terminate()
    pool.shutdown()
    threading.excepthook = hook


@contextmanager
def _one_thread_each():
    """Let processes that start within the block have one thread for their matrices, as `train` has."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _report(options, rows) -> None:
    import numpy as np

    from gan_theory import plot
    from gan_theory.experiments.sweep import summary

    cells = summary(rows, options.bound)
    for line in _lines(cells, options.bound):
        print(line)
    failed = [row for row in rows if row["error"]]
    if failed:
        first = f"{failed[0]['recipe']}, seed {failed[0]['seed']}: {failed[0]['error']}"
        print(f"gan-theory: {len(failed)} of {len(rows)} runs failed, the first {first}", file=sys.stderr)
    print(f"rows: {options.out}")
    rates = np.reshape([cell["rate"] for cell in cells], (len(options.k), len(options.ratio)))
    with plot.figure(_map_of(options.out)) as ax:
        plot.success_rates(ax, options.k, options.ratio, rates)
        of = f"of {len(options.seeds)} seeds" if len(options.seeds) > 1 else f"of seed {options.seeds[0]}"
        ax.set_title(f"{options.target}: share {of} that reach JSD ≤ {options.bound:g}")


def _lines(cells, bound) -> Iterator[str]:
    width = max(len(cell["recipe"]) for cell in cells)
    yield f"{'recipe':{width}} {f'<= {bound:g}':>12} {'median JSD':>11} {'worst JSD':>10} {'failed':>7}"
    for cell in cells:
        within = f"{cell['within']} of {cell['runs']}"
        median, worst = ("–" if each is None else f"{each:.4f}" for each in (cell["median"], cell["worst"]))
        yield f"{cell['recipe']:{width}} {within:>12} {median:>11} {worst:>10} {cell['errors']:>7}"
