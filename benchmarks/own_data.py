"""What the verdicts on unseen data are worth: false alarms, what is caught, and how well the smoothing foretells.

On 5 seeds for the GANs that are trained, or as many as given; six times as many for the rest.
"""

import sys

import numpy as np

from gan_theory import train
from gan_theory.datasets.splits import train_validation_test_split
from gan_theory.densities.bandwidth import OutlierMixture, leave_one_out_bandwidth, select_bandwidth
from gan_theory.densities.kernel_density import KernelDensity
from gan_theory.evaluation.held_out import evaluate, nearest_neighbours
from gan_theory.evaluation.held_out_report import SIGNIFICANCE
from gan_theory.evaluation.two_samples import kolmogorov_smirnov, mann_whitney

SEEDS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
LAWS = {
    "normal": lambda rng, m: rng.normal(size=m),
    "lognormal": lambda rng, m: rng.lognormal(size=m),
    "two modes": lambda rng, m: np.where(rng.random(m) < 0.5, 0, 6) + rng.normal(size=m),
    "two modes, 10,000 apart": lambda rng, m: np.where(rng.random(m) < 0.5, 0, 1e4) + rng.normal(size=m),
    "1% of outliers": lambda rng, m: np.where(rng.random(m) < 0.01, 1e3, 1) * rng.normal(size=m),
    "Cauchy": lambda rng, m: rng.standard_cauchy(m),
}


def false_alarms(law, m):
    """How often KS has p < 0.05, and how often p_g is said to be learnt by heart, where p_g is the smoothed p_data."""
    alarms = []
    for seed in range(6 * SEEDS):
        rng = np.random.default_rng((seed, m))
        split = train_validation_test_split(law(rng, m), seed)
        made = rng.choice(split.train, 3000) + split.bandwidth * rng.normal(size=3000)
        p_data = split.target("").p_data
        near = mann_whitney(*(nearest_neighbours(p_data, split.train, x)[1] for x in (made, split.test)), seed)
        alarms.append((kolmogorov_smirnov(made, split.test).pvalue < 0.05, near.pvalue < SIGNIFICANCE))
    return np.mean(alarms, axis=0)


def foretold(law):
    """The mean log density of 4,000 fresh data under 300 samples, smoothed as three rules say."""
    scores = []
    for seed in range(2 * SEEDS):
        rng = np.random.default_rng(seed)
        split, fresh = train_validation_test_split(law(rng, 500), seed), law(rng, 4000)
        widths = split.bandwidth, select_bandwidth(split.train, split.train), leave_one_out_bandwidth(split.train)
        guard = OutlierMixture.of(split.train)
        scores.append([guard.mixed(KernelDensity(split.train, h).logpdf(fresh), fresh).mean() for h in widths])
    return np.mean(scores, axis=0)


def caught(law, points):
    """How often a GAN is said to have learnt by heart, and the median of what its G lacks."""
    found = []
    for seed in range(SEEDS):
        split = train_validation_test_split(law(np.random.default_rng((seed, 1)), 300), seed)
        target = split.target("")
        *_, frame = train(target, seed=seed, frames=1, dataset_size=points)
        verdict = evaluate(frame, split, target.dataset(points, seed) if points else None, seed)
        found.append((verdict.memorised, verdict.gap.mean))
    return np.mean([each for each, _ in found]), np.median([each for _, each in found])


print(f"{'p_g is the smoothed p_data':26} {'samples':>7}  {'KS: p < 0.05':>12}  {'by heart':>8}")
for name, law in LAWS.items():
    for m in (60, 300, 2000):
        ks, heart = false_alarms(law, m)
        print(f"{name:26} {m:7,}  {ks:12.0%}  {heart:8.0%}", flush=True)

print(f"\n{'nats, on fresh data':26} {'held out':>8}  {'one left out':>12}  {'as of named targets':>19}")
for name, law in LAWS.items():
    print("{:26} {:8.3f}  {:12.3f}  {:19.3f}".format(name, *foretold(law)), flush=True)

print(f"\n{'a GAN':26} {'D sees':>9}  {'by heart':>8}  {'G lacks [nats]':>14}")
for name in ("normal", "lognormal", "two modes"):
    for points in (0, 20):
        heart, lack = caught(LAWS[name], points)
        print(f"{name:26} {f'{points} points' if points else 'the law':>9}  {heart:8.0%}  {lack:14.3f}", flush=True)
