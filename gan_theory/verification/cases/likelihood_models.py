"""LIKELIHOOD_MODELS: data and families of p_g with one parameter θ, on which maximum likelihood is tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.explicit_models import maximum_likelihood
from gan_theory.verification.cases.pairs import PAIRS, STANDARD, TWO_MODES, gaussian


@dataclass(frozen=True, eq=False)
class LikelihoodCase:
    """Data, and a family of p_g to fit to them.

    Parameters
    ----------
    name : str
        The name of the case.
    p_data : array, shape (n,)
        The masses of the data.
    log_p_g : callable
        θ, shape (k,), to log masses of p_g, shape (k, n).
    theta_min, theta_max : float
        The interval of θ.
    theta_best : float
        The θ of the greatest likelihood, by closed form.
    sampled_from : array, shape (n,), optional
        The masses that samples are drawn from, if not p_data.
    reverse_kl : bool
        Whether KL(p_g‖p_data) takes the place of KL(p_data‖p_g).
    mixtures : tuple of GaussianMixture, optional
        p_data, and p_g at some θ, as mixtures on the line.
    """

    name: str
    p_data: Array
    log_p_g: Callable[[Array], Array]
    theta_min: float
    theta_max: float
    theta_best: float
    sampled_from: Array | None = None
    reverse_kl: bool = False
    mixtures: tuple[GaussianMixture, GaussianMixture] | None = None

    def masses(self) -> tuple[Array, Array]:
        """Return p_data and the best p_g, masses of shape (n,) each."""
        return self.p_data, np.exp(self.log_p_g(np.array([self.theta_best]))[0])

    def mean_log_likelihood(self, frequencies: ArrayLike, theta: Array) -> Array:
        """Return the mean of log p_g over data.

        Parameters
        ----------
        frequencies : array, shape (..., n)
            The frequency of each cell among the data: p_data, or the shares of samples.
        theta : array, shape (k,)
            The parameters.

        Returns
        -------
        array, shape (..., k)
            Σ frequencies · log p_g, in nats; −∞ where data have p_g = 0.
        """
        return maximum_likelihood.mean_log_likelihood(self.log_p_g, frequencies, theta)

    def maximise(self, value: Callable[[Array], Array], zooms: int) -> Array:
        """Find the θ of the greatest value on grids that close in on it.

        Parameters
        ----------
        value : callable
            θ, shape (k,), to values, shape (..., k): one row for each function to maximise.
        zooms : int
            How many grids are tried.

        Returns
        -------
        array, shape (...,)
            The θ of the greatest value in each row.
        """
        return maximum_likelihood.maximise(value, self.theta_min, self.theta_max, zooms)

    def fit(self, frequencies: ArrayLike, zooms: int = maximum_likelihood.ZOOMS) -> Array:
        """Return the θ (...,) of the greatest likelihood for the frequencies (..., n) of data in the cells."""
        return self.maximise(lambda theta: self.mean_log_likelihood(frequencies, theta), zooms)

    def asymptotic_variance(self) -> float:
        """Return the variance of √n (θ_n − θ_best) as n → ∞: 1/(Fisher information) if p_data is in the family."""
        return maximum_likelihood.asymptotic_variance(self.log_p_g, self.p_data, self.theta_best)


def case_on_grid(
    name: str, x: Array, p_data: GaussianMixture | ArrayLike, log_family: Callable[[Array, Array], Array], **fields: Any
) -> LikelihoodCase:
    """Make a case of an unnormalised family on a grid.

    Parameters
    ----------
    name : str
        The name of the case.
    x : array, shape (n,)
        The cell centres.
    p_data : GaussianMixture or array, shape (n,)
        The data's density, or values proportional to it.
    log_family : callable
        x (n,) and θ (k, 1) to log p_g (k, n), up to a constant for each θ.
    **fields
        The other fields of `LikelihoodCase`.

    Returns
    -------
    LikelihoodCase
        The case, with p_data and every p_g normalised on the grid.
    """

    def log_p_g(theta: Array) -> Array:
        logs = log_family(x, np.asarray(theta)[:, None])
        return logs - np.logaddexp.reduce(logs, axis=-1, keepdims=True)

    return LikelihoodCase(name, normalised_masses(p_data, x), log_p_g, **fields)


def normalised_masses(density: GaussianMixture | ArrayLike, x: Array) -> Array:
    """Return masses (n,) on the grid x (n,) that are proportional to a mixture's pdf, or to values (n,)."""
    values = density.pdf(x) if isinstance(density, GaussianMixture) else np.asarray(density, np.float64)
    return values / values.sum()


def log_gaussian_of_mean(x: Array, theta: Array, std: float = 1.0) -> Array:
    """Return log N(x; θ, std²) up to a constant, for x (n,) and θ (k, 1)."""
    return -(((x - theta) / std) ** 2) / 2


def log_gaussian_of_std(x: Array, theta: Array) -> Array:
    """Return log N(x; 0, θ²) up to a constant for each θ, for x (n,) and θ (k, 1)."""
    return -((x / theta) ** 2) / 2


