"""Certified values of the game: an enclosure is a ball, flint's `arb`, that contains the exact number.

Sums and other functions of enclosures are rounded outward to the working precision, 53 bits unless `with
precision(bits)` sets another. Source: Johansson, "Numerical integration in arbitrary-precision ball arithmetic", 2018.
"""

try:
    from flint import arb, fmpq
except ImportError:
    advice = 'expected python-flint for ball arithmetic; it is not installed: pip install "gan_theory[certify]"'
    raise ModuleNotFoundError(advice, name="python-flint") from None

from gan_theory.certified.float_bounds import distance, exact_jsd, exact_sum, excess, jsd_of_masses, ulps
from gan_theory.certified.integrals import (
    WIDTH,
    C,
    V,
    entropy,
    expectation,
    expectation_over_noise,
    integral,
    is_narrow,
    jsd,
    jsd_within,
    kl,
    tv,
)
from gan_theory.certified.integrands import Integrand, constant, log_1_minus_D, log_D, log_density, log_sum, score
from gan_theory.certified.mixtures import HALF, ExactMixture, precision, to_rational
from gan_theory.certified.stationary_points import COARSE, Box, certify_minimum, log_likelihood

QUARTER, ZERO = fmpq(1, 4), arb(0)
real = arb  # of a rational or a double

__all__ = [
    "COARSE",
    "HALF",
    "QUARTER",
    "WIDTH",
    "ZERO",
    "Box",
    "C",
    "ExactMixture",
    "Integrand",
    "V",
    "certify_minimum",
    "constant",
    "distance",
    "entropy",
    "exact_jsd",
    "exact_sum",
    "excess",
    "expectation",
    "expectation_over_noise",
    "integral",
    "is_narrow",
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
    "polynomial",
    "precision",
    "real",
    "score",
    "to_rational",
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
