"""Theorem 1: C(G) >= −log 4, with equality if and only if p_g = p_data."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_theory.claims._shared.per_cell import per_cell, stacking_evidence
from gan_theory.verification.cases.pairs import PAIRS
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

LOG_2, LOG_4 = np.log(2), np.log(4)


def numeric(formulas, case):
    p, q = case.masses()
    C, jsd, tv = formulas.C(p, q), formulas.jsd(p, q), formulas.tv(p, q)
    x = case.x()
    yield at_most("C >= −log 4", -LOG_4, C)
    cells = lambda: (per_cell(formulas.C, p, p), -LOG_4 * p)  # noqa: E731
    yield equation("C of equal laws", "−log 4", formulas.C(p, p), -LOG_4, x=x, cells=cells)
    yield at_most("only if: TV² <= C + log 4", tv**2, C + LOG_4)
    cells = lambda: (per_cell(formulas.C, p, q) + LOG_2 * (p + q), 2 * per_cell(formulas.jsd, p, q))  # noqa: E731
    yield equation("C + log 4", "2·JSD", C + LOG_4, 2 * jsd, x=x, cells=cells)
    yield at_most("JSD <= log 2 · TV", jsd, LOG_2 * tv)
    overlap = np.minimum(p, q)
    cells = lambda: ((p + q) / 2 - per_cell(formulas.tv, p, q), overlap)  # noqa: E731
    yield equation("1 − TV", "the mass in common, 0 for disjoint supports", 1 - tv, overlap.sum(), x=x, cells=cells)
    if overlap.sum() == 0:
        yield equation("JSD", "log 2 for disjoint supports", jsd, LOG_2, formula="jsd")
    for name, f in (("JSD", formulas.jsd), ("TV", formulas.tv), ("C", formulas.C)):
        yield from stacking_evidence(name, f, p, q)


def symbolic():
    from sympy import diff, limit, log, symbols

    from gan_theory.claims._shared.symbolic import C, is_positive, jsd, log_4, p, q, r, vanishes

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
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    p, q = (certified.ExactMixture.of(law) for law in case.mixtures)
    above = certified.C(p, q) + certified.log(4)
    if p == q:
        yield encloses_equal("C = −log 4, since the laws are equal", above, certified.ZERO, certified.WIDTH)
        return
    jsd, tv = certified.jsd(p, q), certified.tv(p, q)
    yield encloses_positive("C > −log 4, since the laws differ", above)
    yield encloses_positive("C + log 4 − TV² > 0", above - tv**2)
    yield encloses_positive("log 2 · TV − JSD > 0", certified.log(2) * tv - jsd)


EQUAL = PAIRS["equal"]
CLAIM = Claim(
    name="theorem_1",
    claim_id="A5",
    where="§4.1, Thm. 1",
    statement="C(G) >= −log 4, with equality if and only if p_g = p_data; indeed C + log 4 = 2·JSD >= TV².",
    figure="03_the_global_optimum.png",
    hypotheses=(masses_sum_to_1,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(
        replace(EQUAL, name="both laws' masses sum to 1.1", p_data=1.1 * EQUAL.p_data.p, p_g=1.1 * EQUAL.p_g.p),
    ),
    cases=tuple(PAIRS.values()),
)
