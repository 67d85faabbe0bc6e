"""The process that judges one submission: its lines of results, and its limits."""

import json
import subprocess
import sys

import pytest

from gan_theory.grading.classroom.exercises import EXERCISES

MODULE = "gan_theory.grading.classroom.worker"


def test_a_line_for_each_exercise_and_a_last_one_and_prints_go_to_standard_error(tmp_path):
    prints = "import atexit, os\natexit.register(print, 'late')\nprint('early')\nos.write(1, b'raw')\n"
    (tmp_path / "formulas.py").write_text(f"{prints}\n\ndef V(D, p, q):\n    return ...")
    claims = json.dumps({name: ["criterion"] for name in EXERCISES[:6]})
    command = [sys.executable, "-m", MODULE, str(tmp_path), str(2 * 10**9), claims]
    run = subprocess.run(command, capture_output=True, encoding="utf-8")
    *lines, last = map(json.loads, run.stdout.splitlines())
    assert (run.returncode, last) == (0, "done")
    assert [line["exercise"] for line in lines] == list(EXERCISES)
    assert lines[0]["hint"] == "V is still blank"
    assert "early" in run.stderr and "raw" in run.stderr and "late" not in run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_limits_of_a_process_are_set():
    code = (
        f"import resource\nfrom {MODULE} import limit_this_process\nlimit_this_process(10**9)\n"
        "print(resource.getrlimit(resource.RLIMIT_DATA)[0], resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.split() == ["1000000000", "0"]
