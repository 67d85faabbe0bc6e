"""How close p_g comes to p_data with the default recipe: every target and both losses, the distribution over seeds.

python benchmarks/quality.py [--seeds N] [TARGET ...]
"""

import argparse
import os
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context

import numpy as np

from gan_theory import Recipe
from gan_theory.frame import LOSSES

TARGETS = ("gaussian", "wide-gaussian", "two-modes", "three-modes", "exponential", "uniform", "skewed", "old-faithful")
AT_ONCE = 20  # GANs in one ensemble: more no longer fit into a core's cache
BOUND, NEAR = 0.01, 0.02


def final(job):
    """JSD and E |D − ½| at the end, for some seeds."""
    import torch

    from gan_theory import train_many

    torch.set_num_threads(1)
    target, loss, seeds = job
    *_, frames = train_many(target, Recipe(loss=loss, frames=1), seeds=seeds, compile=True)
    return [(frame.jsd, frame.D_from_half) if frame else (np.inf, np.inf) for frame in frames]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("targets", nargs="*", default=TARGETS)
    options = parser.parse_args()
    blocks = [range(i, min(i + AT_ONCE, options.seeds)) for i in range(0, options.seeds, AT_ONCE)]
    cells = list(product(options.targets, LOSSES))
    start = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as executor:
        ends = executor.map(final, [(*cell, block) for cell in cells for block in blocks])
        print(f"JSD in nats after {Recipe().steps} steps of G, seeds 0 to {options.seeds - 1}")
        print(f"{'target':14} {'loss':15}{'<= 0.01':>11}{'least':>8}{'5 %':>8}{'25 %':>8}{'median':>8}", end="")
        print(f"{'75 %':>8}{'95 %':>8}{'worst':>8}{'|D-1/2|':>9}{'<= 0.02':>12}")
        for target, loss in cells:
            jsd, from_half = np.array([end for _ in blocks for end in next(ends)]).T
            within, near = (f"{np.sum(a <= b)} of {a.size}" for a, b in ((jsd, BOUND), (from_half, NEAR)))
            spread = "".join(f"{each:8.4f}" for each in np.quantile(jsd, (0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)))
            print(f"{target:14} {loss:15}{within:>11}{spread}{np.median(from_half):9.4f}{near:>12}", flush=True)
    print(f"{len(cells) * options.seeds} GANs in {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
