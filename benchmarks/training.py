"""What training costs: seconds to a JSD of 0.01 on each target, and how the cost grows with the recipe's fields."""

import time

import numpy as np

from gan_theory import Algorithm1, Recipe, train, train_many
from gan_theory.datasets.targets import TARGETS
from gan_theory.training.minibatches import BATCHES_AT_ONCE

SEEDS, REPETITIONS = (0, 1), 3
SIZES = {"steps": (500, 1000, 2000), "batch": (64, 256, 1024), "width": (16, 32, 64, 128), "k": (1, 2, 4, 8)}
GANS = (1, 4, 16, 64, 256)


def to_the_bound(target, seed):
    """Seconds until a Frame has JSD <= 0.01, and of the whole run with its 120 Frames."""
    start, reached = time.perf_counter(), np.inf
    for frame in train(target, seed=seed):
        if frame.jsd <= 0.01:
            reached = min(reached, time.perf_counter() - start)
    return reached, time.perf_counter() - start


def seconds(recipe, n, E=1):
    """The seconds for n rounds of E GANs in one block, on one thread, the best of a few repetitions."""
    players, times = Algorithm1("two-modes", recipe, range(E)), []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        players.rounds(n)
        times.append(time.perf_counter() - start)
    return min(times)


print(f"{'target':22} {'s to JSD <= 0.01':>17} {'s for the run':>14}   median of seeds {', '.join(map(str, SEEDS))}")
times = {target: np.median([to_the_bound(target, seed) for seed in SEEDS], axis=0) for target in TARGETS}
for target, (reached, whole) in times.items():
    print(f"{target:22} {reached:17.1f} {whole:14.1f}", flush=True)
reached, whole = np.median(list(times.values()), axis=0)
print(f"{'median over targets':22} {reached:17.1f} {whole:14.1f}")

for name, values in SIZES.items():
    print(f"\n{name:>8} {'ms a round':>11} {'of the first':>13}")
    costs = []
    for value in values:
        n = value if name == "steps" else BATCHES_AT_ONCE
        costs.append(seconds(Recipe() if name == "steps" else Recipe(**{name: value}), n) / n)
        print(f"{value:8} {1000 * costs[-1]:11.3f} {costs[-1] / costs[0]:13.2f}", flush=True)

print(f"\n{'GANs':>8} {'ms a round':>11} {'us a GAN':>13}   in one block, on one thread")
for E in GANS:
    cost = seconds(Recipe(), BATCHES_AT_ONCE, E) / BATCHES_AT_ONCE
    print(f"{E:8} {1000 * cost:11.3f} {1e6 * cost / E:13.1f}", flush=True)

import torch  # noqa: E402  not before the times above, which it has no part in

if torch.cuda.is_available():
    start = time.perf_counter()
    *_, frames = train_many("two-modes", Recipe(frames=1), seeds=range(1000), device="cuda")
    within = sum(frame is not None and frame.jsd <= 0.01 for frame in frames)
    print(f"\n1,000 GANs on {torch.cuda.get_device_name()}: {time.perf_counter() - start:.0f} s, {within} within 0.01")
else:
    print("\n1,000 GANs at once on a CUDA device: not measured, no device found")
