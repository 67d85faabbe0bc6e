"""Odd submissions to the command grade, each with the state that it must get, a part of its reason, and its points."""

import os
import sys
from dataclasses import dataclass
from textwrap import dedent

from tests.support.formula_files import SOLUTION
from tests.support.training_steps.files import SOLUTIONS

RIGHT = SOLUTION.read_text(encoding="utf-8")
RIGHT_STEP = SOLUTIONS["numpy"].read_text(encoding="utf-8")
POSIX = os.name == "posix"
BLANK = "\n\n\ndef V(D, p, q):\n    return ..."
V_ALONE = "from gan_theory import PAPER\n\nV = lambda D, p, q: PAPER.V(D, p, q)"
SLEEPER = "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']"


@dataclass(frozen=True)
class Odd:
    """A submission, its `formulas.py` and `training_step.py`, and what becomes of it.

    With `quick`, it is judged in every run of the tests.
    """

    state: str
    hint: str
    formulas: str | bytes | None
    training_step: str | None = None
    total: int = 0
    quick: bool = False
    only_posix: bool = False


WHOLE_OR_PART = {
    "right": Odd("graded", "", RIGHT, RIGHT_STEP, 10, quick=True),
    "only formulas": Odd("graded", "there is no training_step.py", RIGHT, total=6),
    "only a step": Odd("graded", "there is no formulas.py", None, RIGHT_STEP, 4),
    "one function": Odd("graded", "formulas.py does not define D_star", V_ALONE, total=1),
    "blank": Odd("graded", "V is still blank", BLANK),
    "wrong sign": Odd(
        "graded",
        "your V has the wrong sign",
        f"{RIGHT}\n\n_V = V\n\n\ndef V(D, p, q):\n    return -_V(D, p, q)",
        total=5,
    ),
}
UNREADABLE = {
    "syntax": Odd("unreadable", "SyntaxError", "def V(D, p, q) return 0", quick=True),
    "half a file": Odd("unreadable", "SyntaxError", f"{RIGHT[: len(RIGHT) // 2]}("),
    "a syntax error beside a right step": Odd("unreadable", "SyntaxError", "def (", RIGHT_STEP, 4),
    "nothing in it": Odd("unreadable", "expected a file that defines one of", ""),
    "other names": Odd("unreadable", "with the functions value", "def value(D):\n    return D"),
    "null bytes": Odd("unreadable", "null bytes", b"x = 1\x00\n"),
    "utf-16": Odd("unreadable", "formulas.py", "x = 1".encode("utf-16")),
    "latin-1": Odd("unreadable", "formulas.py", "# caf\u00e9\nV = 1\n".encode("latin-1")),
    "a picture": Odd("unreadable", "formulas.py", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    "a number": Odd("unreadable", "expected V", "V = 3"),
    "an import that fails": Odd("unreadable", "ModuleNotFoundError", "import tensorflow_of_another_world"),
    "an error": Odd("unreadable", "ZeroDivisionError", "1 / 0"),
    "sys.exit": Odd("unreadable", "SystemExit", "import sys\nsys.exit(0)"),
    "input()": Odd("unreadable", "EOFError", "input('how many points? ')"),
    "2 MB": Odd("unreadable", "at most 1 MiB", "#" * 2 * 2**20),
    "markup in a hint": Odd("unreadable", "<script>", "raise ValueError('<script>alert(1)</script>')"),
    "lines in a hint": Odd("unreadable", "a b c", "raise ValueError('a\\nb\\r\\nc')"),
}
ENDLESS = {
    "a loop": Odd("timeout", "before the first exercise", "while True:\n    pass"),
    "a sleep": Odd("timeout", "not ended after", "import time\ntime.sleep(600)", quick=True),
    "a sleep in D_star": Odd(
        "timeout",
        "in D_star",
        f"{V_ALONE}\n\n\ndef D_star(p, q):\n    import time\n    time.sleep(600)",
        total=1,
    ),
    "a loop that catches all": Odd(
        "timeout",
        "",
        """
        while True:
            try:
                1 / 0
            except BaseException:
                pass
        """,
    ),
    "deaf to signals": Odd(
        "timeout",
        "",
        """
        import signal, time
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        time.sleep(600)
        """,
    ),
    "output without end": Odd("timeout", "", "while True:\n    print('x' * 1000)"),
    "recursion": Odd("graded", "RecursionError", "def V(D, p, q):\n    return V(D, p, q)"),
    "a thread that stays": Odd(
        "graded",
        "V is still blank",
        f"import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start(){BLANK}",
    ),
}
CRASHED = {
    "os._exit": Odd("crashed", "with the exit code 0", "import os\nos._exit(0)", quick=True),
    "os._exit in C": Odd("crashed", "in C", f"{RIGHT}\n\n\ndef C(p, q):\n    import os\n    os._exit(3)", total=4),
    "a segmentation fault": Odd("crashed", "SIGSEGV" if POSIX else "exit code", "import ctypes\nctypes.string_at(0)"),
    "abort": Odd("crashed", "SIGABRT" if POSIX else "exit code", "import os\nos.abort()"),
    "kills itself": Odd(
        "crashed", "SIGKILL", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", only_posix=True
    ),
    "kills its group": Odd("crashed", "SIGKILL", "import os, signal\nos.killpg(0, signal.SIGKILL)", only_posix=True),
    "closes everything": Odd("crashed", "", f"import os\nos.closerange(0, 100){BLANK}"),
    "claims to be done": Odd(
        "crashed",
        "",
        """
        import os
        for number in range(3, 20):
            try:
                os.write(number, b"[1, 2]\\n")
            except OSError:
                pass
        os._exit(0)
        """,
    ),
}
TOO_MUCH = {
    "a list that grows": Odd(
        "memory",
        "GB of memory",
        "import numpy as np\nkept = []\nwhile True:\n    kept.append(np.ones(10**6))",
        quick=True,
    ),
    "a large array": Odd(
        "memory", "GB of memory", "import numpy as np\n\n\ndef V(D, p, q):\n    return np.ones(10**12)"
    ),
    "memory in children": Odd(
        "memory",
        "GB of memory",
        """
        import subprocess, sys, time
        code = "x = bytes([1]) * 3 * 10**8; import time; time.sleep(600)"
        children = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(4)]
        time.sleep(600)
        """,
    ),
    "leaves a process": Odd("graded", "V is still blank", f"{SLEEPER}){BLANK}"),
    "leaves a process in a session of its own": Odd(
        "graded", "V is still blank", f"{SLEEPER}, start_new_session=True){BLANK}", quick=True
    ),
    "forks without end": Odd(
        "crashed",
        "more than 100 processes",
        "import os, time\nwhile True:\n    if os.fork() == 0:\n        time.sleep(600)",
        only_posix=True,
    ),
    "writes beside itself": Odd(
        "graded",
        "V is still blank",
        "from pathlib import Path\nPath(__file__).write_text('V = 1')\nPath('notes.txt').write_text('x')" + BLANK,
    ),
    "writes without end": Odd(
        "crashed" if sys.platform == "win32" else "unreadable",
        "",
        "with open('large', 'wb') as file:\n    while True:\n        file.write(bytes(2**20))\n        file.flush()",
    ),
    "writes many files": Odd(
        "crashed",
        "MB of files",
        """
        i = 0
        while True:
            i += 1
            with open(f"{i}", "wb") as file:
                file.write(bytes(2**20))
        """,
    ),
    "removes its folder": Odd(
        "graded", "V is still blank", f"import shutil, os\nshutil.rmtree(os.getcwd(), ignore_errors=True){BLANK}"
    ),
}
ODD = WHOLE_OR_PART | UNREADABLE | ENDLESS | CRASHED | TOO_MUCH


def write(folder, names):
    """Write the submissions of these names to a folder: as a file if it has formulas only, otherwise as a folder."""
    for name in names:
        odd = ODD[name]
        if odd.training_step is None:
            _write(folder / f"{name}.py", odd.formulas)
            continue
        (folder / name).mkdir()
        _write(folder / name / "training_step.py", odd.training_step)
        if odd.formulas is not None:
            _write(folder / name / "formulas.py", odd.formulas)


def _write(path, content):
    path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode("utf-8"))
