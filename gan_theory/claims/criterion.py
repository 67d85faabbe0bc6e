"""Equations 4 to 6: C(G) = max_D V = −log 4 + KL(p_data‖m) + KL(p_g‖m) = −log 4 + 2·JSD(p_data‖p_g)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.special import entr, xlogy

from gan_theory.cases import PAIR
from gan_theory.claim import Claim, Evidence, distance, masses_sum_to_1
from gan_theory.claims.maximiser import best_D, clip


def numeric(formulas, case):
    p, q = case.masses()
    C, m = formulas.C(p, q), (p + q) / 2
    at_D_star = formulas.V(clip(formulas.D_star(p, q)), p, q)
    yield Evidence("C is V at D*", distance(C, at_D_star), 1e-12)
    yield Evidence("C is the maximum of V that a search finds", distance(C, best_D(formulas.V, p, q)[1].sum()), 1e-12)
    from_kl = -np.log(4) + formulas.kl(p, m) + formulas.kl(q, m)
    yield Evidence("C = −log 4 + KL(p_data‖m) + KL(p_g‖m)", distance(C, from_kl), 1e-12)
    yield Evidence("C = −log 4 + 2·JSD", distance(C, -np.log(4) + 2 * formulas.jsd(p, q)), 1e-12)
    for name, a, b in (("KL(p_data‖p_g)", p, q), ("KL(p_g‖p_data)", q, p)):
        cross_entropy = -xlogy(a, b).sum()
        scale = max(1, cross_entropy) if np.isfinite(cross_entropy) else 1
        gap = distance(formulas.kl(a, b) / scale, (cross_entropy - entr(a).sum()) / scale)
        yield Evidence(f"{name} is cross-entropy − entropy", gap, 1e-12)
    batch = np.stack([p, q, m])
    each = [formulas.kl(p, row) for row in batch]
    yield Evidence("the KL of a stack of laws is that of each", distance(formulas.kl(p, batch), each), 1e-12)


SHIFTED = PAIR["shifted"]
CLAIM = Claim(
    name="criterion",
    row="A4",
    where="§4.1, eq. 4–6",
    statement="C(G) = max_D V = −log 4 + KL(p_data‖m) + KL(p_g‖m) = −log 4 + 2·JSD(p_data‖p_g).",
    hypotheses=(masses_sum_to_1,),
    grades={"numeric": numeric},
    falsifiers=(replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * SHIFTED.p_g.p),),
)
