"""The command sweep: train over a grid of k and learning rates and over seeds; print a table, draw a map of success."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gan_theory._utils.files import check_writable
from gan_theory._utils.streams import print_message
from gan_theory._utils.validation import MOST_SEEDS, check_count
from gan_theory.cli.console import FAILURE, INTERRUPTED, SUCCESS, print_error
from gan_theory.cli.recipe_options import add_recipe_options, given_fields
from gan_theory.training.recipe import Recipe

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

RECIPE_FIELDS = ("loss", "steps", "lr_D")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def add_parser(commands: Any) -> None:
    """Add the command to the subparsers of the command line."""
    parser = commands.add_parser("sweep", allow_abbrev=False, help="train over k, learning rates and seeds")
    parser.set_defaults(command=sweep)
    parser.add_argument("--target", default="two-modes", metavar="NAME", help="a named p_data (default: %(default)s)")
    parser.add_argument(
        "--k", type=_integers, default="1,2,5", metavar="LIST", help="steps of D per step of G (default: %(default)s)"
    )
    parser.add_argument(
        "--ratio", type=_numbers, default="1,2,5,10", metavar="LIST", help="ratios lr_D/lr_G (default: %(default)s)"
    )
    parser.add_argument(
        "--seeds", type=_integers, default="0-9", metavar="LIST", help="seeds of the runs (default: %(default)s)"
    )
    add_recipe_options(parser, RECIPE_FIELDS)
    parser.add_argument(
        "--bound", type=float, default=0.01, help="a run succeeds if its JSD is at most BOUND (default: %(default)s)"
    )
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes, of one thread each (default: %(default)s)"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("sweep.jsonl"),
        metavar="FILE.jsonl",
        help="the results, one run a line; the map is FILE.png (default: %(default)s)",
    )


def _integers(text: str) -> list[int]:
    """Parse integers such as 1,2,5 or 0-9; return each once, in order."""
    try:
        parts = [[int(end) for end in part.split("-")] for part in text.split(",")]
    except ValueError:
        parts = []
    if not (parts and all(len(ends) <= 2 for ends in parts)):
        raise argparse.ArgumentTypeError(f"expected integers such as 1,2,5 or 0-9; got {text!r}")
    ranges = [range(ends[0], ends[-1] + 1) for ends in parts]
    if not all(ranges):
        raise argparse.ArgumentTypeError(f"expected ranges that ascend, such as 0-9; got {text!r}")
    count = sum(each.stop - each.start for each in ranges)
    if count > MOST_SEEDS:
        raise argparse.ArgumentTypeError(f"expected at most {MOST_SEEDS:,} integers; got {count:,} in {text!r}")
    return sorted({each for numbers in ranges for each in numbers})


def _numbers(text: str) -> list[float]:
    """Parse numbers such as 1,2.5,10; return each once, in order."""
    try:
        found = sorted({float(part) for part in text.split(",")})
    except ValueError:
        found = []
    if not (found and all(0 < each < float("inf") for each in found)):
        raise argparse.ArgumentTypeError(f"expected numbers > 0 such as 1,2.5,10; got {text!r}")
    return found


def sweep(options: argparse.Namespace) -> int:
    """Run the command.

    Parameters
    ----------
    options : Namespace
        The options, as `add_parser` names them.

    Returns
    -------
    int
        The exit code: 0, also if runs have failed; 1 if runs were lost; 130 after Ctrl-C. The same command continues.

    Raises
    ------
    ValueError
        For invalid options, or files that cannot be written to.
    """
    from gan_theory.experiments.executors import LostRunsError
    from gan_theory.experiments.sweep import completed_rows
    from gan_theory.experiments.sweep import sweep as run_sweep

    _check(options)
    recipes = _recipes(options)
    arguments: dict[str, Any] = dict(recipes=recipes, seeds=options.seeds, target=options.target, path=options.out)
    try:
        with _open_pool(options.workers) as executor:
            rows = run_sweep(executor=executor, progress=True, **arguments)
    except KeyboardInterrupt:
        completed, total = len(completed_rows(**arguments)), len(recipes) * len(options.seeds)
        message = f"interrupted; {completed} of {total} runs are in {options.out}, and the same command continues"
        return print_error(INTERRUPTED, message)
    except LostRunsError as error:
        return print_error(FAILURE, str(error))
    _report(options, rows)
    return SUCCESS


def _check(options: argparse.Namespace) -> None:
    check_count("workers", options.workers, 1, 1024)
    if not options.bound > 0:
        raise ValueError(f"expected bound > 0; got {options.bound!r}")
    if options.out.suffix != ".jsonl":
        raise ValueError(f"expected a file name that ends in .jsonl for --out; got {str(options.out)!r}")
    check_writable(_map_path(options.out))


def _map_path(out: Path) -> Path:
    return out.with_suffix(".png")


def _recipes(options: argparse.Namespace) -> dict[str, Recipe]:
    """Return a named recipe for each cell of the map, row by row: the default one but for the options; one Frame."""
    base = Recipe(frames=1, **given_fields(options, RECIPE_FIELDS))
    cells = ((k, ratio) for k in options.k for ratio in options.ratio)
    return {f"k={k}, D : G = {ratio:.12g} : 1": replace(base, k=k, lr_G=base.lr_D / ratio) for k, ratio in cells}


@contextmanager
def _open_pool(workers: int) -> Iterator[ProcessPoolExecutor | None]:
    """Yield a pool of processes that ignore Ctrl-C, and end them at Ctrl-C; None, for this process, for one worker."""
    if workers == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children, get_context

    others = set(active_children())
    ignore_ctrl_c: dict[str, Any] = dict(initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
    with _one_thread_each(), ProcessPoolExecutor(workers, mp_context=get_context("spawn"), **ignore_ctrl_c) as pool:
        try:
            yield pool
        except KeyboardInterrupt:
            _terminate(pool, set(active_children()) - others)
            raise


def _terminate(pool: ProcessPoolExecutor, processes: Collection[BaseProcess]) -> None:
    """Shut the pool down now, in the middle of its runs."""
    excepthook: Callable[[threading.ExceptHookArgs], Any] = threading.excepthook
    threading.excepthook = _ignore  # the pool of Python 3.11 raises for cancelled futures
    for process in processes:
        process.terminate()
    pool.shutdown()
    threading.excepthook = excepthook


def _ignore(_: threading.ExceptHookArgs) -> None:
    """Do nothing."""


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes that start within the block use one thread for matrices, as `train` does."""
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


