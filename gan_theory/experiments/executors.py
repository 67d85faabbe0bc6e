"""Runs of a sweep on any `concurrent.futures.Executor`: one run, the serial executor, and results as they come."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import Executor, Future
from queue import Empty, SimpleQueue
from time import perf_counter
from typing import Any, NamedTuple

from gan_theory.datasets.targets import TargetLike
from gan_theory.experiments.results_file import MEASURES, Key, Row, to_json
from gan_theory.training.recipe import Recipe

AT_ONCE = 4096  # runs submitted ahead of their results: more than a cluster has workers
TRIES = 3  # of a run that is lost


class LostRunsError(RuntimeError):
    """Some runs were lost by the executor.

    Parameters
    ----------
    message : str
        How many, why, and how to continue.
    rows : list of dict
        The rows of the other runs.
    """

    def __init__(self, message: str, rows: list[Row]) -> None:
        super().__init__(message)
        self.rows = rows


class Run(NamedTuple):
    """The arguments of one run.

    Parameters
    ----------
    target : target
        As for `train`.
    recipe : Recipe
        The hyperparameters.
    seed : int
        The seed of all random numbers.
    """

    target: TargetLike
    recipe: Recipe
    seed: int


def run_one(target: TargetLike, recipe: Recipe, seed: int, attempt: int = 0) -> Row:
    """Train one GAN: what a worker does.

    Parameters
    ----------
    target, recipe, seed
        As for `train`.
    attempt : int
        How often the run was lost before. dask treats two calls with the same arguments as one.

    Returns
    -------
    dict
        The measures of the last Frame, the seconds that the run took, and the error: None, or what was raised, with
        None for the measures.
    """
    from gan_theory.training.train import train

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

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call the function at once.

        Parameters
        ----------
        fn : callable
            The function.
        *args, **kwargs
            Its arguments.

        Returns
        -------
        concurrent.futures.Future
            A Future with its result.
        """
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def check_executor(executor: Any) -> None:
    """Check that this is an executor, or None.

    Parameters
    ----------
    executor : concurrent.futures.Executor or None
        What to check.

    Raises
    ------
    ValueError
        If it is something else; the message says what to pass instead.
    """
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


def results_as_completed(
    executor: Executor, runs: Mapping[Key, Run]
) -> Generator[tuple[Key, Row | Exception], None, None]:
    """Run `run_one` for each run on the executor, and yield results as runs end, in any order.

    A run that is lost is submitted again, until it has been lost three times. When the generator is closed, what is
    still waiting is cancelled.

    Parameters
    ----------
    executor : concurrent.futures.Executor
        Where to run.
    runs : mapping from key to Run
        The runs.

    Yields
    ------
    key
        The key of a run.
    dict or Exception
        Its results; or why the run cannot be submitted, or was lost for the last time.
    """
    waiting, submitted, done = deque(runs), dict[Future[Row], Key](), SimpleQueue[Future[Row]]()
    tries = Counter[Key]()
    try:
        while waiting or submitted:
            while waiting and len(submitted) < AT_ONCE and done.empty():
                key = waiting.popleft()
                try:
                    future = executor.submit(run_one, *runs[key], tries[key])
                except Exception as error:  # it is broken or shut down, or the arguments cannot be pickled
                    yield key, error
                    continue
                submitted[future] = key
                future.add_done_callback(done.put)
            if not submitted:
                return
            try:
                future = done.get(timeout=1)
            except Empty:  # on Windows Ctrl-C interrupts only between two waits
                continue
            key, result = submitted.pop(future), _result_or_error(future)
            tries[key] += 1
            if isinstance(result, Exception) and tries[key] < TRIES:
                waiting.append(key)
            else:
                yield key, result
    finally:
        for future in submitted:
            future.cancel()


def _result_or_error(future: Future[Row]) -> Row | Exception:
    try:
        return future.result()
    except Exception as error:
        return error
