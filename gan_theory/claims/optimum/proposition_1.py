"""Proposition 1: for fixed G, V is maximised by D* = p_data/(p_data + p_g), and by no other D where there is mass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import uniform_draws
from gan_theory.claims._shared.grid_search import best_D, best_logistic_D, clip_D
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED, per_cell
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation


class ExtremeD(NamedTuple):
    """The double next to 0 or to 1, and the logarithms of D and of 1 − D."""

    D: float
    log_D: float
    log_1_minus_D: float


EXTREMES = (  # the smallest double is 2⁻¹⁰⁷⁴
    ExtremeD(5e-324, -1074 * np.log(2), 0.0),
    ExtremeD(1 - 2.0**-53, np.log1p(-(2.0**-53)), -53 * np.log(2)),
)


@dataclass(frozen=True, eq=False, repr=False)
class FamilyCase(Case):
    """A case with a family of discriminators.

    Parameters
    ----------
    family : str
        The discriminators allowed: "every", or "logistic", those of the form 1/(1 + exp(−a − b·x)).
    """

    family: str = "every"


def every_D_is_allowed(case: FamilyCase) -> bool:
    """D may take any value at any x."""
    return case.family == "every"


def numeric(formulas: Formulas, case: FamilyCase) -> Iterator[Evidence]:
    """Compare D* with the result of a search that uses only values of V, and with random D; V at extreme D."""
    p, q = case.masses()
    D_star = clip_D(formulas.D_star(p, q))
    maximum = formulas.V(D_star, p, q)
    yield from _search(formulas, case, D_star, maximum)
    others = uniform_draws(0, 64, p.size)
    lost = 2 * ((p + q) * (others - D_star) ** 2).sum(axis=-1)
    yield at_most("every other D loses at least 2 Σ (p_data + p_g)(D − D*)²", formulas.V(others, p, q) + lost, maximum)
    yield from _extreme_D(formulas, p, q)
    parts = per_cell(formulas.V, others, p, q).sum(axis=-1)
    yield equation("V", "the sum of what each cell adds", formulas.V(others, p, q), parts, formula="V")


def _search(formulas: Formulas, case: FamilyCase, D_star: Array, maximum: float) -> Iterator[Evidence]:
    """Search for the maximum of V within the family, and compare it and its location with D*."""
    p, q = case.masses()
    x = case.x()
    if case.family == "every":
        D, values = best_D(formulas.V, p, q)
    else:
        D, values = best_logistic_D(formulas.V, p, q, x)
    yield equation(
        "V(D*)",
        "the maximum of V that a search finds",
        maximum,
        values.sum(),
        x=x,
        cells=lambda: (per_cell(formulas.V, D_star, p, q), values),
    )
    judged = p + q > SMALLEST_JUDGED
    right = "where the search finds the maximum"
    yield equation("D*", right, D_star[judged], D[judged], 1e-6, x=x[judged], formula="D_star")


def _extreme_D(formulas: Formulas, p: Array, q: Array) -> Iterator[Evidence]:
    """V is −∞ if D = 0 where p_data > 0, or D = 1 where p_g > 0; next to 0 and 1 it is finite, not clipped."""
    one, none = np.array([1.0]), np.array([0.0])
    yield equation("V at D = 0 where only p_data has mass", "−∞", formulas.V(none, one, none), -np.inf, 0)
    yield equation("V at D = 1 where only p_g has mass", "−∞", formulas.V(one, none, one), -np.inf, 0)
    for extreme in EXTREMES:
        value = formulas.V(np.full(p.size, extreme.D), p, q)
        expected = extreme.log_D * p.sum() + extreme.log_1_minus_D * q.sum()
        yield equation(f"V at D = {extreme.D}", "E log D + E log(1 − D), not clipped", value, expected)


def symbolic() -> Iterator[Evidence]:
    """Solve ∂V/∂D = 0 at one x, and show that V is strictly concave in D."""
    from sympy import diff, limit, oo, solve

    from gan_theory.claims._shared.symbolic import D_star, V, is_positive, is_so, p, q, r, vanishes, y

    slope, curvature = diff(V(y, p, q), y), diff(V(y, p, q), y, 2)
    (best,) = solve(slope, y)
    yield vanishes("D* = the only zero of ∂/∂y [p log y + q log(1 − y)], solved for y", D_star(p, q) - best)
    yield vanishes("∂²/∂y² = −p/y² − q/(1 − y)²", curvature + p / y**2 + q / (1 - y) ** 2)
    inside = {y: r / (1 + r)}  # in (0, 1)
    yield is_positive("∂²/∂y² < 0 for every y in (0, 1): strictly concave", -curvature.subs(inside))
    ends = {limit(V(y, p, q), y, 0, "+"), limit(V(y, p, q), y, 1, "-")}
    yield is_so("it rises from −∞ at y = 0 and falls to −∞ at y = 1", ends == {-oo})
    what = "if q = 0 it rises up to y = 1, and if p = 0 it falls from y = 0"
    yield is_positive(what, diff(V(y, p, 0), y), -diff(V(y, 0, q), y).subs(inside))
    what = "D* = 1 if q = 0, 0 if p = 0, ½ if p = q"
    yield vanishes(what, D_star(p, 0) - 1, D_star(0, q), 2 * D_star(p, p) - 1)


def certified(case: FamilyCase) -> Iterator[Evidence]:
    """Enclose C − V(D) for three D, given by their logits."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive, exact_mixtures

    p, q = exact_mixtures(case)
    C = certified.C(p, q)
    for logit in ((0,), (1, -2), (0, 1, 1)):
        lost, where = C - certified.V(logit, p, q), f"for the logit {certified.format_polynomial(logit)}"
        if p == q and logit == (0,):  # D = ½ is D*
            yield encloses_equal(f"C − V(D) = 0 {where}", lost, certified.ZERO)
        else:
            yield encloses_positive(f"C − V(D) > 0 {where}", lost)


ONE_MODE_FOUND = FamilyCase.of(PAIRS["two-modes-one-found"])
CLAIM = Claim(
    name="proposition_1",
    claim_id="A3",
    where="Prop. 1, eq. 2",
    statement="For fixed G, V is maximised by D* = p_data/(p_data + p_g), and only by it where there is mass.",
    figure="02_the_optimal_discriminator.png",
    hypotheses=(every_D_is_allowed,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(replace(ONE_MODE_FOUND, name="D is one logistic curve in x", family="logistic"),),
    cases=tuple(PAIRS.values()),
    case_type=FamilyCase,
)
