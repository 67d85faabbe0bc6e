"""Proposition 2, second half: the derivative of U at the D that attains the supremum is a subgradient of C."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_theory.cases import PAIR, PAIRS
from gan_theory.claim import Claim, D_is_optimal
from gan_theory.claims.cells import SMALLEST_JUDGED, by_cell, mean_over, stretches
from gan_theory.claims.convexity import others
from gan_theory.claims.maximiser import bounded, clip
from gan_theory.evidence import at_most, equal


def numeric(formulas, case):
    p, q = case.masses()
    x = case.x()
    gradient = bounded(formulas.grad_C(p, q)) if case.D is None else np.log1p(-case.D)
    laws = others(p)
    tangent = formulas.C(p, q) + (laws - q) @ gradient
    yield at_most("C(p_g) + ⟨log(1 − D*), r − p_g⟩ <= C(r) for every law r", tangent, formulas.C(p, laws))

    posterior_of_g = 1 - formulas.D_star(p, q)
    judged = p + q > SMALLEST_JUDGED
    yield equal("exp ∂C/∂p_g = 1 − D*", np.exp(gradient)[judged], posterior_of_g[judged], x=x[judged])

    judged, p, a = stretches(p, q)
    best_V = lambda p_g: by_cell(formulas.V, clip(formulas.D_star(p, p_g)), p, p_g)  # noqa: E731
    slope = (best_V(2 * a) - best_V(a)) / a
    what = "∂C/∂p_g, integrated in one cell = the change of max_D V"
    yield equal(what, mean_over(formulas.grad_C, p, a), slope, x=x[judged])


def symbolic():
    from sympy import diff

    from gan_theory.claims.pointwise import C, D_star, U, grad_C, is_positive, p, q, r, vanishes, y

    at_D_star = U(q, D_star(p, q), p)
    yield vanishes("∂C/∂p_g, by the chain rule through D*", diff(at_D_star, q) - grad_C(p, q))
    envelope = diff(U(q, y, p), q).subs(y, D_star(p, q))
    yield vanishes("= ∂U/∂p_g with D held at D* (envelope)", envelope - grad_C(p, q))
    above = C(p, r) - C(p, q) - (r - q) * grad_C(p, q)
    meet = above.subs(r, q), diff(above, r).subs(r, q)
    yield vanishes("C(r) and the tangent meet at r = p_g, with one slope", *meet)
    yield is_positive("and C bends up from it for every r", diff(above, r, 2))


def certified(case):
    from gan_theory import ball

    p, q = (ball.Law.of(law) for law in case.laws)
    log_1_minus_D = ball.log_density(q) - ball.log_sum(p, q)
    for name, r in (("p_data", p), ("N(0, 4)", ball.Law.gaussian(0, 2))):
        ahead = ball.mean(r, log_1_minus_D) - ball.mean(q, log_1_minus_D)
        above = ball.C(p, r) - ball.C(p, q) - ahead
        what = f"C(r) lies above the tangent at p_g, for r = {name}"
        yield ball.overlap(what, above, ball.ZERO) if r == q else ball.positive(what, above)


SHIFTED = PAIR["shifted"]
CLAIM = Claim(
    name="subgradient",
    row="A7",
    where="§4.2, Prop. 2",
    statement="∂C/∂p_g = log(1 − D*): C(r) >= C(p_g) + ⟨log(1 − D*), r − p_g⟩ for every law r.",
    figure="04_convexity_and_convergence.png",
    hypotheses=(D_is_optimal,),
    grades={"numeric": numeric, "symbolic": symbolic, "certified": certified},
    falsifiers=(replace(SHIFTED, name="the derivative is taken at D = ½", D=np.full(SHIFTED.p_data.n, 0.5)),),
    cases=PAIRS,
)
