"""Equations 4 to 6: C(G) = max_D V = −log 4 + KL(p_data‖m) + KL(p_g‖m) = −log 4 + 2·JSD(p_data‖p_g)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.special import entr, xlogy

from gan_theory.cases import PAIR, PAIRS
from gan_theory.claim import Claim, masses_sum_to_1
from gan_theory.claims.cells import by_cell, of_stacks
from gan_theory.claims.maximiser import NEAREST_TO_0, best_D, clip
from gan_theory.evidence import at_most, equal
from gan_theory.game import PAPER

LOG_4 = np.log(4)
RARE, SURE = np.array([1 - 1e-12, 1e-12]), np.array([1.0, 0.0])


def numeric(formulas, case):
    p, q = case.masses()
    C, D_star = formulas.C(p, q), clip(formulas.D_star(p, q))
    m = np.where(p + q > 0, np.maximum((p + q) / 2, NEAREST_TO_0), 0.0)
    x, C_cells = case.x(), lambda: by_cell(formulas.C, p, q)
    kl_cells = lambda: by_cell(formulas.kl, p, m) + by_cell(formulas.kl, q, m) - LOG_4 * m  # noqa: E731

    cells = lambda: (C_cells(), by_cell(formulas.V, D_star, p, q))  # noqa: E731
    yield equal("C = V at D*", C, formulas.V(D_star, p, q), x=x, cells=cells)
    best = best_D(formulas.V, p, q)[1]
    yield equal("C = the maximum of V that a search finds", C, best.sum(), x=x, cells=lambda: (C_cells(), best))
    from_kl = -LOG_4 + formulas.kl(p, m) + formulas.kl(q, m)
    yield equal("C = −log 4 + KL(p_data‖m) + KL(p_g‖m)", C, from_kl, x=x, cells=lambda: (C_cells(), kl_cells()))
    cells = lambda: (C_cells(), -LOG_4 * m + 2 * by_cell(formulas.jsd, p, q))  # noqa: E731
    yield equal("C = −log 4 + 2·JSD", C, -LOG_4 + 2 * formulas.jsd(p, q), x=x, cells=cells)
    yield from _kl(formulas, p, q, x)


def _kl(formulas, p, q, x):
    for name, a, b in (("KL(p_data‖p_g)", p, q), ("KL(p_g‖p_data)", q, p)):
        entropy, cross_entropy = entr(a), -xlogy(a, b)
        scale = max(1, cross_entropy.sum()) if np.isfinite(cross_entropy.sum()) else 1
        value, expected = formulas.kl(a, b), cross_entropy.sum() - entropy.sum()
        cells = lambda a=a, b=b, e=cross_entropy - entropy: (by_cell(formulas.kl, a, b), e)  # noqa: E731
        yield equal(f"{name} = cross-entropy − entropy", value, expected, 1e-12 * scale, x=x, cells=cells)
    yield equal("the KL of a law from one that lacks a rare cell = ∞", formulas.kl(RARE, SURE), np.inf)
    yield from of_stacks("KL", formulas.kl, p, q)


def symbolic():
    from gan_theory.claims.pointwise import C, D_star, V, jsd, kl, log_4, p, q, vanishes

    m = (p + q) / 2
    yield vanishes("C = V at D*, at each x", C(p, q) - V(D_star(p, q), p, q))
    yield vanishes("C = −log 4 + KL + KL, at each x", C(p, q) + log_4(p, q) - kl(p, m) - kl(q, m))
    yield vanishes("C = −log 4 + 2·JSD, at each x", C(p, q) + log_4(p, q) - 2 * jsd(p, q))
    yield vanishes("KL(p_data‖m) + KL(p_g‖m) = 2·JSD, at each x", kl(p, m) + kl(q, m) - 2 * jsd(p, q))


def certified(case):
    from gan_theory import ball

    p, q = (ball.Law.of(law) for law in case.laws)
    C, two_jsd = ball.C(p, q), 2 * ball.jsd(p, q)
    m = p.mix(q, ball.HALF)
    yield ball.overlap("C = −log 4 + 2·JSD", C, two_jsd - ball.log(4))
    yield ball.overlap("C = −log 4 + KL(p_data‖m) + KL(p_g‖m)", C, ball.kl(p, m) + ball.kl(q, m) - ball.log(4))
    if len(p.components) == len(q.components) == 1 and p.components[0][2] == q.components[0][2]:
        (_, mu, std), (_, nu, _) = *p.components, *q.components
        logit = ((nu * nu - mu * mu) / (2 * std * std), (mu - nu) / (std * std))  # log p_data − log p_g
        yield ball.overlap("C = V at D*, whose logit is (μ − ν)x/σ² + (ν² − μ²)/(2σ²)", C, ball.V(logit, p, q))
    masses = case.masses()
    ulps = ball.ulps(PAPER.jsd(*masses), ball.exact_jsd(*masses))
    yield at_most("jsd of the grid's doubles is exact to its last digits: ulps", ulps, 4, 0)


SHIFTED = PAIR["shifted"]
CLAIM = Claim(
    name="criterion",
    row="A4",
    where="§4.1, eq. 4–6",
    statement="C(G) = max_D V = −log 4 + KL(p_data‖m) + KL(p_g‖m) = −log 4 + 2·JSD(p_data‖p_g).",
    figure="03_the_global_optimum.png",
    hypotheses=(masses_sum_to_1,),
    grades={"numeric": numeric, "symbolic": symbolic, "certified": certified},
    falsifiers=(replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * SHIFTED.p_g.p),),
    cases=PAIRS,
)
