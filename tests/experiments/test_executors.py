"""Rows do not depend on the executor, and lost runs are submitted again, or reported with the rows of the others."""

import multiprocessing
import multiprocessing.pool
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from gan_theory import sweep
from gan_theory.experiments import executors
from gan_theory.experiments.executors import LostRunsError
from tests.support.sweeps import RECIPES, SEEDS, SHORT, Canned, Mortal, read_rows, record_seeds, without_seconds

SPAWN = multiprocessing.get_context("spawn")


def test_threads_give_the_serial_rows(serial):
    with ThreadPoolExecutor(2) as executor:
        assert without_seconds(sweep(RECIPES, SEEDS, executor)) == serial


def test_spawned_processes_give_the_serial_rows_and_lose_none_when_one_is_killed(
    tmp_path, serial, mortal_serial, monkeypatch
):
    path = tmp_path / "sweep.jsonl"
    backwards, seeds, mortal = dict(reversed(RECIPES.items())), [5, 3, 1, 0, 2, 4], Mortal(path)
    with ProcessPoolExecutor(2, mp_context=SPAWN) as executor:
        rows = without_seconds(sweep(backwards, seeds, executor))
        assert rows[6:] + rows[:6] == serial
        message = (
            r"\d+ of 12 runs were lost \(BrokenProcessPool: .*; the others are in '.*'. To continue, start the sweep"
        )
        with pytest.raises(LostRunsError, match=message) as error:
            sweep(RECIPES, SEEDS, executor, target=mortal, path=path)
    came = error.value.rows
    assert path.with_suffix(".dead").exists()
    assert 4 <= len(came) == len(read_rows(path)) < 12
    assert all(row in mortal_serial for row in without_seconds(came))
    again = record_seeds(monkeypatch)
    assert without_seconds(sweep(RECIPES, SEEDS, target=mortal, path=path)) == mortal_serial
    assert len(again) == 12 - len(came)
    assert len(read_rows(path)) == 12


@pytest.fixture
def cluster():
    distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
    silent = 60  # above logging.CRITICAL: that workers die is what is tested
    workers = dict(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=silent)
    with distributed.LocalCluster(**workers) as cluster, distributed.Client(cluster) as client:
        yield client


def test_a_dask_cluster_that_loses_a_worker_loses_nothing(tmp_path, mortal_serial, cluster):
    path = tmp_path / "sweep.jsonl"
    workers = cluster.run(os.getpid).values()
    rows = sweep(RECIPES, SEEDS, cluster.get_executor(), target=Mortal(path), path=path)
    assert int(path.with_suffix(".dead").read_text()) in workers
    assert without_seconds(rows) == mortal_serial
    assert len(read_rows(path)) == 12
    with pytest.raises(
        ValueError, match=r"expected an instance of concurrent.futures.Executor, client.get_executor\(\)"
    ):
        sweep(SHORT, SEEDS, cluster)


def test_whatever_a_run_raises_is_its_row(monkeypatch):
    def broken(target, recipe, seed):
        raise MemoryError("no room")

    monkeypatch.setattr("gan_theory.training.train.train", broken)
    assert sweep(SHORT, [0])[0]["error"] == "MemoryError: no room"


def test_the_seconds_of_a_run_are_from_its_start_to_its_end(monkeypatch):
    monkeypatch.setattr(executors, "perf_counter", iter([100.0, 103.5]).__next__)
    assert executors.run_one("two-modes", SHORT, 0)["seconds"] == 3.5


def test_a_lost_run_is_submitted_again():
    def outcome(seed, attempt):
        if attempt < seed % 3:
            raise ConnectionError("lost")
        return {"jsd": float(seed)}

    executor = Canned(outcome)
    assert [row["jsd"] for row in sweep(SHORT, range(9), executor)] == list(range(9))
    assert len(executor.seeds) == 9 + 3 + 6


def test_a_run_that_is_lost_three_times_does_not_end_the_others(tmp_path):
    def outcome(seed, attempt):
        if seed == 4:
            raise ConnectionError("the worker died")
        return {"jsd": float(seed)}

    path, executor = tmp_path / "sweep.jsonl", Canned(outcome)
    message = r"1 of 9 runs were lost \(ConnectionError: the worker died\); the others are in '.*sweep.jsonl'"
    with pytest.raises(LostRunsError, match=message) as error:
        sweep(SHORT, range(9), executor, path=path)
    assert executor.seeds.count(4) == 3
    assert [row["seed"] for row in error.value.rows] == [0, 1, 2, 3, 5, 6, 7, 8]
    executor = Canned()
    assert len(sweep(SHORT, range(9), executor, path=path)) == 9
    assert executor.seeds == [4]


def test_a_run_that_cannot_be_submitted_does_not_end_the_others():
    class Picky(Canned):
        def submit(self, fn, target, *run):
            if target == "gaussian":
                raise TypeError("can't pickle it")
            return super().submit(fn, target, *run)

    with pytest.raises(LostRunsError, match=r"3 of 6 runs were lost \(TypeError: can't pickle it\)") as error:
        sweep(SHORT, range(3), Picky(), target=["gaussian", "two-modes"])
    assert [row["target"] for row in error.value.rows] == ["two-modes"] * 3


def test_an_executor_that_is_shut_down_raises():
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    message = r"2 of 2 runs were lost \(RuntimeError: cannot schedule.*rows of the others are this error's `rows`"
    with pytest.raises(LostRunsError, match=message) as error:
        sweep(SHORT, [0, 1], executor)
    assert error.value.rows == []


@pytest.mark.parametrize(
    ("executor", "hint"),
    [
        (4, r"such as ProcessPoolExecutor\(\), or dask's client.get_executor\(\), or None to run here; got 4"),
        (ProcessPoolExecutor, "an instance of it, as in: with ProcessPoolExecutor"),
        ("dask", "such as"),
    ],
    ids=str,
)
def test_a_wrong_executor_raises_and_says_what_to_pass(executor, hint):
    with pytest.raises(ValueError, match=f"expected an instance of concurrent.futures.Executor, {hint}"):
        sweep(SHORT, [0], executor)


def test_a_pool_of_multiprocessing_raises_and_says_what_to_pass():
    with (
        multiprocessing.pool.ThreadPool(1) as pool,
        pytest.raises(ValueError, match=r"a concurrent\.futures\.ProcessPool"),
    ):
        sweep(SHORT, [0], pool)
