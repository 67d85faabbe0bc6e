"""Proposition 2: if D is optimal at each step and p_g moves so as to lower C, then p_g converges to p_data.

The steps are those of the exponentiated gradient, log p_g ← log p_g − η log(1 − D*) and normalise; for η = 1 that is
exactly p_g ← (p_data + p_g)/2. Near p_data they shrink the error by 1 − η/2 each, so that η > 4 diverges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.descent import descend, onto_simplex, path
from gan_theory.claims._shared.grid_search import clip_gradient
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, FixedDCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import D_is_optimal, masses_sum_to_1

LOG_4 = np.log(4)
SUBGRADIENT_STEPS = 25
FAR_BELOW = 1000  # where p_g is this many times smaller, it is lost in the rounding of p_data + p_g


@dataclass(frozen=True, eq=False, repr=False)
class StepCase(FixedDCase):
    """A case with a step of the exponentiated gradient.

    Parameters
    ----------
    eta : float
        The size of the step.
    """

    eta: float = 1.0


def p_g_is_unconfined(case: StepCase) -> bool:
    """p_g has mass, however little, wherever p_data has."""
    return bool(np.isfinite(case.log_masses_of_p_g()[case.masses()[0] > 0]).all())


def step_is_small(case: StepCase) -> bool:
    """η < 4, within which the fixed point p_data attracts."""
    return 0 < case.eta < 4


def numeric(formulas: Formulas, case: StepCase) -> Iterator[Evidence]:
    """Follow p_g to p_data; confine it; measure the rate near p_data; and run a subgradient method."""
    p, q = case.masses()
    x, log_q = case.x(), case.log_masses_of_p_g()
    C, end = path(formulas, p, log_q, case.eta, case.D)
    yield equation("C at the end", "−log 4", C[-1], -LOG_4)
    yield equation("p_g at the end", "p_data", np.exp(end), p, 1e-6, x=x)
    yield at_most("C never rises on the way", C[1:], C[:-1])
    judged = (q > p / FAR_BELOW) & (q > SMALLEST_JUDGED)
    step = np.exp(np.log(q[judged]) - formulas.grad_C(p, q)[judged])
    left, right = "p_g after a step of η = 1", "p_data + p_g, normalised"
    yield equation(left, right, step, (p + q)[judged], x=x[judged])
    yield from _confined(formulas, p, log_q, x)
    yield from _local_rate(formulas, p, x)
    yield _subgradient_method(formulas, p, q)


def _confined(formulas: Formulas, p: Array, log_q: Array, x: Array) -> Iterator[Evidence]:
    """If p_g is kept on S, the upper half of the data's mass, it ends at p_data restricted to S and normalised."""
    S = np.cumsum(p) > 0.5
    if not 0 < p[S].sum() < 1:
        return
    limit = np.where(S, p, 0) / p[S].sum()
    start = np.where(S, log_q, -np.inf)
    C, end = path(formulas, p, start - np.logaddexp.reduce(start), eta=1)
    yield equation("p_g confined to S, at the end", "p_data restricted to S", np.exp(end), limit, 1e-6, x=x)
    yield equation("and C there", "its value at that", C[-1], formulas.C(p, limit))
    missed = 1 - p[S].sum()  # the total variation of the limit from p_data
    yield at_most("which is above −log 4, by the mass missed squared at least", missed**2 - LOG_4, C[-1])


def _local_rate(formulas: Formulas, p: Array, x: Array) -> Iterator[Evidence]:
    """If p_g is off by a factor of 1 ± ε in each cell, a step shrinks the error by 1 − η/2, up to 5 ε·sign²."""
    epsilon, judged = 1e-6, p > SMALLEST_JUDGED
    mass = p[judged]
    if mass.size < 2:
        return
    sign = np.where(np.cumsum(mass) > 0.5, 1.0, -1.0)
    sign -= sign @ mass
    tol = 6 * epsilon * max(1, (sign**2).max())
    for eta in (0.5, 1.0, 1.5, 5.0):
        after = np.exp(descend(formulas, mass, np.log(mass * (1 + epsilon * sign)), eta)) / mass - 1
        yield equation(
            f"the error near p_data after a step of η = {eta}",
            f"{1 - eta / 2} times that before",
            after / epsilon,
            (1 - eta / 2) * sign,
            tol,
            x=x[judged],
        )


