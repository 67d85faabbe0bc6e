"""The command train: files, exit codes, what is kept at Ctrl-C and on divergence; named recipes; one's own data."""

import json
import math
import os
import re
import signal
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from gan_theory import GaussianMixture, Recipe, read_column, train
from gan_theory.cli.main import main
from gan_theory.datasets.splits import train_validation_test_split
from gan_theory.evaluation.held_out import evaluate
from gan_theory.plotting import live_window
from gan_theory.training.algorithm_1 import Algorithm1
from gan_theory.training.schedules import frame_steps

SHORT = ["train", "--steps", "20", "--seed", "1"]


def test_train_writes_the_animation_and_its_history(tmp_path, capsys):
    out = tmp_path / "run.gif"
    assert main([*SHORT, "--target", "gaussian", "--k", "2", "--loss", "saturating", "--out", str(out)]) == 0
    assert sorted(os.listdir(tmp_path)) == ["run.gif", "run.json"]
    document = json.loads((tmp_path / "run.json").read_text())
    assert document["recipe"]["k"] == 2
    assert document["recipe"]["loss"] == "saturating"
    assert document["complete"] is True
    assert [row["step"] for row in document["history"]] == list(range(21))
    assert sum(document["p_g"]) == pytest.approx(1)
    for row in document["history"]:
        assert row["D_gap"] == pytest.approx(2 * row["jsd"] - math.log(4) - row["V"])
        assert row["G_gap"] == 2 * row["jsd"]
    report, err = capsys.readouterr()
    last = document["history"][-1]
    assert f"JSD       {last['jsd']:.4f} nats after 20 steps" in report
    assert f"V         −{-last['V']:.4f} nats; −log 4 = −1.3863" in report
    assert f"D         {last['D_from_half']:.4f} from ½" in report
    assert err == ""


def test_train_writes_a_page(tmp_path, capsys):
    assert main([*SHORT, "--out", str(tmp_path / "run.html")]) == 0
    assert sorted(os.listdir(tmp_path)) == ["run.html", "run.json"]
    assert "<title>Algorithm 1 on two-modes</title>" in (tmp_path / "run.html").read_text(encoding="utf-8")
    assert f"animation {tmp_path / 'run.html'}" in capsys.readouterr().out


def test_train_by_phase_stops_after_each_step_of_each_player(tmp_path, capsys):
    out = ["--out", str(tmp_path / "run.html"), "--seed", "1"]
    assert main(["train", "--by-phase", "--k", "2", "--steps", "5", *out]) == 0
    document = json.loads((tmp_path / "run.json").read_text())
    assert [row["moved"] for row in document["history"]] == ["", *["D", "D", "G"] * 5]
    assert [row["step"] for row in document["history"]] == [
        0,
        *(step + (i == 2) for step in range(5) for i in range(3)),
    ]
    assert document["complete"] is True
    assert document["recipe"]["ema_decay"] == 0
    assert main(["train", "--by-phase", "--no-animation", "--out", str(tmp_path / "run.json"), *out[2:]]) == 0
    assert json.loads((tmp_path / "run.json").read_text())["recipe"]["steps"] == 40


def test_without_a_display_show_is_one_line_and_the_file_is_written(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "agg")
    assert main([*SHORT, "--show", "--out", str(tmp_path / "run.gif")]) == 0
    assert sorted(os.listdir(tmp_path)) == ["run.gif", "run.json"]
    err = capsys.readouterr().err
    assert err.startswith("gan-theory: no window (is there a display?): matplotlib's backend is agg; ")
    assert err.count("\n") == 1


def test_train_without_animation_writes_the_history_only(tmp_path):
    assert main([*SHORT, "--no-animation", "--out", str(tmp_path / "run.json")]) == 0
    assert os.listdir(tmp_path) == ["run.json"]


def test_train_names_its_files_after_the_target(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([*SHORT, "--no-animation", "--target", "uniform"]) == 0
    assert os.listdir(tmp_path) == ["uniform.json"]


def test_train_reads_a_column_of_a_file(tmp_path, capsys):
    data = tmp_path / "data.csv"
    data.write_text("name,minutes\n" + "\n".join(f"x,{3 + i % 7 / 10}" for i in range(50)))
    assert (
        main([*SHORT, "--data", str(data), "--column", "minutes", "--no-animation", "--out", str(tmp_path / "a.json")])
        == 0
    )
    assert "target    minutes, 50 samples: p_data is 34 of them smoothed by" in capsys.readouterr().out
    document = json.loads((tmp_path / "a.json").read_text())
    assert document["target"] == "minutes"
    assert document["bandwidth"] > 0


def test_train_refuses_a_file_that_can_be_read_in_two_ways_until_the_marks_are_given(tmp_path, capsys):
    data, out = tmp_path / "data.csv", tmp_path / "a.json"
    data.write_text("\n".join(f"{3 + i % 7},{i % 10}" for i in range(50)))
    command = [*SHORT, "--no-animation", "--out", str(out), "--data", str(data)]
    assert main(command) == 2
    message = capsys.readouterr().err
    assert "--delimiter comma" in message
    assert "--delimiter none --decimal ," in message
    assert len(message.splitlines()) <= 3
    for marks, name in (
        (["--delimiter", "comma", "--column", "2"], "2"),
        (["--delimiter", "none", "--decimal", ","], "1"),
    ):
        assert main([*command, *marks]) == 0
        assert f"target    {name}, 50 samples" in capsys.readouterr().out
    assert main([*SHORT, "--decimal", ","]) == 2
    assert "expected --decimal with --data FILE" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="needs a folder that can't be written to")
