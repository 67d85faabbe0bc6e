"""Algorithm 1: minibatch gradients are unbiased estimates of those of V, and k steps keep D near D*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import STANDARD_ERRORS
from gan_theory.claims._shared.grid_search import NEAREST_TO_0
from gan_theory.claims._shared.per_cell import NODES, WEIGHTS
from gan_theory.claims._shared.training_runs import (
    FEW_SEEDS,
    overfitted_D,
    trained_frames,
    trained_game,
)
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, SampledCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equal, equation
from gan_theory.verification.hypotheses import masses_sum_to_1, samples_are_of_p_g

POINTS = 6
"""How many points x there are: few enough to sum over all minibatches."""
THETAS = (np.array([0.3, -1.2]), np.array([-0.5, 2.0]))
"""The first and the last (a, b) of the discriminators with logit a + b·u."""
MINIBATCHES = 300
SLOW, FAST = 2e-4, 2e-2
"""Learning rates of G, while that of D is 1e-2."""


def numeric(formulas: Formulas, case: SampledCase) -> Iterator[Evidence]:
    """Sum over all minibatches of two, on six points; the gradients are integrated along a path in θ."""
    p, q = (_merge_cells(masses) for masses in case.masses())
    generated = q if case.generated is None else _merge_cells(case.generated)
    u = np.linspace(-1, 1, POINTS)
    yield _gradient_of_D(formulas, p, q, generated, u)
    yield _gradient_of_G(formulas, q, generated, u)


def _gradient_of_D(formulas: Formulas, p: Array, q: Array, generated: Array, u: Array) -> Evidence:
    features = np.stack([np.ones(POINTS), u])
    change = THETAS[1] - THETAS[0]
    slopes = [_mean_gradient(p, generated, features, THETAS[0] + t * change) @ change for t in (1 + NODES) / 2]
    before, after = (formulas.V(expit(theta @ features), p, q) for theta in THETAS)
    name = "the mean gradient over all minibatches, integrated in θ_D"
    return equation(name, "the change of V", WEIGHTS @ slopes / 2, after - before)


def _gradient_of_G(formulas: Formulas, q: Array, generated: Array, u: Array) -> Evidence:
    D = expit(THETAS[0] @ np.stack([np.ones(POINTS), u]))
    slopes = [_mean_gradient_of_G(generated, D, u, t) for t in (1 + NODES) / 2]
    before, after = (formulas.V(_D_on_moved_samples(D, u, t), 0 * q, q) for t in (0, 1))
    name = "the mean gradient of G's loss over all minibatches, integrated in θ_G"
    return equation(name, "the change of V", WEIGHTS @ slopes / 2, after - before)


def _merge_cells(masses: Array) -> Array:
    """Sum the masses of POINTS intervals of the grid, shape (POINTS,)."""
    return np.array([part.sum() for part in np.array_split(masses, POINTS)])


def _minibatch_probabilities(p: Array, q: Array) -> Array:
    """P(x₁, x₂, G(z₁), G(z₂)), the probability of every minibatch of two, shape (POINTS,) × 4."""
    return np.einsum("i,j,k,l->ijkl", p, p, q, q)


def _mean_gradient(p: Array, q: Array, features: Array, theta: Array) -> Array:
    """Average over all minibatches of two the gradient of ½ Σ log D(x) + log(1 − D(G(z))), shape (2,)."""
    D = expit(theta @ features)
    of_log_D, of_log_1_minus_D = features * (1 - D), -features * D
    gradients = (
        of_log_D[:, :, None, None, None]
        + of_log_D[:, None, :, None, None]
        + of_log_1_minus_D[:, None, None, :, None]
        + of_log_1_minus_D[:, None, None, None]
    )
    return (_minibatch_probabilities(p, q) * gradients / 2).sum(axis=(1, 2, 3, 4))


def _D_on_moved_samples(D: Array, u: Array, t: float) -> Array:
    """D(G_θ(z)) after θ has moved every sample, so that the logit there has risen by t(1 + u²)/2."""
    return expit(np.log(D) - np.log1p(-D) + t * (1 + u * u) / 2)


def _mean_gradient_of_G(q: Array, D: Array, u: Array, t: float) -> float:
    """Average over all minibatches of two the derivative in t of ½ Σ log(1 − D(G(z)))."""
    of_sample = -_D_on_moved_samples(D, u, t) * (1 + u * u) / 2
    return (np.multiply.outer(q, q) * np.add.outer(of_sample, of_sample) / 2).sum()


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
    value = V(D[0], a, b) + V(D[1], 1 - a, 1 - b)
    yield vanishes("the mean of the gradient over all minibatches of two = ∂V/∂θ_D", mean - diff(value, theta))
    square_of_mean = sum(mass * gradient for mass, gradient in zip(p_data, of_data)) ** 2
    variance = sum(mass * gradient**2 for mass, gradient in zip(p_data, of_data)) - square_of_mean
    of_minibatches = _mean_over_minibatches(p_data, of_data, power=2) - square_of_mean
    yield vanishes("its variance over the data is that of one sample, divided by m = 2", of_minibatches - variance / 2)


def _mean_over_minibatches(masses: Sequence[Any], gradients: Sequence[Any], power: int = 1) -> Any:
    """Average over all minibatches of two the mean of their gradients, to a power."""
    return sum(
        masses[i] * masses[j] * ((gradients[i] + gradients[j]) / 2) ** power for i, j in product((0, 1), repeat=2)
    )


def run() -> Iterator[Evidence]:
    """Check the gradients of trained networks, how far D stays behind D*, and a D that overfits 50 points."""
    for seed in FEW_SEEDS:
        yield from _unbiased_gradients(seed)
    for seed in FEW_SEEDS:
        yield at_most(f"D stays near D* if G is slow and k = 5: C − V, seed {seed} <= 0.05", _lag(seed, SLOW), 0.05, 0)
        yield at_most(f"but not if G is fast: 0.05 <= C − V, seed {seed}", 0.05, _lag(seed, FAST), 0)
        D = overfitted_D(seed)
        what = f"for a D optimised on 50 points, V is 0.2 nats lower on other points, seed {seed}"
        yield at_most(what, D.V_on_fresh_data + 0.2, D.V_on_own_points, 0)


def _unbiased_gradients(seed: int) -> Iterator[Evidence]:
    """Compare the mean gradient over minibatches with that of the expected loss, by quadrature."""
    from gan_theory.datasets.targets import TARGETS
    from gan_theory.experiments.gradient_estimates import minibatch_gradients, quadrature_gradient

    for loss, checked in (("saturating", ("D", "G")), ("non-saturating", ("G",))):
        game = trained_game("two-modes", seed, steps=100, loss=loss)
        for player in checked:
            gradients = minibatch_gradients(game, player, MINIBATCHES)
            exact = quadrature_gradient(game, player, TARGETS["two-modes"]())
            error = gradients.std(axis=0, ddof=1) / np.sqrt(MINIBATCHES)
            z_score = (gradients.mean(axis=0) - exact) / np.maximum(error, NEAREST_TO_0)
            what = f"|z| of the mean gradient of {player}, {loss} G, seed {seed}, against that of its expected loss"
            yield equal(what, z_score, 0, STANDARD_ERRORS)


def _lag(seed: int, lr_G: float) -> float:
    """Return the mean of C − V over the later half of a run with k = 5."""
    constant = dict(lr_D=1e-2, final_lr_factor=1.0, ema_decay=0.0)
    frames = trained_frames("two-modes", seed, k=5, lr_G=lr_G, steps=400, frames=20, **constant)
    return float(np.mean([frame.C - frame.V for frame in frames[10:]]))


SHIFTED = SampledCase.of(PAIRS["shifted"])
P_DATA, P_G = SHIFTED.masses()
CLAIM = Claim(
    name="algorithm_1",
    claim_id="A9",
    where="Algorithm 1",
    statement="Minibatch gradients are unbiased estimates of ∇V; k steps on D per step on a slow G keep D near D*.",
    figure="07_how_many_steps_for_D.png",
    hypotheses=(masses_sum_to_1, samples_are_of_p_g),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(
        replace(SHIFTED, name="minibatches come from another G", generated=P_DATA),
        replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * P_G),
    ),
    cases=tuple(PAIRS.values()),
    case_type=SampledCase,
)
