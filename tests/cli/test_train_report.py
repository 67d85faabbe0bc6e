"""The report of train: notes on what limits the meaning of the result."""

import json
import re

import numpy as np
import pytest

from gan_theory.cli.main import main

SHORT = ["train", "--steps", "20", "--seed", "1"]


def test_what_limits_the_meaning_of_the_result_is_noted(tmp_path, capsys):
    values = ["0", "1", "3.7", "9.2", "20.5", "50.1"]
    rows = [values[i % 6] for i in range(270)] + ["100000"] * 30
    (tmp_path / "ties.csv").write_text("n\n" + "\n".join(rows) + "\n")
    arguments = [*SHORT, "--data", str(tmp_path / "ties.csv"), "--no-animation", "--out", str(tmp_path / "a.json")]
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert "target    n, 300 samples: p_data is 180 of them smoothed by" in out
    assert "note      the tails stretch the grid to [" in out
    assert "note      the samples take only 7 values, between which p_data is a guess" in out
    assert main([*arguments, "--points", "300"]) == 0
    out = capsys.readouterr().out
    assert "; D sees 180 points\n" in out
    assert "note      the samples take only 7 values, which D can distinguish from any density" in out


PRINTED = (
    r"JSD       (?P<jsd>\S+) nats after (?P<step>\S+) steps of G \(at the start (?P<first>\S+)\)\n"
    r"V         (?P<V>\S+) nats; -log 4 = -1.3863, and C = (?P<C>\S+)\n"
    r"D         (?P<D_from_half>\S+) from ½, on average over p_data\n"
    r"          E D\(x\) = (?P<D_on_data>\S+) \(.*\); E D\(G\(z\)\) = (?P<D_on_G>\S+) \("
)


def test_the_numbers_of_the_report_are_those_of_the_history(tmp_path, capsys):
    assert main([*SHORT, "--no-animation", "--out", str(tmp_path / "run.json")]) == 0
    printed = re.search(PRINTED, capsys.readouterr().out.replace("−", "-")).groupdict()
    first, *_, last = json.loads((tmp_path / "run.json").read_text())["history"]
    assert int(printed.pop("step")) == last["step"] == 20
    assert printed.pop("first") == f"{first['jsd']:.4f}"
    assert printed == {name: f"{last[name]:.4f}" for name in printed}
    assert len(set(printed.values())) == 6


def test_the_report_of_a_run_that_diverges_names_the_step_of_its_last_frame(tmp_path, capsys):
    arguments = ["train", "--steps", "600", "--lr-G", "10", "--no-animation", "--out", str(tmp_path / "run.json")]
    assert main(arguments) == 1
    last = json.loads((tmp_path / "run.json").read_text())["history"][-1]
    assert f"JSD       {last['jsd']:.4f} nats after {last['step']} steps of G" in capsys.readouterr().out


@pytest.mark.parametrize(("m", "parts"), [(300, (180, 60, 60)), (60, (40, 0, 20))], ids=["many", "few"])
def test_the_sizes_and_the_bandwidth_of_the_report_are_those_of_the_history(m, parts, tmp_path, capsys):
    rows = "\n".join(map(str, np.random.default_rng(0).normal(size=m)))
    (tmp_path / "data.csv").write_text(f"x\n{rows}\n")
    arguments = [*SHORT, "--data", str(tmp_path / "data.csv"), "--no-animation", "--out", str(tmp_path / "run.json")]
    assert main(arguments) == 0
    out, document = capsys.readouterr().out, json.loads((tmp_path / "run.json").read_text())
    assert tuple(document["held_out"][name] for name in ("train", "validation", "test")) == parts
    method = "those held out" if parts[1] else "leaving one value out"
    smoothed = f"{parts[0]} of them smoothed by {document['bandwidth']:.3g}, chosen by {method}\n"
    assert f"target    x, {m} samples: p_data is {smoothed}" in out
    validation = f"{parts[1]} validation samples, and " if parts[1] else ""
    assert f"held out  {validation}{parts[2]} test samples\n" in out


def test_the_bandwidth_of_a_named_data_set_is_reported(tmp_path, capsys):
    arguments = [*SHORT, "--target", "old-faithful", "--no-animation", "--out", str(tmp_path / "run.json")]
    assert main(arguments) == 0
    bandwidth = json.loads((tmp_path / "run.json").read_text())["bandwidth"]
    assert f"target    old-faithful: p_data is the samples smoothed by {bandwidth:.3g}\n" in capsys.readouterr().out


def test_numbers_of_the_report_have_minus_signs_and_names_keep_their_hyphens(tmp_path, capsys):
    rows = [f"{-1e-7 * i * i:.12f}" for i in range(1, 300)]
    (tmp_path / "few.csv").write_text("a-1\n" + "\n".join(rows) + "\n")
    arguments = [*SHORT, "--data", str(tmp_path / "few.csv"), "--no-animation", "--out", str(tmp_path / "a.json")]
    assert main(arguments) == 0
    report, _ = capsys.readouterr().out.split("history ")
    assert report.startswith("target    a-1, 299 samples: p_data is ")
    assert not re.search(r"(?<!\w)-\d|\de-\d", report)
    assert re.search(r"smoothed by \S*−|smoothed by 0\.", report) and "V         −1." in report
