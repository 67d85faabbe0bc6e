"""Equations 4 to 6: C(G) = max_D V = −log 4 + KL(p_data‖m) + KL(p_g‖m) = −log 4 + 2·JSD(p_data‖p_g)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import entr, xlogy

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.grid_search import NEAREST_TO_0, best_D, clip_D
from gan_theory.claims._shared.per_cell import per_cell, stacking_evidence
from gan_theory.game.formulas import PAPER, Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.cases.pairs_on_line import PAIRS_ON_LINE
from gan_theory.verification.claim import Claim, is_known_on_the_line
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

if TYPE_CHECKING:
    from flint import arb

    from gan_theory.certified import ExactMixture
    from gan_theory.certified.distributions import Distribution

LOG_4 = np.log(4)
RARE, CERTAIN = np.array([1 - 1e-12, 1e-12]), np.array([1.0, 0.0])


def numeric(formulas: Formulas, case: Case) -> Iterator[Evidence]:
    """Compare C with the other forms of equations 4 to 6, and KL with entropies."""
    p, q = case.masses()
    x = case.x()
    yield from _forms_of_C(formulas, p, q, x)
    yield _kl_by_entropies("KL(p_data‖p_g)", formulas, p, q, x)
    yield _kl_by_entropies("KL(p_g‖p_data)", formulas, q, p, x)
    yield equation("the KL of a distribution from one that lacks a rare cell", "∞", formulas.kl(RARE, CERTAIN), np.inf)
    yield from stacking_evidence("KL", formulas.kl, p, q)


def _forms_of_C(formulas: Formulas, p: Array, q: Array, x: Array) -> Iterator[Evidence]:
    def equals_C(right: str, value: float, cells: Callable[[], Array]) -> Evidence:
        return equation("C", right, C, value, x=x, cells=lambda: (per_cell(formulas.C, p, q), cells()), formula="C")

    C, D_star = formulas.C(p, q), clip_D(formulas.D_star(p, q))
    yield equals_C("V at D*", formulas.V(D_star, p, q), lambda: per_cell(formulas.V, D_star, p, q))
    best = best_D(formulas.V, p, q)[1]
    yield equals_C("the maximum of V that a search finds", best.sum(), lambda: best)
    m = np.where(p + q > 0, np.maximum((p + q) / 2, NEAREST_TO_0), 0.0)
    yield equals_C(
        "−log 4 + KL(p_data‖m) + KL(p_g‖m)",
        -LOG_4 + formulas.kl(p, m) + formulas.kl(q, m),
        lambda: per_cell(formulas.kl, p, m) + per_cell(formulas.kl, q, m) - LOG_4 * m,
    )
    yield equals_C(
        "−log 4 + 2·JSD",
        -LOG_4 + 2 * formulas.jsd(p, q),
        lambda: -LOG_4 * m + 2 * per_cell(formulas.jsd, p, q),
    )


def _kl_by_entropies(name: str, formulas: Formulas, p: Array, q: Array, x: Array) -> Evidence:
    entropy, cross_entropy = entr(p), -xlogy(p, q)
    scale = max(1, cross_entropy.sum()) if np.isfinite(cross_entropy.sum()) else 1
    return equation(
        name,
        "cross-entropy − entropy",
        formulas.kl(p, q),
        cross_entropy.sum() - entropy.sum(),
        1e-12 * scale,
        x=x,
        cells=lambda: (per_cell(formulas.kl, p, q), cross_entropy - entropy),
        formula="kl",
    )


def symbolic() -> Iterator[Evidence]:
    """Simplify the difference of each two forms at one x; and compare the expressions with the formulas of arrays."""
    from sympy import diff

    from gan_theory.claims._shared.symbolic import (
        C,
        D_star,
        V,
        is_formula,
        is_positive,
        jsd,
        kl,
        log_4,
        p,
        q,
        r,
        vanishes,
        y,
    )

    yield is_formula("V", V(y, p, q), y, p, q)
    slope = diff(V(y, p, q), y)
    yield vanishes("∂V/∂D = 0 at D*", slope.subs(y, D_star(p, q)))
    yield is_positive("∂²V/∂D² < 0 for every D in (0, 1): V at D* is the maximum", -diff(slope, y).subs(y, r / (1 + r)))
    m = (p + q) / 2
    yield vanishes("C = V at D*, at each x", C(p, q) - V(D_star(p, q), p, q))
    yield vanishes("C = −log 4 + KL + KL, at each x", C(p, q) + log_4(p, q) - kl(p, m) - kl(q, m))
    yield vanishes("C = −log 4 + 2·JSD, at each x", C(p, q) + log_4(p, q) - 2 * jsd(p, q))
    yield vanishes("KL(p_data‖m) + KL(p_g‖m) = 2·JSD, at each x", kl(p, m) + kl(q, m) - 2 * jsd(p, q))
    for name, formula in (("C", C), ("kl", kl), ("jsd", jsd)):
        yield is_formula(name, formula(p, q), p, q)


def certified(case: Case) -> Iterator[Evidence]:
    """Enclose each form; for Gaussians of one σ, D* by its logit; compare with the values on the case's grid."""
    from gan_theory import certified
    from gan_theory.claims._shared._tail_evidence import cut_integral
    from gan_theory.claims._shared.closed_forms import jsd_in_closed_form, kl_in_closed_form
    from gan_theory.claims._shared.enclosures import encloses_equal, exact_distributions
    from gan_theory.claims._shared.grid_ties import OnLine, values_on_the_grid

    p, q = exact_distributions(case)
    C, jsd = certified.C(p, q), certified.jsd(p, q)
    yield from cut_integral("C", certified.C, p, q, 3)
    yield from cut_integral("JSD", certified.jsd, p, q, 2)
    yield encloses_equal("C = −log 4 + 2·JSD", C, 2 * jsd - certified.log(4))
    if isinstance(p, certified.ExactMixture) and isinstance(q, certified.ExactMixture):
        yield from _forms_of_mixtures(p, q, C)
    else:
        yield from _V_on_pieces(case, p, q)
    kl, reverse_kl = certified.kl(p, q), certified.kl(q, p)
    yield from values_on_the_grid(case, p, q, OnLine(C, jsd, kl, reverse_kl))
    if known := kl_in_closed_form(case):
        yield encloses_equal("KL(p_data‖p_g) = its closed form", kl, known[0])
        yield encloses_equal("KL(p_g‖p_data) = its closed form", reverse_kl, known[1])
    if (closed := jsd_in_closed_form(case)) is not None:
        yield encloses_equal("JSD = its closed form", jsd, closed)
    masses = case.masses()
    ulps = certified.ulps(PAPER.jsd(*masses), certified.exact_jsd(*masses))
    yield at_most("jsd of the grid's doubles is exact to its last digits: ulps", ulps, 4, 0)


