"""A sweep's rows depend on neither the executor nor the order in which runs end, and nothing that has come is lost."""

import json
import multiprocessing
import multiprocessing.pool
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter, sleep

import numpy as np
import pytest
from PIL import Image
from scipy import stats

import gan_theory
from gan_theory import Density, Recipe, grid, summary, sweep, train
from gan_theory.cli import sweep
from gan_theory.cli.main import main
from gan_theory.datasets.targets import as_target
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.experiments import results_file, sweep

SHORT = Recipe(steps=20, frames=1)
RECIPES = {"one": SHORT, "two": replace(SHORT, k=2)}
SEEDS = range(6)
DIVERGES = replace(SHORT, lr_G=1e38)
NORMAL = GaussianMixture((0.0,), (1.0,))
SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Mortal:
    """N(0, 1), except that whoever first computes it after `file` has four rows is killed by it: process and all."""

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
    """Runs nothing, and ends what is submitted as it is told: called with a seed and an attempt, results or raises."""

    def __init__(self, outcome=lambda seed, attempt: {}):
        self.outcome, self.seeds, self.shut = outcome, [], False

    def submit(self, fn, target, recipe, seed, attempt):
        self.seeds.append(seed)
        future = Future()
        try:
            future.set_result(dict.fromkeys(results_file.RESULTS) | {"jsd": seed / 100} | self.outcome(seed, attempt))
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self.shut = True


def results(rows):
    """The rows without what the clock says."""
    return [{name: value for name, value in row.items() if name != "seconds"} for row in rows]


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def played(monkeypatch):
    """The seeds of the runs that really run from now on, in this process."""
    seeds, play = [], sweep.run_one
    monkeypatch.setattr(sweep, "play", lambda *run: seeds.append(run[2]) or play(*run))
    return seeds


@pytest.fixture(scope="module")
def serial():
    return results(sweep(RECIPES, SEEDS))


@pytest.fixture(scope="module")
def mortal_serial():
    return results(sweep(RECIPES, SEEDS, target=Mortal(Path("none"))))


def test_a_row_tells_the_run_and_its_end(serial):
    *_, last = train("two-modes", RECIPES["two"], seed=3)
    row = next(row for row in serial if row["recipe"] == "two" and row["seed"] == 3)
    measures = ("step", "jsd", "V", "C", "D_gap", "G_gap", "D_from_half")
    told = {"target": "two-modes", "recipe": "two", "seed": 3, "version": gan_theory.__version__, "error": None}
    assert row == told | asdict(RECIPES["two"]) | {name: getattr(last, name) for name in measures}
    assert all(value is None or type(value) in (int, float, str) for value in row.values())


def test_rows_come_by_target_recipe_and_seed():
    rows = sweep(RECIPES, [2, 0, 1, 0], Canned(), target=("two-modes", "gaussian"))
    assert [(row["target"], row["recipe"], row["seed"]) for row in rows] == [
        (target, name, seed) for target in ("two-modes", "gaussian") for name in RECIPES for seed in range(3)
    ]


def test_threads_give_the_serial_rows(serial):
    with ThreadPoolExecutor(2) as executor:
        assert results(sweep(RECIPES, SEEDS, executor)) == serial


def test_spawned_processes_give_the_serial_rows_and_lose_none_when_one_is_killed(
    tmp_path, serial, mortal_serial, monkeypatch
):
    path = tmp_path / "sweep.jsonl"
    backwards, seeds, mortal = dict(reversed(RECIPES.items())), [5, 3, 1, 0, 2, 4], Mortal(path)
    with ProcessPoolExecutor(2, mp_context=SPAWN) as executor:
        rows = results(sweep(backwards, seeds, executor))
        assert rows[6:] + rows[:6] == serial
        message = r"\d+ of 12 runs did not come back \(BrokenProcessPool: .*; the others are in '.*': start the sweep"
        with pytest.raises(sweep.LostRunsError, match=message) as error:
            sweep(RECIPES, SEEDS, executor, target=mortal, path=path)
    came = error.value.rows
    assert path.with_suffix(".dead").exists()
    assert 4 <= len(came) == len(lines(path)) < 12
    assert all(row in mortal_serial for row in results(came))
    again = played(monkeypatch)
    assert results(sweep(RECIPES, SEEDS, target=mortal, path=path)) == mortal_serial
    assert len(again) == 12 - len(came)
    assert len(lines(path)) == 12


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
    assert results(rows) == mortal_serial
    assert len(lines(path)) == 12
    with pytest.raises(
        ValueError, match=r"expected an instance of concurrent.futures.Executor, client.get_executor\(\)"
    ):
        sweep(SHORT, SEEDS, cluster)


