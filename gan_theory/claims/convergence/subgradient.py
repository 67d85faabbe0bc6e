"""Proposition 2, second half: the derivative of U at the D that attains the supremum is a subgradient of C.

Where p_g = 0 < p_data the supremum is attained at D = 1 and the derivative is −∞. The inequality still holds, as
C(r) >= −∞; but C has no subgradient there, since its slope towards any r with mass in such cells is −∞: over a chord of
length t it is about log t times that mass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.draws import other_distributions
from gan_theory.claims._shared.grid_search import clip_D, clip_gradient
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED, integration_intervals, mean_over_interval, per_cell
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, FixedDCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import D_is_optimal

if TYPE_CHECKING:  # it needs python-flint
    from flint import arb

    from gan_theory.certified.mixtures import ExactMixture

FEW_DATA, HARDLY_ANY = 1e-10, 10_120 * 2.0**-1074  # masses of p_data and p_g: their quotient underflows, not its log
WIDE = 1e-9  # the width of a slope: two enclosures over t = 2⁻¹⁰, and more than all else has


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
    yield _where_p_g_almost_vanishes(formulas)
    yield _integrated(formulas, p, q, x)
    yield from _slope_where_p_g_is_0(formulas, p, q)


def _where_p_g_almost_vanishes(formulas: Formulas) -> Evidence:
    """∂C/∂p_g has all its digits where 1 − D* is below 1e-300; −∞, to which log of a rounded 1 − D* falls, will do."""
    gradient = formulas.grad_C(np.array([FEW_DATA]), np.array([HARDLY_ANY]))
    exact = np.log(10_120) - 1074 * np.log(2) + 10 * np.log(10)
    what = "∂C/∂p_g at p_data = 1e-10 and p_g = 5e-320, unless it is −∞"
    return equation(
        what, "log p_g/(p_data + p_g)", np.where(gradient == -np.inf, exact, gradient), exact, 1e-12 * -exact
    )


def _slope_where_p_g_is_0(formulas: Formulas, p: Array, q: Array) -> Iterator[Evidence]:
    """Go from p_g to the data's mass P where p_g is 0: over a chord of length t the slope is log(t/P) − 1 + the rest.

    The rest is −⟨∂C/∂p_g, p_g⟩. The remainder is below 2t/P, and C is rounded to about 1e-15.
    """
    missed = np.where(q == 0, p, 0)
    P, t = missed.sum(), np.array([[2.0**-16], [2.0**-22], [2.0**-28]])
    if P < 0.1:
        return
    slope = (formulas.C(p, (1 - t) * q + t * missed / P) - formulas.C(p, q)) / t[:, 0]
    rest = -(q * np.where(q > 0, clip_gradient(formulas.grad_C(p, q)), 0)).sum()
    tol = float(2 * t[0, 0] / P + 4e-15 / t[-1, 0])
    what = "the slope of C over a chord of length t to where only p_data has mass"
    yield equation(what, "log(t/P) − 1 − ⟨∂C/∂p_g, p_g⟩, → −∞", slope, np.log(t[:, 0] / P) - 1 + rest, tol)


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
    from sympy import diff, limit, log, oo

    from gan_theory.claims._shared.symbolic import (
        C,
        D_star,
        U,
        grad_C,
        is_formula,
        is_positive,
        is_so,
        p,
        q,
        r,
        vanishes,
        y,
    )

    for name, expression in (("C", C(p, q)), ("D_star", D_star(p, q)), ("grad_C", grad_C(p, q))):
        yield is_formula(name, expression, p, q)
    yield is_formula("U", U(q, y, p), q, y, p)
    at_D_star = U(q, D_star(p, q), p)
    yield vanishes("U at D* is C", at_D_star - C(p, q))
    yield vanishes("∂C/∂p_g, by the chain rule through D*", diff(at_D_star, q) - grad_C(p, q))
    envelope = diff(U(q, y, p), q).subs(y, D_star(p, q))
    yield vanishes("= ∂U/∂p_g with D held at D* (envelope)", envelope - grad_C(p, q))
    yield vanishes("= log(1 − D*)", log(1 - D_star(p, q)) - grad_C(p, q))
    above = C(p, r) - C(p, q) - (r - q) * grad_C(p, q)
    yield vanishes("C(r) and the tangent meet at r = p_g, with one slope", above.subs(r, q), diff(above, r).subs(r, q))
    yield is_positive("and C curves up from it for every r", diff(above, r, 2))
    yield is_so("where p_data > 0, ∂C/∂p_g → −∞ as p_g → 0", limit(grad_C(p, q), q, 0, "+") == -oo)
    slope = C(p, q) / q  # from p_g = 0, where C is 0
    what = "so does the slope of C over a chord from 0: log(t/p_data) − (1 + p_data/t) log(1 + t/p_data), → log t + …"
    yield vanishes(what, slope - log(q / p) + (1 + p / q) * log(1 + q / p))


def certified(case: FixedDCase) -> Iterator[Evidence]:
    """Enclose the slope of C over a short chord, from p_g to r, between ⟨log(1 − D*), r − p_g⟩ with the D* of its ends.

    r is narrower than p_g, so that r/p_g is bounded: by 2.1 over the weight of a component, which is at least ½. Then
    both derivatives differ by at most t χ²(r‖p_g)/(1 − t), below 2⁻⁸, and leave no room for another gradient.
    """
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_positive, exact_mixtures, log_1_minus_D_star

    p, q = exact_mixtures(case)
    _, mean, std = q.components[0]
    r, t = certified.ExactMixture.gaussian(mean + std / 4, std / 2), certified.to_rational("1/1024")
    end = q.mix(r, t)

    def derivative(p_g: ExactMixture) -> arb:
        log_1_minus_D = log_1_minus_D_star(p, p_g)
        return certified.integral((r, log_1_minus_D), (q, -log_1_minus_D))

    slope, at_p_g, at_end = (certified.C(p, end) - certified.C(p, q)) / t, derivative(q), derivative(end)
    margins = {
        "C rises along a chord from p_g to r by more than ⟨log(1 − D*), r − p_g⟩": slope - at_p_g,
        "and by less than that with the D* of the end, for a chord of length 1/1024": at_end - slope,
        "and these differ by less than 1/256": certified.QUARTER / 64 - (at_end - at_p_g),
    }
    for what, margin in margins.items():
        yield encloses_positive(what, margin, WIDE)


SHIFTED = FixedDCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="subgradient",
    claim_id="A7",
    where="§4.2, Prop. 2",
    statement="∂C/∂p_g = log(1 − D*): C(r) >= C(p_g) + ⟨log(1 − D*), r − p_g⟩ for every distribution r.",
    figure="04_convexity_and_convergence.png",
    hypotheses=(D_is_optimal,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("A7")},
    formulas=("V", "D_star", "C", "grad_C"),
    falsifiers=(replace(SHIFTED, name="the derivative is taken at D = ½", D=np.full(SHIFTED.x().size, 0.5)),),
    cases=tuple(PAIRS.values()),
    case_type=FixedDCase,
)
