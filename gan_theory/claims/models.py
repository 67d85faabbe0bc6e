"""Data and a family of laws with one parameter θ: what maximum likelihood is tried on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from gan_theory.cases import PAIR, STANDARD, TWO_MODES, gaussian
from gan_theory.density import grid
from gan_theory.law import GaussianMixture

NEVER, LOST = -1e300, -1e200  # the log of a mass of 0, whose product with a share of 0 is 0; what means that it is not


@dataclass(frozen=True, eq=False)
class Model:
    """Data, and a family of p_g to fit to them.

    p_data: masses (n,). log_p_g: θ (k,) ↦ log masses (k, n). least, most: θ lies between them. best: the θ of the
    greatest likelihood, by closed form. sampled: the law (n,) of the samples, if it is not p_data. reversed: whether
    KL(p_g‖p_data) stands in for KL(p_data‖p_g). laws: p_data, and p_g at some θ, as mixtures on the line.
    """

    name: str
    p_data: np.ndarray
    log_p_g: Callable
    least: float
    most: float
    best: float
    sampled: np.ndarray | None = None
    reversed: bool = False
    laws: tuple[GaussianMixture, GaussianMixture] | None = None

    def masses(self) -> tuple[np.ndarray, np.ndarray]:
        """p_data and the best p_g (n,)."""
        return self.p_data, np.exp(self.log_p_g(np.array([self.best]))[0])

    def mean_log(self, shares, theta) -> np.ndarray:
        """Σ shares log p_g (..., k) for shares (..., n) of the cells, those of p_data or of samples, and θ (k,)."""
        total = shares @ np.maximum(self.log_p_g(theta), NEVER).T
        return np.where(total < LOST, -np.inf, total)


def _model(name, x, p_data, logs, least, most, best, **others):
    """A Model whose p_data is proportional to the pdf or to the values (n,), and p_g to exp of logs(x, θ (k, 1))."""

    def log_p_g(theta):
        found = logs(x, np.asarray(theta)[:, None])
        return found - np.logaddexp.reduce(found, axis=-1, keepdims=True)

    return Model(name, _masses(p_data, x), log_p_g, least, most, best, **others)


def _masses(p_data, x):
    values = p_data.pdf(x) if isinstance(p_data, GaussianMixture) else np.asarray(p_data, np.float64)
    return values / values.sum()


def _mean(std):
    return lambda x, theta: -(((x - theta) / std) ** 2) / 2


def _std(x, theta):
    return -((x / theta) ** 2) / 2


def _weight(x, theta):
    modes = (gaussian(place, 0.5).logpdf(x) for place in (-1.5, 1.5))
    return np.logaddexp(*(log + np.log(share) for log, share in zip(modes, (1 - theta, theta))))


def _decay(x, theta):
    return -x / theta


def _top(x, theta):
    dx = x[1] - x[0]
    with np.errstate(divide="ignore"):
        return np.log(np.clip((theta - x) / dx + 0.5, 0, 1))  # of the share of each cell below θ


def _decay_of_mean(x, mean):
    """The θ at which masses ∝ exp(−x/θ) on the even grid x, from half a cell above 0 on, have the mean given."""
    dx = x[1] - x[0]
    return dx / np.log1p(dx / (mean - dx / 2))


X, TAIL, UNIT = grid(-10, 10, 240), grid(0, 60, 240), grid(0, 1.5, 3000)
GAMMA = TAIL * np.exp(-TAIL)
OLD_FAITHFUL = PAIR["old-faithful"].p_data
LOPSIDED = GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.3, 0.7))
SKEWED = GaussianMixture((-1.0, 0.5), (0.5, 1.0), (0.25, 0.75))
COIN = Model(
    "a coin", np.array([0.3, 0.7]), lambda theta: np.log(np.stack([1 - theta, theta], axis=-1)), 0.01, 0.99, 0.7
)
TWO = _model("two modes, N(0, θ²)", X, TWO_MODES, _std, 0.5, 5, np.sqrt(2.5), laws=(TWO_MODES, gaussian(0, 1.5)))
MODE = _model("modes of 0.3 and 0.7, N(θ, 0.5²)", X, LOPSIDED, _mean(0.5), -3, 4, 0.6)
ONE = _model("N(1, 1), N(θ, 1)", X, gaussian(1, 1), _mean(1), -3, 4, 1.0, laws=(gaussian(1, 1), gaussian(0.5, 1)))
MODELS = (
    COIN,
    ONE,
    _model("N(0, 1), N(0, θ²)", X, STANDARD, _std, 0.5, 4, 1.0, laws=(STANDARD, gaussian(0, 1.5))),
    _model("N(1, 0.5²), N(θ, 1)", X, gaussian(1, 0.5), _mean(1), -3, 4, 1.0, laws=(gaussian(1, 0.5), STANDARD)),
    TWO,
    MODE,
    _model("skewed, N(θ, 1)", X, SKEWED, _mean(1), -3, 4, 0.125, laws=(SKEWED, gaussian(1, 1))),
    _model("modes of 0.3 and 0.7, the weight θ of the right one", X, LOPSIDED, _weight, 0.01, 0.99, 0.7),
    _model("exponential, of mean θ", TAIL, np.exp(-TAIL), _decay, 0.3, 5, 1.0),
    _model(
        "Γ(2), exponential of mean θ", TAIL, GAMMA, _decay, 0.3, 5, _decay_of_mean(TAIL, GAMMA @ TAIL / GAMMA.sum())
    ),
    _model("Old Faithful, N(θ, 1)", OLD_FAITHFUL.x, OLD_FAITHFUL.p, _mean(1), 0, 7, OLD_FAITHFUL.mean()),
)

BROKEN = (
    replace(ONE, name="samples come from N(1.2, 1)", sampled=_masses(gaussian(1.2, 1), X)),
    replace(MODE, name="KL(p_g‖p_data) in place of KL(p_data‖p_g)", reversed=True),
    replace(TWO, name="p_g is not normalised", log_p_g=lambda theta: _std(X, theta[:, None]) + np.log(X[1] - X[0])),
    _model("uniform on [0, θ]", UNIT, UNIT < 1, _top, 0.5, 1.5, 1.0),
)
