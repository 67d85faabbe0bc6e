"""How long a class waits: the seconds of each lesson and of each of its cells, on all cores.

python benchmarks/lessons.py [--only NN ...]

Wanted: no cell over 10 s, and all together at most 60 s for thirteen lessons and 10 s for each one beyond. The first
cell includes the imports of the lesson; the seconds of the whole include the start of Python.
"""

import argparse
import tempfile

from loops.commands import cell_seconds, copy_lessons, number

CELL, ALL, LESSONS, FURTHER = 10, 60, 13, 10  # seconds, but for LESSONS, a number of lessons

parser = argparse.ArgumentParser()
parser.add_argument("--only", nargs="+", metavar="NN", help="the numbers of lessons, such as 05 (default: all)")
options = parser.parse_args()

wholes = {}
print(f"{'lesson':34} {'seconds':>8} {'longest cell':>13}  cells")
with tempfile.TemporaryDirectory() as folder:
    for lesson in copy_lessons(folder):
        if options.only and number(lesson) not in options.only:
            continue
        cells, whole = cell_seconds(lesson)
        wholes[number(lesson)] = whole
        over = "".join(f"  cell {i} takes over {CELL} s" for i, cell in enumerate(cells, 1) if cell > CELL)
        each = " ".join(f"{cell:.1f}" for cell in cells)
        print(f"{lesson.stem:34} {whole:8.1f} {max(cells):13.1f}  {each}{over}", flush=True)
wanted = ALL + FURTHER * max(0, len(wholes) - LESSONS)
print(f"{f'{len(wholes)} lessons':34} {sum(wholes.values()):8.1f}  wanted: at most {wanted}")
