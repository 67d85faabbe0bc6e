"""Algorithm 1: minibatch gradients are unbiased estimates of those of V, and k steps keep D near D*."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_theory.claims._shared.per_cell import NODES, WEIGHTS
from gan_theory.verification.cases.pairs import PAIRS, SampledCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, equation
from gan_theory.verification.hypotheses import masses_sum_to_1, samples_are_of_p_g

PLACES = 6
THETAS = (np.array([0.3, -1.2]), np.array([-0.5, 2.0]))  # of the logistic D with logit a + b·u, from one to the other


def numeric(formulas, case):
    p, q = (_coarse(masses) for masses in case.masses())
    made = q if case.generated is None else _coarse(case.generated)
    u = np.linspace(-1, 1, PLACES)
    features = np.stack([np.ones(PLACES), u])
    change = THETAS[1] - THETAS[0]
    slopes = [_mean_gradient(p, made, features, THETAS[0] + t * change) @ change for t in (1 + NODES) / 2]
    D = [1 / (1 + np.exp(-theta @ features)) for theta in THETAS]
    rise = formulas.V(D[1], p, q) - formulas.V(D[0], p, q)
    yield equation(
        "the mean gradient over all minibatches, integrated in θ_D", "the rise of V", WEIGHTS @ slopes / 2, rise
    )

    slopes = [_mean_gradient_of_G(made, D[0], u, t) for t in (1 + NODES) / 2]
    moved = [formulas.V(_tilted(D[0], u, t), 0 * q, q) for t in (0, 1)]
    yield equation(
        "the mean gradient of G's loss over all minibatches, integrated in θ_G",
        "the rise of V",
        WEIGHTS @ slopes / 2,
        moved[1] - moved[0],
    )


def _coarse(masses):
    """The masses (PLACES,) of as many stretches of the grid."""
    return np.array([part.sum() for part in np.array_split(masses, PLACES)])


def _chances(p, q):
    """P(x₁, x₂, G(z₁), G(z₂)): the chance of every minibatch of two, (PLACES,) × 4."""
    return np.einsum("i,j,k,l->ijkl", p, p, q, q)


def _mean_gradient(p, q, features, theta):
    """Σ over all minibatches of two: their chance times the gradient (2,) of their ½ Σ log D(x) + log(1 − D(G(z)))."""
    D = 1 / (1 + np.exp(-theta @ features))
    real, made = features * (1 - D), -features * D  # of log D and log(1 − D) at each place
    axes = (
        real[:, :, None, None, None],
        real[:, None, :, None, None],
        made[:, None, None, :, None],
        made[:, None, None, None],
    )
    return (_chances(p, q) * sum(axes) / 2).sum(axis=(1, 2, 3, 4))


def _tilted(D, u, t):
    """What D says of G_θ(z) once θ has moved every x: its logit has risen by t(1 + u²)/2."""
    logit = np.log(D) - np.log1p(-D) + t * (1 + u * u) / 2
    return 1 / (1 + np.exp(-logit))


def _mean_gradient_of_G(q, D, u, t):
    each = -_tilted(D, u, t) * (1 + u * u) / 2
    return (np.multiply.outer(q, q) * np.add.outer(each, each) / 2).sum()


def symbolic():
    from sympy import diff, exp, symbols

    from gan_theory.claims._shared.symbolic import V, vanishes

    a, b = symbols("a b", positive=True)  # p_data = (a, 1 − a) and p_g = (b, 1 − b) on two places
    theta, u_1, u_2 = symbols("theta u_1 u_2", real=True)
    D = [1 / (1 + exp(-theta * u)) for u in (u_1, u_2)]
    value = V(D[0], a, b) + V(D[1], 1 - a, 1 - b)
    of_real, of_made = ([diff(V(each, *who), theta) for each in D] for who in ((1, 0), (0, 1)))
    mean = 0
    for chances, gradients in (((a, 1 - a), of_real), ((b, 1 - b), of_made)):
        pairs = [(i, j) for i in (0, 1) for j in (0, 1)]
        mean += sum(chances[i] * chances[j] * (gradients[i] + gradients[j]) / 2 for i, j in pairs)
    yield vanishes("the mean of the gradient over all minibatches of two = ∂V/∂θ_D", mean - diff(value, theta))
    variance = sum(c * g**2 for c, g in zip((a, 1 - a), of_real)) - sum(c * g for c, g in zip((a, 1 - a), of_real)) ** 2
    spread = 0
    for i, j in [(i, j) for i in (0, 1) for j in (0, 1)]:
        chance = ((a, 1 - a)[i]) * ((a, 1 - a)[j])
        spread += chance * ((of_real[i] + of_real[j]) / 2) ** 2
    spread -= sum(c * g for c, g in zip((a, 1 - a), of_real)) ** 2
    yield vanishes("and its variance over the data is that of one sample, divided by m = 2", spread - variance / 2)


def run():
    from gan_theory.claims._shared import training_runs

    yield from training_runs.algorithm_1()


SHIFTED = SampledCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="algorithm_1",
    claim_id="A9",
    where="Algorithm 1",
    statement="Minibatch gradients are unbiased estimates of ∇V; k steps on D per step on a slow G keep D near D*.",
    figure="07_how_many_steps_for_D.png",
    hypotheses=(masses_sum_to_1, samples_are_of_p_g),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(
        replace(SHIFTED, name="minibatches come from another G", generated=SHIFTED.p_data.p),
        replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * SHIFTED.p_g.p),
    ),
    cases=tuple(PAIRS.values()),
    case_type=SampledCase,
)