def test_a_run_that_fails_is_a_row_and_not_the_end(tmp_path, monkeypatch):
    path = tmp_path / "sweep.jsonl"
    rows = sweep({"bad": DIVERGES, "good": SHORT}, [0, 1], path=path)
    message = "FloatingPointError: training diverged at step 1: |G(z)| "
    assert [(row["error"] or "").startswith(message) for row in rows] == [True, True, False, False]
    assert rows[2]["error"] is rows[3]["error"] is None
    assert rows[0]["jsd"] is rows[0]["step"] is None
    assert rows[0]["seconds"] > 0
    again = played(monkeypatch)
    assert sweep({"bad": DIVERGES, "good": SHORT}, [0, 1], path=path) == rows
    assert again == []


def test_whatever_a_run_raises_is_its_row(monkeypatch):
    def broken(target, recipe, seed):
        raise MemoryError("no room")

    monkeypatch.setattr("gan_theory.algorithm_1.train", broken)
    assert sweep(SHORT, [0])[0]["error"] == "MemoryError: no room"


def test_a_run_that_is_lost_is_sent_again():
    def outcome(seed, attempt):
        if attempt < seed % 3:
            raise ConnectionError("lost")
        return {"jsd": float(seed)}

    executor = Canned(outcome)
    assert [row["jsd"] for row in sweep(SHORT, range(9), executor)] == list(range(9))
    assert len(executor.seeds) == 9 + 3 + 6


def test_a_run_that_is_lost_three_times_is_not_the_end_of_the_others(tmp_path):
    def outcome(seed, attempt):
        if seed == 4:
            raise ConnectionError("the worker died")
        return {"jsd": float(seed)}

    path, executor = tmp_path / "sweep.jsonl", Canned(outcome)
    message = r"1 of 9 runs did not come back \(ConnectionError: the worker died\); the others are in '.*sweep.jsonl'"
    with pytest.raises(sweep.LostRunsError, match=message) as error:
        sweep(SHORT, range(9), executor, path=path)
    assert executor.seeds.count(4) == 3
    assert [row["seed"] for row in error.value.rows] == [0, 1, 2, 3, 5, 6, 7, 8]
    executor = Canned()
    assert len(sweep(SHORT, range(9), executor, path=path)) == 9
    assert executor.seeds == [4]


def test_a_run_that_cannot_be_sent_is_not_the_end_of_the_others():
    class Picky(Canned):
        def submit(self, fn, target, *run):
            if target == "gaussian":
                raise TypeError("can't pickle it")
            return super().submit(fn, target, *run)

    with pytest.raises(
        sweep.LostRunsError, match=r"3 of 6 runs did not come back \(TypeError: can't pickle it\)"
    ) as error:
        sweep(SHORT, range(3), Picky(), target=["gaussian", "two-modes"])
    assert [row["target"] for row in error.value.rows] == ["two-modes"] * 3


def test_an_executor_that_is_shut_down_is_told():
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    message = r"2 of 2 runs did not come back \(RuntimeError: cannot schedule.*rows that came are this error's `rows`"
    with pytest.raises(sweep.LostRunsError, match=message) as error:
        sweep(SHORT, [0, 1], executor)
    assert error.value.rows == []


def test_ctrl_c_keeps_what_has_come_and_cancels_the_rest(tmp_path, monkeypatch):
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
    monkeypatch.setattr(sweep.tqdm, "update", interrupted)
    with pytest.raises(KeyboardInterrupt):
        sweep(SHORT, range(9), executor, path=path)
    assert [row["seed"] for row in lines(path)] == [0, 1, 2]
    assert [row["seed"] for row in sweep.completed_rows(SHORT, range(9), path=path)] == [0, 1, 2]
    assert not executor.shut


