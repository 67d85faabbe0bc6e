"""After the paper: what D and G want, as numbers: D parts E D(x) from E D(G(z)), G closes the gap, both end at ½."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gan_theory.claims._shared.draws import other_distributions
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

LOG_4, STEPS = np.log(4), 20


@dataclass(frozen=True, eq=False, repr=False)
class OpponentsCase(Case):
    """A case with the aim of G.

    Parameters
    ----------
    opposed : bool
        Whether G descends V, and does not ascend it with D.
    """

    opposed: bool = True


def G_is_opposed_to_D(case: OpponentsCase) -> bool:
    """G descends the V that D ascends."""
    return case.opposed


def numeric(formulas, case):
    p, q = case.masses()
    yield from _ascent(formulas, p, q)
    D = clip_D(formulas.D_star(p, q))
    wanted, unwanted = D @ p, D @ q
    yield equation("at D* E D(x) + E D(G(z))", "1", wanted + unwanted, 1)
    apart = wanted - unwanted
    yield at_most("D* tells the two apart: TV² <= E D*(x) − E D*(G(z))", formulas.tv(p, q) ** 2, apart)
    yield at_most("and by no more than TV", apart, formulas.tv(p, q))
    moved = descent(D, q) if case.opposed else descent(1 - D, q)
    yield at_most("a step of G, D being held: E D(G(z)) rises", unwanted, D @ moved)
    yield at_most("and V falls", formulas.V(D, p, moved), formulas.V(D, p, q))

    judged = p > SMALLEST_JUDGED
    yield equation("at the end, p_g", "p_data, D* = ½", formulas.D_star(p, p)[judged], 0.5, x=case.x()[judged])
    drawn = np.random.default_rng(0).random((64, p.size))
    yield at_most("there no D earns more than −log 4", formulas.V(clip_D(drawn), p, p), -LOG_4)
    half = np.full(p.size, 0.5)
    yield equation(
        "and against D", "½ V of every other law = −log 4", formulas.V(half, p, other_distributions(p)), -LOG_4
    )


def _ascent(formulas, p, q):
    """D from ½ by gradient ascent in its logit, ∂V/∂logit = p_data (1 − D) − p_g D, with steps that can't overshoot."""
    logit, size = np.zeros(p.size), 4 / (p + q).max()
    values, apart = [], []
    for _ in range(STEPS):
        D = 1 / (1 + np.exp(-logit))
        values.append(formulas.V(clip_D(D), p, q))
        apart.append(D @ (p - q))
        logit = logit + size * (p * (1 - D) - q * D)
    yield at_most(f"V rises at each of {STEPS} steps of D", values[:-1], values[1:])
    yield at_most("and stays below C(G)", values, formulas.C(p, q))
    yield at_most("E D(x) − E D(G(z)) rises with it", apart[:-1], apart[1:])


def descent(D, q, step=0.5):
    """p_g (n,) after an exponentiated step against ∂V/∂p_g = log(1 − D): q (1 − D)^−step, normalised."""
    log_q = np.log(q, out=np.full(q.shape, -np.inf), where=q > 0) - step * np.log1p(-clip_D(D))
    moved = np.exp(log_q - log_q.max())
    return q.sum() * moved / moved.sum()


def symbolic():
    from sympy import diff, exp, log, symbols

    from gan_theory.claims._shared.symbolic import HALF, D_star, U, V, is_positive, log_4, p, q, r, vanishes, y

    logit = symbols("logit", real=True)
    D = 1 / (1 + exp(-logit))
    slope = diff(V(D, p, q), logit)
    yield vanishes("∂V/∂logit = p_data (1 − D) − p_g D, at each x", slope - (p * (1 - D) - q * D))
    yield vanishes("which is 0 at D*", slope.subs(logit, log(p) - log(q)))
    yield is_positive("D wants D(x) → 1: V rises with D where p_g = 0", diff(V(y, p, 0), y))
    yield is_positive("and D(G(z)) → 0: V falls with D where p_data = 0", -diff(V(y, 0, q), y).subs(y, r / (1 + r)))
    yield is_positive("G wants D(G(z)) → 1: its loss falls with D", -diff(U(1, y, 0), y).subs(y, r / (1 + r)))
    yield vanishes("p_data D* + p_g D* = p_data", (p + q) * D_star(p, q) - p)
    apart = (p - q) ** 2 / (2 * (p + q)) + (p - q) / 2
    yield vanishes(
        "(p_data − p_g) D* = (p_data − p_g)²/(2(p_data + p_g)) + (p_data − p_g)/2", (p - q) * D_star(p, q) - apart
    )
    yield vanishes("where p_g = p_data, D* = ½", D_star(p, p) - HALF)
    yield vanishes("V is −log 4 there", V(D_star(p, p), p, p) + log_4(p, p))


def run():
    from gan_theory.claims._shared import training_runs

    yield from training_runs.adversaries()


SHIFTED = OpponentsCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="adversaries",
    claim_id="B5",
    where="after the paper",
    statement="D climbs V, D(x) → 1 and D(G(z)) → 0; G descends, D(G(z)) → 1; in turns; at the end D = ½.",
    figure="05_what_they_want.png",
    hypotheses=(masses_sum_to_1, G_is_opposed_to_D),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(
        replace(SHIFTED, name="masses of p_data sum to 1.1", p_data=1.1 * SHIFTED.p_data.p),
        replace(SHIFTED, name="G climbs V as D does", opposed=False),
    ),
    cases=tuple(PAIRS.values()),
    case_type=OpponentsCase,
)
