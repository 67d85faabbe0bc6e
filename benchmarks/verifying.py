"""What the numeric claims cost on all pairs, once imported, and the whole command from the shell: best of 5 turns."""

import subprocess
import sys
import time

from gan_theory import CLAIMS, PAIRS


def best(action, turns=5):
    times = []
    for _ in range(turns):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def all_claims():
    return [claim.check(PAIRS) for claim in CLAIMS.values()]


def shell(*command):
    return lambda: subprocess.run([sys.executable, *command], check=True, capture_output=True)


once, whole, bare = best(all_claims), best(shell("-m", "gan_theory", "verify")), best(shell("-c", "import numpy"))
print(f"all claims on all pairs {once:6.2f} s")
for claim in CLAIMS.values():
    seconds = best(lambda claim=claim: claim.check(PAIRS))
    print(f"    {claim.name:20}{seconds:6.2f} s, {seconds / once:5.0%}")
print(f"the whole command       {whole:6.2f} s, {whole / bare:.1f} times a Python that imports NumPy")
