"""The command sweep: its grid, its table and map, and what it reports when runs fail, are lost or are interrupted."""

import concurrent.futures
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from functools import partial
from statistics import median
from time import sleep
from typing import ClassVar

import numpy as np
import pytest
from PIL import Image
from tqdm import tqdm

from gan_theory import Recipe, sweep
from gan_theory.cli import sweep as command
from gan_theory.cli.main import main
from gan_theory.experiments import executors
from gan_theory.plotting import diagnostics
from tests.support.sweeps import SHORT, read_rows, without_seconds

GRID = ["sweep", "--k", "1,2", "--ratio", "5,1", "--seeds", "0-1,3", "--steps", "20", "--bound", "0.065"]


def test_the_command_runs_the_grid_and_draws_the_map(tmp_path, capsys, monkeypatch):
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
    found = read_rows(path)
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


def test_the_command_reports_lost_runs_and_exits_with_1(tmp_path, capsys, monkeypatch):
    def broken(*run):
        raise ConnectionError("the worker died")

    monkeypatch.setattr(executors, "run_one", broken)
    assert main([*GRID, "--out", str(tmp_path / "map.jsonl")]) == 1
    assert "12 of 12 runs were lost (ConnectionError: the worker died)" in capsys.readouterr().err
    assert os.listdir(tmp_path) == ["map.jsonl"]


def test_the_table_and_the_map_are_those_of_the_rows(tmp_path, capsys, monkeypatch):
    """By hand from the rows of the file, for a bound and a target that are no defaults; one cell has only failures."""
    drawn, success_rates = [], diagnostics.success_rates

    def recorded(ax, k, ratio, rates):
        drawn.append((ax, k, ratio, np.array(rates)))
        return success_rates(ax, k, ratio, rates)

    monkeypatch.setattr(diagnostics, "success_rates", recorded)
    path = tmp_path / "map.jsonl"
    grid = ["--k", "1,3", "--ratio", "1e-38,1,8", "--seeds", "4-6", "--steps", "20", "--bound", "0.07"]
    assert main(["sweep", *grid, "--target", "gaussian", "--out", str(path)]) == 0
    out, err = capsys.readouterr()
    rows, rates = read_rows(path), []
    for line, (k, ratio) in zip(out.splitlines()[1:], [(k, ratio) for k in (1, 3) for ratio in (1e-38, 1, 8)]):
        cell = [row for row in rows if (row["k"], row["lr_G"]) == (k, Recipe().lr_D / ratio)]
        jsd = [row["jsd"] for row in cell if row["error"] is None]
        within = sum(each <= 0.07 for each in jsd)
        shown = [f"{each:.4f}" for each in (median(jsd), max(jsd))] if jsd else ["–", "–"]
        assert line.split()[-6:] == [str(within), "of", "3", *shown, str(3 - len(jsd))]
        rates.append(within / 3)
    assert len(rates) == 6
    assert len(set(rates)) > 1
    ((ax, k, ratio, found),) = drawn
    assert (k, ratio) == ([1, 3], [1e-38, 1, 8])
    np.testing.assert_array_equal(found, np.reshape(rates, (2, 3)))
    assert ax.get_title() == "gaussian: share of 3 seeds that reach JSD ≤ 0.07"
    assert re.match(r"gan-theory: 6 of 18 runs failed, the first k=1, D : G = 1e-38 : 1, seed 4: F", err)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_a_real_ctrl_c_ends_the_workers_and_the_command_continues_alone(tmp_path, capsys):
    path = tmp_path / "map.jsonl"
    options = ["sweep", "--k", "1", "--ratio", "10", "--steps", "20", "--out", str(path)]
    command = [sys.executable, "-m", "gan_theory", *options, "--seeds", "0-9999", "--workers", "2"]
    pipes = dict(stderr=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    # A job in the background may ignore the signal unless its handler is reset.
    with subprocess.Popen(
        command, preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL), **pipes
    ) as process:
        while process.poll() is None and not (path.exists() and path.read_bytes().count(b"\n") >= 3):
            sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    before = read_rows(path)
    assert err == (
        f"gan-theory: interrupted; {len(before)} of 10000 runs are in {path}, and the same command continues\n"
    )
    assert out == ""
    assert main([*options, "--seeds", "0-3"]) == 0
    assert read_rows(path)[: len(before)] == before
    alone = {row["seed"]: row for row in without_seconds(sweep(replace(SHORT, lr_G=SHORT.lr_D / 10), range(4)))}
    written = [row | {"recipe": alone[0]["recipe"]} for row in without_seconds(read_rows(path)) if row["seed"] in alone]
    assert sorted(written, key=lambda row: row["seed"]) == list(alone.values())


def test_ctrl_c_says_how_many_runs_are_in_the_file_and_exits_with_130(tmp_path, capsys, monkeypatch):
    def interrupted(bar, n=1):
        bar.n += n
        if bar.n == 5:
            raise KeyboardInterrupt

    path = tmp_path / "map.jsonl"
    monkeypatch.setattr(tqdm, "update", interrupted)
    assert main([*GRID, "--out", str(path)]) == 130
    out, err = capsys.readouterr()
    assert out == ""
    assert f"interrupted; 5 of 12 runs are in {path}, and the same command continues" in err
    assert len(read_rows(path)) == 5


class RecordedPool(executors.SerialExecutor):
    """A pool of no processes, which notes how many it was asked for, and the threads that each would have."""

    pools: ClassVar = []

    def __init__(self, workers, **options):
        self.workers, self.threads = workers, set()
        self.pools.append(self)

    def submit(self, *run):
        self.threads.add(os.environ["OMP_NUM_THREADS"])
        return super().submit(*run)


def test_runs_are_shared_among_as_many_workers_as_the_user_asks_for(tmp_path, monkeypatch):
    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", RecordedPool)
    monkeypatch.setattr(RecordedPool, "pools", [])
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    assert main([*GRID, "--out", str(tmp_path / "one.jsonl")]) == 0
    assert RecordedPool.pools == []
    assert main([*GRID, "--workers", "3", "--out", str(tmp_path / "three.jsonl")]) == 0
    (pool,) = RecordedPool.pools
    assert (pool.workers, pool.threads) == (3, {"1"})
    assert os.environ["OMP_NUM_THREADS"] == "7"
    one, three = (without_seconds(read_rows(tmp_path / f"{name}.jsonl")) for name in ("one", "three"))
    assert one == three


def test_workers_have_a_thread_each_and_this_process_what_it_had(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    before = dict(os.environ)
    with command._one_thread_each():
        assert {os.environ[name] for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")} == {"1"}
    assert dict(os.environ) == before


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (["--seeds", "0-1000000000"], "expected at most 100,000 integers; got 1,000,000,001 in '0-1000000000'"),
        (["--seeds", "1,0-99999"], "expected at most 100,000 integers; got 100,001"),
        (["--k", "1-1000000000000"], "expected at most 100,000 integers; got 1,000,000,000,000"),
        (["--seeds", "9-0"], "expected ranges that ascend, such as 0-9; got '9-0'"),
        (["--seeds", "0-99999", "--k", "1-10"], "expected at most 1,000,000 runs; got 4,000,000"),
    ],
    ids=str,
)
def test_a_sweep_that_is_too_large_is_refused_before_it_is_listed(tmp_path, capsys, option, message):
    try:
        code = main(["sweep", *option, "--out", str(tmp_path / "sweep.jsonl")])
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    assert message in capsys.readouterr().err
