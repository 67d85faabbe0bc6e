"""Certified values of the game: an enclosure is a ball, flint's `arb`, that contains the exact number.

Sums and other functions of enclosures are rounded outward to the working precision, 53 bits unless `with
precision(bits)` sets another.

References
----------
Johansson 2018, "Numerical integration in arbitrary-precision ball arithmetic".

Examples
--------
>>> from gan_theory import certified
>>> p, q = certified.ExactMixture.gaussian(0, 1), certified.ExactMixture.gaussian(1, "0.5")
>>> certified.jsd(p, q).mid().str(12, radius=False)
'0.223983776549'
"""

try:
    import flint
except ImportError:
    advice = "expected python-flint for ball arithmetic; it is not installed: pip install python-flint"
    raise ModuleNotFoundError(advice, name="python-flint") from None

from gan_theory.certified._wasserstein import LocationScale, best_critic, mean_transport, transport_is_affine, w1
from gan_theory.certified.arithmetic import HALF, QUARTER, ZERO, ball, format_polynomial, log, precision, to_rational
from gan_theory.certified.distributions import ExactDistribution
from gan_theory.certified.families import cauchy, exponential, laplace, normal, point, uniform
from gan_theory.certified.float_bounds import distance, exact_jsd, exact_sum, excess, jsd_of_masses, kl_of_masses, ulps
from gan_theory.certified.generator_outputs import (
    MonotoneBranch,
    arcsine,
    chi_square,
    expectation_of_output,
    half_normal,
    rectified_normal,
)
from gan_theory.certified.integrals import (
    C,
    V,
    entropy,
    expectation,
    expectation_over_noise,
    integral,
    jsd,
    jsd_within,
    kl,
    tv,
)
from gan_theory.certified.integrands import (
    Integrand,
    constant,
    density,
    log_1_minus_D,
    log_D,
    log_density,
    log_sum,
    posterior,
    score,
)
from gan_theory.certified.mixtures import ExactMixture
from gan_theory.certified.piecewise import kl_within
from gan_theory.certified.quadrature import WIDTH, is_narrow
from gan_theory.certified.stationary_points import COARSE_WIDTH, Box, certify_minimum, log_likelihood, power

del flint

__all__ = [
    "ExactDistribution",
    "cauchy",
    "exponential",
    "laplace",
    "normal",
    "point",
    "uniform",
    "MonotoneBranch",
    "arcsine",
    "chi_square",
    "expectation_of_output",
    "half_normal",
    "rectified_normal",
    "COARSE_WIDTH",
    "HALF",
    "QUARTER",
    "WIDTH",
    "ZERO",
    "Box",
    "C",
    "ExactMixture",
    "Integrand",
    "LocationScale",
    "V",
    "ball",
    "best_critic",
    "certify_minimum",
    "constant",
    "density",
    "distance",
    "entropy",
    "exact_jsd",
    "exact_sum",
    "excess",
    "expectation",
    "expectation_over_noise",
    "format_polynomial",
    "integral",
    "is_narrow",
    "jsd",
    "jsd_of_masses",
    "jsd_within",
    "kl",
    "kl_of_masses",
    "kl_within",
    "log",
    "log_1_minus_D",
    "log_D",
    "log_density",
    "log_likelihood",
    "log_sum",
    "mean_transport",
    "posterior",
    "power",
    "precision",
    "score",
    "to_rational",
    "transport_is_affine",
    "tv",
    "w1",
    "ulps",
]
