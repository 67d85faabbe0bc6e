"""Parzen windows of 10,000 samples at 10,000 points: the time over that of the exponentials alone, memory, and others.

The exponentials are as many calls of np.exp on a block that stays in cache. All repetitions of a row
alternate, on one thread, in seconds of that thread; ratios are medians over them.
"""

import os

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

import time
import tracemalloc

import numpy as np
from scipy.stats import gaussian_kde
from sklearn.neighbors import KernelDensity

from gan_theory import parzen_log_likelihood

M, BLOCK, FEW = 10_000, (256, 256), 200
# d and σ, and how many repetitions
CASES = {(1, 0.01): 9, (1, 0.1): 9, (1, 0.3): 9, (1, 1.0): 9, (2, 0.3): 9, (784, 0.2): 3}


def bare(d):
    """The exponentials, and for d > 1 the products of all points with all samples, block by block."""
    rng = np.random.default_rng(0)
    block, out = -30 * rng.random(BLOCK), np.empty(BLOCK)
    left, right = rng.random((BLOCK[0], d)), rng.random((d, BLOCK[1]))

    def run():
        for _ in range(M * M // block.size):
            if d > 1:
                np.matmul(left, right, out=out)
            np.exp(block, out=out)

    return run


def seconds(f):
    start = time.process_time()
    f()
    return time.process_time() - start


def megabytes(f):
    """The most memory that Python's allocators held at once, beyond the arguments."""
    tracemalloc.start()
    f()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def scipy_kde(samples, x, sigma):
    """gaussian_kde with the covariance σ²·1."""
    kde, d = gaussian_kde(samples.T), samples.shape[1]
    kde.covariance, kde.cho_cov = sigma**2 * np.eye(d), sigma * np.eye(d)
    kde.log_det = 2 * d * np.log(sigma * np.sqrt(2 * np.pi))
    return kde.logpdf(x.T)


def scikit_learn(samples, x, sigma):
    """KernelDensity, in one leaf for many dimensions: with more it is wrong (see tests/support/parzen_oracles.py)."""
    leaf_size = 40 if samples.shape[1] == 1 else len(samples)
    return KernelDensity(bandwidth=sigma, leaf_size=leaf_size).fit(samples).score_samples(x)


def times_ours(f, samples, x, sigma):
    """The time of another implementation over ours, the median of three repetitions."""
    ratios = [
        seconds(lambda: f(samples, x, sigma)) / seconds(lambda: parzen_log_likelihood(samples, x, sigma))
        for _ in range(3)
    ]
    return np.median(ratios)


print(f"the last two columns on {FEW} of the points")
print("   d     σ  exp, s  ours, s  ours/exp      MB  scikit-learn/ours  SciPy/ours")
for (d, sigma), repetitions in CASES.items():
    samples, x = np.random.default_rng(0).normal(size=(2, M, d))
    if d > 2:
        samples, x = np.random.default_rng(0).random((2, M, d))
    ours, exponentials = (lambda: parzen_log_likelihood(samples, x, sigma)), bare(d)  # noqa: B023
    pairs = np.array([(seconds(exponentials), seconds(ours)) for _ in range(repetitions)])
    ratio, (bare_s, ours_s) = np.median(pairs[:, 1] / pairs[:, 0]), np.median(pairs, axis=0)
    beside = [times_ours(f, samples, x[:FEW], sigma) for f in (scikit_learn, scipy_kde)]
    print(f"{d:4} {sigma:5} {bare_s:7.3f} {ours_s:8.3f} {ratio:9.2f} {megabytes(ours):7.1f}", end="")
    print(f" {beside[0]:18.1f} {beside[1]:11.1f}", flush=True)
