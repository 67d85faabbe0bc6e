"""Proposition 2, second half: the derivative of U at the D that attains the supremum is a subgradient of C."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_theory.cases import PAIR
from gan_theory.claim import Claim, D_is_optimal, Evidence, distance, excess
from gan_theory.claims.cells import mean_over, stretches
from gan_theory.claims.convexity import others
from gan_theory.claims.maximiser import bounded, cell_values, clip


def numeric(formulas, case):
    p, q = case.masses()
    gradient = bounded(formulas.grad_C(p, q)) if case.D is None else np.log1p(-case.D)
    laws = others(p, q)
    step = laws - q
    ahead = np.multiply(gradient, step, out=np.zeros_like(step), where=step != 0).sum(axis=-1)
    below = excess(formulas.C(p, q) + ahead, formulas.C(p, laws))
    yield Evidence("C(r) >= C(p_g) + ⟨log(1 − D*), r − p_g⟩ for every law r", below, 1e-12)

    posterior_of_g = 1 - formulas.D_star(p, q)
    judged = p + q > 0
    yield Evidence("∂C/∂p_g = log(1 − D*)", distance(np.exp(gradient)[judged], posterior_of_g[judged]), 1e-12)

    p, a = stretches(p, q)
    best_V = lambda p_g: cell_values(formulas.V, clip(formulas.D_star(p, p_g)), p, p_g)  # noqa: E731
    mean_slope = (best_V(2 * a) - best_V(a)) / a
    integral = distance(mean_over(formulas.grad_C, p, a), mean_slope)
    yield Evidence("∂C/∂p_g integrates to the change of max_D V in one cell", integral, 1e-12)


SHIFTED = PAIR["shifted"]
CLAIM = Claim(
    name="subgradient",
    row="A7",
    where="§4.2, Prop. 2",
    statement="∂C/∂p_g = log(1 − D*): C(r) >= C(p_g) + ⟨log(1 − D*), r − p_g⟩ for every law r.",
    hypotheses=(D_is_optimal,),
    grades={"numeric": numeric},
    falsifiers=(replace(SHIFTED, name="the derivative is taken at D = ½", D=np.full(SHIFTED.p_data.n, 0.5)),),
)
