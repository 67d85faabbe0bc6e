"""Certified values of the game: an enclosure is a ball, flint's `arb`, that contains the exact number.

Sums and other functions of enclosures are rounded outward to the working precision, 53 bits unless `with
precision(bits)` sets another. Source: Johansson, "Numerical integration in arbitrary-precision ball arithmetic", 2018.
"""

try:
    from flint import arb, fmpq
except ImportError:
    advice = 'expected python-flint for ball arithmetic; it is not installed: pip install "gan_theory[certify]"'
    raise ModuleNotFoundError(advice, name="python-flint") from None

from gan_theory.ball.doubles import distance, exact_jsd, excess, jsd_of_masses, overlap, positive, total, ulps
from gan_theory.ball.integrals import (
    WIDTH,
    C,
    V,
    counts,
    entropy,
    integral,
    jsd,
    jsd_within,
    kl,
    mean,
    mean_over_noise,
    tv,
)
from gan_theory.ball.laws import (
    HALF,
    Function,
    Law,
    constant,
    exact,
    log_1_minus_D,
    log_D,
    log_density,
    log_sum,
    precision,
    score,
)
from gan_theory.ball.optimum import COARSE, Box, log_likelihood, stationary

QUARTER, ZERO = fmpq(1, 4), arb(0)
real = arb  # of a rational or a double


__all__ = [
    "Box",
    "C",
    "COARSE",
    "Function",
    "HALF",
    "Law",
    "QUARTER",
    "V",
    "WIDTH",
    "ZERO",
    "constant",
    "counts",
    "distance",
    "entropy",
    "exact",
    "exact_jsd",
    "excess",
    "integral",
    "jsd",
    "jsd_of_masses",
    "jsd_within",
    "kl",
    "log",
    "log_1_minus_D",
    "log_D",
    "log_density",
    "log_likelihood",
    "log_sum",
    "mean",
    "mean_over_noise",
    "overlap",
    "polynomial",
    "positive",
    "precision",
    "real",
    "score",
    "stationary",
    "total",
    "tv",
    "ulps",
]


def log(n: int) -> arb:
    """log n."""
    return arb(n).log()


def polynomial(coefficients) -> str:
    """l0 + l1 x + l2 x² in words, without what is 0."""
    powers = ("", "x", "x²")
    terms = [f"{c}{power}" for c, power in zip(coefficients, powers) if c]
    return " + ".join(terms).replace("+ -", "− ").replace("1x", "x") or "0"
