"""A results file loses no row, drops a line that was cut off, and is left alone if it holds something else."""

import json
import os
import re
from concurrent.futures import Future
from contextlib import suppress

import numpy as np
import pytest

from gan_theory import summary, sweep
from gan_theory.experiments import results_file
from gan_theory.training.networks.linear_generators import Polynomial
from tests.support.sweeps import SHORT, Canned, read_rows


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


WRONG_RESULTS = {
    "a number that is null": ({"jsd": None}, "jsd = None, which is no number"),
    "a text": ({"jsd": "0.01"}, "jsd = '0.01', which is no number"),
    "a truth value": ({"V": True}, "V = True, which is no number"),
    "an error that is a number": ({"error": 1}, "the error 1, neither a text nor None"),
}


@pytest.mark.parametrize(("change", "message"), WRONG_RESULTS.values(), ids=WRONG_RESULTS)
def test_a_wrong_result_is_reported_with_its_line(tmp_path, change, message):
    path = tmp_path / "sweep.jsonl"
    rows = sweep(SHORT, range(3), Canned(), path=path)
    lines = [json.dumps(row | (change if i == 1 else {})) + "\n" for i, row in enumerate(rows)]
    path.write_text("".join(lines))
    with pytest.raises(ValueError, match=re.escape(f"line 2; got {message}")):
        sweep(SHORT, range(3), Canned(), path=path)
    assert path.read_text() == "".join(lines)
    with pytest.raises(ValueError, match=re.escape(f"expected rows that `sweep` returns; got {message}, at index 1")):
        summary([row | (change if i == 1 else {}) for i, row in enumerate(rows)])


def test_a_line_of_something_else_is_reported_with_its_number(tmp_path):
    path = tmp_path / "sweep.jsonl"
    sweep(SHORT, range(2), Canned(), path=path)
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + b"hello\n" + second)
    with pytest.raises(ValueError, match="got one that holds something else in line 2"):
        sweep(SHORT, range(2), Canned(), path=path)


RETURNED = {
    "nothing": (None, "a NoneType in place of a row"),
    "a number": (0.01, "a float in place of a row"),
    "a few measures": ({"jsd": 0.01, "error": None}, "a row without step, V, C, D_gap, G_gap, D_from_half, seconds"),
}


@pytest.mark.parametrize(("result", "message"), RETURNED.values(), ids=RETURNED)
def test_what_an_executor_returns_in_place_of_a_row_is_reported_and_not_written(tmp_path, result, message):
    class Other(Canned):
        def submit(self, *arguments, **keywords):
            future = Future()
            future.set_result(result)
            return future

    path = tmp_path / "sweep.jsonl"
    with pytest.raises(ValueError, match=re.escape(f"returns what `run_one` does; got {message}")):
        sweep(SHORT, [0], Other(), path=path)
    assert path.read_bytes() == b""


@pytest.mark.parametrize("change", [{"version": "0.0.9"}, {"momentum": 0.9}, {"k": 7}, {"target": "two"}], ids=str)
def test_rows_of_another_version_recipe_or_target_stay_and_are_not_used(tmp_path, change):
    path = tmp_path / "sweep.jsonl"
    (row,) = sweep(SHORT, [0], Canned(), path=path)
    path.write_text(json.dumps(row | change) + "\n")
    executor = Canned()
    sweep(SHORT, [0], executor, path=path)
    assert executor.seeds == [0]
    assert read_rows(path) == [row | change, row]


def test_a_row_without_a_measure_is_not_used(tmp_path):
    path = tmp_path / "sweep.jsonl"
    (row,) = sweep(SHORT, [0], Canned(), path=path)
    path.write_text(json.dumps({name: row[name] for name in row if name != "D_gap"}) + "\n")
    assert sweep(SHORT, [0], Canned(), path=path) == [row]
    assert len(read_rows(path)) == 2


@pytest.mark.skipif(os.name == "nt", reason="not noticed on Windows")
def test_two_sweeps_do_not_write_to_one_file_at_once(tmp_path):
    path = tmp_path / "sweep.jsonl"

    def outcome(seed, attempt):
        with pytest.raises(ValueError, match="expected a file that no other sweep writes to"):
            sweep(SHORT, [0], Canned(), path=path)
        return {}

    sweep(SHORT, [0], Canned(outcome), path=path)
    sweep(SHORT, [0], Canned(), path=path)


@pytest.mark.skipif(os.name == "nt", reason="not noticed on Windows")
def test_a_process_that_inherits_the_file_does_not_keep_it_locked(tmp_path):
    """A forked worker has copies of all descriptors, which share the lock."""
    path, copies = tmp_path / "sweep.jsonl", []

    def outcome(seed, attempt):
        for descriptor in range(3, 100):
            with suppress(OSError):
                if os.path.sameopenfile(descriptor, there.fileno()):
                    copies.append(os.dup(descriptor))
        return {}

    path.touch()
    with open(path, "rb") as there:
        sweep(SHORT, [0], Canned(outcome), path=path)
    assert len(copies) >= 2
    sweep(SHORT, [0, 1], Canned(), path=path)
    for copy in copies:
        os.close(copy)


def test_values_of_a_row_have_the_types_of_json():
    values = (np.int64(3), np.float32(0.5), True, None, "mlp", Polynomial(1))
    assert [results_file.to_json(value) for value in values] == [3, 0.5, True, None, "mlp", "Polynomial(degree=1)"]
    assert [type(results_file.to_json(value)) for value in values[:3]] == [int, float, bool]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a full device")
def test_a_full_disk_raises(tmp_path, monkeypatch):
    monkeypatch.setattr(results_file, "check_writable", lambda path: None)
    monkeypatch.setattr(results_file, "_read", lambda file, path: {})
    with pytest.raises(ValueError, match="expected a path that can be written to; got '/dev/full': No space"):
        sweep(SHORT, [0], Canned(), path="/dev/full")
