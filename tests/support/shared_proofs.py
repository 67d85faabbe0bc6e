"""Compiled Coq files and judgements that all processes of a test run share: the same texts are compiled once."""

import contextlib
import hashlib
import json
import os
import shutil
import time
from pathlib import Path

import pytest

from gan_theory.formal.proofs import Build
from gan_theory.formal.statements import statements_in
from tests.support.shared_runs import FOLDER

judge_anew = Build.judge

HAS_COQ = bool(shutil.which("coqc") and shutil.which("coqchk"))
needs_coq = pytest.mark.skipif(not HAS_COQ, reason="needs Coq")


def judge(build, file):
    """What `Build.judge` returns, from the shared folder if any process has judged these texts before."""
    texts = json.dumps(build.sources, sort_keys=True)
    folder = Path(os.environ[FOLDER], f"proofs-{hashlib.sha256(texts.encode()).hexdigest()[:16]}")
    folder.mkdir(exist_ok=True)
    path = folder / f"{file}.json"
    with alone(folder / "lock"):
        if not path.exists():
            build.folder = folder
            files = [each for each, text in build.sources.items() if statements_in(text)]
            build.judge_together(files)
            for each in files:
                (folder / f"{each}.json").write_text(json.dumps(judge_anew(build, each)), encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))


@contextlib.contextmanager
def alone(lock):
    """Wait until no other process is in such a block: Coq must not read a file that is being written."""
    while True:
        with contextlib.suppress(FileExistsError):
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        time.sleep(0.1)
    try:
        yield
    finally:
        lock.unlink()


def share():
    """From now on, `Build.judge` is `judge`, in this process."""
    Build.judge = judge
