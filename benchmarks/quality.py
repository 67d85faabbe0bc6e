"""How close p_g comes to p_data, and how long a run takes: the default recipe, seeds 0–19, one run at a time."""

import sys
import time

import numpy as np

from gan_theory import Recipe, train

SEEDS = range(20)
TARGETS = sys.argv[1:] or ["gaussian", "two-modes", "old-faithful"]


def final(target, seed):
    start = time.perf_counter()
    *_, last = train(target, Recipe(), seed=seed)
    return last.jsd, last.D_from_half, time.perf_counter() - start


print(f"{'target':20} {'<= 0.05':>8} {'<= 0.01':>8} {'median':>8} {'worst':>8} {'|D - 1/2|':>9} {'s a run':>8}")
for target in TARGETS:
    jsd, from_half, seconds = np.array([final(target, seed) for seed in SEEDS]).T
    within = [f"{np.sum(jsd <= bound):2d} of {len(SEEDS)}" for bound in (0.05, 0.01)]
    print(
        f"{target:20} {within[0]:>8} {within[1]:>8} {np.median(jsd):8.4f} {jsd.max():8.4f} "
        f"{np.median(from_half):9.4f} {seconds.max():8.1f}",
        flush=True,
    )
