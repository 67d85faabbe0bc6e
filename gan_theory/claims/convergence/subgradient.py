"""Proposition 2, second half: the derivative of U at the D that attains the supremum is a subgradient of C."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import other_distributions
from gan_theory.claims._shared.grid_search import clip_D, clip_gradient
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED, integration_intervals, mean_over_interval, per_cell
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, FixedDCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import D_is_optimal


def numeric(formulas: Formulas, case: FixedDCase) -> Iterator[Evidence]:
    """Compare C with its tangent at p_g, and ∂C/∂p_g with D* and with integrals."""
    p, q = case.masses()
    x = case.x()
    gradient = clip_gradient(formulas.grad_C(p, q)) if case.D is None else np.log1p(-case.D)
    others = other_distributions(p)
    tangent = formulas.C(p, q) + (others - q) @ gradient
    what = "C(p_g) + ⟨log(1 − D*), r − p_g⟩ <= C(r) for every distribution r"
    yield at_most(what, tangent, formulas.C(p, others))
    posterior_of_g = 1 - formulas.D_star(p, q)
    judged = p + q > SMALLEST_JUDGED
    yield equation("exp ∂C/∂p_g", "1 − D*", np.exp(gradient)[judged], posterior_of_g[judged], x=x[judged])
    yield _integrated(formulas, p, q, x)


def _integrated(formulas: Formulas, p_data: Array, p_g: Array, x: Array) -> Evidence:
    """∂C/∂p_g, integrated over p_g in each cell, is the change of max_D V."""

    def best_V(p_g: Array) -> Array:
        return per_cell(formulas.V, clip_D(formulas.D_star(p, p_g)), p, p_g)

    judged, p, a = integration_intervals(p_data, p_g)
    mean = mean_over_interval(formulas.grad_C, p, a)
    slope = (best_V(2 * a) - best_V(a)) / a
    return equation("∂C/∂p_g, integrated in one cell", "the change of max_D V", mean, slope, x=x[judged])


def symbolic() -> Iterator[Evidence]:
    """Differentiate V at D* by the chain rule and by the envelope theorem; compare C with its tangent."""
    from sympy import diff

    from gan_theory.claims._shared.symbolic import C, D_star, U, grad_C, is_positive, p, q, r, vanishes, y

    at_D_star = U(q, D_star(p, q), p)
    yield vanishes("∂C/∂p_g, by the chain rule through D*", diff(at_D_star, q) - grad_C(p, q))
    envelope = diff(U(q, y, p), q).subs(y, D_star(p, q))
    yield vanishes("= ∂U/∂p_g with D held at D* (envelope)", envelope - grad_C(p, q))
    above = C(p, r) - C(p, q) - (r - q) * grad_C(p, q)
    yield vanishes("C(r) and the tangent meet at r = p_g, with one slope", above.subs(r, q), diff(above, r).subs(r, q))
    yield is_positive("and C curves up from it for every r", diff(above, r, 2))


def certified(case: FixedDCase) -> Iterator[Evidence]:
    """Enclose the distance of C(r) from the tangent at p_g, for two r."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive, exact_mixtures

    p, q = exact_mixtures(case)
    log_1_minus_D = certified.log_density(q) - certified.log_sum(p, q)
    for name, r in (("p_data", p), ("N(0, 4)", certified.ExactMixture.gaussian(0, 2))):
        along_tangent = certified.expectation(r, log_1_minus_D) - certified.expectation(q, log_1_minus_D)
        above = certified.C(p, r) - certified.C(p, q) - along_tangent
        what = f"C(r) lies above the tangent at p_g, for r = {name}"
        yield encloses_equal(what, above, certified.ZERO) if r == q else encloses_positive(what, above)


SHIFTED = FixedDCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="subgradient",
    claim_id="A7",
    where="§4.2, Prop. 2",
    statement="∂C/∂p_g = log(1 − D*): C(r) >= C(p_g) + ⟨log(1 − D*), r − p_g⟩ for every distribution r.",
    figure="04_convexity_and_convergence.png",
    hypotheses=(D_is_optimal,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(replace(SHIFTED, name="the derivative is taken at D = ½", D=np.full(SHIFTED.x().size, 0.5)),),
    cases=tuple(PAIRS.values()),
    case_type=FixedDCase,
)
