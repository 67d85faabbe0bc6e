"""Proposition 2: if D is optimal at each step and p_g improves enough, then p_g converges to p_data.

The paper asks only that p_g is updated "so as to improve the criterion". That is not enough: ever smaller improvements
can stall. Here p_g takes steps of the exponentiated gradient (mirror descent), log p_g ← log p_g − η_j log(1 − D*) and
normalise, with step sizes η_j in (0, 1], from a p_g that is > 0 wherever p_data is. Then C never rises, and after k
steps C + log 4 <= KL(p_data‖p_g at first)/(η_0 + … + η_{k−1}). If this sum grows without bound, p_g tends to p_data. If
it stays finite and the supports are equal, p_g stops short of p_data, unless it is there at first. A step of η = 1 is
exactly p_g ← (p_data + p_g)/2.

Near p_data a step multiplies the error by 1 − η/2 where p_data > 0, and by 2^−η where p_data = 0 < p_g; so p_data
repels if η > 4 and it has mass in two cells or more. With a constant η in (1, 2] p_g still converges on a finite set,
but C may rise on the way. With one in (2, 4) it converges from near p_data only. "Enough capacity" means here that D
may take any value in each cell, and that p_g may be any distribution.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.descent import FAR_BELOW, descend, iterates, subgradient_step, tangential_gradient
from gan_theory.claims._shared.draws import other_distributions
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED
from gan_theory.claims.convergence._step_cases import (
    CASES,
    FALSIFIERS,
    FEWEST_STEPS,
    D_is_unconfined,
    StepCase,
    p_g_is_unconfined,
    steps_add_up_to_infinity,
    steps_are_at_most_1,
)
from gan_theory.game.formulas import Formulas
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import D_is_optimal, masses_sum_to_1

if TYPE_CHECKING:  # it needs python-flint
    from gan_theory.certified.mixtures import ExactMixture

LOG_4 = np.log(4)
SUBGRADIENT_STEPS = 8
AT_REST = 1e-14  # a few roundings of log p_g
FAR = 1000  # where p_g is this many times smaller, it is lost in the rounding of p_data + p_g
HALF_THE_DIGITS = 4 * FAR_BELOW  # of masses after several steps, each of which is right to FAR_BELOW


def numeric(formulas: Formulas, case: StepCase) -> Iterator[Evidence]:
    """Follow p_g; if η = 1 also compare the steps with their closed form, stall them, confine p_g, and so on."""
    p, log_q, x = case.masses()[0], case.log_masses_of_p_g(), case.x()
    yield from _converges(formulas, case, p, log_q)
    if not case.eta == case.ratio == 1 > case.power:
        return  # what follows does not depend on the step sizes
    yield from _steps_of_1(formulas, case, p, log_q)
    yield from _stalls(formulas, p, log_q)
    yield from _confined(formulas, p, log_q, x)
    yield from _local_factors(formulas, p, x)
    yield from _subgradient_method(formulas, *case.masses())


def _kl_from_data(p: Array, log_q: Array) -> Array:
    """KL(p_data‖p_g) of several log p_g (k, n), also where p_g underflows: shape (k,)."""
    cells = p > 0
    return (p[cells] * (np.log(p[cells]) - log_q[..., cells])).sum(axis=-1)


def _converges(formulas: Formulas, case: StepCase, p: Array, log_q: Array) -> Iterator[Evidence]:
    """C falls at each step by what the smoothness of C promises; the sum is the rate."""
    etas = case.step_sizes()
    visited = iterates(formulas, p, log_q, etas, case.D, case.cells_of_D)
    above, kl = formulas.C(p, np.exp(visited)) + LOG_4, _kl_from_data(p, visited)
    bound = kl[0] / np.cumsum(etas)
    yield at_most("C + log 4 <= KL(p_data‖p_g at first)/(the sum of the step sizes)", above[1:], bound)
    if np.isfinite(kl[0]):
        what, tol = "η (C + log 4) after a step <= the fall of KL(p_data‖p_g) by it", 1e-12 * max(1.0, kl[0])
        yield at_most(what, etas * above[1:], -np.diff(kl), tol)
    yield at_most("C never rises on the way", above[1:], above[:-1])
    distance = np.abs(np.exp(visited[-1]) - p).sum() / 2
    yield at_most("TV(p_data, p_g)² in the end <= the same bound", distance**2, max(bound[-1], 0))
    last = visited[-2:, (p > 0) & np.isfinite(log_q)]
    if np.abs(last[1] - last[0]).max(initial=0) <= AT_REST:
        yield equation("C where p_g comes to rest", "−log 4", above[-1] - LOG_4, -LOG_4)


def _steps_of_1(formulas: Formulas, case: StepCase, p: Array, log_q: Array) -> Iterator[Evidence]:
    """Take steps of η = 1, each of which is p_g ← (p_data + p_g)/2: k of them leave 2^−k of the difference."""
    q, x = np.exp(log_q), case.x()
    judged = (q > p / FAR) & (q > SMALLEST_JUDGED)
    step = np.exp(log_q[judged] - formulas.grad_C(p, q)[judged])
    yield equation("p_g after a step of η = 1", "p_data + p_g, normalised", step, (p + q)[judged], x=x[judged])
    visited = iterates(formulas, p, log_q, np.ones(FEWEST_STEPS), case.D, case.cells_of_D)
    left = 0.5 ** np.arange(FEWEST_STEPS + 1)[:, None]
    right = "p_data + 2^−k (p_g − p_data)"
    yield equation("p_g after k steps of η = 1", right, np.exp(visited), p + left * (q - p), HALF_THE_DIGITS, x=x)


def _stalls(formulas: Formulas, p: Array, log_q: Array) -> Iterator[Evidence]:
    """With the steps 2^−(j+2) C falls at each, and yet max − min of log(p_g/p_data) keeps more than half of its size.

    A step maps a = log(p_g/p_data) to a + η log(1 + e^−a) − constant, whose slope 1 − η D* is at least 1 − η.
    """
    etas = 0.5 ** np.arange(2, FEWEST_STEPS + 2)
    visited = iterates(formulas, p, log_q, etas)
    C = formulas.C(p, np.exp(visited))
    yield at_most("with steps that add up to ½ C never rises", C[1:], C[:-1])
    cells = (p > SMALLEST_JUDGED) & np.isfinite(log_q)
    spread = np.ptp(visited[:, cells] - np.log(p[cells]), axis=-1)
    if spread[0] > 1e-6:  # else p_g is p_data in these cells
        kept = np.cumprod(1 - etas)
        what = "but max − min of log(p_g/p_data) shrinks by Π (1 − η_j) at most: p_g stalls"
        yield at_most(what, kept, spread[1:] / spread[0], HALF_THE_DIGITS)


def _confined(formulas: Formulas, p: Array, log_q: Array, x: Array) -> Iterator[Evidence]:
    """If p_g is kept on S, the upper half of the data's mass, it tends to p_data restricted to S and normalised."""
    S = np.cumsum(p) > 0.5
    mass = p[S].sum()
    if not 0 < mass < 1:
        return
    limit, start = np.where(S, p, 0) / mass, np.where(S, log_q, -np.inf)
    visited = np.exp(iterates(formulas, p, start - np.logaddexp.reduce(start), np.ones(3)))
    expected = limit + (1 + mass) ** -np.arange(4.0)[:, None] * (visited[0] - limit)
    left, right = "p_g confined to S, after k steps", "p_data restricted to S, with P(S), and (1 + P(S))^−k of the rest"
    yield equation(left, right, visited, expected, HALF_THE_DIGITS, x=x)
    C = formulas.C(p, limit)
    yield equation("C at p_data restricted to S", "P log P − (1 + P) log(1 + P)", C, _C_of_restricted(mass))
    others = np.where(S, other_distributions(p), 0)
    others = others / others.sum(axis=-1, keepdims=True)
    yield at_most("which is the least C of a p_g on S", C, formulas.C(p, others))
    yield at_most("and above −log 4, by the mass missed squared at least", (1 - mass) ** 2 - LOG_4, C)


