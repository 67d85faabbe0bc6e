"""Figure 1: what its four panels show, each as a number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED, per_cell
from gan_theory.verification.cases.pairs import PAIRS, FixedDCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equation
from gan_theory.verification.hypotheses import D_is_optimal

LOG_4 = np.log(4)


def numeric(formulas, case):
    p, q = case.masses()
    x = case.x()
    C = formulas.C(p, q)
    D = clip_D(formulas.D_star(p, q)) if case.D is None else case.D
    halfway = np.sqrt(D) / (np.sqrt(D) + np.sqrt(1 - D))  # D with half its logit
    V = formulas.V(halfway, p, q)
    yield at_most("(a) D, halfway from a coin to D*, is partially accurate: −log 4 <= V", -LOG_4, V)
    yield at_most("(a) but not yet D*: V <= C(G)", V, C)

    cells = lambda: (per_cell(formulas.V, D, p, q), per_cell(formulas.C, p, q))  # noqa: E731
    yield equation("(b) V at the D trained", "C(G)", formulas.V(D, p, q), C, x=x, cells=cells)
    trust = formulas.U(p, D, 0 * p) - formulas.U(q, D, 0 * p)  # E log(1 − D) over the data, and over p_g
    what = "(b) D tells p_data from p_g: TV² <= E_p_g log(1 − D) − E_p_data log(1 − D)"
    yield at_most(what, formulas.tv(p, q) ** 2, -trust)

    moved = uphill(D, q)
    yield at_most("(c) G moves x along the gradient of D: V falls", formulas.U(moved, D, p), formulas.U(q, D, p))

    judged = p > SMALLEST_JUDGED
    yield equation("(d) D* of equal laws", "½", formulas.D_star(p, p)[judged], 0.5, x=x[judged])
    yield equation("(d) V there", "−log 4", formulas.V(np.full(p.size, 0.5), p, p), -LOG_4)


def uphill(D, q, share=0.1):
    """p_g (n,) after a share of each cell's mass has gone to the neighbour that D likes better, if there is one."""
    padded = np.pad(D, 1)  # no D is below the 0 beyond either end
    left, right = padded[:-2], padded[2:]
    target = np.arange(D.size) + np.where(np.maximum(left, right) > D, np.where(right >= left, 1, -1), 0)
    return (1 - share) * q + np.bincount(target, weights=share * q, minlength=D.size)


def symbolic():
    from sympy import Function, diff, exp, log, symbols

    from gan_theory.claims._shared.symbolic import HALF, C, D_star, V, log_4, p, q, vanishes

    yield vanishes("(b) V(D*) is C, at each x", V(D_star(p, q), p, q) - C(p, q))
    x, step, slope = symbols("x step slope", real=True)
    D = symbols("D", positive=True)
    moved = log(1 - (D + slope * (step * slope)))  # x goes on by step·D′(x)
    fall = diff(moved, step).subs(step, 0)
    yield vanishes("(c) a small move of x along D′ changes log(1 − D) by −D′²/(1 − D)", fall + slope**2 / (1 - D))
    logit = Function("l")(x)
    D_of_x = 1 / (1 + exp(-logit))
    yield vanishes(
        "(c) D′ = D (1 − D) l′: up the logit is up D", diff(D_of_x, x) - D_of_x * (1 - D_of_x) * diff(logit, x)
    )
    yield vanishes("(d) where p_g = p_data, D* = ½", D_star(p, p) - HALF)
    yield vanishes("(d) and V is −log 4", V(D_star(p, p), p, p) + log_4(p, p))


def run():
    from gan_theory.claims._shared import training_runs

    yield from training_runs.figure_1()


SHIFTED = FixedDCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="figure_1",
    claim_id="A12",
    where="Figure 1",
    statement="(a) D is partially accurate; (b) D is D*; (c) G follows D's gradient; (d) p_g = p_data and D = ½.",
    figure="05_figure_1.png",
    hypotheses=(D_is_optimal,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(replace(SHIFTED, name="D is not trained: D = ½", D=np.full(SHIFTED.p_data.n, 0.5)),),
    cases=tuple(PAIRS.values()),
    case_type=FixedDCase,
)
