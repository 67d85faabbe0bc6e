"""Theorem 1: C(G) >= −log 4, with equality if and only if p_g = p_data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.per_cell import per_cell, stacking_evidence
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.cases.pairs_on_line import PAIRS_ON_LINE
from gan_theory.verification.claim import Claim, is_known_on_the_line
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

if TYPE_CHECKING:
    from flint import arb

LOG_2, LOG_4 = np.log(2), np.log(4)


def numeric(formulas: Formulas, case: Case) -> Iterator[Evidence]:
    """Compare C with its bound, with its value for p_g = p_data, and with JSD and TV; JSD, TV and C for stacks."""
    p, q = case.masses()
    x = case.x()
    C, jsd, tv = formulas.C(p, q), formulas.jsd(p, q), formulas.tv(p, q)
    yield at_most("C >= −log 4", -LOG_4, C)
    yield _C_of_equal_densities(formulas, p, x)
    yield at_most("only if: TV² <= C + log 4", tv**2, C + LOG_4)
    yield equation(
        "C + log 4",
        "2·JSD",
        C + LOG_4,
        2 * jsd,
        x=x,
        cells=lambda: (per_cell(formulas.C, p, q) + LOG_2 * (p + q), 2 * per_cell(formulas.jsd, p, q)),
    )
    yield at_most("JSD <= log 2 · TV", jsd, LOG_2 * tv)
    yield from _common_mass(formulas, p, q, x)
    for name, formula in (("JSD", formulas.jsd), ("TV", formulas.tv), ("C", formulas.C)):
        yield from stacking_evidence(name, formula, p, q)


def _C_of_equal_densities(formulas: Formulas, p: Array, x: Array) -> Evidence:
    return equation(
        "C of equal densities",
        "−log 4",
        formulas.C(p, p),
        -LOG_4,
        x=x,
        cells=lambda: (per_cell(formulas.C, p, p), -LOG_4 * p),
    )


def _common_mass(formulas: Formulas, p: Array, q: Array, x: Array) -> Iterator[Evidence]:
    """1 − TV is the mass in common; where there is none, the JSD is log 2."""
    overlap = np.minimum(p, q)
    yield equation(
        "1 − TV",
        "the mass in common, 0 for disjoint supports",
        1 - formulas.tv(p, q),
        overlap.sum(),
        x=x,
        cells=lambda: ((p + q) / 2 - per_cell(formulas.tv, p, q), overlap),
    )
    if overlap.sum() == 0:
        yield equation("JSD", "log 2 for disjoint supports", formulas.jsd(p, q), LOG_2, formula="jsd")


def symbolic() -> Iterator[Evidence]:
    """Write C + log 4 as a sum of φ(t), t = (p − q)/(p + q), and bound φ by t² from below, by 2 log 2 |t| from above.

    With |t|(p + q) = 2·TV at each x, Jensen's inequality turns t² into TV² (the mean of t² over (p + q)/2 is at least
    the square of the mean of |t|).
    """
    from sympy import Abs, diff, limit, log, symbols

    from gan_theory.claims._shared.symbolic import C, is_formula, is_positive, jsd, log_4, p, q, r, tv, vanishes

    yield vanishes("C + log 4 = 2·JSD, at each x", C(p, q) + log_4(p, q) - 2 * jsd(p, q))
    t = symbols("t", real=True)  # (p − q)/(p + q)
    phi = (1 + t) * log(1 + t) + (1 - t) * log(1 - t)
    ends = {p: r * (1 + t), q: r * (1 - t)}
    what = "C + log 4 = ½ Σ (p + q) φ(t) with φ = (1 + t) log(1 + t) + (1 − t) log(1 − t)"
    yield vanishes(what, (C(p, q) + log_4(p, q)).subs(ends) - r * phi)
    yield vanishes("TV = ½ Σ (p + q) |t|", tv(p, q).subs(ends) - r * Abs(t))
    above = phi - t**2
    what = "φ(t) − t² and its derivative are 0 at t = 0, only where p = q"
    yield vanishes(what, above.subs(t, 0), diff(above, t).subs(t, 0))
    curvature = diff(above, t, 2).simplify()
    what = "the second derivative of φ(t) − t² is 2t²/(1 − t²), which is > 0 for 0 < |t| < 1"
    yield vanishes(what, curvature - 2 * t**2 / (1 - t**2))
    yield is_positive("so φ(t) > t² for t ≠ 0", curvature.subs(t, r / (1 + r)))
    at_ends = (phi.subs(t, 0), limit(phi, t, 1, "-") - 2 * log(2))
    yield vanishes("φ, convex, is 0 at t = 0 and 2 log 2 at |t| = 1: JSD <= log 2 · TV", *at_ends)
    for name, formula in (("C", C), ("jsd", jsd), ("tv", tv)):
        yield is_formula(name, formula(p, q), p, q)


def certified(case: Case) -> Iterator[Evidence]:
    """Enclose C + log 4, 2·JSD and TV, and their distances from the bounds; TV also in closed form and on a grid."""
    from gan_theory import certified
    from gan_theory.claims._shared._tail_evidence import cut_integral
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive, exact_distributions

    p, q = exact_distributions(case)
    yield from cut_integral("TV", certified.tv, p, q, 2)
    above, jsd, tv = certified.C(p, q) + certified.log(4), certified.jsd(p, q), certified.tv(p, q)
    yield encloses_equal("C + log 4 = 2·JSD", above, 2 * jsd)
    yield from _tv_elsewhere(case, tv)
    if p == q:
        yield encloses_equal("C = −log 4, since the densities are equal", above, certified.ZERO, certified.WIDTH)
        return
    yield encloses_positive("C > −log 4, since the densities differ", above)
    yield encloses_positive("C + log 4 − TV² > 0", above - tv**2)
    log_2 = certified.log(2)
    if _are_equal_or_alone(case):
        yield encloses_equal("JSD = log 2 · TV: everywhere the densities are equal, or one is 0", jsd, log_2 * tv)
    else:
        yield encloses_positive("log 2 · TV − JSD > 0", log_2 * tv - jsd)
    if _are_disjoint(case):
        yield encloses_equal("JSD = log 2, since the supports are disjoint", jsd, log_2)


def _are_equal_or_alone(case: Case) -> bool:
    """Whether everywhere on the line p_data = p_g, or one of them is 0."""
    return {known.family for known in case.on_line or ()} == {"uniform"} or _has_point(case)


def _are_disjoint(case: Case) -> bool:
    """Whether p_data and p_g have nothing in common on the line: a point has no mass under a density."""
    return case.mixtures is None and (_has_point(case) or not np.minimum(*case.masses()).any())


def _has_point(case: Case) -> bool:
    return "point" in {known.family for known in case.on_line or ()}


def _tv_elsewhere(case: Case, tv: arb) -> Iterator[Evidence]:
    """Compare TV with its closed form, else with its value on a finer grid."""
    from gan_theory.claims._shared.closed_forms import tv_in_closed_form
    from gan_theory.claims._shared.enclosures import encloses_equal
    from gan_theory.claims._shared.grid_ties import tv_on_a_finer_grid

    closed = tv_in_closed_form(case)
    if closed is not None:
        yield encloses_equal("TV = its closed form, such as erf(|μ − ν|/(2√2 σ)) for N(μ, σ²) and N(ν, σ²)", tv, closed)
    elif not _has_point(case):
        yield equation("TV on a finer grid", "TV on the line", tv_on_a_finer_grid(case), float(tv), 1e-6)


EQUAL = PAIRS["equal"]
HEAVY = 1.1 * EQUAL.masses()[0]
CLAIM = Claim(
    name="theorem_1",
    claim_id="A5",
    where="§4.1, Thm. 1",
    statement="C(G) >= −log 4, with equality if and only if p_g = p_data; indeed C + log 4 = 2·JSD >= TV².",
    figure="03_the_global_optimum.png",
    hypotheses=(masses_sum_to_1,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("A5")},
    formulas=("jsd", "tv", "C"),
    falsifiers=(replace(EQUAL, name="masses of p_data and p_g sum to 1.1", p_data=HEAVY, p_g=HEAVY),),
    cases=(*PAIRS.values(), *PAIRS_ON_LINE.values()),
    can_certify=is_known_on_the_line,
)
