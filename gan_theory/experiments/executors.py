"""Many recipes × seeds × targets, on any `concurrent.futures.Executor`: a table of results that a file can hold."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from queue import Empty, SimpleQueue
from time import perf_counter

from gan_theory.experiments.results_file import MEASURES, to_json
from gan_theory.training.recipe import Recipe

AT_ONCE = 4096  # runs handed to the executor ahead of their results: more than a cluster has workers
TRIES = 3  # of a run that does not come back


class LostRunsError(RuntimeError):
    """Some runs did not come back from the executor. rows: the table of those that did."""

    def __init__(self, message: str, rows: list[dict]):
        super().__init__(message)
        self.rows = rows


def run_one(target, recipe: Recipe, seed: int, attempt: int = 0) -> dict:
    """The results of one run, or its error: what a worker does. attempt tells apart what dask would take for one."""
    from gan_theory.training.algorithm_1 import train

    start, last, error = perf_counter(), None, None
    try:
        for last in train(target, recipe, seed=seed):  # noqa: B007
            pass
    except Exception as raised:
        last, error = None, f"{type(raised).__name__}: {raised}"
    measures = {name: None if last is None else to_json(getattr(last, name)) for name in MEASURES}
    return measures | {"seconds": perf_counter() - start, "error": error}


class SerialExecutor(Executor):
    """The executor that runs each call in this thread, when it is submitted."""

    def submit(self, fn, /, *args) -> Future:
        future = Future()
        future.set_result(fn(*args))
        return future


def check_executor(executor) -> None:
    """Raise ValueError, which says what to pass, unless it is None or a `concurrent.futures.Executor`."""
    if executor is None or isinstance(executor, Executor):
        return
    if isinstance(executor, type):
        hint = f"an instance of it, as in: with {executor.__name__}() as executor"
    elif callable(getattr(executor, "get_executor", None)):
        hint = "client.get_executor()"
    elif callable(getattr(executor, "apply_async", None)):
        hint = "a concurrent.futures.ProcessPoolExecutor in place of a multiprocessing.Pool"
    else:
        hint = "such as ProcessPoolExecutor(), or dask's client.get_executor(), or None to run here"
    raise ValueError(f"expected an instance of concurrent.futures.Executor, {hint}; got {executor!r:.60}")


def _as_they_come(executor, runs) -> Iterator[tuple]:
    """Yield (key, results) as runs end, or (key, exception) of one that is lost for good."""
    waiting, flying, tries, done = deque(runs), {}, Counter(), SimpleQueue()
    try:
        while waiting or flying:
            while waiting and len(flying) < AT_ONCE and done.empty():
                key = waiting.popleft()
                try:
                    future = executor.submit(run_one, *runs[key], tries[key])
                except Exception as refused:  # it is broken or shut down, or the run can't be sent
                    yield key, refused
                    continue
                flying[future] = key
                future.add_done_callback(done.put)
            try:
                future = done.get(timeout=1) if flying else None
            except Empty:  # Windows hears Ctrl-C only in between
                continue
            if future is None:
                break
            key, came = flying.pop(future), _outcome(future)
            tries[key] += 1
            if isinstance(came, Exception) and tries[key] < TRIES:
                waiting.append(key)
            else:
                yield key, came
    finally:
        for future in flying:
            future.cancel()


def _outcome(future):
    try:
        return future.result()
    except Exception as lost:
        return lost