def _C_of_restricted(mass: float) -> float:
    return mass * np.log(mass) - (1 + mass) * np.log1p(mass)


def _local_factors(formulas: Formulas, p: Array, x: Array) -> Iterator[Evidence]:
    """Follow an error of size ε near p_data, up to 5 ε·sign²: where p_data has mass, and beside it."""
    epsilon, judged, etas = 1e-6, p > SMALLEST_JUDGED, np.array([[0.1], [0.5], [1.0], [2.0], [5.0]])
    mass = p[judged]
    sign = np.where(np.cumsum(mass) > 0.5, 1.0, -1.0)
    sign -= sign @ mass
    tol = 6 * epsilon * max(1, (sign**2).max())
    after = np.exp(descend(formulas, mass, np.log(mass * (1 + epsilon * sign)), etas)) / mass - 1
    left, right = "the error where p_data > 0, after a step of η = 0.1, 0.5, 1, 2, 5", "1 − η/2 times that before"
    yield equation(left, right, after / epsilon, (1 - etas / 2) * sign, tol, x=x[judged])
    beside = np.append(mass * (1 - epsilon), epsilon)
    after = np.exp(descend(formulas, np.append(mass, 0), np.log(beside), etas))[:, -1]
    yield equation(
        "p_g where p_data = 0, after such a step", "2^−η times that before", after / epsilon, 0.5 ** etas[:, 0], tol
    )


