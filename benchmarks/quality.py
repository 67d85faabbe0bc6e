"""How close p_g comes to p_data with the default recipe: every target and both losses, the distribution over seeds.

python benchmarks/quality.py [--seeds N] [TARGET ...]
"""

import argparse
import os
import time
from itertools import product

import numpy as np
import torch

from gan_theory import Recipe, train_many
from gan_theory.datasets.targets import as_target
from gan_theory.training.recipe import LOSSES

TARGETS = ("gaussian", "wide-gaussian", "two-modes", "three-modes", "exponential", "uniform", "skewed", "old-faithful")
BOUND, NEAR = 0.01, 0.02

parser = argparse.ArgumentParser()
parser.add_argument("--seeds", type=int, default=100)
parser.add_argument("--saturating", type=int, default=20, help="seeds for the saturating loss")
parser.add_argument("targets", nargs="*", default=TARGETS)
options = parser.parse_args()
torch.set_num_threads(os.cpu_count())
print(f"JSD in nats after {Recipe().steps} steps of G, from seed 0 on")
print(f"{'target':14} {'loss':15}{'<= 0.01':>11}{'least':>8}{'5 %':>8}{'25 %':>8}{'median':>8}", end="")
print(f"{'75 %':>8}{'95 %':>8}{'worst':>8}{'|D-1/2|':>9}{'<= 0.02':>12}{'s':>6}")
known = {}
for target, loss in product(options.targets, LOSSES):
    start = time.perf_counter()
    p_data, seeds = as_target(target).p_data, range(options.saturating if loss == "saturating" else options.seeds)
    game = loss, p_data.p.astype(np.float32).tobytes()  # all Gaussians are one game: G and D see standardised data
    if game not in known:
        *_, frames = train_many(target, Recipe(loss=loss, frames=1), seeds=seeds, compile=True)
        known[game] = [(frame.jsd, frame.D_from_half) if frame else (np.inf, np.inf) for frame in frames]
    jsd, from_half = np.array(known[game]).T
    within, near = (f"{np.sum(a <= b)} of {a.size}" for a, b in ((jsd, BOUND), (from_half, NEAR)))
    quantiles = "".join(f"{each:8.4f}" for each in np.quantile(jsd, (0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)))
    took = time.perf_counter() - start
    print(f"{target:14} {loss:15}{within:>11}{quantiles}{np.median(from_half):9.4f}{near:>12}{took:6.0f}", flush=True)
