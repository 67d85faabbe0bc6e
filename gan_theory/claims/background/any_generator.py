"""After the paper: G may be any differentiable function of z, since the chain rule asks no more of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gan_theory.claims._shared.per_cell import NODES, WEIGHTS
from gan_theory.densities.noise import NOISES
from gan_theory.training.networks.generators import MLP, Polynomial, Spline, Table
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, equation

PARTS = 4  # stretches of the way in θ, each with its Gauss–Legendre nodes
TINY = 1e-30  # of an imaginary step, whose square is nothing beside 1


@dataclass(frozen=True, eq=False)
class GeneratorFamily:
    """Generators G(θ, z) along the way from theta to theta + change, on nodes of the noise.

    slope: ∂G/∂θ · change at θ and z, by default by an imaginary step through G itself, exact to rounding.
    differentiable: whether ∂G/∂θ tells how G moves.
    """

    name: str
    G: Callable
    theta: np.ndarray
    change: np.ndarray
    noise: str = "uniform"
    differentiable: bool = True

    def slope(self, theta, z) -> np.ndarray:
        """∂G/∂θ · change (m,) at z (m,)."""
        return np.imag(self.G(theta + 1j * TINY * self.change, z)) / TINY


def G_is_differentiable(case) -> bool:
    """G has a derivative in θ that tells how G moves."""
    return case.differentiable


def numeric(formulas, case):
    z, p_z = _noise(NOISES[case.noise])
    nothing = 0 * p_z
    D = lambda x: 1 / (1 + np.exp(-_logit(x)))  # noqa: E731
    losses = {
        "log(1 − D(G(z)))": (lambda x: formulas.V(D(x), nothing, p_z), lambda x: -D(x) * _logit_slope(x)),
        "−log D(G(z))": (lambda x: -formulas.V(D(x), p_z, nothing), lambda x: -(1 - D(x)) * _logit_slope(x)),
    }
    for name, (loss, slope) in losses.items():
        rise = loss(case.G(case.theta + case.change, z)) - loss(case.G(case.theta, z))
        along = [p_z @ (slope(case.G(theta, z)) * case.slope(theta, z)) for theta in _way(case)]
        integral = np.tile(WEIGHTS, PARTS) @ along / (2 * PARTS)
        yield equation(f"E of ∂{name}/∂x · ∂G/∂θ, integrated in θ", f"the rise of E {name}", integral, rise)


def _noise(law):
    """The noise on 200 even cells: their centres z (m,) and masses p_z (m,)."""
    edges = law.nodes(201)
    masses = law.mass(edges[:-1], edges[1:])
    return (edges[1:] + edges[:-1]) / 2, masses / masses.sum()


def _logit(x):
    return 0.3 + x - np.sin(2 * x) / 2


def _logit_slope(x):
    return 1 - np.cos(2 * x)


def _way(case):
    for part in range(PARTS):
        for node in NODES:
            yield case.theta + (part + (1 + node) / 2) / PARTS * case.change


def symbolic():
    from sympy import diff, integrate, limit, oo, symbols, tanh

    from gan_theory.claims._shared.symbolic import U, V, vanishes, y

    x, z, theta = symbols("x z theta", real=True)
    D_slope, G_slope = symbols("D' G'", real=True)  # of D along x, and of G along theta
    moved = y + D_slope * G_slope * theta  # D(G(z)) to first order
    for name, loss, chain in (
        ("log(1 − D(G))", U(1, moved, 0), -D_slope * G_slope / (1 - y)),
        ("−log D(G)", -V(moved, 1, 0), -D_slope * G_slope / y),
    ):
        what = f"∂/∂θ {name} goes by D′(G) ∂G/∂θ, whatever D and G are"
        yield vanishes(what, diff(loss, theta).subs(theta, 0) - chain)
    width, off = symbols("width off", positive=True)
    leap = tanh((z - theta) / width)
    what = "G(z) = tanh((z − θ)/w) becomes a leap as w → 0, and ∂G/∂θ → 0 at every z but one"
    yield vanishes(what, limit(diff(leap, theta).subs(z, theta + off), width, 0, "+"))
    moved = integrate(diff(leap, theta).subs(theta, 0).subs(z, width * x) * width, (x, -oo, oo))
    yield vanishes("though over all z it adds up to −2, whatever w: no minibatch sees how a leap moves", moved + 2)


def run():
    from gan_theory.claims._shared import training_runs

    yield from training_runs.any_generator()


def _named(G, noise="uniform"):
    rng = np.random.default_rng(0)
    theta = G.start(rng)
    return GeneratorFamily(type(G).__name__.lower(), G, theta, 0.3 * rng.standard_normal(theta.size), noise)


def _own(name, G, *theta, noise="normal"):
    return GeneratorFamily(name, G, np.array(theta), np.linspace(0.3, 0.5, len(theta)), noise)


CASES = (
    _named(MLP(8), "normal"),
    _named(Polynomial()),
    _named(Spline()),
    _named(Table()),
    _own("a line", lambda theta, z: theta[0] + theta[1] * z, 0.5, 1.0),
    _own("a sine", lambda theta, z: theta[0] * np.sin(theta[1] * z + theta[2]), 1.0, 2.0, 0.1),
    _own("exp", lambda theta, z: theta[0] * np.exp(theta[1] * z / 4), 0.5, 1.0),
    _own("a fraction", lambda theta, z: (theta[0] + theta[1] * z) / (1 + theta[2] * z * z), 0.2, 1.5, 0.5),
    _own("softplus", lambda theta, z: theta[0] + np.log1p(np.exp(theta[1] * z)), -1.0, 1.0),
    _own("a folded hill", lambda theta, z: theta[0] * np.exp(-theta[1] * z * z), 2.0, 0.5),
)
LEAP = GeneratorFamily(
    "G leaps from −1 to 1 at z = θ",
    lambda theta, z: np.where(z < np.real(theta[0]), -1.0, 1.0),
    np.array([-0.2]),
    np.array([0.5]),
    differentiable=False,
)
CLAIM = Claim(
    name="any_generator",
    claim_id="B6",
    where="after the paper",
    statement="G may be any differentiable function of z: all that it is asked for is the chain rule's ∂G/∂θ.",
    figure="08_any_G.png",
    hypotheses=(G_is_differentiable,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(LEAP,),
    cases=CASES,
    case_type=GeneratorFamily,
)
