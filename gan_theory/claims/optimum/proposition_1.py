"""Proposition 1: for fixed G, V is maximised by D* = p_data/(p_data + p_g), and by no other D where there is mass."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gan_theory.claims._shared.grid_search import best_D, best_logistic_D, clip_D
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED, per_cell
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equation

# D near 0 and near 1, log D and log(1 − D): the smallest double is 2⁻¹⁰⁷⁴.
EXTREME = ((5e-324, -1074 * np.log(2), 0.0), (1 - 2.0**-53, np.log1p(-(2.0**-53)), -53 * np.log(2)))


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


def numeric(formulas, case):
    p, q = case.masses()
    x = case.x()
    D_star = clip_D(formulas.D_star(p, q))
    maximum = formulas.V(D_star, p, q)
    every = case.family == "every"
    D, values = best_D(formulas.V, p, q) if every else best_logistic_D(formulas.V, p, q, x)
    cells = lambda: (per_cell(formulas.V, D_star, p, q), values)  # noqa: E731
    yield equation("V(D*)", "the maximum of V that a search finds", maximum, values.sum(), x=x, cells=cells)
    judged = p + q > SMALLEST_JUDGED
    yield equation(
        "D*", "where the search finds the maximum", D_star[judged], D[judged], 1e-6, x=x[judged], formula="D_star"
    )

    others = np.random.default_rng(0).random((64, p.size))
    lost = 2 * ((p + q) * (others - D_star) ** 2).sum(axis=-1)
    yield at_most("every other D loses at least 2 Σ (p_data + p_g)(D − D*)²", formulas.V(others, p, q) + lost, maximum)

    for at, data, g in ((0.0, 1.0, 0.0), (1.0, 0.0, 1.0)):
        value = formulas.V(*(np.array([each]) for each in (at, data, g)))
        yield equation("V at D", f"{at:.0f} where only {'p_g' if at else 'p_data'} has mass = −∞", value, -np.inf, 0)
    for at, log_D, log_1_minus_D in EXTREME:
        value = formulas.V(np.full(p.size, at), p, q)
        expected = log_D * p.sum() + log_1_minus_D * q.sum()
        yield equation("V at D", f"{at} = E log D + E log(1 − D), not clipped", value, expected)

    parts = per_cell(formulas.V, others, p, q).sum(axis=-1)
    yield equation("V", "the sum of what each cell adds", formulas.V(others, p, q), parts, formula="V")


def symbolic():
    from sympy import diff, limit, oo, solve

    from gan_theory.claims._shared.symbolic import D_star, V, is_positive, is_so, p, q, r, vanishes, y

    slope, bend = diff(V(y, p, q), y), diff(V(y, p, q), y, 2)
    (best,) = solve(slope, y)
    yield vanishes("D* = the only zero of ∂/∂y [p log y + q log(1 − y)], solved for y", D_star(p, q) - best)
    yield vanishes("∂²/∂y² = −p/y² − q/(1 − y)²", bend + p / y**2 + q / (1 - y) ** 2)
    inside = {y: r / (1 + r)}  # in (0, 1)
    yield is_positive("∂²/∂y² < 0 for every y in (0, 1): strictly concave", -bend.subs(inside))
    yield is_so(
        "it rises from −∞ at y = 0 and falls to −∞ at y = 1",
        {limit(V(y, p, q), y, 0, "+"), limit(V(y, p, q), y, 1, "-")} == {-oo},
    )
    yield is_positive(
        "if q = 0 it rises up to y = 1, and if p = 0 it falls from y = 0",
        diff(V(y, p, 0), y),
        -diff(V(y, 0, q), y).subs(inside),
    )
    yield vanishes(
        "D* = 1 if q = 0, 0 if p = 0, ½ if p = q",
        D_star(p, 0) - 1,
        D_star(0, q),
        2 * D_star(p, p) - 1,
    )


def certified(case):
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    p, q = (certified.ExactMixture.of(law) for law in case.mixtures)
    C = certified.C(p, q)
    for logit in ((0,), (1, -2), (0, 1, 1)):
        lost, best = C - certified.V(logit, p, q), p == q and logit == (0,)
        what = f"C − V(D) {'= 0' if best else '> 0'} for the logit {certified.format_polynomial(logit)}"
        yield encloses_equal(what, lost, certified.ZERO) if best else encloses_positive(what, lost)


CLAIM = Claim(
    name="proposition_1",
    claim_id="A3",
    where="Prop. 1, eq. 2",
    statement="For fixed G, V is maximised by D* = p_data/(p_data + p_g), and only by it where there is mass.",
    figure="02_the_optimal_discriminator.png",
    hypotheses=(every_D_is_allowed,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(
        replace(FamilyCase.of(PAIRS["two-modes-one-found"]), name="D is one logistic curve in x", family="logistic"),
    ),
    cases=tuple(PAIRS.values()),
    case_type=FamilyCase,
)
