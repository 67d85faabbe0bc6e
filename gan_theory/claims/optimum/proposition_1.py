"""Proposition 1: for fixed G, V is maximised by D* = p_data/(p_data + p_g), and by no other D where there is mass.

Two things that the paper leaves unsaid. Where only one of the two has mass, D* is the end point 1 or 0. Over D in the
open interval (0, 1), such as the outputs of a sigmoid, C is then the supremum of V, but no D attains it. And D* is a
ratio of densities with respect to one measure that dominates both distributions. If one has an atom and the other a
density, that measure counts the atom apart: D* is 1 or 0 there, and JSD = log 2. A grid that counts an atom to a cell
of the density respects no such measure; its JSD is below log 2 and depends on the width of the cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from scipy.special import rel_entr

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.draws import D_with_ends, uniform_draws
from gan_theory.claims._shared.grid_search import best_D, best_logistic_D, clip_D
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED, per_cell
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, FamilyCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import every_D_is_allowed


class ExtremeD(NamedTuple):
    """The double next to 0 or to 1, and the logarithms of D and of 1 − D."""

    D: float
    log_D: float
    log_1_minus_D: float


EXTREMES = (  # the smallest double is 2⁻¹⁰⁷⁴
    ExtremeD(5e-324, -1074 * np.log(2), 0.0),
    ExtremeD(1 - 2.0**-53, np.log1p(-(2.0**-53)), -53 * np.log(2)),
)
SEARCHED = 128  # in about so many cells of a case the maximum is searched
UNSURE = (0.1, 0.9)  # the values of a D that is confined
MARGINS = np.array([0.1, 1e-3, 1e-6])  # ε of D in [ε, 1 − ε]
RATIOS = np.array([1e-3, 1e-100, 1e-300])  # p_g/p_data or its inverse, where one of them is much larger


@dataclass(frozen=True, eq=False, repr=False)
class MixedCase(FamilyCase):
    """A case with a family of discriminators, to which an atom may be added.

    Parameters
    ----------
    atom_in_cell : int, optional
        The number of the cell of the density to which the atom is counted; by default it has a cell of its own.
    """

    atom_in_cell: int | None = None

    def with_atom(self, masses: Array, weight: float) -> Array:
        """Return (1 − w)·masses (n,) with an atom of mass w: n + 1 masses, the last that of the atom's own cell."""
        mixed = np.append((1 - weight) * masses, 0.0)
        mixed[-1 if self.atom_in_cell is None else self.atom_in_cell] += weight
        return mixed


def atoms_are_counted_apart(case: MixedCase) -> bool:
    """All masses are with respect to one dominating measure: an atom has a cell of its own, without a density."""
    return case.atom_in_cell is None


def numeric(formulas: Formulas, case: MixedCase) -> Iterator[Evidence]:
    """Compare D* with a search that uses only values of V, and V of other D with V(D*); D near 0 and 1; atoms."""
    p, q = case.masses()
    D_star = clip_D(formulas.D_star(p, q))
    maximum = formulas.V(D_star, p, q)
    yield from _search(formulas, case, D_star)
    yield from _other_D(formulas, case, D_star, maximum)
    yield from _supremum(formulas, p, q, D_star, maximum)
    yield _at_the_ends(formulas, p, q, case.x())
    yield from _extreme_D(formulas, p, q)
    yield from _atoms(formulas, case)


