"""Algorithm 1: k steps of D, then one of G, each on fresh minibatches, whose gradients are unbiased estimates.

Each step of D goes up the gradient of (1/m) Σ log D(x) + log(1 − D(G(z))), that of G down the gradient of its loss. In
the mean over minibatches these are the gradients of V and of G's expected loss, with the variance of one sample over m.
k steps keep D near D* so long as G changes slowly. k is too small if G is fast; and on a finite data set a D that is
optimised to completion overfits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.per_cell import NODES, WEIGHTS
from gan_theory.claims.practice._algorithm_1_runs import run
from gan_theory.game.formulas import Formulas
from gan_theory.training.losses import D_LOSS_ON_DATA, D_LOSS_ON_G, G_LOSSES
from gan_theory.training.networks.linear_generators import Polynomial
from gan_theory.verification.cases.pairs import PAIRS, SampledCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, equation
from gan_theory.verification.hypotheses import masses_sum_to_1, samples_are_of_p_g

POINTS = np.linspace(-1, 1, 6)
"""The points x of the data, and those of the noise z: few enough to sum over all minibatches."""
BASIS = Polynomial(2)
"""Both the logit of D and G are combinations of these three functions."""
D_WEIGHTS = np.array([[0.3, -0.6, 0.2], [0.1, -0.3, 0.4]])
G_WEIGHTS = np.array([[-0.2, 0.5, 0.1], [0.1, 0.4, -0.1]])
"""The first and the last weights on the path along which the gradients are integrated."""


def numeric(formulas: Formulas, case: SampledCase) -> Iterator[Evidence]:
    """Sum over all minibatches of two, on six points; the gradients are integrated along a path of the weights."""
    p, q = (_merge_cells(masses) for masses in case.masses())
    generated = q if case.generated is None else _merge_cells(case.generated)
    yield from _gradient_of_D(formulas, p, q, generated)
    for loss in G_LOSSES:
        yield _gradient_of_G(formulas, loss, q, generated)


def _merge_cells(masses: Array) -> Array:
    """Sum the masses of as many intervals of the grid as there are POINTS, shape (6,)."""
    return np.array([part.sum() for part in np.array_split(masses, POINTS.size)])


def _gradient_of_D(formulas: Formulas, p: Array, q: Array, generated: Array) -> Iterator[Evidence]:
    both = np.concatenate([POINTS, _quadratic(G_WEIGHTS[0], POINTS)])
    before, after = (
        formulas.V(expit(_quadratic(theta, both)), np.append(p, 0 * p), np.append(0 * q, q)) for theta in D_WEIGHTS
    )
    slopes, slopes_at_first = _slopes_of_D()
    name = "the mean gradient of D over all minibatches, integrated in its weights"
    yield equation(name, "the change of V", -_mean_over_minibatches_of_two(p, generated, *slopes), after - before)
    on_data, on_G = slopes_at_first
    squared = _mean_over_minibatches_of_two(p, generated, on_data, on_G, power=2)
    variance = squared - _mean_over_minibatches_of_two(p, generated, on_data, on_G) ** 2
    D, rise = expit(_quadratic(D_WEIGHTS[0], both)), _quadratic(np.subtract(*D_WEIGHTS[::-1]), both)
    of_data, of_G = np.split(np.append(1 - D[: p.size], D[p.size :]) * rise, 2)
    of_one = p @ of_data**2 - (p @ of_data) ** 2 + q @ of_G**2 - (q @ of_G) ** 2
    yield equation("its variance over minibatches of two", "half that of one sample", variance, of_one / 2)


def _gradient_of_G(formulas: Formulas, loss: str, q: Array, generated: Array) -> Evidence:
    D = [expit(_quadratic(D_WEIGHTS[0], _quadratic(theta, POINTS))) for theta in G_WEIGHTS]
    if loss == "saturating":
        before, after = (formulas.V(each, 0 * q, q) for each in D)
    else:
        before, after = (-formulas.V(each, q, 0 * q) for each in D)
    name = f"the mean gradient of {G_LOSSES[loss].formula} over all minibatches, integrated in G's weights"
    mean = _mean_over_minibatches_of_two(np.ones(1), generated, np.zeros(1), _slopes_of_G(loss))
    return equation(name, "the change of its expectation over p_g", mean, after - before)


def _quadratic(weights: Array, x: Array) -> Array:
    """Return the combination of √(2j + 1) P_j(x), with the Legendre polynomials P_j up to 2, written out."""
    a, b, c = weights
    return a + b * 3**0.5 * x + c * 5**0.5 * (3 * x * x - 1) / 2


def _path(weights: Array) -> tuple[Array, Array]:
    """Return the weights at the nodes of the quadrature (16, 3), and their change over the path (3,)."""
    change = weights[1] - weights[0]
    return weights[0] + (1 + NODES[:, None]) / 2 * change, change


@lru_cache(maxsize=1)
def _slopes_of_D() -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    """Return the slopes of D's loss for each x and for each z, shape (6,): integrated over the path; at its start."""
    thetas, change = _path(D_WEIGHTS)
    parts = []
    for loss, x in ((D_LOSS_ON_DATA, POINTS), (D_LOSS_ON_G, BASIS(G_WEIGHTS[0], POINTS))):
        features = np.stack(BASIS.basis(x))
        slopes = loss.derivative(np.vstack([D_WEIGHTS[:1], thetas]) @ features) * (change @ features)
        parts.append((WEIGHTS @ slopes[1:] / 2, slopes[0]))
    (on_data, on_data_first), (on_G, on_G_first) = parts
    return (on_data, on_G), (on_data_first, on_G_first)


