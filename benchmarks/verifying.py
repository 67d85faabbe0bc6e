"""What the evidence of each grade costs after the imports, claim by claim, and the whole command from the shell."""

import subprocess
import sys
import time

from gan_theory import CLAIMS
from gan_theory.verification.evidence import Grade

REPETITIONS = {"numeric": 5, "symbolic": 1, "certified": 2, "run": 1}  # once if it is cached or slow


def best(action, repetitions):
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def seconds(claim, grade):
    return best(lambda: claim.check(grade=grade), REPETITIONS[grade]) if grade in claim.grades else 0.0


def slowest_proof():
    """The longest time to the next piece of symbolic evidence, over all claims."""
    times = []
    for claim in CLAIMS.values():
        start = time.perf_counter()
        for _ in claim.evidence(grade="symbolic"):
            times.append(time.perf_counter() - start)
            start = time.perf_counter()
    return max(times)


start = time.perf_counter()
import sympy  # noqa: E402, F401

imported, slowest = time.perf_counter() - start, slowest_proof()
print(f"importing SymPy {imported:.2f} s; the slowest of the symbolic proofs, the first time, {slowest:.2f} s")
costs = {claim: [seconds(claim, grade) for grade in Grade] for claim in CLAIMS.values()}
print(f"{'seconds':20}{''.join(f'{grade:>11}' for grade in Grade)}")
for claim, times in costs.items():
    print(f"{claim.name:20}{''.join(f'{each:11.3f}' if each else f'{chr(8211):>11}' for each in times)}")
print(f"{'all':20}{''.join(f'{sum(each):11.2f}' for each in zip(*costs.values()))}")


def shell(*command):
    return lambda: subprocess.run([sys.executable, *command], check=True, capture_output=True)


whole, bare = best(shell("-m", "gan_theory", "verify"), 5), best(shell("-c", "import numpy"), 5)
print(f"the command verify   {whole:.2f} s, {whole / bare:.1f} times a Python that imports NumPy")
proofs = best(shell("-m", "gan_theory", "verify", "--grade", "symbolic"), 1)
enclosures = best(shell("-m", "gan_theory", "verify", "--grade", "certified"), 1)
print(f"with --grade symbolic {proofs:.1f} s, certified {enclosures:.1f} s")