def _subgradient_method(formulas: Formulas, p: Array, q: Array) -> Iterator[Evidence]:
    """Take projected steps of lengths a_t ∝ 1/√t along −∂C/∂p_g, and judge where each comes to.

    By convexity alone |p_g − p_data|² falls by 2 a (C + log 4)/|∂C| − a² at least. Since it stays above 0, the least
    (C + log 4)/|∂C| is at most (|p_g − p_data|² at first + Σ a²)/(2 Σ a), which tends to 0. Source: Shor 1985.
    """
    start, nearest, excess, total = np.linalg.norm(q - p), [0.0], [0.0], [1.0]
    for t in range(1, SUBGRADIENT_STEPS + 1):
        slope, above, length = tangential_gradient(formulas, p, q), formulas.C(p, q) + LOG_4, start / np.sqrt(t)
        size = np.linalg.norm(slope)
        if start * size <= 1e-12:  # at rest
            break
        after = subgradient_step(formulas, p, q, length)
        off = q - length * slope / size - after
        nearest.append(off.max() - off @ after)
        total.append(after.sum())
        bound = ((q - p) ** 2).sum() - 2 * length * above / size + length**2
        excess.append(((after - p) ** 2).sum() - bound)
        q = after
    yield equation("Σ p_g after a step of the subgradient method", "1", total, 1)
    yield at_most("of all distributions this p_g is the nearest to the step: ⟨step − p_g, r − p_g⟩ <= 0", nearest, 0)
    yield at_most("|p_g − p_data|² <= that before − 2 a (C + log 4)/|∂C| + a² for a step of length a", excess, 0)