def test_a_sweep_that_is_started_again_goes_on(tmp_path, serial, monkeypatch):
    path = tmp_path / "sweep.jsonl"
    sweep(RECIPES["two"], [1, 4], path=path)
    before = path.read_bytes()
    again = played(monkeypatch)
    assert results(sweep(RECIPES, SEEDS, path=path)) == serial  # under its present name
    assert again == [0, 1, 2, 3, 4, 5, 0, 2, 3, 5]
    assert path.read_bytes().startswith(before)


@pytest.mark.parametrize("zeros", [b"", b"\0\0\0"], ids=["", "and zeros"])
def test_a_line_cut_off_in_the_middle_is_run_again_whatever_is_left_of_it(tmp_path, zeros):
    path = tmp_path / "sweep.jsonl"
    rows = sweep(SHORT, range(3), Canned(), path=path)
    whole = path.read_bytes()
    last = whole.rindex(b"\n", 0, -1) + 1
    for cut in [*range(last, last + 20), *range(last + 20, len(whole), 25), len(whole) - 1]:
        path.write_bytes(whole[:cut] + zeros)
        executor = Canned()
        assert sweep(SHORT, range(3), executor, path=path) == rows
        assert executor.seeds == [2]
        assert path.read_bytes() == whole


FOREIGN = {
    "text": b"hello",
    "a line": b"hello\n",
    "another table": b'{"target": "two-modes", "jsd": 1}\n',
    "nested": b'{"target": [], "recipe": "", "seed": 0, "version": "", "error": null}\n',
    "a history": b'{"target": "two-modes", "history": []}\n',
    "bytes": b"\xff\xfe\n",
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_a_file_that_holds_something_else_is_left_alone(tmp_path, content):
    path = tmp_path / "sweep.jsonl"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"expected the rows of a sweep in '.*', or no file; got one that holds"):
        sweep(SHORT, [0], Canned(), path=path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("change", [{"version": "0.0.9"}, {"momentum": 0.9}, {"k": 7}, {"target": "two"}], ids=str)
def test_rows_of_another_version_recipe_or_target_stay_and_are_not_taken(tmp_path, change):
    path = tmp_path / "sweep.jsonl"
    (row,) = sweep(SHORT, [0], Canned(), path=path)
    path.write_text(json.dumps(row | change) + "\n")
    executor = Canned()
    sweep(SHORT, [0], executor, path=path)
    assert executor.seeds == [0]
    assert lines(path) == [row | change, row]


def test_a_row_without_a_measure_is_not_taken(tmp_path):
    path = tmp_path / "sweep.jsonl"
    (row,) = sweep(SHORT, [0], Canned(), path=path)
    path.write_text(json.dumps({name: row[name] for name in row if name != "D_gap"}) + "\n")
    assert sweep(SHORT, [0], Canned(), path=path) == [row]
    assert len(lines(path)) == 2


@pytest.mark.skipif(os.name == "nt", reason="not noticed on Windows")
def test_two_sweeps_do_not_write_to_one_file_at_once(tmp_path):
    path = tmp_path / "sweep.jsonl"

    def outcome(seed, attempt):
        with pytest.raises(ValueError, match="expected a file that no other sweep writes to"):
            sweep(SHORT, [0], Canned(), path=path)
        return {}

    sweep(SHORT, [0], Canned(outcome), path=path)
    sweep(SHORT, [0], Canned(), path=path)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a full device")
def test_a_full_disk_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(results_file, "check_writable", lambda path: None)
    monkeypatch.setattr(results_file, "_read", lambda file, path: {})
    with pytest.raises(ValueError, match="expected a path that can be written to; got '/dev/full': No space"):
        sweep(SHORT, [0], Canned(), path="/dev/full")


def test_the_time_that_a_sweep_itself_takes_grows_with_its_length():
    def seconds(n):
        start = perf_counter()
        assert len(sweep(SHORT, range(n), Canned())) == n
        return perf_counter() - start

    assert seconds(5000) < 40 * min(seconds(500) for _ in range(3))


def test_targets_that_are_not_named_are_told_apart_by_their_numbers():
    x, samples = grid(-8, 9, 64), np.random.default_rng(0).normal(size=50)
    targets = [
        samples,
        samples + 1e-9,
        stats.norm(),
        stats.norm(0, 1.1),
        Density.from_samples(samples, x),
        Density.from_pdf(stats.norm().pdf, x),
        as_target("gaussian"),
        list(samples[:9]),
    ]
    rows = sweep(SHORT, [0], Canned(), target=targets)
    labels = [row["target"] for row in rows]
    assert len(set(labels)) == len(targets)
    assert [label.split()[0] for label in labels] == [
        *("samples", "samples", "norm", "norm", "Density", "Density", "gaussian", "samples")
    ]
    assert labels[0] == sweep(SHORT, [0], Canned(), target=samples.tolist())[0]["target"]
    assert all(re.fullmatch(r"\w+ [0-9a-f]{12}", label) for label in labels)


def test_recipes_without_a_name_are_named_by_what_sets_them_apart():
    def names(*recipes):
        return [row["recipe"] for row in sweep(recipes, [0], Canned())]

    assert names(Recipe(), Recipe(k=5, loss="saturating"), Recipe(lr_G=0.01 / 3), Recipe()) == [
        "default",
        "k=5, loss=saturating",
        "lr_G=0.00333333",
    ]
    assert names(Recipe(lr_G=0.01 / 3), Recipe(lr_G=0.00333333)) == ["lr_G=0.0033333333333333335", "lr_G=0.00333333"]


def test_one_run_fills_the_rows_of_all_its_names(tmp_path):
    executor, path = Canned(), tmp_path / "sweep.jsonl"
    recipes = {"a": Recipe(lr_D=1), "b": Recipe(lr_D=1.0), "c": Recipe(k=np.int64(1), lr_D=np.float64(1))}
    rows = sweep(recipes, [0], executor, path=path)
    assert [row.pop("recipe") for row in rows] == ["a", "b", "c"]
    assert rows[0] == rows[1] == rows[2]
    assert executor.seeds == [0]
    assert len(lines(path)) == 1


def test_the_summary_counts_errors_as_misses():
    def outcome(seed, attempt):
        return {"jsd": None, "error": "E: e"} if seed == 2 else {}

    (one,) = summary(sweep(SHORT, range(4), Canned(outcome)), bound=0.01)
    told = {"runs": 4, "within": 2, "rate": 0.5, "median": 0.01, "worst": 0.03, "errors": 1}
    assert one == {"target": "two-modes", "recipe": "steps=20, frames=1", **told}
    (none,) = summary(sweep(SHORT, [2], Canned(outcome)))
    assert none["median"] is none["worst"] is None
    assert none["rate"] == 0


@pytest.mark.parametrize(
    ("executor", "hint"),
    [
        (4, r"such as ProcessPoolExecutor\(\), or dask's client.get_executor\(\), or None to run here; got 4"),
        (ProcessPoolExecutor, "an instance of it, as in: with ProcessPoolExecutor"),
        ("dask", "such as"),
    ],
    ids=str,
)
def test_a_wrong_executor_is_told_what_to_pass(executor, hint):
    with pytest.raises(ValueError, match=f"expected an instance of concurrent.futures.Executor, {hint}"):
        sweep(SHORT, [0], executor)


def test_a_pool_of_multiprocessing_is_told_what_to_pass():
    with (
        multiprocessing.pool.ThreadPool(1) as pool,
        pytest.raises(ValueError, match=r"a concurrent\.futures\.ProcessPool"),
    ):
        sweep(SHORT, [0], pool)


@pytest.mark.parametrize(
    ("recipes", "seeds", "target", "message"),
    [
        (SHORT, 20, "gaussian", r"expected seeds, integers such as range\(20\) or \[3\]; got 20"),
        (SHORT, [], "gaussian", "expected at least one seed; got none"),
        (SHORT, [1.5], "gaussian", "expected seed, an integer >= 0; got 1.5"),
        ([], [0], "gaussian", "expected at least one Recipe; got none"),
        (5, [0], "gaussian", "expected a Recipe, a sequence of them or a mapping from names to them; got 5"),
        ("default", [0], "gaussian", "expected a Recipe, a sequence"),
        ([5], [0], "gaussian", "expected Recipes; got 5"),
        ({"a": 5}, [0], "gaussian", "expected names and Recipes; got 'a': 5"),
        ({1: SHORT}, [0], "gaussian", "expected names and Recipes; got 1: Recipe"),
        (SHORT, [0], "gausian", "expected the name of a target; got 'gausian'"),
        (SHORT, [0], ["gaussian", "two"], "expected the name of a target; got 'two'"),
        (SHORT, [0], [], "expected at least two distinct samples; got 0"),
    ],
)
def test_bad_arguments_are_told_before_anything_runs(recipes, seeds, target, message, tmp_path):
    executor = Canned()
    with pytest.raises(ValueError, match=message):
        sweep(recipes, seeds, executor, target=target, path=tmp_path / "sweep.jsonl")
    assert executor.seeds == os.listdir(tmp_path) == []


GRID = ["sweep", "--k", "1,2", "--ratio", "5,1", "--seeds", "0-1,3", "--steps", "20", "--bound", "0.065"]


def test_the_command_runs_the_grid_draws_the_map_and_goes_on(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("matplotlib.pyplot.show", lambda: None)
    path = tmp_path / "map.jsonl"
    assert main([*GRID, "--target", "gaussian", "--lr-D", "0.02", "--loss", "saturating", "--out", str(path)]) == 0
    out, err = capsys.readouterr()
    head, *table, rows, figure = out.splitlines()
    assert head.split() == ["recipe", "<=", "0.065", "median", "JSD", "worst", "JSD", "failed"]
    assert [line[:18] for line in table] == [f"k={k}, D : G = {ratio} : 1" for k in (1, 2) for ratio in (1, 5)]
    assert all(" of 3 " in line for line in table)
    assert (rows, figure) == (f"rows: {path}", f"figure: {path.with_suffix('.png')}")
    assert err == ""
    found = lines(path)
    assert {(row["k"], row["lr_D"], row["lr_G"], row["seed"]) for row in found} == {
        (k, 0.02, lr_G, seed) for k in (1, 2) for lr_G in (0.02, 0.004) for seed in (0, 1, 3)
    }
    assert {(row["target"], row["loss"], row["steps"], row["frames"]) for row in found} == {
        ("gaussian", "saturating", 20, 1)
    }
    with Image.open(path.with_suffix(".png")) as image:
        assert image.size == (1280, 720)


def test_the_command_reports_failed_runs_and_exits_with_0(tmp_path, capsys):
    path = tmp_path / "map.jsonl"
    arguments = ["sweep", "--k", "1", "--ratio", "1", "--seeds", "5", "--steps", "20", "--lr-D", "1e38"]
    assert main([*arguments, "--out", str(path)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1].split()[-6:] == ["0", "of", "1", "–", "–", "1"]
    assert err.startswith(
        "gan-theory: 1 of 1 runs failed, the first k=1, D : G = 1 : 1, seed 5: FloatingPointError: tr"
    )


def test_the_command_tells_what_was_lost_and_exits_with_1(tmp_path, capsys, monkeypatch):
    def broken(*run):
        raise ConnectionError("the worker died")

    monkeypatch.setattr(sweep, "play", broken)
    assert main([*GRID, "--out", str(tmp_path / "map.jsonl")]) == 1
    assert "12 of 12 runs did not come back (ConnectionError: the worker died)" in capsys.readouterr().err
    assert os.listdir(tmp_path) == ["map.jsonl"]


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_a_real_ctrl_c_ends_the_workers_and_the_command_continues_alone(tmp_path, capsys):
    path = tmp_path / "map.jsonl"
    options = ["sweep", "--k", "1", "--ratio", "10", "--steps", "20", "--out", str(path)]
    command = [sys.executable, "-m", "gan_theory", *options, "--seeds", "0-9999", "--workers", "2"]
    pipes = dict(stderr=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    heard = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731 - a job in the background may ignore it
    with subprocess.Popen(command, preexec_fn=heard, **pipes) as process:
        while process.poll() is None and not (path.exists() and path.read_bytes().count(b"\n") >= 3):
            sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    before = lines(path)
    assert err == (
        f"gan-theory: interrupted; {len(before)} of 10000 runs are in {path}, and the same command continues\n"
    )
    assert out == ""
    assert main([*options, "--seeds", "0-3"]) == 0
    assert lines(path)[: len(before)] == before
    alone = {row["seed"]: row for row in results(sweep(SHORT, range(4)))}
    written = [row | {"recipe": alone[0]["recipe"]} for row in results(lines(path)) if row["seed"] in alone]
    assert sorted(written, key=lambda row: row["seed"]) == list(alone.values())


def test_workers_have_a_thread_each_and_this_process_what_it_had(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    before = dict(os.environ)
    with sweep._one_thread_each():
        assert {os.environ[name] for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")} == {"1"}
    assert dict(os.environ) == before
