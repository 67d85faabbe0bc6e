"""The command line: invalid input is one line and exit code 2, and the module is the console script."""

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from gan_theory.cli.main import main
from gan_theory.verification import claim_table

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
        "expected --formulas with the numeric grade, which checks them; got --grade symbolic",
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
    "sweep, seeds, downwards": (["sweep", "--seeds", "9-0"], "argument --seeds: expected ranges that ascend"),
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


def test_ctrl_c_in_a_command_that_keeps_nothing_is_one_line_and_exits_with_130(capsys, monkeypatch):
    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(claim_table, "format_claims", interrupted)
    try:
        code = main(["claims"])
    except KeyboardInterrupt:  # which would end the tests
        code = None
    assert code == 130
    assert capsys.readouterr() == ("", "gan-theory: interrupted\n")


@pytest.mark.filterwarnings("always")
def test_a_warning_is_one_line_and_warnings_are_shown_as_before_afterwards(capsys, monkeypatch):
    def warn(*arguments, **options):
        warnings.warn("no compiler was found", stacklevel=1)
        return "the claims"

    monkeypatch.setattr(claim_table, "format_claims", warn)
    before = warnings.showwarning
    assert main(["claims"]) == 0
    assert capsys.readouterr() == ("the claims\n", "gan-theory: no compiler was found\n")
    assert warnings.showwarning is before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a full device")
def test_an_output_that_cannot_be_written_to_is_reported():
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "gan_theory", "verify", "A5"]
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8")
    assert run.returncode == 2
    assert run.stderr == "gan-theory: expected an output that can be written to; got: No space left on device\n"


def test_the_module_and_the_console_script_are_the_same():
    script = Path(sys.executable).with_name("gan-theory" + (".exe" if os.name == "nt" else ""))
    answers = [
        subprocess.run([*command, "verify", "A5", "--json"], capture_output=True, text=True, check=True).stdout
        for command in ([sys.executable, "-m", "gan_theory"], [str(script)])
    ]
    assert json.loads(answers[0])["holds"] is True
    assert answers[0] == answers[1]
