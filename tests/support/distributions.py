"""Distributions on the line that tests of densities share."""

from scipy import stats

from gan_theory import GaussianMixture

DISTRIBUTIONS = {
    "normal": stats.norm(4, 0.5),
    "cauchy": stats.cauchy(),
    "exponential": stats.expon(),
    "uniform": stats.uniform(-1, 3),
    "gamma": stats.gamma(2),
    "mixture": GaussianMixture((-1.5, 1.5), (0.5, 0.3), (0.25, 0.75)),
}
