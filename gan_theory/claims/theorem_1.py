"""Theorem 1: C(G) >= −log 4, with equality if and only if p_g = p_data."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_theory.cases import PAIR, PAIRS
from gan_theory.claim import Claim, masses_sum_to_1
from gan_theory.claims.cells import by_cell, of_stacks
from gan_theory.evidence import at_most, equal

LOG_2, LOG_4 = np.log(2), np.log(4)


def numeric(formulas, case):
    p, q = case.masses()
    C, jsd, tv = formulas.C(p, q), formulas.jsd(p, q), formulas.tv(p, q)
    x = case.x()
    yield at_most("C >= −log 4", -LOG_4, C)
    cells = lambda: (by_cell(formulas.C, p, p), -LOG_4 * p)  # noqa: E731
    yield equal("C of equal laws = −log 4", formulas.C(p, p), -LOG_4, x=x, cells=cells)
    yield at_most("only if: TV² <= C + log 4", tv**2, C + LOG_4)
    cells = lambda: (by_cell(formulas.C, p, q) + LOG_2 * (p + q), 2 * by_cell(formulas.jsd, p, q))  # noqa: E731
    yield equal("C + log 4 = 2·JSD", C + LOG_4, 2 * jsd, x=x, cells=cells)
    yield at_most("JSD <= log 2 · TV", jsd, LOG_2 * tv)
    overlap = np.minimum(p, q)
    cells = lambda: ((p + q) / 2 - by_cell(formulas.tv, p, q), overlap)  # noqa: E731
    yield equal("1 − TV = the mass in common, 0 for disjoint supports", 1 - tv, overlap.sum(), x=x, cells=cells)
    if overlap.sum() == 0:
        yield equal("JSD = log 2 for disjoint supports", jsd, LOG_2)
    for name, f in (("JSD", formulas.jsd), ("TV", formulas.tv), ("C", formulas.C)):
        yield from of_stacks(name, f, p, q)


def symbolic():
    from sympy import diff, limit, log, symbols

    from gan_theory.claims.pointwise import C, is_positive, jsd, log_4, p, q, r, vanishes

    yield vanishes("C = −log 4 where p_g = p_data, at each x", C(p, p) + log_4(p, p))
    t = symbols("t", real=True)  # (p − q)/(p + q)
    phi = (1 + t) * log(1 + t) + (1 - t) * log(1 - t)
    as_t = {p: r * (1 + t), q: r * (1 - t)}
    yield vanishes(
        "2·JSD = ½ Σ (p + q) φ(t) with φ = (1 + t) log(1 + t) + (1 − t) log(1 − t)",
        (2 * jsd(p, q)).subs(as_t) - r * phi,
    )
    above = phi - t**2
    yield vanishes(
        "φ(t) − t² and its derivative are 0 at t = 0, only where p = q",
        above.subs(t, 0),
        diff(above, t).subs(t, 0),
    )
    bend = diff(above, t, 2).simplify()
    yield vanishes(
        "the second derivative of φ(t) − t² is 2t²/(1 − t²), which is > 0 for 0 < |t| < 1", bend - 2 * t**2 / (1 - t**2)
    )
    yield is_positive("so φ(t) > t² for t ≠ 0", bend.subs(t, r / (1 + r)))
    ends = (phi.subs(t, 0), limit(phi, t, 1, "-") - 2 * log(2))
    yield vanishes("φ, convex, is 0 at t = 0 and 2 log 2 at |t| = 1: JSD <= log 2 · TV", *ends)


def certified(case):
    from gan_theory import ball

    p, q = (ball.Law.of(law) for law in case.laws)
    above = ball.C(p, q) + ball.log(4)
    if p == q:
        yield ball.overlap("C = −log 4, since the laws are equal", above, ball.ZERO, ball.WIDTH)
        return
    jsd, tv = ball.jsd(p, q), ball.tv(p, q)
    yield ball.positive("C > −log 4, since the laws differ", above)
    yield ball.positive("C + log 4 − TV² > 0", above - tv**2)
    yield ball.positive("log 2 · TV − JSD > 0", ball.log(2) * tv - jsd)


EQUAL = PAIR["equal"]
CLAIM = Claim(
    name="theorem_1",
    row="A5",
    where="§4.1, Thm. 1",
    statement="C(G) >= −log 4, with equality if and only if p_g = p_data; indeed C + log 4 = 2·JSD >= TV².",
    figure="03_the_global_optimum.png",
    hypotheses=(masses_sum_to_1,),
    grades={"numeric": numeric, "symbolic": symbolic, "certified": certified},
    falsifiers=(
        replace(EQUAL, name="both laws' masses sum to 1.1", p_data=1.1 * EQUAL.p_data.p, p_g=1.1 * EQUAL.p_g.p),
    ),
    cases=PAIRS,
)