@lru_cache(maxsize=2)
def _slopes_of_G(loss: str) -> Array:
    """Return the slope of G's loss for each z, shape (6,), integrated over the path of G's weights."""
    thetas, change = _path(G_WEIGHTS)
    x = np.stack([BASIS(theta, POINTS) for theta in thetas])
    slope_of_logit = D_WEIGHTS[0, 1] * 3**0.5 + D_WEIGHTS[0, 2] * 5**0.5 * 3 * x
    slopes = G_LOSSES[loss].derivative(_quadratic(D_WEIGHTS[0], x)) * slope_of_logit
    return WEIGHTS @ (slopes * BASIS(change, POINTS)) / 2


def _mean_over_minibatches_of_two(p: Array, q: Array, on_data: Array, on_G: Array, power: int = 1) -> float:
    """Average a power of ½ Σ (slope on data + slope on G) over all (x₁, x₂, z₁, z₂), by their probabilities."""
    probability = np.multiply.outer(np.multiply.outer(p, p), np.multiply.outer(q, q))
    gradient = np.add.outer(np.add.outer(on_data, on_data), np.add.outer(on_G, on_G)) / 2
    return float((probability * gradient**power).sum())


def symbolic() -> Iterator[Evidence]:
    """For p_data and p_g on two points, and a D with one parameter, sum over all minibatches of two."""
    from sympy import diff, exp, symbols

    from gan_theory.claims._shared.symbolic import V, vanishes

    a, b = symbols("a b", positive=True)  # p_data = (a, 1 − a) and p_g = (b, 1 − b)
    theta, u_1, u_2 = symbols("theta u_1 u_2", real=True)
    D = [1 / (1 + exp(-theta * u)) for u in (u_1, u_2)]
    p_data, p_g = (a, 1 - a), (b, 1 - b)
    of_data, of_generated = ([diff(V(each, *who), theta) for each in D] for who in ((1, 0), (0, 1)))
    mean = _mean_over_minibatches(p_data, of_data) + _mean_over_minibatches(p_g, of_generated)
    exact = sum(u * (p * (1 - each) - q * each) for u, p, q, each in zip((u_1, u_2), p_data, p_g, D))
    yield vanishes("the mean of the gradient over all minibatches of two = Σ p_data (1 − D)u − p_g D u", mean - exact)
    value = V(D[0], a, b) + V(D[1], 1 - a, 1 - b)
    yield vanishes("which is ∂V/∂θ_D", diff(value, theta) - exact)
    square_of_mean = sum(mass * gradient for mass, gradient in zip(p_data, of_data)) ** 2
    variance = sum(mass * gradient**2 for mass, gradient in zip(p_data, of_data)) - square_of_mean
    of_minibatches = _mean_over_minibatches(p_data, of_data, power=2) - square_of_mean
    yield vanishes("its variance over the data is that of one sample, divided by m = 2", of_minibatches - variance / 2)


def _mean_over_minibatches(masses: Sequence[Any], gradients: Sequence[Any], power: int = 1) -> Any:
    """Average over all minibatches of two the mean of their gradients, to a power."""
    return sum(
        masses[i] * masses[j] * ((gradients[i] + gradients[j]) / 2) ** power for i, j in product((0, 1), repeat=2)
    )


SHIFTED = SampledCase.of(PAIRS["shifted"])
P_DATA, P_G = SHIFTED.masses()
CLAIM = Claim(
    name="algorithm_1",
    claim_id="A9",
    where="Algorithm 1",
    statement="k steps of D, then one of G, on fresh minibatches: unbiased gradients; D stays near D* if G is slow.",
    figure="08_how_many_steps_for_D.png",
    hypotheses=(masses_sum_to_1, samples_are_of_p_g),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    formulas=("V",),
    falsifiers=(
        replace(SHIFTED, name="minibatches come from another G", generated=P_DATA),
        replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * P_G),
    ),
    cases=tuple(PAIRS.values()),
    case_type=SampledCase,
)
