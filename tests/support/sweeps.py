"""What the tests of sweeps share: recipes, a target that kills a process, and an executor that runs nothing."""

import json
import os
import signal
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from gan_theory import Recipe
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.experiments import executors
from gan_theory.experiments.results_file import RESULTS

SHORT = Recipe(steps=20, frames=1)

RECIPES = {"one": SHORT, "two": replace(SHORT, k=2)}

SEEDS = range(6)

NORMAL = GaussianMixture((0.0,), (1.0,))


@dataclass(frozen=True)
class Mortal:
    """N(0, 1), except that the first process that evaluates it after `file` has four rows is killed."""

    file: Path

    def cdf(self, x):
        if self.file.exists() and len(self.file.read_bytes().splitlines()) >= 4:
            with suppress(FileExistsError), open(self.file.with_suffix(".dead"), "x") as dead:
                dead.write(str(os.getpid()))
                dead.flush()
                os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        return NORMAL.cdf(x)

    def sf(self, x):
        return NORMAL.sf(x)

    def ppf(self, u):
        return NORMAL.ppf(u)

    def rvs(self, size, random_state):
        return NORMAL.rvs(size, random_state)


class Canned(Executor):
    """An executor that runs nothing: outcome(seed, attempt) returns the results of a run, or raises."""

    def __init__(self, outcome=lambda seed, attempt: {}):
        self.outcome, self.seeds, self.shut = outcome, [], False

    def submit(self, fn, target, recipe, seed, attempt):
        self.seeds.append(seed)
        future = Future()
        try:
            future.set_result(
                dict.fromkeys(RESULTS, 0.0) | {"jsd": seed / 100, "error": None} | self.outcome(seed, attempt)
            )
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self.shut = True


def without_seconds(rows):
    """The rows without the time that they took."""
    return [{name: value for name, value in row.items() if name != "seconds"} for row in rows]


def read_rows(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def record_seeds(monkeypatch):
    """The seeds of the runs that run from now on, in this process."""
    seeds, run_one = [], executors.run_one
    monkeypatch.setattr(executors, "run_one", lambda *run: seeds.append(run[2]) or run_one(*run))
    return seeds
