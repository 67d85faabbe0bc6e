"""A sweep's rows are those of its runs, a failed run is a row, and a sweep that is started again continues."""

from concurrent.futures import Future
from dataclasses import asdict, replace
from time import perf_counter

import pytest
from tqdm import tqdm

import gan_theory
from gan_theory import summary, sweep, train
from gan_theory.experiments.sweep import completed_rows
from tests.support.sweeps import RECIPES, SEEDS, SHORT, Canned, read_rows, record_seeds, without_seconds

DIVERGES = replace(SHORT, lr_G=1e38)


def test_a_row_has_the_run_and_its_last_frame(serial):
    *_, last = train("two-modes", RECIPES["two"], seed=3)
    row = next(row for row in serial if row["recipe"] == "two" and row["seed"] == 3)
    measures = ("step", "jsd", "V", "C", "D_gap", "G_gap", "D_from_half")
    expected = {"target": "two-modes", "recipe": "two", "seed": 3, "version": gan_theory.__version__, "error": None}
    assert row == expected | asdict(RECIPES["two"]) | {name: getattr(last, name) for name in measures}
    assert all(value is None or type(value) in (int, float, str) for value in row.values())


def test_a_run_that_fails_is_a_row_and_does_not_end_the_sweep(tmp_path, monkeypatch):
    path = tmp_path / "sweep.jsonl"
    rows = sweep({"bad": DIVERGES, "good": SHORT}, [0, 1], path=path)
    message = "FloatingPointError: training diverged at step 1: |G(z)| "
    assert [(row["error"] or "").startswith(message) for row in rows] == [True, True, False, False]
    assert rows[2]["error"] is rows[3]["error"] is None
    assert rows[0]["jsd"] is rows[0]["step"] is None
    assert rows[0]["seconds"] > 0
    again = record_seeds(monkeypatch)
    assert sweep({"bad": DIVERGES, "good": SHORT}, [0, 1], path=path) == rows
    assert again == []


def test_ctrl_c_keeps_the_completed_rows_and_cancels_the_rest(tmp_path, monkeypatch):
    class Waiting(Canned):
        def submit(self, *run):
            if len(self.seeds) < 3:
                return super().submit(*run)
            self.left = Future()
            return self.left

    def interrupted(bar, n=1):
        if executor.seeds[-1] == 2:
            raise KeyboardInterrupt

    executor, path = Waiting(), tmp_path / "sweep.jsonl"
    monkeypatch.setattr(tqdm, "update", interrupted)
    with pytest.raises(KeyboardInterrupt):
        sweep(SHORT, range(9), executor, path=path)
    assert [row["seed"] for row in read_rows(path)] == [0, 1, 2]
    assert [row["seed"] for row in completed_rows(SHORT, range(9), path=path)] == [0, 1, 2]
    assert not executor.shut


def test_runs_that_still_wait_at_ctrl_c_are_cancelled(monkeypatch):
    waiting = [Future() for _ in range(3)]

    class Waiting(Canned):
        def submit(self, *run):
            return waiting[run[3]] if run[3] < 3 else super().submit(*run)

    def interrupted(bar, n=1):
        raise KeyboardInterrupt

    monkeypatch.setattr(tqdm, "update", interrupted)
    with pytest.raises(KeyboardInterrupt):
        sweep(SHORT, range(4), Waiting())
    assert all(future.cancelled() for future in waiting)


def test_a_sweep_that_is_started_again_continues(tmp_path, serial, monkeypatch):
    path = tmp_path / "sweep.jsonl"
    sweep(RECIPES["two"], [1, 4], path=path)
    before = path.read_bytes()
    again = record_seeds(monkeypatch)
    assert without_seconds(sweep(RECIPES, SEEDS, path=path)) == serial  # under its present name
    assert again == [0, 1, 2, 3, 4, 5, 0, 2, 3, 5]
    assert path.read_bytes().startswith(before)


def test_the_time_that_a_sweep_itself_takes_grows_with_its_length():
    def seconds(n):
        start = perf_counter()
        assert len(sweep(SHORT, range(n), Canned())) == n
        return perf_counter() - start

    assert seconds(5000) < 40 * min(seconds(500) for _ in range(3))


def test_the_summary_counts_errors_as_misses():
    def outcome(seed, attempt):
        return {"jsd": None, "error": "E: e"} if seed == 2 else {}

    (one,) = summary(sweep(SHORT, range(4), Canned(outcome)), bound=0.01)
    expected = {"runs": 4, "within": 2, "rate": 0.5, "median": 0.01, "worst": 0.03, "errors": 1}
    assert one == {"target": "two-modes", "recipe": "steps=20, frames=1", **expected}
    (none,) = summary(sweep(SHORT, [2], Canned(outcome)))
    assert none["median"] is none["worst"] is None
    assert none["rate"] == 0


def test_the_summary_has_a_cell_for_each_target_and_recipe():
    rows = sweep(RECIPES, range(3), Canned(), target=["gaussian", "two-modes"])
    cells = summary(rows, bound=0.015)
    assert [(cell["target"], cell["recipe"], cell["runs"], cell["within"]) for cell in cells] == [
        (target, recipe, 3, 2) for target in ("gaussian", "two-modes") for recipe in RECIPES
    ]
    assert [cell["within"] for cell in summary(rows, bound=0.005)] == [1] * 4
