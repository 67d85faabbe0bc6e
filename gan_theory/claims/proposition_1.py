"""Proposition 1: for fixed G, V is maximised by D* = p_data/(p_data + p_g), and by no other D where there is mass."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_theory.cases import PAIR
from gan_theory.claim import Claim, Evidence, distance, every_D_is_allowed, excess
from gan_theory.claims.maximiser import SMALLEST_JUDGED, best_D, best_logistic_D, cell_values, clip


def numeric(formulas, case):
    p, q = case.masses()
    D_star = clip(formulas.D_star(p, q))
    maximum = formulas.V(D_star, p, q)
    every = case.family == "every"
    D, values = best_D(formulas.V, p, q) if every else best_logistic_D(formulas.V, p, q, case.x())
    yield Evidence("V(D*) is the maximum of V that a search finds", distance(maximum, values.sum()), 1e-12)
    judged = p + q > SMALLEST_JUDGED
    yield Evidence("D* is where the search finds it", distance(D[judged], D_star[judged]), 1e-6)

    others = np.random.default_rng(0).random((64, p.size))
    lost = 2 * ((p + q) * (others - D_star) ** 2).sum(axis=-1)
    beaten = excess(formulas.V(others, p, q) + lost, maximum)
    yield Evidence("every other D loses at least 2 Σ (p_data + p_g)(D − D*)²", beaten, 1e-12)

    parts = cell_values(formulas.V, others, p, q).sum(axis=-1)
    yield Evidence("V is the sum of what each cell adds", distance(formulas.V(others, p, q), parts), 1e-12)


CLAIM = Claim(
    name="proposition_1",
    row="A3",
    where="Prop. 1, eq. 2",
    statement="For fixed G, V is maximised by D* = p_data/(p_data + p_g), and only by it where there is mass.",
    hypotheses=(every_D_is_allowed,),
    grades={"numeric": numeric},
    falsifiers=(replace(PAIR["two-modes-one-found"], name="D is one logistic curve in x", family="logistic"),),
)