def log_mixture_of_weight(x: Array, theta: Array) -> Array:
    """Return log [(1 − θ) N(x; −1.5, 0.5²) + θ N(x; 1.5, 0.5²)], for x (n,) and θ (k, 1)."""
    left, right = (gaussian(mean, 0.5).logpdf(x) for mean in (-1.5, 1.5))
    return np.logaddexp(left + np.log(1 - theta), right + np.log(theta))


def log_exponential(x: Array, theta: Array) -> Array:
    """Return log exp(−x/θ), for x (n,) and θ (k, 1)."""
    return -x / theta


def log_uniform(x: Array, theta: Array) -> Array:
    """Return the log of the share of each cell that lies below θ, for an even grid x (n,) from 0 on, and θ (k, 1)."""
    with np.errstate(divide="ignore"):
        return np.log(np.clip((theta - x) / (x[1] - x[0]) + 0.5, 0, 1))


def exponential_with_mean(x: Array, mean: float) -> float:
    """Return the θ for which masses ∝ exp(−x/θ) have this mean, on an even grid x from half a cell above 0 on."""
    dx = x[1] - x[0]
    return dx / np.log1p(dx / (mean - dx / 2))


X, HALF_LINE = grid(-10, 10, 50), grid(0, 40, 80)
LOPSIDED = GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.3, 0.7))
SKEWED = GaussianMixture((-1.0, 0.5), (0.5, 1.0), (0.25, 0.75))


def _coin() -> LikelihoodCase:
    def log_p_g(theta: Array) -> Array:
        return np.log(np.stack([1 - theta, theta], axis=-1))

    return LikelihoodCase("a coin", np.array([0.3, 0.7]), log_p_g, theta_min=0.01, theta_max=0.99, theta_best=0.7)


def _of_mean(name: str, p_data: GaussianMixture, best: float, std: float = 1.0, **fields: Any) -> LikelihoodCase:
    family = partial(log_gaussian_of_mean, std=std)
    return case_on_grid(name, X, p_data, family, theta_min=-3, theta_max=4, theta_best=best, **fields)


def _of_std(name: str, p_data: GaussianMixture, best: float, theta_max: float) -> LikelihoodCase:
    bounds = dict(theta_min=0.5, theta_max=theta_max, theta_best=best)
    return case_on_grid(name, X, p_data, log_gaussian_of_std, mixtures=(p_data, gaussian(0, 1.5)), **bounds)


def _of_weight() -> LikelihoodCase:
    name = "modes of 0.3 and 0.7, the weight θ of the right one"
    return case_on_grid(name, X, LOPSIDED, log_mixture_of_weight, theta_min=0.01, theta_max=0.99, theta_best=0.7)


def _exponential(name: str, values: Array, best: float) -> LikelihoodCase:
    return case_on_grid(name, HALF_LINE, values, log_exponential, theta_min=0.3, theta_max=5, theta_best=best)


def _gamma() -> LikelihoodCase:
    values = HALF_LINE * np.exp(-HALF_LINE)
    best = exponential_with_mean(HALF_LINE, values @ HALF_LINE / values.sum())
    return _exponential("Γ(2), exponential of mean θ", values, best)


def _old_faithful() -> LikelihoodCase:
    """Return the case of sixteen cells of `PAIRS` in one."""
    p, x = (each.reshape(32, 16) for each in (PAIRS["old-faithful"].masses()[0], PAIRS["old-faithful"].x()))
    p, x = p.sum(axis=-1), x.mean(axis=-1)
    return case_on_grid(
        "Old Faithful, N(θ, 1)", x, p, log_gaussian_of_mean, theta_min=0, theta_max=7, theta_best=float(p @ x)
    )


LIKELIHOOD_MODELS: dict[str, LikelihoodCase] = {
    case.name: case
    for case in (
        _coin(),
        _of_mean("N(1, 1), N(θ, 1)", gaussian(1, 1), 1.0, mixtures=(gaussian(1, 1), gaussian(0.5, 1))),
        _of_std("N(0, 1), N(0, θ²)", STANDARD, 1.0, theta_max=4),
        _of_mean("N(1, 0.5²), N(θ, 1)", gaussian(1, 0.5), 1.0, mixtures=(gaussian(1, 0.5), STANDARD)),
        _of_std("two modes, N(0, θ²)", TWO_MODES, np.sqrt(2.5), theta_max=5),
        _of_mean("modes of 0.3 and 0.7, N(θ, 0.5²)", LOPSIDED, 0.6, std=0.5),
        _of_mean("skewed, N(θ, 1)", SKEWED, 0.125, mixtures=(SKEWED, gaussian(1, 1))),
        _of_weight(),
        _exponential("exponential, of mean θ", np.exp(-HALF_LINE), 1.0),
        _gamma(),
        _old_faithful(),
    )
}
"""The named cases, by name."""
