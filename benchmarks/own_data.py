"""How reliable the evaluation on held-out data is: false alarms, detections, and how well the smoothing predicts.

On 5 seeds for the GANs that are trained, or as many as given; six times as many for the rest.
"""

import sys

import numpy as np

from gan_theory import train
from gan_theory.datasets.splits import train_validation_test_split
from gan_theory.densities.bandwidth import OutlierMixture, leave_one_out_bandwidth
from gan_theory.densities.kernel_density import KernelDensity
from gan_theory.evaluation.held_out import evaluate, nearest_neighbours
from gan_theory.evaluation.held_out_report import SIGNIFICANCE
from gan_theory.evaluation.two_samples import kolmogorov_smirnov, mann_whitney

SEEDS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
DISTRIBUTIONS = {
    "normal": lambda rng, m: rng.normal(size=m),
    "lognormal": lambda rng, m: rng.lognormal(size=m),
    "two modes": lambda rng, m: np.where(rng.random(m) < 0.5, 0, 6) + rng.normal(size=m),
    "two modes, 10,000 apart": lambda rng, m: np.where(rng.random(m) < 0.5, 0, 1e4) + rng.normal(size=m),
    "1% of outliers": lambda rng, m: np.where(rng.random(m) < 0.01, 1e3, 1) * rng.normal(size=m),
    "Cauchy": lambda rng, m: rng.standard_cauchy(m),
}


def false_alarms(draw, m):
    """How often KS has p < 0.05, and how often p_g counts as memorising, where p_g is the smoothed p_data."""
    alarms = []
    for seed in range(6 * SEEDS):
        rng = np.random.default_rng((seed, m))
        split = train_validation_test_split(draw(rng, m), seed)
        made = rng.choice(split.train, 3000) + split.bandwidth * rng.normal(size=3000)
        p_data = split.target("").p_data
        near = mann_whitney(*(nearest_neighbours(p_data, split.train, x)[1] for x in (made, split.test)), seed)
        alarms.append((kolmogorov_smirnov(made, split.test).pvalue < 0.05, near.pvalue < SIGNIFICANCE))
    return np.mean(alarms, axis=0)


def prediction_scores(draw):
    """The mean log density of 4,000 fresh data under 300 samples, smoothed by two rules."""
    scores = []
    for seed in range(2 * SEEDS):
        rng = np.random.default_rng(seed)
        split, fresh = train_validation_test_split(draw(rng, 500), seed), draw(rng, 4000)
        bandwidths = split.bandwidth, leave_one_out_bandwidth(split.train)
        mixture = OutlierMixture.from_samples(split.train)
        log_p = [KernelDensity(split.train, h).logpdf(fresh) for h in bandwidths]
        scores.append([mixture.mix_log_density(each, fresh).mean() for each in log_p])
    return np.mean(scores, axis=0)


def memorising(draw, points):
    """How often a GAN counts as memorising, and the median gap of its G."""
    found = []
    for seed in range(SEEDS):
        split = train_validation_test_split(draw(np.random.default_rng((seed, 1)), 300), seed)
        target = split.target("")
        *_, frame = train(target, seed=seed, frames=1, dataset_size=points)
        report = evaluate(frame, split, target.dataset(points, seed) if points else None, seed)
        found.append((report.memorised, report.gap.mean))
    return np.mean([each for each, _ in found]), np.median([each for _, each in found])


print(f"{'p_g is the smoothed p_data':26} {'samples':>7}  {'KS: p < 0.05':>12}  {'memorised':>9}")
for name, draw in DISTRIBUTIONS.items():
    for m in (60, 300, 2000):
        ks, memorised = false_alarms(draw, m)
        print(f"{name:26} {m:7,}  {ks:12.0%}  {memorised:9.0%}", flush=True)

print(f"\n{'nats, on fresh data':26} {'held out':>8}  {'one left out':>12}")
for name, draw in DISTRIBUTIONS.items():
    print("{:26} {:8.3f}  {:12.3f}".format(name, *prediction_scores(draw)), flush=True)

print(f"\n{'a GAN':26} {'D sees':>9}  {'memorised':>9}  {'gap [nats]':>10}")
for name in ("normal", "lognormal", "two modes"):
    for points in (0, 20):
        memorised, gap = memorising(DISTRIBUTIONS[name], points)
        print(f"{name:26} {f'{points} points' if points else 'p_data':>9}  {memorised:9.0%}  {gap:10.3f}", flush=True)
