"""A process under supervision: what it may use, what is kept of its output, and that nothing of it stays."""

import os
import sys
import time

import psutil
import pytest

from gan_theory.grading.classroom import supervised_process
from gan_theory.grading.classroom.supervised_process import MOST_OUTPUT, End, run_supervised

LIMITS = dict(timeout=30.0, memory=2 * 10**9)


def run(folder, code, **limits):
    return run_supervised((sys.executable, "-c", code), folder, **{**LIMITS, **limits})


def test_both_streams_and_the_exit_code_are_kept_apart(tmp_path):
    outcome = run(tmp_path, "import sys; print('results'); print('words', file=sys.stderr); sys.exit(3)")
    assert outcome.results.split() == [b"results"]
    assert (outcome.end, outcome.exit_code, outcome.output.strip()) == (End.BY_ITSELF, 3, "words")


def test_output_is_cut_and_what_is_no_text_is_replaced(tmp_path):
    outcome = run(tmp_path, "import os\nfor _ in range(100): os.write(2, b'\\xff' * 1000)")
    assert outcome.output == "\ufffd" * MOST_OUTPUT


def test_the_environment_holds_nothing_private_and_the_home_is_the_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "hush")
    outcome = run(tmp_path, "import os; print(os.environ.get('SECRET_TOKEN'), os.path.expanduser('~'), os.getcwd())")
    assert outcome.results.decode().split() == ["None", str(tmp_path), os.path.realpath(tmp_path)]


@pytest.mark.parametrize(
    ("limit", "code", "end"),
    [
        ({"timeout": 0.5}, "import time; time.sleep(60)", End.TIMEOUT),
        ({"memory": 10**8}, "x = bytes([1]) * 3 * 10**8; import time; time.sleep(60)", End.MEMORY),
    ],
)
def test_a_limit_ends_the_process_at_once(tmp_path, limit, code, end):
    started = time.monotonic()
    assert run(tmp_path, code, **limit).end == end
    assert time.monotonic() - started < 30


def test_files_are_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(supervised_process, "MOST_WRITTEN", 10**6)
    outcome = run(tmp_path, "open('x', 'wb').write(bytes(2 * 10**6)); import time; time.sleep(60)")
    assert outcome.end == End.FILES


def test_files_that_were_there_before_do_not_count(tmp_path, monkeypatch):
    monkeypatch.setattr(supervised_process, "MOST_WRITTEN", 10**6)
    (tmp_path / "large").write_bytes(bytes(2 * 10**6))
    assert run(tmp_path, "import time; time.sleep(1.5)").end == End.BY_ITSELF


def test_processes_are_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(supervised_process, "MOST_PROCESSES", 3)
    code = (
        "import subprocess, sys, time\nfor _ in range(5): subprocess.Popen([sys.executable, '-c', '" + SLEEP + "'])\n"
    )
    assert run(tmp_path, code + SLEEP).end == End.PROCESSES
    assert sleepers() == []


SLEEP = "import time; time.sleep(301)"


def sleepers():
    return [each.pid for each in psutil.process_iter(["cmdline"]) if SLEEP in (each.info["cmdline"] or [])]


@pytest.mark.parametrize("options", ["", ", start_new_session=True"])
def test_descendants_end_with_the_process(tmp_path, options):
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', '{SLEEP}']{options})"
    assert run(tmp_path, code).end == End.BY_ITSELF
    assert sleepers() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_descendant_without_a_parent_ends_too(tmp_path):
    code = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(301)
    os._exit(0)
os.wait()
print(os.environ["GAN_THEORY_SUBMISSION"])
"""
    outcome = run(tmp_path, code)
    mark = outcome.results.decode().strip()
    assert len(mark) == 16
    assert supervised_process._marked(mark) == []