def symbolic() -> Iterator[Evidence]:
    """Derive what a step does: the fall of the KL divergence, the factors near p_data, and the least that is kept."""
    from sympy import diff, exp, log, symbols

    from gan_theory.claims._shared.symbolic import (
        C,
        D_star,
        grad_C,
        is_formula,
        is_positive,
        jsd,
        kl,
        log_4,
        p,
        q,
        r,
        vanishes,
    )

    eta, log_Z = symbols("eta", positive=True), symbols("log_Z", real=True)
    for name, expression in (("C", C(p, q)), ("grad_C", grad_C(p, q)), ("kl", kl(p, q))):
        yield is_formula(name, expression, p, q)
    log_after = log(q) - eta * grad_C(p, q)  # up to log Z, which normalises
    what = "p_g after a step of η = 1 is p_data + p_g, before it is normalised"
    yield vanishes(what, exp(log_after.subs(eta, 1)) - p - q)
    slope = q * diff(log_after, q)
    yield vanishes("a step multiplies a small change of log p_g by 1 − η D*", slope - 1 + eta * D_star(p, q))
    yield is_positive("which is between 1 − η and 1", slope - 1 + eta, 1 - slope)
    yield vanishes("and 1 − η/2 at p_data", slope.subs(q, p) - 1 + eta / 2)
    beside = exp(-eta * grad_C(0, q)) / exp(-eta * grad_C(p, p))
    yield vanishes("where p_data is 0, p_g is multiplied by 2^−η near p_data", beside - 2**-eta)
    yield vanishes("p_data is at rest: ∂C/∂p_g is −log 2 everywhere", grad_C(p, p) + log(2))
    yield vanishes("and C is −log 4 there", C(p, p) + log_4(p, p))
    yield vanishes("and 2·JSD above it elsewhere", C(p, q) + log_4(p, q) - 2 * jsd(p, q))
    beyond = kl(r, q) - r + q - (C(p, r) - C(p, q) - (r - q) * grad_C(p, q))
    what = "C(r) − its tangent and KL(r‖p_g) meet at r = p_g, with one slope"
    yield vanishes(what, beyond.subs(r, q), diff(beyond, r).subs(r, q))
    yield is_positive("and C curves less for every r: it is 1-smooth relative to the entropy", diff(beyond, r, 2))
    gradient = grad_C(p, q)
    after = q * exp(-eta * gradient - log_Z)
    fall = kl(p, q) - kl(p, after) - kl(after, q)
    what = "KL(p_data‖p_g) falls by a step by KL(after‖p_g) + η ⟨∂C/∂p_g, after − p_data⟩, if masses sum to 1"
    yield vanishes(what, fall - (eta * gradient + log_Z) * (after - p))


def certified(case: StepCase) -> Iterator[Evidence]:
    """Enclose two steps of η = 1, made from D*; and C + log 4 after them against KL(p_data‖p_g)."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive, exact_mixtures

    p, q = exact_mixtures(case)
    first, second = (q.mix(p, certified.to_rational(t)) for t in ("1/2", "3/4"))
    yield from _step_by_D_star(p, q, first, "p_g after a step of η = 1 is (p_data + p_g)/2")
    yield from _step_by_D_star(p, first, second, "after another it is (3 p_data + p_g)/4")
    above = certified.C(p, second) + certified.log(4)
    kl, kl_first, kl_second = (certified.kl(p, p_g) for p_g in (q, first, second))
    what = "C + log 4 at first, 2·JSD, is KL(p_data‖p_g) + KL(p_g at first‖p_g) after a step"
    yield encloses_equal(what, 2 * certified.jsd(p, q), kl_first + certified.kl(q, first))
    margins = {
        "C + log 4 after the second step <= the fall of KL(p_data‖p_g) by it": kl_first - kl_second - above,
        "C + log 4 after two steps <= KL(p_data‖p_g)/2": kl / 2 - above,
    }
    for what, margin in margins.items():
        yield encloses_equal(what, margin, certified.ZERO) if p == q else encloses_positive(what, margin)


def _step_by_D_star(p: ExactMixture, q: ExactMixture, after: ExactMixture, what: str) -> Iterator[Evidence]:
    """Compare log p_g − log(1 − D*) − log 2 with the log of a mixture at several x."""
    from flint import acb

    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, log_1_minus_D_star

    log_q, log_after, log_1_minus_D = certified.log_density(q), certified.log_density(after), log_1_minus_D_star(p, q)
    with certified.precision(128):
        for x in ("-3", "-1", "0", "1/2", "2", "5"):
            at = acb(certified.to_rational(x))
            step = log_q(at) - log_1_minus_D(at) - acb(2).log()
            yield encloses_equal(f"{what}, at x = {x}", step.real, log_after(at).real)


CLAIM = Claim(
    name="proposition_2",
    claim_id="A8",
    where="§4.2, Prop. 2",
    statement="With D optimal and steps <= 1 that sum to ∞, p_g converges to p_data; that C falls is not enough.",
    figure="04_convexity_and_convergence.png",
    hypotheses=(
        *(masses_sum_to_1, D_is_optimal, D_is_unconfined, p_g_is_unconfined),
        *(steps_are_at_most_1, steps_add_up_to_infinity),
    ),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("A8")},
    formulas=("C", "grad_C"),
    falsifiers=FALSIFIERS,
    cases=CASES,
    case_type=StepCase,
)