def test_a_folder_that_cannot_be_written_to_is_an_error(tmp_path, capsys):
    tmp_path.chmod(0o500)
    assert main([*SHORT, "--out", str(tmp_path / "run.gif")]) == 2
    assert "can be written to" in capsys.readouterr().err


def test_ctrl_c_keeps_the_frames_so_far(tmp_path, capsys, monkeypatch):
    real = Algorithm1.descend_G

    def interrupted(self):
        if self.step == 7:
            raise KeyboardInterrupt
        real(self)

    monkeypatch.setattr(Algorithm1, "descend_G", interrupted)
    assert main([*SHORT, "--out", str(tmp_path / "run.gif")]) == 130
    assert sorted(os.listdir(tmp_path)) == ["run.gif", "run.json"]
    document = json.loads((tmp_path / "run.json").read_text())
    assert document["complete"] is False
    assert document["history"][-1]["step"] == 7
    assert "interrupted; the frames up to step 7 are kept" in capsys.readouterr().err


def test_ctrl_c_between_two_frames_keeps_the_present_step(tmp_path, capsys, monkeypatch):
    """Step 57, at which no frame is due, is in the history, the report and the message."""
    real = Algorithm1.descend_G

    def interrupted(self):
        if self.step == 57:
            raise KeyboardInterrupt
        real(self)

    monkeypatch.setattr(Algorithm1, "descend_G", interrupted)
    assert main(["train", "--steps", "1200", "--no-animation", "--out", str(tmp_path / "run.json")]) == 130
    document = json.loads((tmp_path / "run.json").read_text())
    due = frame_steps(Recipe(steps=1200, frame_spacing="early"), 0)
    assert 57 not in due
    assert [row["step"] for row in document["history"]] == [0, *due[due < 57], 57]
    out, err = capsys.readouterr()
    assert f"JSD       {document['history'][-1]['jsd']:.4f} nats after 57 steps" in out
    assert "interrupted; the frames up to step 57 are kept" in err


ANNOUNCED = """
import sys
from gan_theory.__main__ import main
from gan_theory.training.algorithm_1 import Algorithm1

real = Algorithm1.descend_G

def announced(self):
    real(self)
    if self.step == 5:
        print("step 5", file=sys.stderr, flush=True)

Algorithm1.descend_G = announced
sys.exit(main(sys.argv[1:]))
"""


