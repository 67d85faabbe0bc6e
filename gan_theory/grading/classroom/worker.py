"""The process that judges one submission: python -m gan_theory.grading.classroom.worker FOLDER MEMORY CLAIMS.

It writes a line of JSON for each exercise to what was its standard output when it started, and a last line once all are
judged. Whatever the student's code prints goes to standard error.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

DONE = "done"
LARGEST_OUTPUT_FILE = 50 * 2**20


def main() -> None:
    """Judge the submission in a folder, and end at once: no code of the student's runs afterwards."""
    folder, memory, claims = sys.argv[1:]
    results = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    from gan_theory.grading.classroom.exercises import judge

    limit_this_process(int(memory))
    for judgement in judge(Path(folder), json.loads(claims)):
        print(json.dumps(asdict(judgement)), file=results, flush=True)
    print(json.dumps(DONE), file=results, flush=True)
    os._exit(0)


def limit_this_process(memory: int) -> None:
    """Limit the memory of this process and the size of the files that it writes, where the system can.

    Parameters
    ----------
    memory : int
        In bytes.
    """
    if sys.platform == "win32":
        return
    import resource

    for limit, value in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_FSIZE, LARGEST_OUTPUT_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


if __name__ == "__main__":
    main()
