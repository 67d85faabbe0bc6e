"""The search for Gaussians at which a divergence from p_data is stationary, with its gradient and second derivative."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.float_errors import UNDERFLOW_IS_0
from gan_theory._utils.validation import match_name
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.game.formulas import PAPER

CELLS_PER_STD, MAX_CELLS = 10, 1 << 15  # of the grid for a mixture: per least standard deviation, and in all
MIN_STD = 1.5  # in cells; on the grid a Gaussian with a smaller standard deviation looks like its neighbours
GRADIENT_TOL = 1e-11  # below it a gradient counts as 0
DIFFERENCE_STEP = 1e-4  # for differences of gradients


@dataclass(frozen=True)
class Divergence:
    """A divergence of q = p_g from p = p_data, by the log masses (n,) of both.

    Parameters
    ----------
    value : callable
        value(log_p, log_q), in nats.
    q_times_gradient : callable
        q ∂/∂q of the value per cell, shape (n,), up to a multiple of q.
    """

    value: Callable[[Array, Array], float]
    q_times_gradient: Callable[[Array, Array], Array]


def _kl(log_p: Array, log_q: Array) -> float:
    p = np.exp(log_p)
    return float((xlogy(p, p) - p * log_q).sum())


def _kl_times_gradient(log_p: Array, log_q: Array) -> Array:
    return -np.exp(log_p)


def _reverse_kl(log_p: Array, log_q: Array) -> float:
    return float(np.exp(log_q) @ (log_q - log_p))


def _reverse_kl_times_gradient(log_p: Array, log_q: Array) -> Array:
    return np.exp(log_q) * (log_q - log_p)


def _jsd(log_p: Array, log_q: Array) -> float:
    return float(PAPER.jsd(np.exp(log_p), np.exp(log_q)))


def _jsd_times_gradient(log_p: Array, log_q: Array) -> Array:
    return np.exp(log_q) * (log_q - np.logaddexp(log_p, log_q)) / 2


DIVERGENCES = {
    "kl": Divergence(_kl, _kl_times_gradient),
    "reverse-kl": Divergence(_reverse_kl, _reverse_kl_times_gradient),
    "jsd": Divergence(_jsd, _jsd_times_gradient),
}
"""KL(p_data‖p_g), KL(p_g‖p_data) and JSD, by name."""


@dataclass(frozen=True, eq=False)
class GaussianSearch:
    """A divergence from p_data as a function of t = (mean, log std) of a Gaussian p_g.

    t is in units of p_data: the Gaussian is N(m + s·t_0, (s·exp t_1)²), with m and s its mean and standard deviation.

    Parameters
    ----------
    mean, std : float
        The mean and the standard deviation of p_data.
    u : array, shape (n,)
        The cell centres, (x − mean)/std.
    log_p : array, shape (n,)
        The log masses of p_data.
    divergence : Divergence
        One of `DIVERGENCES`.
    mean_starts, log_std_starts : array
        The values of t_0 and of t_1 from which to search, ascending.
    """

    mean: float
    std: float
    u: Array
    log_p: Array
    divergence: Divergence
    mean_starts: Array
    log_std_starts: Array

    @property
    def bounds(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The least and the greatest t."""
        return (self.u[0], self.log_std_starts[0]), (self.u[-1], self.log_std_starts[-1] + 1)

    def _gaussian(self, t: ArrayLike) -> tuple[Array, float, Array]:
        """(u − mean)/std per cell, log std, and the log masses, of the Gaussian at t."""
        mean, log_std = np.clip(t, *self.bounds)
        z = (self.u - mean) * np.exp(-log_std)
        log_q = -z * z / 2
        log_q -= log_q.max()
        return z, log_std, log_q - np.log(np.exp(log_q).sum())

    @UNDERFLOW_IS_0
    def value(self, t: ArrayLike) -> float:
        """Return the divergence at t (2,), in nats."""
        _, _, log_q = self._gaussian(t)
        return self.divergence.value(self.log_p, log_q)

    @UNDERFLOW_IS_0
    def gradient(self, t: ArrayLike) -> Array:
        """Return the gradient (2,) of the divergence in t: the sum of ∂/∂q · ∂q/∂t."""
        z, log_std, log_q = self._gaussian(t)
        scores = np.stack([z * np.exp(-log_std), z * z])  # ∂/∂t log q, up to a constant
        centred = scores - (scores @ np.exp(log_q))[:, None]
        return centred @ self.divergence.q_times_gradient(self.log_p, log_q)

    def hessian(self, t: ArrayLike) -> Array:
        """Return the second derivative (2, 2) in (mean/std, log std) at a t (2,) where the gradient is 0."""
        t = np.asarray(t)
        scale = np.array([np.exp(t[1]), 1.0])
        rows = [self.gradient(t + step) - self.gradient(t - step) for step in DIFFERENCE_STEP * np.diag(scale)]
        hessian = np.array(rows) * scale / (2 * DIFFERENCE_STEP)
        return (hessian + hessian.T) / 2

    def solve_stationary(self, start: ArrayLike) -> Array:
        """Return a t (2,) where the gradient is 0; if the solver finds none, `is_stationary` is false there."""
        from scipy.optimize import root  # it takes a quarter of a second

        return root(self.gradient, start, tol=1e-14, options={"maxfev": 60}).x

    def is_stationary(self, t: ArrayLike) -> bool:
        """Return whether t (2,) is within bounds and the gradient there is 0."""
        t = np.asarray(t)
        least, greatest = self.bounds
        return bool(((t > least) & (t < greatest)).all() and np.abs(self.gradient(t)).max() <= GRADIENT_TOL)