def _search(formulas: Formulas, case: MixedCase, D_star: Array) -> Iterator[Evidence]:
    """Search for the maximum of V within the family, and compare it and its location with D*."""
    cells = slice(None, None, max(D_star.size // SEARCHED, 1) if case.family == "every" else 1)
    p, q, x, D_star = (each[cells] for each in (*case.masses(), case.x(), D_star))
    if case.family == "logistic":
        D, values = best_logistic_D(formulas.V, p, q, x)
    elif case.family == "unsure":
        D, values = best_D(formulas.V, p, q, *UNSURE)
    else:
        D, values = best_D(formulas.V, p, q)
    yield equation(
        "V(D*)",
        "the maximum of V that a search finds",
        formulas.V(D_star, p, q),
        values.sum(),
        x=x,
        cells=lambda: (per_cell(formulas.V, D_star, p, q), values),
    )
    judged = p + q > SMALLEST_JUDGED
    right = "where the search finds the maximum"
    yield equation("D*", right, D_star[judged], D[judged], 1e-6, x=x[judged], formula="D_star")


def _other_D(formulas: Formulas, case: MixedCase, D_star: Array, maximum: float) -> Iterator[Evidence]:
    """V(D*) − V(D) for random D, also as one stack; and for D that differ from D* where there is no mass."""
    p, q = case.masses()
    D = uniform_draws(0, 16, p.size)
    V, mass = formulas.V(D, p, q), p + q
    is_data, is_g = (each / np.where(mass > 0, mass, 1) for each in (p, q))  # the distribution of the label at x
    lost = mass * (rel_entr(is_data, D) + rel_entr(is_g, 1 - D))
    yield equation(
        "V(D*) − V(D)",
        "Σ (p_data + p_g) KL(D*‖D) of the label at x, for random D",
        maximum - V,
        lost.sum(axis=-1),
        x=case.x(),
        cells=lambda: (per_cell(formulas.V, D_star, p, q) - per_cell(formulas.V, D[0], p, q), lost[0]),
    )
    square = 2 * (mass * (D - D_star) ** 2).sum(axis=-1)
    yield at_most("every other D loses at least 2 Σ (p_data + p_g)(D − D*)²", V + square, maximum)
    yield equation("V", "the sum of what each cell adds", V, per_cell(formulas.V, D, p, q).sum(axis=-1), formula="V")
    stack = np.tile(D, (3, 1))  # with p and q of its shape, so many cells that they are evaluated block by block
    V_of_stack = formulas.V(stack, *(np.broadcast_to(each, stack.shape) for each in (p, q)))
    yield equation("V of a large stack of D", "V of each", V_of_stack, np.tile(V, 3))
    elsewhere = np.where(mass > 0, D_star, D[0])
    yield equation("V of D* changed where neither has mass", "V(D*)", formulas.V(elsewhere, p, q), maximum, 0)


def _supremum(formulas: Formulas, p: Array, q: Array, D_star: Array, maximum: float) -> Iterator[Evidence]:
    """Over D in [ε, 1 − ε] V stays below V(D*) where only one has mass, and tends to it; D* where one prevails."""
    eps = MARGINS[:, None]
    V, cost = formulas.V(np.clip(D_star, eps, 1 - eps), p, q), -np.log1p(-MARGINS)  # per mass, if D* is 0 or 1
    alone = np.where((p == 0) | (q == 0), p + q, 0.0).sum()
    what = "V of D in [ε, 1 − ε] is −log(1 − ε) below its maximum for each mass that one has alone"
    yield at_most(what, V + cost * alone, maximum)
    yield at_most("and at most −log(1 − ε) Σ (p_data + p_g) below: it tends to it", maximum, V + cost * (p + q).sum())
    one = np.ones(RATIOS.size)
    yield equation(
        "D* where p_g = t p_data", "1/(1 + t), which tends to 1", formulas.D_star(one, RATIOS), 1 / (1 + RATIOS)
    )
    yield equation("D*/t where p_data = t p_g", "1/(1 + t)", formulas.D_star(RATIOS, one) / RATIOS, 1 / (1 + RATIOS))
    yield equation("D* where p_data = p_g", "½", formulas.D_star(RATIOS, RATIOS), 0.5)


def _at_the_ends(formulas: Formulas, p: Array, q: Array, x: Array) -> Evidence:
    """V is finite at a D of 0 or 1 where only one has mass, since 0·log 0 = 0."""
    D, values = D_with_ends(p, q)
    return equation(
        "V of a D that is 0 where only p_g has mass, and 1 where only p_data has",
        "the sum over the other cells: 0·log 0 = 0",
        formulas.V(D, p, q),
        values.sum(),
        x=x,
        cells=lambda: (per_cell(formulas.V, D, p, q), values),
    )


def _extreme_D(formulas: Formulas, p: Array, q: Array) -> Iterator[Evidence]:
    """V is −∞ if D = 0 where p_data > 0, or D = 1 where p_g > 0; next to 0 and 1 it is finite, not clipped."""
    one, none = np.array([1.0]), np.array([0.0])
    yield equation("V at D = 0 where only p_data has mass", "−∞", formulas.V(none, one, none), -np.inf, 0)
    yield equation("V at D = 1 where only p_g has mass", "−∞", formulas.V(one, none, one), -np.inf, 0)
    for extreme in EXTREMES:
        value = formulas.V(np.full(p.size, extreme.D), p, q)
        expected = extreme.log_D * p.sum() + extreme.log_1_minus_D * q.sum()
        yield equation(f"V at D = {extreme.D}", "E log D + E log(1 − D), not clipped", value, expected)


def _atoms(formulas: Formulas, case: MixedCase) -> Iterator[Evidence]:
    """V(D*) of an atom against p_g, and of half an atom and half p_data against p_g and against p_data."""
    p, q = case.masses()

    def maximum(atom: float, masses: Array, others: Array) -> float:
        mixed, others = case.with_atom(masses, atom), np.append(others, 0.0)
        return formulas.V(clip_D(formulas.D_star(mixed, others)), mixed, others)

    yield equation("V(D*) of an atom against p_g", "0: JSD = log 2", maximum(1, p, q), 0)
    continuous = rel_entr(p / 2, p / 2 + q) + rel_entr(q, p / 2 + q)
    right = "that of the halved density: on the atom D* is 1"
    yield equation("V(D*) of half an atom, half p_data, against p_g", right, maximum(0.5, p, q), continuous.sum())
    right = "½ log ⅓ + log ⅔: JSD = 0.215761554339"  # of [½, ½] and [1, 0], whatever p_data is
    expected = p.sum() * (np.log(1 / 3) / 2 + np.log(2 / 3))
    yield equation("V(D*) of half an atom, half p_data, against p_data", right, maximum(0.5, p, p), expected)


def symbolic() -> Iterator[Evidence]:
    """Solve ∂V/∂D = 0 at one x, show that V is strictly concave in D, and follow it to the ends of (0, 1)."""
    from sympy import diff, exp, limit, log, oo, solve

    from gan_theory.claims._shared.symbolic import D_star, V, is_formula, is_positive, is_so, p, q, r, vanishes, y

    yield is_formula("V", V(y, p, q), y, p, q)
    yield is_formula("D_star", D_star(p, q), p, q)
    slope, curvature = diff(V(y, p, q), y), diff(V(y, p, q), y, 2)
    (best,) = solve(slope, y)
    yield vanishes("D* = the only zero of ∂/∂y [p log y + q log(1 − y)], solved for y", D_star(p, q) - best)
    yield vanishes("∂²/∂y² = −p/y² − q/(1 − y)²", curvature + p / y**2 + q / (1 - y) ** 2)
    inside = {y: r / (1 + r)}  # in (0, 1)
    yield is_positive("∂²/∂y² < 0 for every y in (0, 1): strictly concave", -curvature.subs(inside))
    deficit = p * (log(D_star(p, q)) - log(y)) + q * (log(D_star(q, p)) - log(1 - y))
    yield vanishes("V(D*) − V(y) = (p + q) KL(D*‖y) of the label", V(best, p, q) - V(y, p, q) - deficit)
    terms = limit(V(y, p, 0), y, 0), limit(V(y, 0, q), y, 1, "-")
    yield is_so("the term of p falls to −∞ at y = 0, that of q at y = 1", terms == (-oo, -oo))
    what = "if q = 0 it rises up to y = 1, and if p = 0 it falls from y = 0"
    yield is_positive(what, diff(V(y, p, 0), y), -diff(V(y, 0, q), y).subs(inside))
    near_1, near_0 = V(exp(-r), p, 0), V(1 - exp(-r), 0, q)  # for every y in (0, 1)
    yield is_positive(
        "its supremum 0 is then reached at y = 1 or 0 only: V < 0 for every y in (0, 1)", -near_1, -near_0
    )
    yield vanishes("and V tends to 0 there", limit(near_1, r, 0), limit(near_0, r, 0))
    what = "D* = 1 if q = 0, 0 if p = 0, ½ if p = q; it tends to 1 as q/p → 0, and to 0 as q/p → ∞"
    ends = limit(D_star(p, r * p), r, 0) - 1, limit(D_star(p, r * p), r, oo)
    yield vanishes(what, D_star(p, 0) - 1, D_star(0, q), 2 * D_star(p, p) - 1, *ends)


def certified(case: MixedCase) -> Iterator[Evidence]:
    """Enclose V(D*), C, and C − V(D) for three D, given by their logits."""
    from gan_theory import certified
    from gan_theory.certified.stationary_points import D_of, log_D_of, power
    from gan_theory.claims._shared._tail_evidence import within_bound
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive, exact_mixtures
    from gan_theory.claims.optimum._closed_forms import logit_of_D_star

    p, q = exact_mixtures(case)
    log_odds, C = logit_of_D_star(p, q), certified.C(p, q)
    at_D_star = certified.integral((p, log_D_of(log_odds)), (q, log_D_of(-log_odds)))
    yield encloses_equal("V(D*) = C, for the logit log p_data − log p_g", at_D_star, C)
    yield within_bound("log D*", log_D_of(log_odds))
    for logit in ((0,), (1, -2), (0, 1, 1)):
        lost, where = C - certified.V(logit, p, q), f"for the logit {certified.format_polynomial(logit)}"
        if p == q and logit == (0,):  # D = ½ is D*
            yield encloses_equal(f"C − V(D) = 0 {where}", lost, certified.ZERO)
        else:
            yield encloses_positive(f"C − V(D) > 0 {where}", lost)
    kl = D_of(log_odds) * (log_odds - power(1) - power(2)) + log_D_of(-log_odds) - certified.log_1_minus_D(logit)
    label = 2 * certified.expectation(p.mix(q, certified.HALF), kl)
    yield encloses_equal(f"C − V(D) = ∫ (p_data + p_g) KL(D*‖D) dx of the label, {where}", lost, label)


ONE_MODE_FOUND, EQUAL = MixedCase.of(PAIRS["two-modes-one-found"]), MixedCase.of(PAIRS["equal"])
CLAIM = Claim(
    name="proposition_1",
    claim_id="A3",
    where="Prop. 1, eq. 2",
    statement="For fixed G, V is maximised by D* = p_data/(p_data + p_g), and only by it where there is mass.",
    figure="02_the_optimal_discriminator.png",
    hypotheses=(every_D_is_allowed, atoms_are_counted_apart),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("A3")},
    formulas=("V", "D_star"),
    falsifiers=(
        replace(ONE_MODE_FOUND, name="D is one logistic curve in x", family="logistic"),
        replace(ONE_MODE_FOUND, name="D is confined to [0.1, 0.9]", family="unsure"),
        replace(EQUAL, name="an atom is counted to a cell of the density", atom_in_cell=256),
    ),
    cases=tuple(PAIRS.values()),
    case_type=MixedCase,
)
