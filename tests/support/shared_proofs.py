"""Judgements on Coq files that all processes of a test run share: the same texts are compiled once."""

import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

from gan_theory.formal.proofs import Build
from tests.support.shared_runs import FOLDER

judge_anew = Build.judge

HAS_COQ = bool(shutil.which("coqc") and shutil.which("coqchk"))
needs_coq = pytest.mark.skipif(not HAS_COQ, reason="needs Coq")


def judge(build, file):
    """What `Build.judge` returns, from the shared folder if any process has judged this file of these texts before."""
    texts = json.dumps(build.sources, sort_keys=True)
    path = Path(os.environ[FOLDER], f"{file}-{hashlib.sha256(texts.encode()).hexdigest()[:16]}.json")
    if not path.exists():
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps(judge_anew(build, file)), encoding="utf-8")
        unfinished.replace(path)
    return json.loads(path.read_text(encoding="utf-8"))
