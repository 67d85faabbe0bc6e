"""After the paper: G may be any differentiable function of z, because the chain rule needs no more than ∂G/∂θ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.per_cell import NODES, WEIGHTS
from gan_theory.claims._shared.training_runs import FEW_SEEDS
from gan_theory.densities.noise import NOISES
from gan_theory.game.formulas import Formulas
from gan_theory.training.networks.generators import MLP, Polynomial, Spline, Table
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation

SEGMENTS = 4
"""Segments of the path in θ, each with its Gauss–Legendre nodes."""
IMAGINARY_STEP = 1e-30
"""Its square is negligible beside 1."""


@dataclass(frozen=True, eq=False)
class GeneratorPathCase:
    """Generators G(θ, z) along the straight path from theta to theta + change.

    Parameters
    ----------
    name : str
        The name of the case.
    G : callable
        θ, shape (P,), and z, shape (m,), to x, shape (m,); for complex θ too.
    theta, change : array, shape (P,)
        Where the path starts, and the vector from there to its end.
    noise : str
        The distribution of z, "normal" or "uniform".
    differentiable : bool
        Whether ∂G/∂θ determines how G changes.
    """

    name: str
    G: Callable[[Array, Array], Array]
    theta: Array
    change: Array
    noise: str = "uniform"
    differentiable: bool = True

    def directional_derivative(self, theta: Array, z: Array) -> Array:
        """Return ∂G/∂θ · change by an imaginary step through G, exact to rounding.

        Parameters
        ----------
        theta : array, shape (P,)
            θ.
        z : array, shape (m,)
            The noise.

        Returns
        -------
        array, shape (m,)
            The derivative of each G(z) along the path.
        """
        return np.imag(self.G(theta + 1j * IMAGINARY_STEP * self.change, z)) / IMAGINARY_STEP

    def path(self) -> Iterator[Array]:
        """Yield θ at the Gauss–Legendre nodes of each segment, shape (P,) each."""
        for segment in range(SEGMENTS):
            for node in NODES:
                yield self.theta + (segment + (1 + node) / 2) / SEGMENTS * self.change


def G_is_differentiable(case: GeneratorPathCase) -> bool:
    """G has a derivative in θ that determines how G changes."""
    return case.differentiable


class _Loss(NamedTuple):
    """The expectation of a loss of G over samples x (m,), and its slope (m,) at each sample."""

    mean: Callable[[Array], float]
    slope: Callable[[Array], Array]


def numeric(formulas: Formulas, case: GeneratorPathCase) -> Iterator[Evidence]:
    """Integrate the gradient of either loss, by the chain rule, along a path in θ."""
    z, p_z = _noise_on_cells(case.noise)
    losses = {
        "log(1 − D(G(z)))": _Loss(
            mean=lambda x: formulas.V(_D(x), 0 * p_z, p_z), slope=lambda x: -_D(x) * _slope_of_logit(x)
        ),
        "−log D(G(z))": _Loss(
            mean=lambda x: -formulas.V(_D(x), p_z, 0 * p_z), slope=lambda x: -(1 - _D(x)) * _slope_of_logit(x)
        ),
    }
    for name, loss in losses.items():
        change = loss.mean(case.G(case.theta + case.change, z)) - loss.mean(case.G(case.theta, z))
        gradients = [
            p_z @ (loss.slope(case.G(theta, z)) * case.directional_derivative(theta, z)) for theta in case.path()
        ]
        integral = np.tile(WEIGHTS, SEGMENTS) @ gradients / (2 * SEGMENTS)
        yield equation(f"E of ∂{name}/∂x · ∂G/∂θ, integrated in θ", f"the change of E {name}", integral, change)


def _noise_on_cells(noise: str) -> tuple[Array, Array]:
    """Return the centres z (m,) and the masses p_z (m,) of 200 even cells of the noise."""
    edges = NOISES[noise].nodes(201)
    masses = NOISES[noise].mass(edges[:-1], edges[1:])
    return (edges[1:] + edges[:-1]) / 2, masses / masses.sum()


def _D(x: Array) -> Array:
    return expit(0.3 + x - np.sin(2 * x) / 2)


def _slope_of_logit(x: Array) -> Array:
    return 1 - np.cos(2 * x)


def symbolic() -> Iterator[Evidence]:
    """Differentiate both losses for any D and G, and let a smooth G become one with a jump."""
    yield from _chain_rule()
    yield from _jump()


def _chain_rule() -> Iterator[Evidence]:
    from sympy import diff, symbols

    from gan_theory.claims._shared.symbolic import U, V, vanishes, y

    theta = symbols("theta", real=True)
    D_slope, G_slope = symbols("D' G'", real=True)  # of D along x, and of G along theta
    moved = y + D_slope * G_slope * theta  # D(G(z)) to first order
    losses = {
        "log(1 − D(G))": (U(1, moved, 0), -D_slope * G_slope / (1 - y)),
        "−log D(G)": (-V(moved, 1, 0), -D_slope * G_slope / y),
    }
    for name, (loss, by_chain_rule) in losses.items():
        what = f"∂/∂θ {name} depends on D and G through D′(G) ∂G/∂θ only"
        yield vanishes(what, diff(loss, theta).subs(theta, 0) - by_chain_rule)


def _jump() -> Iterator[Evidence]:
    from sympy import diff, integrate, limit, oo, symbols, tanh

    from gan_theory.claims._shared.symbolic import vanishes

    x, z, theta = symbols("x z theta", real=True)
    width, off = symbols("width off", positive=True)
    G = tanh((z - theta) / width)
    what = "G(z) = tanh((z − θ)/w) becomes a jump as w → 0, and ∂G/∂θ → 0 at every z but one"
    yield vanishes(what, limit(diff(G, theta).subs(z, theta + off), width, 0, "+"))
    total = integrate(diff(G, theta).subs(theta, 0).subs(z, width * x) * width, (x, -oo, oo))
    yield vanishes("though over all z it adds up to −2, for every w: no minibatch shows how a jump moves", total + 2)


def run() -> Iterator[Evidence]:
    """Train a polynomial, a spline and a table as G, and a straight line, which cannot bend."""
    from gan_theory.experiments.named_recipes import RECIPES

    for name in ("polynomial", "spline", "table"):
        for seed, frames in zip(FEW_SEEDS, RECIPES[name].runs(FEW_SEEDS)):
            yield at_most(f"final JSD, G a {name}, seed {seed} <= 0.05", _final_jsd(frames), 0.05, 0)
    for seed, frames in zip(FEW_SEEDS, RECIPES["line"].runs(FEW_SEEDS)):
        yield at_most(f"but not by a straight line: 0.05 <= final JSD, seed {seed}", 0.05, _final_jsd(frames), 0)


def _final_jsd(frames: Any) -> float:
    """Return the JSD of the last Frame, or nan if the run diverged."""
    return float("nan") if frames[-1] is None else frames[-1].jsd


def _of_package(G: Any, noise: str = "uniform") -> GeneratorPathCase:
    """One of the package's generators, from its random start along a random path."""
    rng = np.random.default_rng(0)
    theta = G.start(rng)
    return GeneratorPathCase(type(G).__name__.lower(), G, theta, 0.3 * rng.standard_normal(theta.size), noise)


