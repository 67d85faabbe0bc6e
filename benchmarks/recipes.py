"""How often each of RECIPES meets its criterion, and quartiles of its measure: on 10 seeds, or as many as given."""

import sys
import time

import numpy as np

from gan_theory import RECIPES
from gan_theory.experiments.named_recipes import success_rate

SEEDS = range(int(sys.argv[1]) if len(sys.argv) > 1 else 10)

print(f"{'recipe':24} {'claim':5} {'rate':>5} {'expected':>9}  {'quartiles':22} {'s':>5}  criterion")
for name, named in RECIPES.items():
    start = time.perf_counter()
    runs = named.runs(SEEDS)
    seconds = time.perf_counter() - start
    measured = [named.measure(frames) for frames in runs if None not in frames]
    quartiles = " ".join(f"{quartile:7.4f}" for quartile in np.percentile(measured, [25, 50, 75]))
    expected = "near 1" if named.expected else "near 0"
    share = success_rate(named, runs=runs)
    print(
        f"{name:24} {named.claim_id:4} {share:5.2f} {expected:>9}  {quartiles:22} {seconds:5.1f}  {named.criterion}",
        flush=True,
    )
