"""After the paper: G may be any function that is differentiable in θ: the chain rule needs no more than ∂G/∂θ and D′.

Lectures say "any differentiable function of z". What the gradient ∂/∂θ E loss(D(G(θ, z))) = E loss′(D) D′(G) ∂G/∂θ
needs is that G is continuous in its weights θ and differentiable in them at almost every z, as a network of rectified
linear units is, and so D in x. In z G may have kinks and jumps: p_g then has edges or gaps. A G with a jump whose
location in z depends on θ is not continuous in θ: ∂G/∂θ is 0 at nearly every z, and shows nothing of how p_g changes.
So it is with a D that jumps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.per_cell import NODES, WEIGHTS
from gan_theory.claims.background._generator_paths import CASES, FALSIFIERS, PATH_WEIGHTS, GeneratorPathCase
from gan_theory.claims.background._trained_generators import run
from gan_theory.densities.noise import NOISES, Noise
from gan_theory.game.formulas import Formulas
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, equal, equation

CELLS = 64
"""The cells of the noise, each represented by its centre: to the chain rule any distribution of z is as good."""


def G_is_differentiable_in_theta(case: GeneratorPathCase) -> bool:
    """G is differentiable in θ at each z, along the path; in z it may have kinks and jumps."""
    return case.G_is_smooth


def D_is_differentiable_in_x(case: GeneratorPathCase) -> bool:
    """D is differentiable in x."""
    return case.D_is_smooth


class _Loss(NamedTuple):
    """The expectation of a loss of G over D at its samples (m,), and its derivative by the logit at each D (..., m)."""

    mean: Callable[[Array], float]
    derivative: Callable[[Array], Array]


def numeric(formulas: Formulas, case: GeneratorPathCase) -> Iterator[Evidence]:
    """Judge the noise and the package's own G, and integrate the gradient of either loss along a path in θ."""
    z, p_z = _noise_on_cells(NOISES[case.noise])
    yield from _noise(NOISES[case.noise])
    if case.expected is not None:
        yield from _family(case, z)
    nothing = np.zeros(CELLS)
    losses = {
        "log(1 − D(G(z)))": _Loss(lambda D: formulas.V(D, nothing, p_z), lambda D: -D),
        "−log D(G(z))": _Loss(lambda D: -formulas.V(D, p_z, nothing), lambda D: D - 1),
    }
    x, derivative = case.along_path(z)
    before, after = (expit(case.D.logit(np.real(case.G(theta, z)))) for theta in (case.theta, case.theta + case.change))
    D, D_slope = expit(case.D.logit(x)), case.D.slope(x)
    for name, loss in losses.items():
        integral = PATH_WEIGHTS @ (loss.derivative(D) * D_slope * derivative) @ p_z
        change = loss.mean(after) - loss.mean(before)
        yield equation(f"E of ∂{name}/∂x · ∂G/∂θ, integrated in θ", f"the change of E {name}", integral, change)


def _noise_on_cells(noise: Noise) -> tuple[Array, Array]:
    """Return the centres z and the masses p_z of even cells of the noise, shape (CELLS,) each."""
    edges = noise.nodes(CELLS + 1)
    masses = noise.mass(edges[:-1], edges[1:])
    return (edges[1:] + edges[:-1]) / 2, masses / masses.sum()


def _noise(noise: Noise) -> Iterator[Evidence]:
    """Compare the masses of the cells, to 1e-12 of each, with integrals of the density, which is 1 in all."""
    edges = noise.nodes(CELLS + 1)
    half = np.diff(edges)[:, None] / 2
    masses = (half * noise.pdf(edges[:-1, None] + half * (1 + NODES))) @ WEIGHTS
    what = "the mass of each cell of the noise is the integral of its density"
    yield equal(what, noise.mass(edges[:-1], edges[1:]) / masses, 1)
    beyond = noise.mass(-np.inf, edges[0]) + noise.mass(edges[-1], np.inf)
    yield equal("which is 1 in all, with the mass beyond the nodes", masses.sum() + beyond, 1)


def _family(case: GeneratorPathCase, z: Array) -> Iterator[Evidence]:
    """Compare a G of the package with what its name says, at the start, and move it by a constant."""
    assert case.expected is not None
    family: Any = case.G
    G_z = family(case.theta, z)
    yield equation(f"G, a {case.name}", "the same by its definition", G_z, case.expected(case.theta, z))
    yield equation("G at theta + constant", "G + 1", family(case.theta + family.constant, z), G_z + 1)


def symbolic() -> Iterator[Evidence]:
    """Differentiate both losses for any D and G, and let a smooth G, and a smooth D, become one with a jump."""
    yield from _chain_rule()
    yield from _jumps()


def _chain_rule() -> Iterator[Evidence]:
    from sympy import Function, diff, symbols

    from gan_theory.claims._shared.symbolic import U, V, is_formula, p, q, vanishes, y

    yield is_formula("V", V(y, p, q), y, p, q)
    yield is_formula("U", U(q, y, p), q, y, p)
    theta, z, x = symbols("theta z x", real=True)
    D, G = Function("D"), Function("G")(theta, z)
    slope = diff(D(x), x).subs(x, G).doit() * diff(G, theta)
    losses = {"log(1 − D(G))": (U(1, D(G), 0), -slope / (1 - D(G))), "−log D(G)": (-V(D(G), 1, 0), -slope / D(G))}
    for name, (loss, by_chain_rule) in losses.items():
        derivative = diff(loss, theta)
        yield vanishes(f"∂/∂θ {name} = its derivative in D · D′(G) ∂G/∂θ, for any D and G", derivative - by_chain_rule)


def _jumps() -> Iterator[Evidence]:
    from sympy import atan, diff, limit, oo, pi, symbols

    from gan_theory.claims._shared.symbolic import vanishes

    u = symbols("u", real=True)
    width, off = symbols("width off", positive=True)
    step = 2 * atan(u / width) / pi
    what = "2 atan(u/w)/π, u = z − θ in G or u = x in D, becomes a jump as w → 0: its slope → 0 at every u but one"
    yield vanishes(what, *(limit(diff(step, u).subs(u, side), width, 0, "+") for side in (off, -off)))
    risen = step.subs(u, oo) - step.subs(u, -oo)
    yield vanishes("though it rises by 2 for every w: no minibatch shows how a jump moves", risen - 2)


CLAIM = Claim(
    name="any_generator",
    claim_id="B6",
    where="after the paper",
    statement="G may be any function of z, if differentiable in θ: by the chain rule training needs ∂G/∂θ and D′ only.",
    figure="10_any_G.png",
    hypotheses=(G_is_differentiable_in_theta, D_is_differentiable_in_x),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    formulas=("V",),
    falsifiers=FALSIFIERS,
    cases=CASES,
    case_type=GeneratorPathCase,
)