def _custom(name: str, G: Callable[[Array, Array], Array], *theta: float) -> GeneratorPathCase:
    return GeneratorPathCase(name, G, np.array(theta), np.linspace(0.3, 0.5, len(theta)), noise="normal")


CASES = (
    _of_package(MLP(8), "normal"),
    _of_package(Polynomial()),
    _of_package(Spline()),
    _of_package(Table()),
    _custom("a line", lambda theta, z: theta[0] + theta[1] * z, 0.5, 1.0),
    _custom("a sine", lambda theta, z: theta[0] * np.sin(theta[1] * z + theta[2]), 1.0, 2.0, 0.1),
    _custom("exp", lambda theta, z: theta[0] * np.exp(theta[1] * z / 4), 0.5, 1.0),
    _custom("a fraction", lambda theta, z: (theta[0] + theta[1] * z) / (1 + theta[2] * z * z), 0.2, 1.5, 0.5),
    _custom("softplus", lambda theta, z: theta[0] + np.log1p(np.exp(theta[1] * z)), -1.0, 1.0),
    _custom("a folded hill", lambda theta, z: theta[0] * np.exp(-theta[1] * z * z), 2.0, 0.5),
)
WITH_JUMP = GeneratorPathCase(
    "G jumps from −1 to 1 at z = θ",
    lambda theta, z: np.where(z < np.real(theta[0]), -1.0, 1.0),
    np.array([-0.2]),
    np.array([0.5]),
    differentiable=False,
)
CLAIM = Claim(
    name="any_generator",
    claim_id="B6",
    where="after the paper",
    statement="G may be any differentiable function of z: training needs no more than ∂G/∂θ, by the chain rule.",
    figure="08_any_G.png",
    hypotheses=(G_is_differentiable,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(WITH_JUMP,),
    cases=CASES,
    case_type=GeneratorPathCase,
)
