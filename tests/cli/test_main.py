"""The command line: tables and JSON, exit codes 0, 1 and 2, one-line errors, and nothing lost at Ctrl-C."""

import json
import math
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import gan_theory.algorithm_1
import pytest

import gan_theory.game
from gan_theory import CLAIMS, PAIRS, PAPER
from gan_theory.cli.main import main

SHORT = ["train", "--steps", "20", "--seed", "1"]


def test_verify_prints_a_line_for_each_claim_and_exits_with_0(capsys):
    assert main(["verify"]) == 0
    out, err = capsys.readouterr()
    head, *lines = out.splitlines()
    assert head.split() == ["claim", "row", "where", "judged", "worst", "gap", "tolerance", "verdict"]
    assert [line.split()[0] for line in lines] == list(CLAIMS)
    assert all(line.endswith("holds") for line in lines)
    assert err == ""


def test_verify_takes_names_and_rows(capsys):
    assert main(["verify", "theorem_1", "a6", "A5"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]] == ["theorem_1", "convexity"]


def test_verify_json_is_one_document_and_nothing_else(capsys):
    assert main(["verify", "--json"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert err == ""
    assert document["holds"] is True
    assert [claim["name"] for claim in document["claims"]] == list(CLAIMS)
    for claim in document["claims"]:
        numeric = claim["grades"]["numeric"]
        assert claim["holds"] and numeric["holds"] and numeric["failures"] == []
        assert len(numeric["cases"]) >= 8
        assert numeric["worst"]["gap"] <= numeric["worst"]["tol"]


def test_verify_shows_what_fails_and_exits_with_1(capsys, monkeypatch):
    monkeypatch.setattr(gan_theory.game, "PAPER", replace(PAPER, jsd=lambda p, q: 2 * PAPER.jsd(p, q)))
    assert main(["verify", "criterion", "convexity"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "    FAILS on 15 of 16 cases, worst on disjoint-supports: C = −log 4 + 2·JSD" in lines
    assert "    formulas used: C, D_star, V, jsd, kl" in lines
    assert lines[-1].startswith("convexity") and lines[-1].endswith("holds")
    assert main(["verify", "criterion", "--json"]) == 1
    (claim,) = json.loads(capsys.readouterr().out)["claims"]
    failures = claim["grades"]["numeric"]["failures"]
    assert {failure["case"] for failure in failures} == {case.name for case in PAIRS.values()} - {"equal"}
    assert all(len(failure["values"]) == len(failure["at_x"]) == 2 and failure["x"] for failure in failures)


def test_verify_json_holds_nan_as_a_string(capsys, monkeypatch):
    monkeypatch.setattr(gan_theory.game, "PAPER", replace(PAPER, C=lambda p, q: PAPER.C(p, q) * float("nan")))
    assert main(["verify", "theorem_1", "--json"]) == 1
    document = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert document["claims"][0]["grades"]["numeric"]["worst"]["gap"] == "nan"


def test_verify_puts_several_grades_side_by_side(capsys):
    pytest.importorskip("flint")
    assert main(["verify", "A4", "A5", "C3", "--grade", "symbolic"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4
    assert main(["verify", "A4", "C3", "--grade", "all", "--json"]) == 0
    criterion, dirac_gan = json.loads(capsys.readouterr().out)["claims"]
    assert list(criterion["grades"]) == ["numeric", "symbolic", "certified"]
    assert list(dirac_gan["grades"]) == ["numeric", "symbolic"]
    assert main(["verify", "A4", "C3", "--grade", "all"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["claim", "row", "numeric", "symbolic", "certified"]
    assert [row.count("holds") for row in rows] == [3, 2]
    assert rows[1].endswith("–")


def test_without_flint_the_certified_grade_is_not_installed_and_not_held(capsys, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("gan_theory.certified")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(gan_theory, "certified", raising=False)
    monkeypatch.setitem(sys.modules, "flint", None)
    assert main(["verify", "A4", "--grade", "certified"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[1].endswith("not installed")
    assert err == 'gan-theory: python-flint is not installed: pip install "gan_theory[certify]"\n'
    assert main(["verify", "A4", "--grade", "all", "--json"]) == 1
    (claim,) = json.loads(capsys.readouterr().out)["claims"]
    assert claim["holds"] is False
    assert {grade: each["state"] for grade, each in claim["grades"].items()} == {
        "numeric": "holds",
        "symbolic": "holds",
        "certified": "not installed",
    }


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
    assert f"V         {last['V']:.4f} nats; −log 4 = −1.3863" in report
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


def test_without_a_display_show_is_one_line_and_the_file_comes_all_the_same(tmp_path, capsys, monkeypatch):
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


BAD = {
    "no command": ([], "the following arguments are required"),
    "unknown command": (["prove"], "invalid choice: 'prove'"),
    "unknown claim": (["verify", "theorem"], "expected the name of a claim; got 'theorem' (near it: theorem_1"),
    "unknown grade": (["verify", "--grade", "proof"], "expected the name of a grade; got 'proof'"),
    "a grade that no claim named has": (
        ["verify", "A3", "--grade", "run"],
        "expected a claim with evidence of the grade run; got proposition_1",
    ),
    "formulas and another grade": (
        ["verify", "--grade", "symbolic", "--formulas", "mine.py"],
        "expected --formulas with the numeric grade, which judges them; got --grade symbolic",
    ),
    "no formulas": (
        ["verify", "--formulas", "mine.py"],
        "expected a Python file that can be read; got 'mine.py': No such file or directory",
    ),
    "unknown option": (["verify", "--fast"], "unrecognized arguments: --fast"),
    "unknown target": (
        ["train", "--target", "two-mods"],
        "expected the name of a target; got 'two-mods' (near it: two-modes, three-modes)",
    ),
    "unknown loss": (
        ["train", "--loss", "saturatin"],
        "expected the name of a loss; got 'saturatin' (near it: saturating, non-saturating)",
    ),
    "k": (["train", "--k", "0"], "expected k, an integer >= 1; got 0"),
    "steps": (["train", "--steps", "-3"], "expected steps, an integer >= 1; got -3"),
    "steps, a word": (["train", "--steps", "many"], "argument --steps: invalid int value: 'many'"),
    "seed": (["train", "--seed", "-1"], "expected seed, an integer >= 0; got -1"),
    "no file": (["train", "--data", "none.csv"], "No such file"),
    "two sources": (["train", "--data", "none.csv", "--target", "uniform"], "not allowed with argument"),
    "a column of nothing": (["train", "--column", "a"], "expected --column with --data FILE"),
    "an empty file name": (["train", "--data", ""], "expected a readable text file; got ''"),
    "an empty target": (["train", "--target", ""], "expected the name of a target; got ''"),
    "an empty out": (["train", "--out", ""], "expected the name of a file for --out"),
    "a part of an option": (["train", "--step", "3"], "unrecognized arguments: --step 3"),
    "no folder": (["train", "--out", "none/run.gif"], "expected a folder that exists; got 'none'"),
    "sweep, k": (["sweep", "--k", "0,1"], "expected k, an integer >= 1; got 0"),
    "sweep, k, a word": (
        ["sweep", "--k", "1,two"],
        "argument --k: expected integers such as 1,2,5 or 0-9; got '1,two'",
    ),
    "sweep, seeds, downwards": (["sweep", "--seeds", "9-0"], "argument --seeds: expected integers such as"),
    "sweep, seeds, three ends": (["sweep", "--seeds", "0-4-9"], "argument --seeds: expected integers such as"),
    "sweep, ratio": (["sweep", "--ratio", "0"], "argument --ratio: expected numbers > 0 such as 1,2.5,10; got '0'"),
    "sweep, ratio, nan": (["sweep", "--ratio", "nan"], "argument --ratio: expected numbers > 0"),
    "sweep, lr_D": (["sweep", "--lr-D", "-1"], "expected lr_D > 0, finite; got -1.0"),
    "sweep, bound": (["sweep", "--bound", "-1"], "expected bound > 0; got -1.0"),
    "sweep, workers": (["sweep", "--workers", "0"], "expected workers, an integer >= 1; got 0"),
    "sweep, target": (["sweep", "--target", "two-mods"], "expected the name of a target; got 'two-mods'"),
    "sweep, ending": (["sweep", "--out", "a.csv"], "expected a file name that ends in .jsonl for --out; got 'a.csv'"),
    "sweep, no folder": (["sweep", "--out", "none/a.jsonl"], "expected a folder that exists; got 'none'"),
    "the history's ending": (
        ["train", "--no-animation", "--out", "run.gif"],
        "expected --out to end in .json with --no-animation; got 'run.gif'",
    ),
    "single moves, compiled": (["train", "--compile", "--by-phase"], "expected --compile or --by-phase; got both"),
    "ending": (["train", "--out", "run.txt"], "ends in .gif, .mp4 or .html; got 'run.txt'"),
}


@pytest.mark.parametrize(("arguments", "message"), BAD.values(), ids=BAD)
def test_bad_usage_is_one_line_and_exits_with_2(arguments, message, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    try:
        code = main(arguments)
    except SystemExit as exit:
        code = exit.code
    out, err = capsys.readouterr()
    assert code == 2
    assert message in err
    assert err.count("\n") == 1
    assert out == ""
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="needs a folder that can't be written to")
def test_a_folder_that_cannot_be_written_to_is_told(tmp_path, capsys):
    tmp_path.chmod(0o500)
    assert main([*SHORT, "--out", str(tmp_path / "run.gif")]) == 2
    assert "can be written to" in capsys.readouterr().err


def test_a_history_that_cannot_be_written_is_told(tmp_path, capsys):
    (tmp_path / "run.json").mkdir()
    assert main([*SHORT, "--out", str(tmp_path / "run.gif")]) == 2
    assert "expected the name of a file; got" in capsys.readouterr().err


def test_ctrl_c_keeps_what_there_is(tmp_path, capsys, monkeypatch):
    real = gan_theory.algorithm_1.Algorithm1.descend_G

    def interrupted(self):
        if self.step == 7:
            raise KeyboardInterrupt
        real(self)

    monkeypatch.setattr(gan_theory.algorithm_1.Algorithm1, "descend_G", interrupted)
    assert main([*SHORT, "--out", str(tmp_path / "run.gif")]) == 130
    assert sorted(os.listdir(tmp_path)) == ["run.gif", "run.json"]
    document = json.loads((tmp_path / "run.json").read_text())
    assert document["complete"] is False
    assert document["history"][-1]["step"] == 7
    assert "interrupted; kept are the frames to step 7" in capsys.readouterr().err


ANNOUNCED = """
import sys
from gan_theory import algorithm_1
from gan_theory.__main__ import main

real = algorithm_1.Algorithm1.descend_G

def announced(self):
    real(self)
    if self.step == 5:
        print("step 5", file=sys.stderr, flush=True)

algorithm_1.Algorithm1.descend_G = announced
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_a_real_ctrl_c_keeps_what_there_is(tmp_path):
    train = ["train", "--steps", "100000000", "--out", str(tmp_path / "run.gif")]
    command = [sys.executable, "-c", ANNOUNCED, *train]
    pipes = dict(stderr=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    heard = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731 - a job in the background may ignore it
    with subprocess.Popen(command, preexec_fn=heard, **pipes) as process:
        assert process.stderr.readline() == "step 5\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert int(re.fullmatch(r"gan-theory: interrupted; kept are the frames to step (\d+)\n", err)[1]) >= 5
    assert "JSD" in out
    assert sorted(os.listdir(tmp_path)) == ["run.gif", "run.json"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a full device")
def test_an_output_that_cannot_be_written_to_is_told():
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "gan_theory", "verify", "A5"]
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8")
    assert run.returncode == 2
    assert run.stderr == "gan-theory: expected an output that can be written to; got: No space left on device\n"


def test_a_file_that_is_no_history_is_not_written_over(tmp_path, capsys):
    (tmp_path / "run.json").write_text('{"mine": 1}')
    assert main([*SHORT, "--out", str(tmp_path / "run.gif")]) == 2
    assert "to be free for the history; got a file that holds something else" in capsys.readouterr().err
    assert (tmp_path / "run.json").read_text() == '{"mine": 1}'
    (tmp_path / "run.json").unlink()
    arguments = [*SHORT, "--no-animation", "--out", str(tmp_path / "run.json")]
    assert main(arguments) == main(arguments) == 0


def test_data_that_make_the_figures_mean_less_are_noted(tmp_path, capsys):
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
    assert "note      the samples take only 7 values, which D can tell from any density" in out


@pytest.mark.parametrize("rates", [["--lr-G", "10"], ["--lr-D", "10", "--lr-G", "10"]], ids=["of G", "of both"])
def test_training_that_diverges_keeps_the_frames_before_and_exits_with_1(rates, tmp_path, capsys):
    arguments = ["train", "--steps", "600", *rates, "--no-animation"]
    assert main([*arguments, "--out", str(tmp_path / "run.json")]) == 1
    (told,) = re.findall(r"training diverged at step (\d+): .* frames kept from before: (\d+)", capsys.readouterr().err)
    document = json.loads((tmp_path / "run.json").read_text())
    assert document["complete"] is False
    assert len(document["history"]) == int(told[1])
    assert document["history"][-1]["step"] == int(told[0]) - 1


def test_the_module_and_the_console_script_are_the_same():
    script = Path(sys.executable).with_name("gan-theory" + (".exe" if os.name == "nt" else ""))
    answers = [
        subprocess.run([*command, "verify", "A5", "--json"], capture_output=True, text=True, check=True).stdout
        for command in ([sys.executable, "-m", "gan_theory"], [str(script)])
    ]
    assert json.loads(answers[0])["holds"] is True
    assert answers[0] == answers[1]
