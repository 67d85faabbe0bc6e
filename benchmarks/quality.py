"""How close p_g comes to p_data with the default recipe: every target and both losses, the distribution over seeds.

python benchmarks/quality.py [--seeds N] [--saturating N] [--unseen] [--uncompiled] [TARGET ...]

With --unseen the targets are sixteen others, on which nothing in this repository was tuned: each of them was written
down once, and its rows are reported as they come out.
"""

import argparse
import time
from itertools import product

import numpy as np
from scipy import stats

from gan_theory import Density, GaussianMixture, Recipe, grid, train_many
from gan_theory.datasets.targets import as_target
from gan_theory.training.losses import LOSSES

TARGETS = ("gaussian", "wide-gaussian", "two-modes", "three-modes", "exponential", "uniform", "skewed", "old-faithful")
BOUND, NEAR = 0.01, 0.02


def uniform_and_gaussian(x):
    return 0.5 * stats.uniform(-3, 2).pdf(x) + 0.5 * stats.norm(2, 0.5).pdf(x)


def two_gammas(x):
    return 0.6 * stats.gamma(3).pdf(x) + 0.4 * stats.gamma(40, scale=0.3).pdf(x)


UNSEEN = {
    "laplace": stats.laplace(),
    "t-3": stats.t(3),
    "weibull": stats.weibull_min(1.5),
    "arcsine": stats.beta(0.5, 0.5),
    "uniform+gauss": Density.from_pdf(uniform_and_gaussian, grid(-4, 5)),
    "four-modes": GaussianMixture((-4.5, -1.5, 1.5, 4.5), (0.5, 0.5, 0.5, 0.5), (0.25, 0.25, 0.25, 0.25)),
    "rare-mode": GaussianMixture((0, 4), (0.5, 0.5), (0.98, 0.02)),
    "logistic": stats.logistic(),
    "triangular": stats.triang(0.3),
    "gumbel": stats.gumbel_r(),
    "chi2-1": stats.chi2(1),
    "steps": stats.rv_histogram(([0.1, 0.3, 0.2, 0.4], [0, 1, 2, 3, 4]), density=False),
    "widths-1-to-10": GaussianMixture((-3, 3), (0.2, 2.0), (0.5, 0.5)),
    "two-gammas": Density.from_pdf(two_gammas, grid(0, 28)),
    "trapezoid": stats.trapezoid(0.2, 0.7),
    "half-normal": stats.halfnorm(),
}

parser = argparse.ArgumentParser()
parser.add_argument("--seeds", type=int, default=100)
parser.add_argument("--saturating", type=int, default=20, help="seeds for the saturating loss")
parser.add_argument("--unseen", action="store_true", help="the sixteen targets that nothing was tuned on")
parser.add_argument("--uncompiled", action="store_true", help="train as the default does, with NumPy")
parser.add_argument("targets", nargs="*", help="names of targets (default: all)")
options = parser.parse_args()
sources = UNSEEN if options.unseen else {name: name for name in options.targets or TARGETS}
if unknown := set(options.targets) - set(sources):
    parser.error(f"expected targets among {', '.join(sources)}; got {', '.join(sorted(unknown))}")
print(f"JSD in nats after {Recipe().steps} steps of G, from seed 0 on")
print(f"{'target':14} {'loss':15}{'<= 0.01':>11}{'least':>8}{'5 %':>8}{'25 %':>8}{'median':>8}", end="")
print(f"{'75 %':>8}{'95 %':>8}{'worst':>8}{'|D-1/2|':>9}{'<= 0.02':>12}{'s':>6}")
known = {}
for name, loss in product(options.targets or sources, LOSSES):
    start, target = time.perf_counter(), as_target(sources[name])
    p_data, seeds = target.p_data, range(options.saturating if loss == "saturating" else options.seeds)
    game = loss, p_data.p.astype(np.float32).tobytes()  # all Gaussians are one game: G and D see standardised data
    if game not in known:
        *_, frames = train_many(target, Recipe(loss=loss, frames=1), seeds=seeds, compile=not options.uncompiled)
        known[game] = [(frame.jsd, frame.D_from_half) if frame else (np.inf, np.inf) for frame in frames]
    jsd, from_half = np.array(known[game]).T
    within, near = (f"{np.sum(a <= b)} of {a.size}" for a, b in ((jsd, BOUND), (from_half, NEAR)))
    quantiles = "".join(f"{each:8.4f}" for each in np.quantile(jsd, (0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)))
    took = time.perf_counter() - start
    print(f"{name:14} {loss:15}{within:>11}{quantiles}{np.median(from_half):9.4f}{near:>12}{took:6.0f}", flush=True)
