"""The time of grading a class: a folder of 200 submissions, as different as those of a class are.

python benchmarks/grading.py [--submissions N] [--workers N]

Of ten submissions, four are right (one of them in PyTorch), three have formulas only, two have mistakes, and one is
blank; of a hundred, two do not end.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SUPPORT = ROOT / "tests" / "support"
FORMULAS = (SUPPORT / "solution.py").read_text(encoding="utf-8")
STEPS = {
    library: (SUPPORT / "training_steps" / f"solution_{library}.py").read_text(encoding="utf-8")
    for library in ("numpy", "torch")
}
BLANK = (ROOT / "lessons" / "exercises" / "formulas.py").read_text(encoding="utf-8")
MISTAKES = "\n\ndef jsd(p, q):\n    return np.sqrt(kl(p, (p + q) / 2))\n"


def write_submission(folder: Path, number: int) -> None:
    """Write the submission of a student."""
    name, kind = f"student_{number:03}", number % 10
    if number % 50 == 7:
        (folder / f"{name}.py").write_text(f"{FORMULAS}\nwhile True: pass\n", encoding="utf-8")
    elif kind < 4:
        (folder / name).mkdir()
        (folder / name / "formulas.py").write_text(FORMULAS, encoding="utf-8")
        step = STEPS["numpy" if kind else "torch"]
        (folder / name / "training_step.py").write_text(step, encoding="utf-8")
    else:
        text = {7: FORMULAS + MISTAKES, 8: FORMULAS + MISTAKES, 9: BLANK}.get(kind, FORMULAS)
        (folder / f"{name}.py").write_text(text, encoding="utf-8")


def main() -> None:
    """Grade the class, and print the seconds and the states."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder, out = Path(temporary, "class"), Path(temporary, "grades.csv")
        folder.mkdir()
        for number in range(options.submissions):
            write_submission(folder, number)
        command = (sys.executable, "-m", "gan_theory", "grade", str(folder), "--out", str(out))
        started = time.perf_counter()
        subprocess.run([*command, "--workers", str(options.workers)], check=True, env=os.environ)
        seconds = time.perf_counter() - started
        with open(out, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    states, totals = (Counter(row[name] for row in rows) for name in ("state", "total"))
    print(f"{len(rows)} submissions, {options.workers} at once: {seconds:.0f} s, {seconds / len(rows):.2f} s each")
    print("states:", *(f"{state} {count}" for state, count in states.items()))
    print("points:", *(f"{total}: {count}" for total, count in sorted(totals.items(), key=lambda item: int(item[0]))))


if __name__ == "__main__":
    main()
