"""Equations 4 to 6: C(G) = max_D V = −log 4 + KL(p_data‖m) + KL(p_g‖m) = −log 4 + 2·JSD(p_data‖p_g)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.special import entr, xlogy

from gan_theory.claims._shared.grid_search import NEAREST_TO_0, best_D, clip_D
from gan_theory.claims._shared.per_cell import per_cell, stacking_evidence
from gan_theory.game.formulas import PAPER
from gan_theory.verification.cases.pairs import PAIRS
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

LOG_4 = np.log(4)
RARE, SURE = np.array([1 - 1e-12, 1e-12]), np.array([1.0, 0.0])


def numeric(formulas, case):
    p, q = case.masses()
    C, D_star = formulas.C(p, q), clip_D(formulas.D_star(p, q))
    m = np.where(p + q > 0, np.maximum((p + q) / 2, NEAREST_TO_0), 0.0)
    x, C_cells = case.x(), lambda: per_cell(formulas.C, p, q)
    kl_cells = lambda: per_cell(formulas.kl, p, m) + per_cell(formulas.kl, q, m) - LOG_4 * m  # noqa: E731

    cells = lambda: (C_cells(), per_cell(formulas.V, D_star, p, q))  # noqa: E731
    yield equation("C", "V at D*", C, formulas.V(D_star, p, q), x=x, cells=cells, formula="C")
    best = best_D(formulas.V, p, q)[1]
    yield equation(
        "C", "the maximum of V that a search finds", C, best.sum(), x=x, cells=lambda: (C_cells(), best), formula="C"
    )
    from_kl = -LOG_4 + formulas.kl(p, m) + formulas.kl(q, m)
    yield equation(
        "C", "−log 4 + KL(p_data‖m) + KL(p_g‖m)", C, from_kl, x=x, cells=lambda: (C_cells(), kl_cells()), formula="C"
    )
    cells = lambda: (C_cells(), -LOG_4 * m + 2 * per_cell(formulas.jsd, p, q))  # noqa: E731
    yield equation("C", "−log 4 + 2·JSD", C, -LOG_4 + 2 * formulas.jsd(p, q), x=x, cells=cells, formula="C")
    yield from _kl(formulas, p, q, x)


def _kl(formulas, p, q, x):
    for name, a, b in (("KL(p_data‖p_g)", p, q), ("KL(p_g‖p_data)", q, p)):
        entropy, cross_entropy = entr(a), -xlogy(a, b)
        scale = max(1, cross_entropy.sum()) if np.isfinite(cross_entropy.sum()) else 1
        value, expected = formulas.kl(a, b), cross_entropy.sum() - entropy.sum()
        cells = lambda a=a, b=b, e=cross_entropy - entropy: (per_cell(formulas.kl, a, b), e)  # noqa: E731
        yield equation(f"{name}", "cross-entropy − entropy", value, expected, 1e-12 * scale, x=x, cells=cells)
    yield equation("the KL of a law from one that lacks a rare cell", "∞", formulas.kl(RARE, SURE), np.inf)
    yield from stacking_evidence("KL", formulas.kl, p, q)


def symbolic():
    from gan_theory.claims._shared.symbolic import C, D_star, V, jsd, kl, log_4, p, q, vanishes

    m = (p + q) / 2
    yield vanishes("C = V at D*, at each x", C(p, q) - V(D_star(p, q), p, q))
    yield vanishes("C = −log 4 + KL + KL, at each x", C(p, q) + log_4(p, q) - kl(p, m) - kl(q, m))
    yield vanishes("C = −log 4 + 2·JSD, at each x", C(p, q) + log_4(p, q) - 2 * jsd(p, q))
    yield vanishes("KL(p_data‖m) + KL(p_g‖m) = 2·JSD, at each x", kl(p, m) + kl(q, m) - 2 * jsd(p, q))


def certified(case):
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    p, q = (certified.ExactMixture.of(law) for law in case.mixtures)
    C, two_jsd = certified.C(p, q), 2 * certified.jsd(p, q)
    m = p.mix(q, certified.HALF)
    yield encloses_equal("C = −log 4 + 2·JSD", C, two_jsd - certified.log(4))
    yield encloses_equal(
        "C = −log 4 + KL(p_data‖m) + KL(p_g‖m)", C, certified.kl(p, m) + certified.kl(q, m) - certified.log(4)
    )
    if len(p.components) == len(q.components) == 1 and p.components[0][2] == q.components[0][2]:
        (_, mu, std), (_, nu, _) = *p.components, *q.components
        logit = ((nu * nu - mu * mu) / (2 * std * std), (mu - nu) / (std * std))  # log p_data − log p_g
        yield encloses_equal("C = V at D*, whose logit is (μ − ν)x/σ² + (ν² − μ²)/(2σ²)", C, certified.V(logit, p, q))
    masses = case.masses()
    ulps = certified.ulps(PAPER.jsd(*masses), certified.exact_jsd(*masses))
    yield at_most("jsd of the grid's doubles is exact to its last digits: ulps", ulps, 4, 0)


SHIFTED = PAIRS["shifted"]
CLAIM = Claim(
    name="criterion",
    claim_id="A4",
    where="§4.1, eq. 4–6",
    statement="C(G) = max_D V = −log 4 + KL(p_data‖m) + KL(p_g‖m) = −log 4 + 2·JSD(p_data‖p_g).",
    figure="03_the_global_optimum.png",
    hypotheses=(masses_sum_to_1,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * SHIFTED.p_g.p),),
    cases=tuple(PAIRS.values()),
)