def _report(options: argparse.Namespace, rows: Sequence[Mapping[str, Any]]) -> None:
    """Print the table, and what failed; draw the map."""
    from gan_theory.experiments.sweep import summary

    cells = summary(rows, options.bound)
    for line in _table_lines(cells, options.bound):
        print(line)
    failed = [row for row in rows if row["error"]]
    if failed:
        first = f"{failed[0]['recipe']}, seed {failed[0]['seed']}: {failed[0]['error']}"
        print_message(f"{len(failed)} of {len(rows)} runs failed, the first {first}")
    print(f"rows: {options.out}")
    _draw_map(options, [cell["rate"] for cell in cells])


def _table_lines(cells: Sequence[Mapping[str, Any]], bound: float) -> Iterator[str]:
    width = max(len(cell["recipe"]) for cell in cells)
    yield f"{'recipe':{width}} {f'<= {bound:g}':>12} {'median JSD':>11} {'worst JSD':>10} {'failed':>7}"
    for cell in cells:
        within = f"{cell['within']} of {cell['runs']}"
        median, worst = (_format_jsd(cell[name]) for name in ("median", "worst"))
        yield f"{cell['recipe']:{width}} {within:>12} {median:>11} {worst:>10} {cell['errors']:>7}"


def _format_jsd(jsd: float | None) -> str:
    return "–" if jsd is None else f"{jsd:.4f}"


def _draw_map(options: argparse.Namespace, rates: Sequence[float]) -> None:
    import numpy as np

    from gan_theory.plotting.diagnostics import success_rates
    from gan_theory.plotting.figure_files import figure

    seeds = options.seeds
    share = f"share of {len(seeds)} seeds" if len(seeds) > 1 else f"share of seed {seeds[0]}"
    with figure(_map_path(options.out)) as ax:
        shape = len(options.k), len(options.ratio)
        success_rates(ax, options.k, options.ratio, np.reshape(rates, shape))
        ax.set_title(f"{options.target}: {share} that reach JSD ≤ {options.bound:g}")
