"""Data and a family of laws with one parameter θ: what maximum likelihood is tried on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.verification.cases.pairs import gaussian

POINTS, FEW_ZOOMS = 65, 3  # of a search, which each zoom makes up to 32 times as fine: enough for samples
STEP = 1e-3  # of θ, for its derivatives
NEVER, LOST = -1e300, -1e200  # the log of a mass of 0, whose product with a share of 0 is 0; what means that it is not


@dataclass(frozen=True, eq=False)
class LikelihoodCase:
    """Data, and a family of p_g to fit to them.

    p_data: masses (n,). log_p_g: θ (k,) ↦ log masses (k, n). least, most: θ lies between them. best: the θ of the
    greatest likelihood, by closed form. sampled: the law (n,) of the samples, if it is not p_data. reversed: whether
    KL(p_g‖p_data) stands in for KL(p_data‖p_g). mixtures: p_data, and p_g at some θ, as mixtures on the line.
    """

    name: str
    p_data: np.ndarray
    log_p_g: Callable
    least: float
    most: float
    best: float
    sampled: np.ndarray | None = None
    reversed: bool = False
    mixtures: tuple[GaussianMixture, GaussianMixture] | None = None

    def masses(self) -> tuple[np.ndarray, np.ndarray]:
        """p_data and the best p_g (n,)."""
        return self.p_data, np.exp(self.log_p_g(np.array([self.best]))[0])

    def mean_log(self, shares, theta) -> np.ndarray:
        """Σ shares log p_g (..., k) for shares (..., n) of the cells, those of p_data or of samples, and θ (k,)."""
        total = shares @ np.maximum(self.log_p_g(theta), NEVER).T
        return np.where(total < LOST, -np.inf, total)


def search(value, case, zooms):
    """The θ (...,) at which value(θ (k,)), (..., k), is greatest, on grids that close in on all of them."""
    least, most = case.least, case.most
    for _ in range(zooms):
        theta = np.linspace(least, most, POINTS)
        best = np.argmax(value(theta), axis=-1)
        least, most = theta[max(best.min() - 1, 0)], theta[min(best.max() + 1, POINTS - 1)]
    return theta[np.atleast_1d(best)]


def most_likely(case, shares, zooms=FEW_ZOOMS):
    """The θ (...,) of the greatest likelihood, for shares (..., n) of the cells: of p_data, or of samples."""
    return search(lambda theta: case.mean_log(shares, theta), case, zooms)


def variance(case):
    """That of √n (θ_n − θ) in the limit of many samples; 1/(Fisher information) if p_data is of the family."""
    below, at, above = np.maximum(case.log_p_g(case.best + STEP * np.array([-1, 0, 1])), NEVER)
    score, bend = (above - below) / (2 * STEP), (above - 2 * at + below) / STEP**2
    return case.p_data @ (score - case.p_data @ score) ** 2 / (case.p_data @ bend) ** 2


def likelihood_case(name, x, p_data, logs, least, most, best, **others):
    """A Model whose p_data is proportional to the pdf or to the values (n,), and p_g to exp of logs(x, θ (k, 1))."""

    def log_p_g(theta):
        found = logs(x, np.asarray(theta)[:, None])
        return found - np.logaddexp.reduce(found, axis=-1, keepdims=True)

    return LikelihoodCase(name, masses(p_data, x), log_p_g, least, most, best, **others)


def masses(p_data, x):
    """Those (n,) of a mixture on the grid x, or proportional to values (n,)."""
    values = p_data.pdf(x) if isinstance(p_data, GaussianMixture) else np.asarray(p_data, np.float64)
    return values / values.sum()


def of_mean(std):
    """log N(θ, std²), like those below up to a constant: a function of x (n,) and θ (k, 1)."""
    return lambda x, theta: -(((x - theta) / std) ** 2) / 2


def of_std(x, theta):
    """log N(0, θ²), up to what log θ adds."""
    return -((x / theta) ** 2) / 2


def of_weight(x, theta):
    """log [(1 − θ) N(−1.5, 0.5²) + θ N(1.5, 0.5²)]."""
    modes = (gaussian(place, 0.5).logpdf(x) for place in (-1.5, 1.5))
    return np.logaddexp(*(log + np.log(share) for log, share in zip(modes, (1 - theta, theta))))


def of_decay(x, theta):
    """log exp(−x/θ)."""
    return -x / theta


def of_top(x, theta):
    """log of the share of each cell that lies below θ: uniform, on an x from 0 on."""
    with np.errstate(divide="ignore"):
        return np.log(np.clip((theta - x) / (x[1] - x[0]) + 0.5, 0, 1))


def decay_of_mean(x, mean):
    """The θ at which masses ∝ exp(−x/θ) on the even grid x, from half a cell above 0 on, have the mean given."""
    dx = x[1] - x[0]
    return dx / np.log1p(dx / (mean - dx / 2))