def _subgradient_method(formulas: Formulas, p: Array, q: Array) -> Evidence:
    """Take projected steps along −∂C/∂p_g, of lengths ∝ 1/√t: the best C is as near −log 4 as they guarantee.

    By convexity alone, min C + log 4 <= (|p_g − p_data|² + Σ η²|g|²)/(2 Σ η), which goes to 0. Source: Shor 1985.
    """
    start, best, squares, total = np.linalg.norm(q - p), np.inf, 0.0, 0.0
    for t in range(1, SUBGRADIENT_STEPS + 1):
        best = min(best, float(formulas.C(p, q)))
        slope = clip_gradient(formulas.grad_C(p, q))
        slope = slope - slope.mean()  # the same on the simplex
        size = np.linalg.norm(slope)
        if start * size <= 1e-12:  # at rest
            break
        eta = start / (size * np.sqrt(t))
        squares, total = squares + (eta * size) ** 2, total + eta
        q = onto_simplex(q - eta * slope)
    bound = (start**2 + squares) / (2 * total) if total else 0.0
    return at_most("the best C + log 4 of the subgradient method <= what its steps guarantee", best + LOG_4, bound)


def symbolic() -> Iterator[Evidence]:
    """Linearise a step at p_data, and bound what the subgradient method guarantees."""
    from sympy import Expr, diff, exp, limit, log, oo, sqrt, symbols

    from gan_theory.claims._shared.symbolic import C, grad_C, is_positive, is_so, log_4, p, q, r, vanishes

    def step(log_q: Expr, eta: Expr | int) -> Expr:
        return log_q - eta * grad_C(p, exp(log_q))

    eta, epsilon = symbols("eta epsilon", positive=True)
    yield vanishes("p_g after a step of η = 1 is p_data + p_g, before it is normalised", exp(step(log(q), 1)) - p - q)
    shrunk = diff(step(log(p) + epsilon, eta), epsilon).subs(epsilon, 0)
    yield vanishes("a step multiplies a small error of log p_g by 1 − η/2", shrunk - (1 - eta / 2))
    yield is_so("which is a contraction just for 0 < η < 4", ((1 - eta / 2) ** 2 - 1).factor() == eta * (eta - 4) / 4)
    yield vanishes("p_data is at rest: ∂C/∂p_g is −log 2 everywhere", grad_C(p, p) + log(2))
    yield vanishes("and C is −log 4 there", C(p, p) + log_4(p, p))
    T = symbols("T", positive=True)
    guarantee = (1 + log(T)) / (2 * (sqrt(T) - 1))  # of steps 1/√t: Σ 1/t <= 1 + log T and Σ 1/√t >= 2(√T − 1), halved
    what = "the subgradient method's guarantee goes to 0 with steps that go like 1/√t"
    yield is_so(what, limit(guarantee, T, oo) == 0)
    moved = diff(q * (r - grad_C(p, q)), p)
    yield is_positive("a step moves mass to where there is more of p_data", moved)


def certified(case: StepCase) -> Iterator[Evidence]:
    """Enclose C + log 4 before and after each of three steps of η = 1."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive, exact_mixtures

    p, q = exact_mixtures(case)
    at_rest, before = p == q, 2 * certified.jsd(p, q)
    for k in (1, 2, 3):
        q = q.mix(p, certified.HALF)  # a step of η = 1
        after = 2 * certified.jsd(p, q)
        what = f"step {k} of p_g ← (p_data + p_g)/2 more than halves C + log 4"
        if at_rest:
            yield encloses_equal(what, after, certified.ZERO)
        else:
            yield encloses_positive(what, before / 2 - after)
        before = after


SHIFTED = StepCase.of(PAIRS["shifted"])
P_DATA, P_G = SHIFTED.masses()
RIGHT = SHIFTED.x() > 0
CLAIM = Claim(
    name="proposition_2",
    claim_id="A8",
    where="§4.2, Prop. 2",
    statement="If D is optimal at each step and p_g moves so as to lower C, then p_g converges to p_data.",
    figure="04_convexity_and_convergence.png",
    hypotheses=(masses_sum_to_1, D_is_optimal, p_g_is_unconfined, step_is_small),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(
        replace(SHIFTED, name="masses of p_data sum to 1.1", p_data=1.1 * P_DATA),
        replace(SHIFTED, name="D is not updated", D=P_DATA / (P_DATA + P_G)),
        replace(
            SHIFTED, name="p_g is confined to x > 0", log_p_g=np.where(RIGHT, SHIFTED.log_masses_of_p_g(), -np.inf)
        ),
        replace(SHIFTED, name="the step η = 5 is too large", eta=5.0),
    ),
    cases=tuple(PAIRS.values()),
    case_type=StepCase,
)
