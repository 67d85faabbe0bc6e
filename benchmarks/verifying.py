"""What the evidence of each grade costs after the imports, claim by claim, and the whole command from the shell.

The evidence is measured in seconds of CPU time, the commands in seconds. Claims that share runs share their cost: the
first of them pays it. The last column is the cost of the runs for each of their seeds.
"""

import os
import subprocess
import sys
import time

from gan_theory import CLAIMS
from gan_theory.claims._shared.training_runs import SEEDS
from gan_theory.verification.evidence import Grade

REPETITIONS = {"numeric": 5, "symbolic": 1, "certified": 2, "formal": 1, "run": 1}  # once if it is cached or slow
LIMITS = {"numeric": 1, "symbolic": 5, "certified": 10, "formal": 60, "run": 240}  # for all claims, seconds of CPU time


def best(action, repetitions, clock=time.perf_counter):
    times = []
    for _ in range(repetitions):
        start = clock()
        action()
        times.append(clock() - start)
    return min(times)


def seconds(claim, grade):
    if grade not in claim.grades:
        return 0.0
    return best(lambda: claim.check(grade=grade), REPETITIONS[grade], cpu_time)


def cpu_time():
    """The CPU time of this process and of the programs that it has run, such as Coq's."""
    return sum(os.times()[:4])


def slowest_proof():
    """The longest time to the next piece of symbolic evidence, over all claims."""
    times = []
    for claim in CLAIMS.values():
        start = time.process_time()
        for _ in claim.evidence(grade="symbolic"):
            times.append(time.process_time() - start)
            start = time.process_time()
    return max(times)


def row(name, values, digits=3):
    """A line of the table; an en dash for 0."""
    return f"{name:20}{''.join(f'{each:11.{digits}f}' if each else f'{chr(8211):>11}' for each in values)}"


start = time.process_time()
import sympy  # noqa: E402, F401

imported, slowest = time.process_time() - start, slowest_proof()
print(f"importing SymPy {imported:.2f} s; the slowest of the symbolic proofs, the first time, {slowest:.2f} s")
import torch  # noqa: E402, F401  so that no claim's evidence of grade run pays for it

costs = {claim: [seconds(claim, grade) for grade in Grade] for claim in CLAIMS.values()}
print(f"{'CPU seconds':20}{''.join(f'{grade:>11}' for grade in Grade)}{'a seed':>11}")
for claim, times in costs.items():
    print(row(claim.name, [*times, times[-1] / len(SEEDS)]))
totals = [sum(each) for each in zip(*costs.values())]
print(row("all", [*totals, totals[-1] / len(SEEDS)], 2))
print(row("of the limit", [total / LIMITS[grade] for total, grade in zip(totals, Grade)], 2))
print(row("times the numeric", [total / totals[0] for total in totals], 1))


def shell(*command):
    return lambda: subprocess.run([sys.executable, *command], check=True, capture_output=True)


whole, bare = best(shell("-m", "gan_theory", "verify"), 5), best(shell("-c", "import numpy"), 5)
print(f"the command verify   {whole:.2f} s, {whole / bare:.1f} times a Python that imports NumPy")
proofs = best(shell("-m", "gan_theory", "verify", "--grade", "symbolic"), 1)
enclosures = best(shell("-m", "gan_theory", "verify", "--grade", "certified"), 1)
print(f"with --grade symbolic {proofs:.1f} s, certified {enclosures:.1f} s")