def _forms_of_mixtures(p: ExactMixture, q: ExactMixture, C: arb) -> Iterator[Evidence]:
    from gan_theory import certified
    from gan_theory.claims._shared._tail_evidence import narrow_in_spite_of_cancellation, within_bound
    from gan_theory.claims._shared.enclosures import encloses_equal

    yield within_bound("log p_data", certified.log_density(p))
    yield narrow_in_spite_of_cancellation(p, q)
    m = p.mix(q, certified.HALF)
    sum_of_kl = certified.kl(p, m) + certified.kl(q, m)
    yield encloses_equal("C = −log 4 + KL(p_data‖m) + KL(p_g‖m)", C, sum_of_kl - certified.log(4))
    if len(p.components) == len(q.components) == 1 and p.components[0].std == q.components[0].std:
        (_, mu, std), (_, nu, _) = *p.components, *q.components
        logit = ((nu * nu - mu * mu) / (2 * std * std), (mu - nu) / (std * std))  # log p_data − log p_g
        yield encloses_equal("C = V at D*, whose logit is (μ − ν)x/σ² + (ν² − μ²)/(2σ²)", C, certified.V(logit, p, q))


def _V_on_pieces(case: Case, p: Distribution, q: Distribution) -> Iterator[Evidence]:
    """V of distributions on pieces at a constant D; and at D = 1/(1 + exp(−x)) of exponential ones of rates 1 and 2.

    With u = exp(−x), of the densities 1 and 2u on [0, 1], E_p_data log D = −∫ log(1 + u) du = 1 − log 4, and
    E_p_g log(1 − D) = −E_p_g x − ∫ 2u log(1 + u) du = −½ − ½.
    """
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    both = -(1 + certified.ball(1).exp()).log() - (1 + certified.ball(-1).exp()).log()
    yield encloses_equal("V = log D + log(1 − D), for the constant logit 1", certified.V((1,), p, q), both)
    if case.on_line == EXPONENTIALS:
        what = "V = −log 4 for D = 1/(1 + exp(−x)) and the rates 1 and 2, but V = −½ − log 4 with D and 1 − D swapped"
        yield encloses_equal(what, certified.V((0, 1), p, q), -certified.log(4))
        yield encloses_equal(what, certified.V((0, -1), p, q), -certified.log(4) - certified.HALF)


EXPONENTIALS = PAIRS_ON_LINE["exponentials"].on_line
SHIFTED = PAIRS["shifted"]
CLAIM = Claim(
    name="criterion",
    claim_id="A4",
    where="§4.1, eq. 4–6",
    statement="C(G) = max_D V = −log 4 + KL(p_data‖m) + KL(p_g‖m) = −log 4 + 2·JSD(p_data‖p_g).",
    figure="03_the_global_optimum.png",
    hypotheses=(masses_sum_to_1,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("A4")},
    formulas=("V", "D_star", "kl", "jsd", "C"),
    falsifiers=(replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * SHIFTED.masses()[1]),),
    cases=(*PAIRS.values(), *PAIRS_ON_LINE.values()),
    can_certify=is_known_on_the_line,
)
