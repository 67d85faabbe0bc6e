"""Theorem 1: C(G) >= −log 4, with equality if and only if p_g = p_data."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_theory.cases import PAIR
from gan_theory.claim import Claim, Evidence, distance, excess, masses_sum_to_1

LOG_2, LOG_4 = np.log(2), np.log(4)


def numeric(formulas, case):
    p, q = case.masses()
    C, jsd, tv = formulas.C(p, q), formulas.jsd(p, q), formulas.tv(p, q)
    yield Evidence("C >= −log 4", excess(-LOG_4, C), 1e-12)
    yield Evidence("if p_g = p_data, then C = −log 4", distance(formulas.C(p, p), -LOG_4), 1e-12)
    yield Evidence("only if: C + log 4 >= TV²", excess(tv**2, C + LOG_4), 1e-12)
    yield Evidence("C + log 4 = 2·JSD", distance(C + LOG_4, 2 * jsd), 1e-12)
    yield Evidence("JSD <= log 2 · TV", excess(jsd, LOG_2 * tv), 1e-12)
    overlap = np.minimum(p, q).sum()
    yield Evidence("1 − TV is the mass in common, 0 for disjoint supports", distance(1 - tv, overlap), 1e-12)
    if overlap == 0:
        yield Evidence("JSD = log 2 for disjoint supports", distance(jsd, LOG_2), 1e-12)
    batch = np.stack([p, q, (p + q) / 2])
    for name, f in (("JSD", formulas.jsd), ("TV", formulas.tv)):
        each = [f(p, row) for row in batch]
        yield Evidence(f"the {name} of a stack of laws is that of each", distance(f(p, batch), each), 1e-12)


EQUAL = PAIR["equal"]
CLAIM = Claim(
    name="theorem_1",
    row="A5",
    where="§4.1, Thm. 1",
    statement="C(G) >= −log 4, with equality if and only if p_g = p_data; indeed C + log 4 = 2·JSD >= TV².",
    hypotheses=(masses_sum_to_1,),
    grades={"numeric": numeric},
    falsifiers=(
        replace(EQUAL, name="both laws' masses sum to 1.1", p_data=1.1 * EQUAL.p_data.p, p_g=1.1 * EQUAL.p_g.p),
    ),
)