@UNDERFLOW_IS_0
def search_for(p_data: GaussianMixture | Density, divergence: str) -> GaussianSearch:
    """Set up the search for the Gaussians nearest to p_data.

    Parameters
    ----------
    p_data : GaussianMixture or Density
        A mixture is put on a grid of its own.
    divergence : {"kl", "reverse-kl", "jsd"}
        The divergence from p_data.

    Returns
    -------
    GaussianSearch
        With a lattice of starts: 9 quantiles of p_data, and 7 standard deviations from 1.5 cells to twice its own.

    Raises
    ------
    ValueError
        As for `best_gaussian`.
    """
    divergence = match_name(divergence, DIVERGENCES, "divergence")
    x, log_p = _on_grid(p_data)
    if divergence == "reverse-kl" and np.isneginf(log_p).any():
        empty = np.count_nonzero(np.isneginf(log_p))
        raise ValueError(
            f"expected p_data with mass in every cell, otherwise KL(p_g‖p_data) is infinite; got {empty} empty"
        )
    p = np.exp(log_p)
    mean, dx = x @ p, x[1] - x[0]
    std = np.sqrt((x - mean) ** 2 @ p)
    check_found(bool(std > MIN_STD * dx), p_data)
    u = (x - mean) / std
    return GaussianSearch(
        mean=float(mean),
        std=float(std),
        u=u,
        log_p=log_p,
        divergence=DIVERGENCES[divergence],
        mean_starts=np.interp(np.linspace(0.02, 0.98, 9), np.cumsum(p), u),
        log_std_starts=np.log(np.geomspace(MIN_STD * dx / std, 2, 7)),
    )


def check_found(found: bool, p_data: GaussianMixture | Density) -> None:
    """Check that a Gaussian was found that the grid can resolve.

    Parameters
    ----------
    found : bool
        Whether one was found.
    p_data : GaussianMixture or Density
        The distribution, for the message.

    Raises
    ------
    ValueError
        If none was found.
    """
    if not found:
        raise ValueError(
            f"expected p_data whose best Gaussian has a standard deviation above {MIN_STD} cells; got {p_data!r}"
        )


def _on_grid(p_data: GaussianMixture | Density) -> tuple[Array, Array]:
    """Return the cell centres (n,) and the log masses (n,) of p_data, which do not underflow for a mixture."""
    if isinstance(p_data, Density):
        with np.errstate(divide="ignore"):
            return p_data.x, np.log(p_data.p)
    if not isinstance(p_data, GaussianMixture):
        raise ValueError(f"expected p_data, a GaussianMixture or a Density; got {type(p_data).__name__}")
    x = _grid_for_mixture(p_data)
    log_p = p_data.logpdf(x)
    return x, log_p - np.logaddexp.reduce(log_p)


def _grid_for_mixture(p_data: GaussianMixture) -> Array:
    means, stds, weights = (np.array(each) for each in (p_data.means, p_data.stds, p_data.weights))
    std = np.sqrt(weights @ (stds**2 + (means - weights @ means) ** 2))
    lo, hi = (means - 12 * stds).min() - 12 * std, (means + 12 * stds).max() + 12 * std
    cells = int(np.ceil((hi - lo) / stds.min() * CELLS_PER_STD))
    if cells > MAX_CELLS:
        raise ValueError(
            f"expected components with similar standard deviations; got {p_data}, which needs a grid of {cells} cells"
        )
    return grid(lo, hi, cells)