def hear_ctrl_c():
    """A job in the background may ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_a_real_ctrl_c_keeps_the_frames_so_far(tmp_path):
    train = ["train", "--steps", "100000000", "--out", str(tmp_path / "run.gif")]
    command = [sys.executable, "-c", ANNOUNCED, *train]
    pipes = dict(stderr=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    with subprocess.Popen(command, preexec_fn=hear_ctrl_c, **pipes) as process:
        assert process.stderr.readline() == "step 5\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert int(re.fullmatch(r"gan-theory: interrupted; the frames up to step (\d+) are kept\n", err)[1]) >= 5
    assert "JSD" in out
    assert sorted(os.listdir(tmp_path)) == ["run.gif", "run.json"]


@pytest.mark.parametrize("rates", [["--lr-G", "10"], ["--lr-D", "10", "--lr-G", "10"]], ids=["of G", "of both"])
def test_training_that_diverges_keeps_the_frames_before_and_exits_with_1(rates, tmp_path, capsys):
    arguments = ["train", "--steps", "600", *rates, "--no-animation"]
    assert main([*arguments, "--out", str(tmp_path / "run.json")]) == 1
    document = json.loads((tmp_path / "run.json").read_text())
    assert document["complete"] is False
    n, step = len(document["history"]), document["history"][-1]["step"] + 1
    kept = "the frame before that is kept" if n == 1 else f"the {n} frames before that are kept"
    assert re.search(rf"training diverged at step {step}: .*; {kept}\n", capsys.readouterr().err)


def test_the_command_line_takes_a_recipe_by_name_and_lets_other_options_override_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["train", "--recipe", "two-spikes", "--steps", "8", "--no-animation"]) == 0
    history = json.loads((tmp_path / "two-spikes.json").read_text(encoding="utf-8"))
    assert (history["target"], history["recipe"]["steps"], history["recipe"]["batch"]) == ("two-spikes", 8, 128)
    assert history["history"][0]["jsd"] < np.log(2)
    arguments = ["train", "--recipe", "line", "--target", "gaussian", "--k", "3", "--steps", "8", "--no-animation"]
    assert main(arguments) == 0
    history = json.loads((tmp_path / "gaussian.json").read_text(encoding="utf-8"))
    assert (history["target"], history["recipe"]["k"], history["recipe"]["G"]) == (
        "gaussian",
        3,
        "Polynomial(degree=1)",
    )


def test_an_unknown_recipe_is_reported(capsys):
    assert main(["train", "--recipe", "helvetia"]) == 2
    assert "expected the name of a recipe; got 'helvetia' (near it: helvetica)" in capsys.readouterr().err


TWO_MODES = GaussianMixture((-2.0, 2.0), (0.5, 1.0), (0.4, 0.6))
RNG = np.random.default_rng(0)
NORMAL = RNG.normal(size=200)
OWN = {
    "outliers": (np.append(NORMAL, [1e3, 1.001e3, 0.999e3, 1e6]), r"note      \d\.\d% of p_data lies beyond the grid"),
    "whole numbers": (RNG.integers(0, 10, 200), "note      the samples are rounded to 1, and spread evenly over it"),
    "rounded to a half": (np.rint(6 * NORMAL) / 2, "note      the samples are rounded to 0.5, and spread"),
    "two values": (RNG.integers(0, 2, 200), "note      the samples are rounded to 1, and spread evenly over it"),
    "ten points": (NORMAL[:10], "held out  none: too few distinct samples"),
    "forty points": (NORMAL[:40], "held out  13 test samples\n"),
    "a gap": (np.append(NORMAL, 100 + NORMAL), "held out  80 validation samples, and 80 test samples"),
    "three clusters": (np.append(NORMAL, [10 + NORMAL, 50 + 0.3 * NORMAL]), "held out  120 validation samples"),
    "heavy tails": (
        RNG.standard_cauchy(1000),
        "note      .*% of p_data lies beyond the grid, .* and counts to its ends",
    ),
    "all positive": (RNG.lognormal(size=300), "held out  60 validation samples, and 60 test samples"),
    "many": (RNG.normal(size=20_000), "held out  2,000 validation samples, and 2,000 test samples"),
}


def train_on(tmp_path, samples, *options):
    (tmp_path / "data.csv").write_text("x\n" + "\n".join(map(repr, np.asarray(samples).tolist())))
    out = tmp_path / "run.json"
    arguments = ["train", "--data", str(tmp_path / "data.csv"), "--no-animation", "--out", str(out), *options]
    assert main(arguments) == 0
    return json.loads(out.read_text(), parse_constant=pytest.fail)


@pytest.mark.parametrize("name", OWN)
def test_any_data_are_trained_on_and_evaluated(name, tmp_path, capsys):
    samples, line = OWN[name]
    document = train_on(tmp_path, samples, "--steps", "20")
    out = capsys.readouterr().out
    assert re.search(line, out), out
    held_out = document["held_out"]
    assert held_out["train"] + held_out["validation"] + held_out["test"] == len(samples)
    assert 0 < document["bandwidth"] < np.ptp(samples)
    found = held_out["judgement"]
    assert (found is None) == (name == "ten points")
    if found is not None:
        assert f"log p_g   {found['log_p_g']['mean']:.3f}".replace("-", "−") in out
        assert (
            f"KS        {found['ks']['value']:.3f} between 10,000 samples of G and the {found['n']:,} test data, p"
            in out
        )
        (answer,) = re.findall("^memorised (yes|no|cannot be decided, as .*): G is nearer", out, re.MULTILINE)
        assert found["memorised"] == (answer == "yes")
        assert found["n"] == held_out["test"]
        assert abs(found["log_p_data"]["mean"]) < 20


def test_a_gan_that_memorises_twenty_points_is_distinguished_from_one_that_learns_their_distribution(tmp_path, capsys):
    samples = TWO_MODES.rvs(400, 1)
    found = [train_on(tmp_path, samples, "--steps", "1500", *more)["held_out"] for more in ((), ("--points", "20"))]
    good, memorising = (each["judgement"] for each in found)
    assert not good["memorised"] and memorising["memorised"]
    assert abs(good["lack"]["mean"]) < 0.2 < 1 < memorising["lack"]["mean"]
    assert memorising["ks"]["p"] < 0.05
    assert "D sees 20 points" in capsys.readouterr().out


def test_a_named_target_has_no_data_held_out(tmp_path):
    arguments = ["train", "--target", "old-faithful", "--steps", "1", "--no-animation"]
    assert main([*arguments, "--out", str(tmp_path / "run.json")]) == 0
    assert json.loads((tmp_path / "run.json").read_text())["held_out"] is None


@pytest.mark.parametrize("points", [0, 20])
def test_the_seed_is_that_of_the_split_the_data_set_the_run_and_its_evaluation(points, tmp_path):
    """The history against the same steps in Python, for a seed that is no default, on data of another scale than 1."""
    samples = 40 + 10 * TWO_MODES.rvs(200, 1)
    found = train_on(tmp_path, samples, "--steps", "20", "--seed", "3", "--dataset-size", str(points))
    split = train_validation_test_split(read_column(tmp_path / "data.csv").values, 3)
    target = split.target("x")
    *_, last = train(target, Recipe(steps=20, dataset_size=points), seed=3)
    report = evaluate(last, split, target.dataset(points, 3) if points else None, 3)
    assert (found["seed"], found["recipe"]["dataset_size"]) == (3, points)
    assert found["p_data"] == target.p_data.p.tolist()
    assert found["p_g"] == last.p_g.p.tolist()
    assert found["D"] == last.D.tolist()
    assert found["held_out"]["judgement"] == report.as_dict()
    assert {name: found["held_out"][name] for name in ("train", "validation", "test")} == {
        "train": 120,
        "validation": 40,
        "test": 40,
    }


def test_each_seed_leads_to_another_run_and_another_split(tmp_path):
    samples = TWO_MODES.rvs(200, 1)
    one, other = (train_on(tmp_path, samples, "--steps", "5", "--seed", seed) for seed in ("3", "4"))
    for part in ("p_data", "p_g", "D"):
        assert one[part] != other[part]
    named = ["train", "--steps", "5", "--no-animation", "--out", str(tmp_path / "run.json"), "--seed"]
    found = []
    for seed in ("3", "4"):
        assert main([*named, seed]) == 0
        found.append(json.loads((tmp_path / "run.json").read_text()))
    assert found[0]["p_data"] == found[1]["p_data"]
    assert found[0]["p_g"] != found[1]["p_g"]


class RecordedWindow:
    """What the command train does with a window."""

    def __init__(self, last_step, *, wait_for_key):
        self.last_step, self.wait_for_key, self.steps, self.held = last_step, wait_for_key, [], False

    def follow(self, frames):
        for frame in frames:
            self.steps.append(frame.step)
            yield frame

    def hold(self):
        self.held = True


@pytest.mark.parametrize(
    ("options", "last_step", "steps"),
    [
        (["--steps", "4"], 4, [0, 1, 2, 3, 4]),
        (["--steps", "2", "--k", "2", "--by-phase"], 6, [0, 0, 0, 1, 1, 1, 2]),
    ],
    ids=["by iteration", "by phase"],
)
def test_a_window_shows_each_frame_and_stays_open(options, last_step, steps, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        live_window, "Window", lambda *sizes, **waits: opened.append(RecordedWindow(*sizes, **waits)) or opened[-1]
    )
    assert main(["train", "--show", "--no-animation", "--out", str(tmp_path / "run.json"), *options]) == 0
    (window,) = opened
    assert (window.last_step, window.wait_for_key, window.held) == (last_step, "--by-phase" in options, True)
    assert window.steps == steps


@pytest.mark.parametrize(("option", "fps"), [((), 12), (("--by-phase",), 3)], ids=["by iteration", "by phase"])
def test_the_frames_of_an_animation_and_of_a_page_last_as_long_as_intended(option, fps, tmp_path):
    """A page by phase shows three frames a second, so that each step can be followed."""
    command = ["train", "--steps", "2", *option, "--out"]
    assert main([*command, str(tmp_path / "run.gif")]) == main([*command, str(tmp_path / "run.html")]) == 0
    with Image.open(tmp_path / "run.gif") as image:
        assert image.info["duration"] == pytest.approx(1000 / fps, abs=10)
    assert f'"fps":{fps},' in (tmp_path / "run.html").read_text(encoding="utf-8")


def test_a_device_that_is_not_there_is_an_error(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([*SHORT, "--device", "nowhere"]) == 2
    assert "expected a device that torch can use here; got 'nowhere'" in capsys.readouterr().err
    assert os.listdir(tmp_path) == []


def test_compile_is_passed_on(tmp_path, capsys):
    """Only iterations with one step of G can be compiled, which is an error without a compiler as well."""
    arguments = ["train", "--recipe", "helvetica", "--compile", "--no-animation", "--out", str(tmp_path / "run.json")]
    assert main(arguments) == 2
    assert "expected k_G = 1 with compile=True; got k_G = 200" in capsys.readouterr().err
    assert os.listdir(tmp_path) == []
