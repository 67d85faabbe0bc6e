"""Time per cell from 10³ to 10⁷ cells, beside SciPy's, and memory at 10⁷ cells, in arrays of that size."""

import time
import tracemalloc

import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.special import rel_entr

from gan_theory import C, D_star, Density, V, grad_C, grid, hess_C, jsd, kl, tv

SIZES = [10**3, 10**4, 10**5, 10**6, 10**7]
CELLS = 2 * 10**7  # that a timing goes over, at least


def gaussian(mean):
    return lambda x: np.exp(-((x - mean) ** 2) / 2) / np.sqrt(2 * np.pi)


def pair(n):
    x = grid(-8, 9, n)
    return Density.from_pdf(gaussian(0), x), Density.from_pdf(gaussian(1), x)


FORMULAS = {
    "jsd": jsd,
    "  SciPy's jensenshannon": lambda p, q: jensenshannon(p.p, q.p) ** 2,
    "kl": kl,
    "  SciPy's rel_entr, summed": lambda p, q: rel_entr(p.p, q.p).sum(),
    "C": C,
    "V at D = 0.3": lambda p, q: V(0.3, p, q),
    "D_star": D_star,
    "grad_C": grad_C,
    "hess_C": hess_C,
    "tv": tv,
    "Density.from_pdf": lambda p, q: Density.from_pdf(gaussian(0), p.x),
}


def nanoseconds(formula, p, q):
    """The time per cell, the best of five repetitions."""
    times = []
    for _ in range(5):
        calls = max(1, CELLS // 5 // p.n)
        start = time.perf_counter()
        for _ in range(calls):
            formula(p, q)
        times.append((time.perf_counter() - start) / calls / p.n)
    return min(times) * 1e9


def arrays(formula, p, q):
    """The peak memory of a call, in arrays of p.n doubles, without its arguments."""
    tracemalloc.start()
    formula(p, q)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / p.p.nbytes


pairs = [pair(n) for n in SIZES]
print(f"{'ns per cell, cells =':28}{''.join(f'{n:>10.0e}' for n in SIZES)}  most/least   arrays at 10⁷")
for name, formula in FORMULAS.items():
    times = [nanoseconds(formula, *each) for each in pairs]
    flat, peak = max(times) / min(times), arrays(formula, *pairs[-1])
    print(f"{name:28}{''.join(f'{t:10.2f}' for t in times)}{flat:13.2f}{peak:15.1f}", flush=True)
