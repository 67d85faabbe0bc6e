"""The arithmetic of one round of Algorithm 1, and how fast this machine does it when it does nothing else."""

import time
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits


class Counts(NamedTuple):
    """Of one round, for hidden layers of h units and minibatches of m: of the layers h × h, and of their units.

    flop: in matrix products; a multiplication and an addition are two.
    """

    flop: float
    tanhs: int
    sines: int
    cosines: int


def counts(recipe):
    """Count them for perceptrons of two hidden layers, tanh in G and sines in D, in minibatches of m rows.

    A step of D takes G forward (1 product with m rows), and D forward on 2m rows (2) and back to its inner weights and
    units (2 of 2m rows: 4). A step of G takes G and D forward (2), D back to its input (1) and G back (2).
    """
    m, h = recipe.batch, recipe.width
    products = 7 * recipe.k + 5
    units = 2 * m * h  # in the two layers
    of_D = units * (2 * recipe.k + 1)  # sines forward, and as many cosines, their derivatives, back
    return Counts(2 * products * m * h * h, tanhs=units * (recipe.k + 1), sines=of_D, cosines=of_D)


class Rates(NamedTuple):
    """FLOP, tanhs, sines and cosines per second."""

    flop: float
    tanh: float
    sine: float
    cosine: float


def rates(recipe, calls=200, repetitions=7):
    """Measure the rates on one thread, in float32, for the arrays of a minibatch: the better of NumPy and torch."""
    m, h = recipe.batch, recipe.width
    rng = np.random.default_rng(0)
    a, W = rng.standard_normal((m, h), np.float32), rng.standard_normal((h, h), np.float32)
    found = [_rates_of(np, a, W, calls, repetitions)]
    if find_spec("torch"):
        import torch

        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        found.append(_rates_of(torch, torch.from_numpy(a), torch.from_numpy(W), calls, repetitions))
        torch.set_num_threads(threads)
    return Rates(*map(max, zip(*found)))


def bound(recipe, rates):
    """Return the rounds per second of a program that does this arithmetic at these rates, and nothing else.

    A kernel that computes the sine and the cosine of one number together can make more.
    """
    each = counts(recipe)
    return 1 / sum(count / rate for count, rate in zip(each, rates))


def _rates_of(library, a, W, calls, repetitions):
    out = library.empty_like(a)
    functions = [lambda: library.matmul(a, W, out=out)]
    functions += [lambda f=f: f(a, out=out) for f in (library.tanh, library.sin, library.cos)]
    sizes = [2 * a.shape[0] * W.shape[0] * W.shape[1]] + 3 * [a.shape[0] * a.shape[1]]
    with threadpool_limits(1):
        return [size / _seconds(f, calls, repetitions) for f, size in zip(functions, sizes)]


def _seconds(f, calls, repetitions):
    """The time of a call, the best of several repetitions."""
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        for _ in range(calls):
            f()
        times.append((time.perf_counter() - start) / calls)
    return min(times)
