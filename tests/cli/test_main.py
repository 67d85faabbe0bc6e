"""The command line: invalid input is one line and exit code 2, and the module is the console script."""

import json
import os
import signal
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from gan_theory.__main__ import _is_interrupt
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


POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and redirections")
READY = "import os, time; os.write(1, b'ready' + bytes([10]))"  # whatever is redirected
HANGS = {
    "the code of a module": f"{READY}\ntime.sleep(60)\n",
    "exec": f'exec("""{READY}; time.sleep(60)""")\n',
    "an error in its place": (
        f"{READY}\ntry:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    raise SystemError('an exception set')\n"
    ),
}


IMPORTS = {
    "numpy": ["claims"],
    "sympy": ["verify", "A5", "--grade", "symbolic"],
    "flint": ["verify", "A5", "--grade", "certified"],
    "torch": ["train", "--no-animation", "--device", "cpu:0"],
    "matplotlib": ["train", "--steps", "1", "--out", "run.gif"],
}


def each_with_each(first, second):
    """All pairs of two mappings' values as parameters; those that repeat both of their names run apart."""
    some = {(a, b) for i, a in enumerate(first) for j, b in enumerate(second) if (i - j) % len(second) == 0}
    return [
        pytest.param(a, first[a], second[b], id=f"{a}-{b}", marks=() if (a, b) in some else pytest.mark.apart)
        for a in first
        for b in second
    ]


@POSIX
@pytest.mark.parametrize(("package", "arguments", "code"), each_with_each(IMPORTS, HANGS))
def test_ctrl_c_during_an_import_is_one_line(package, arguments, code, tmp_path):
    (tmp_path / f"{package}.py").write_text(code)
    assert interrupted(["-m", "gan_theory", *arguments], tmp_path) == (130, "gan-theory: interrupted\n")


def hear_ctrl_c():
    """A job in the background may ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupted(arguments, folder):
    """The exit code and standard error of Python that gets Ctrl-C when it has printed "ready"."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(Path(__file__).parents[2])])}
    command = [sys.executable, *arguments]
    pipes = dict(stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    with subprocess.Popen(command, cwd=folder, env=environment, preexec_fn=hear_ctrl_c, **pipes) as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    return process.returncode, err


CERTIFY = """
import os
import sys
from gan_theory.certified import quadrature
from gan_theory.__main__ import main

calls, real = [], quadrature.quadrature

def ready(*arguments):
    calls.append(1)
    if len(calls) == {calls}:
        os.write(1, b"ready" + bytes([10]))  # whatever is redirected
    return real(*arguments)

quadrature.quadrature = ready
sys.argv[1:] = ["verify", "--grade", "certified"]
sys.exit(main())
"""


@POSIX
@pytest.mark.parametrize("calls", [1, 30, 100])
def test_ctrl_c_while_integrals_are_certified_is_one_line(calls, tmp_path):
    pytest.importorskip("flint")
    assert interrupted(["-c", CERTIFY.format(calls=calls)], tmp_path) == (130, "gan-theory: interrupted\n")


def test_an_interrupt_is_known_by_its_causes():
    error = SystemError("returned a result with an exception set")
    assert not _is_interrupt(error)
    error.__cause__ = KeyboardInterrupt()
    assert _is_interrupt(error)
    outer = ImportError("cannot import")
    outer.__context__ = error
    assert _is_interrupt(outer)


STREAMS = {"no error": "2>&-", "none": "<&- >&- 2>&-", "a full one": "2>/dev/full"}
COMMANDS = {
    "verify": (["verify", "A5"], 0, []),
    "an unknown claim": (["verify", "A0"], 2, []),
    "an unknown option": (["verify", "--fast"], 2, []),
    "help": (["--help"], 0, []),
    "train": (["train", "--steps", "5", "--show", "--out", "a.html"], 0, ["a.html", "a.json"]),
    "no data": (["train", "--data", "none.csv", "--out", "a.html"], 2, []),
    "sweep": (
        ["sweep", "--k", "1", "--ratio", "1", "--seeds", "0", "--steps", "5", "--out", "a.jsonl"],
        0,
        ["a.jsonl", "a.png"],
    ),
}


@POSIX
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a full device")
@pytest.mark.parametrize(("name", "command", "streams"), each_with_each(COMMANDS, STREAMS))
def test_a_command_needs_no_standard_streams(name, command, streams, tmp_path):
    arguments, code, files = command
    run = subprocess.run(
        ["sh", "-c", f'exec "$@" {streams}', "sh", sys.executable, "-m", "gan_theory", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        encoding="utf-8",
    )
    assert run.returncode == code
    assert "Traceback" not in run.stdout + run.stderr
    assert sorted(os.listdir(tmp_path)) == files
    if code == 2:
        assert run.stdout == ""  # errors do not move there


WITHOUT = """
import sys
sys.stdout = sys.stderr = None
from gan_theory.cli.main import main
from gan_theory import CLAIMS, Recipe, plot, sweep, train
assert main(["train", "--steps", "5", "--show", "--no-animation", "--out", "a.json"]) == 0
assert main(["verify", "A0"]) == 2
assert CLAIMS["theorem_1"].check().holds
assert len(list(plot.live(train("gaussian", steps=2, frames=1)))) == 2
assert len(sweep({"a": Recipe(steps=5, frames=1)}, seeds=[0], target="gaussian", progress=True)) == 1
with plot.figure("a.png") as ax:
    ax.plot([0, 1])
open("done", "w").close()
"""


def test_python_without_standard_streams_can_do_everything(tmp_path):
    """As pythonw on Windows runs it."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "MPLBACKEND": "agg"}
    subprocess.run([sys.executable, "-c", WITHOUT], cwd=tmp_path, env=environment, check=True)
    assert sorted(os.listdir(tmp_path)) == ["a.json", "a.png", "done"]


OPENED = """
import os, sys
from gan_theory.__main__ import _open_missing_streams
_open_missing_streams()
with open("file", "w") as file:
    os.write(2, b"of a library in C")
    print(file.fileno() > 2, file=file)
"""


@POSIX
def test_no_file_takes_the_place_of_a_closed_stream(tmp_path):
    command = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", sys.executable, "-c", OPENED]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "file").read_text() == "True\n"
