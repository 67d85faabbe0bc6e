"""The Gaussians nearest to p_data: KL(p_data‖p_g) covers the modes, KL(p_g‖p_data) seeks one, JSD does either."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import minimize, root
from scipy.special import xlogy

from gan_theory._utils.validation import match_name
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.game.formulas import PAPER

FINE, MOST_CELLS = 10, 1 << 15  # cells in the least std of a mixture; and how many at most
CELLS_WIDE = 1.5  # a Gaussian that is narrower on the grid is not told from its neighbours
AT_REST, FLAT, SAME = 1e-11, 1e-7, 1e-6  # a gradient taken for 0, a curvature not told from 0, places not told apart
STEP = 1e-4  # for differences of gradients


@dataclass(frozen=True)
class GaussianFit:
    """N(μ, σ²) where a divergence from p_data is stationary in (μ, σ), and the divergence there, in nats.

    curvatures: the eigenvalues (2,), ascending, of its second derivative in (μ/σ, log σ), in nats.
    """

    law: GaussianMixture
    value: float
    curvatures: tuple[float, float]

    @property
    def is_minimum(self) -> bool:
        """Whether it is a minimum, and not a saddle or a maximum."""
        return self.curvatures[0] > 0


def _kl(log_p, log_q):
    p = np.exp(log_p)
    return (xlogy(p, p) - p * log_q).sum()


def _jsd(log_p, log_q):
    return PAPER.jsd(np.exp(log_p), np.exp(log_q))


# The value from the log masses of p_data and p_g (n,); and q ∂/∂q per cell (n,), up to a multiple of q.
DIVERGENCES = {
    "kl": (_kl, lambda log_p, log_q: -np.exp(log_p)),
    "reverse-kl": (
        lambda log_p, log_q: np.exp(log_q) @ (log_q - log_p),
        lambda log_p, log_q: np.exp(log_q) * (log_q - log_p),
    ),
    "jsd": (_jsd, lambda log_p, log_q: np.exp(log_q) * (log_q - np.logaddexp(log_p, log_q)) / 2),
}


def best_gaussian(p_data: GaussianMixture | Density, divergence: str = "kl") -> GaussianFit:
    """The Gaussian p_g of least KL(p_data‖p_g) ("kl"), KL(p_g‖p_data) ("reverse-kl") or JSD ("jsd"); of equals, the
    leftmost.

    "kl" is maximum likelihood: p_g has the mean and variance of p_data. A Density is compared cell by cell with
    `Density.from_pdf(law.pdf, p_data.x)`. Raises ValueError for another p_data or divergence, for a p_data whose best
    Gaussian is narrower than 1.5 cells, and for "reverse-kl" if a cell of p_data is empty: it is infinite then.
    """
    minima = [fit for fit in stationary_gaussians(p_data, divergence) if fit.is_minimum]
    if not minima:
        raise ValueError(f"expected p_data that a Gaussian wider than 1.5 cells fits best; got {p_data!r}")
    least = min(fit.value for fit in minima)
    return next(fit for fit in minima if fit.value <= least + AT_REST)


def stationary_gaussians(p_data: GaussianMixture | Density, divergence: str = "kl") -> list[GaussianFit]:
    """Every Gaussian found where the divergence is stationary, minima and saddles, by mean and then by std.

    Found from a lattice of starts: the lowest by descent, and all by solving for a gradient of 0. Arguments and errors
    as for `best_gaussian`.
    """
    search = search_for(p_data, divergence)
    lattice = list(product(search.places, search.widths))
    lowest = min(lattice, key=search.value)
    starts = [minimize(search.value, lowest, jac=search.gradient).x, *lattice]
    found = []
    for t in map(search.rest, starts):
        if search.holds(t) and not any(np.abs(t - other).max() < SAME for other in found):
            found.append(t)
    told = [fit for fit in map(search.fit, found) if np.abs(fit.curvatures).min() > FLAT]
    return sorted(told, key=lambda fit: (round(fit.law.means[0], 9), fit.law.stds[0]))


@dataclass(frozen=True, eq=False)
class GaussianSearch:
    """p_data in units of its own, u = (x − mean)/std (n,), by its log masses (n,); a Gaussian is t = (mean, log std).

    divergence: a pair from DIVERGENCES. places, widths: of the starts.
    """

    mean: float
    std: float
    u: np.ndarray
    log_p: np.ndarray
    divergence: tuple[Callable, Callable]
    places: np.ndarray
    widths: np.ndarray

    @property
    def bounds(self):
        """The least and the greatest t."""
        return (self.u[0], self.widths[0]), (self.u[-1], self.widths[-1] + 1)

    def _log_q(self, t):
        place, width = np.clip(t, *self.bounds)
        z = (self.u - place) * np.exp(-width)
        log_q = -z * z / 2
        return z, width, log_q - np.logaddexp.reduce(log_q)

    def value(self, t) -> float:
        """The divergence at t."""
        return float(self.divergence[0](self.log_p, self._log_q(t)[-1]))

    def gradient(self, t) -> np.ndarray:
        """Its gradient (2,) in t: the sum of ∂/∂q · ∂q/∂t."""
        z, width, log_q = self._log_q(t)
        scores = np.stack([z * np.exp(-width), z * z])  # ∂/∂t log q, up to a constant
        return (scores - (scores @ np.exp(log_q))[:, None]) @ self.divergence[1](self.log_p, log_q)

    def rest(self, start) -> np.ndarray:
        """A t (2,) where the gradient is 0, if the search for one from that start ends at one."""
        return root(self.gradient, start, tol=1e-14, options={"maxfev": 60}).x

    def second(self, t) -> np.ndarray:
        """Its second derivative (2, 2) in (mean/std, log std) at a t where the gradient is 0."""
        scale = np.array([np.exp(t[1]), 1.0])
        rows = [self.gradient(t + step) - self.gradient(t - step) for step in STEP * np.diag(scale)]
        second = np.array(rows) * scale / (2 * STEP)
        return (second + second.T) / 2

    def holds(self, t) -> bool:
        """Whether t is within bounds and the gradient there is 0."""
        least, most = self.bounds
        return bool(((t > least) & (t < most)).all() and np.abs(self.gradient(t)).max() <= AT_REST)

    def fit(self, t) -> GaussianFit:
        """The Fit at t."""
        law = GaussianMixture((self.mean + self.std * float(t[0]),), (self.std * float(np.exp(t[1])),))
        return GaussianFit(law, self.value(t), tuple(np.linalg.eigvalsh(self.second(t)).tolist()))


def search_for(p_data, divergence: str) -> GaussianSearch:
    """The Search for Gaussians near p_data. Errors as for `best_gaussian`."""
    divergence = match_name(divergence, DIVERGENCES, "divergence")
    x, log_p = _on_grid(p_data)
    if divergence == "reverse-kl" and np.isneginf(log_p).any():
        empty = np.count_nonzero(np.isneginf(log_p))
        raise ValueError(f"expected p_data with mass in every cell, else KL(p_g‖p_data) is infinite; got {empty} empty")
    p = np.exp(log_p)
    mean, dx = x @ p, x[1] - x[0]
    std = np.sqrt((x - mean) ** 2 @ p)
    if not std > CELLS_WIDE * dx:
        raise ValueError(f"expected p_data that a Gaussian wider than 1.5 cells fits best; got {p_data!r}")
    u = (x - mean) / std
    places = np.interp(np.linspace(0.02, 0.98, 9), np.cumsum(p), u)
    widths = np.log(np.geomspace(CELLS_WIDE * dx / std, 2, 7))
    return GaussianSearch(float(mean), float(std), u, log_p, DIVERGENCES[divergence], places, widths)


def _on_grid(p_data):
    """The cell centres (n,) and the log masses (n,) of p_data; of a mixture by its closed form, where p underflows."""
    if isinstance(p_data, Density):
        with np.errstate(divide="ignore"):
            return p_data.x, np.log(p_data.p)
    if not isinstance(p_data, GaussianMixture):
        raise ValueError(f"expected p_data, a GaussianMixture or a Density; got {type(p_data).__name__}")
    means, stds, weights = (np.array(each) for each in (p_data.means, p_data.stds, p_data.weights))
    std = np.sqrt(weights @ (stds**2 + (means - weights @ means) ** 2))
    lo, hi = (means - 12 * stds).min() - 12 * std, (means + 12 * stds).max() + 12 * std
    cells = int(np.ceil((hi - lo) / stds.min() * FINE))
    if cells > MOST_CELLS:
        raise ValueError(f"expected components of like widths; got {p_data}, for which it takes {cells} cells")
    x = grid(lo, hi, cells)
    log_p = p_data.logpdf(x)
    return x, log_p - np.logaddexp.reduce(log_p)
