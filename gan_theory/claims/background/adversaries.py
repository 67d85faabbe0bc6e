"""After the paper: the aims of D and G in numbers, and how far each step takes them; they move in turns, to D = ½.

D ascends V: a gradient step of size 4/max(p_data + p_g) in D's logit raises V by at least size·|gradient|²/2, since V
is concave in the logit with a curvature of at most (p_data + p_g)/4. G descends V: an exponentiated gradient step of
size ½ against D* lowers V by at least Var(log(1 − D*))/4, and raises E D(G(z)) by at least Var(D*)/4, both under p_g.
So D leaves ½ unless p_g = p_data, and p_g moves unless D is the same wherever it has mass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.descent import descend
from gan_theory.claims._shared.draws import other_distributions, uniform_draws
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED
from gan_theory.claims.background._moves import run
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equal, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

LOG_4, STEPS = np.log(4), 20
STEP_OF_G = 0.5
"""The size of G's step: against D* it has E (1 − D*)^(−½) <= √2 under p_g, from which the bounds follow."""


@dataclass(frozen=True, eq=False, repr=False)
class OpponentsCase(Case):
    """A case with the aim of G.

    Parameters
    ----------
    opposed : bool
        Whether G descends V, and does not ascend it with D.
    """

    opposed: bool = True


def G_is_opposed_to_D(case: OpponentsCase) -> bool:
    """G descends the V that D ascends."""
    return case.opposed


def numeric(formulas: Formulas, case: OpponentsCase) -> Iterator[Evidence]:
    """Ascend V in D from ½, take a step of G against D*, and evaluate D* and V where p_g = p_data."""
    p, q = case.masses()
    yield from _ascent_of_D(formulas, p, q)
    D = clip_D(formulas.D_star(p, q))
    on_data, on_G = D @ p, D @ q
    yield equation("at D* E D(x) + E D(G(z))", "1", on_data + on_G, 1)
    yield equal("V at D* is C(G), which D cannot exceed", formulas.V(D, p, q), formulas.C(p, q))
    yield at_most("D* separates the two: TV² <= E D*(x) − E D*(G(z))", formulas.tv(p, q) ** 2, on_data - on_G)
    yield at_most("and by no more than TV", on_data - on_G, formulas.tv(p, q))
    yield from _step_of_G(formulas, case, D)
    yield from _equilibrium(formulas, p, case.x())


def _ascent_of_D(formulas: Formulas, p: Array, q: Array) -> Iterator[Evidence]:
    """Ascend V from D = ½ in the logit, by ∂V/∂logit = p_data (1 − D) − p_g D, with steps that cannot overshoot."""
    logit, size = np.zeros(p.size), 4 / (p + q).max()
    Ds, slopes = [], []
    for _ in range(STEPS):
        Ds.append(expit(logit))
        slopes.append(p * (1 - Ds[-1]) - q * Ds[-1])
        logit = logit + size * slopes[-1]
    D, slope = np.array([*Ds, expit(logit)]), np.array(slopes)
    V, difference = formulas.V(clip_D(D), p, q), D @ (p - q)
    least = size * (slope**2).sum(axis=-1) / 2
    yield at_most(f"each of {STEPS} steps of D raises V by size·|∂V/∂logit|²/2 or more", least, np.diff(V))
    yield at_most("V stays below C(G)", V, formulas.C(p, q))
    least = size * (np.abs(slope * (p - q)) * D[1:] * (1 - D[1:])).sum(axis=-1)
    yield at_most("E D(x) − E D(G(z)) rises by Σ size·|∂V/∂logit (p_data − p_g)| D (1 − D)", least, np.diff(difference))
    in_each_cell = expit(2 * np.divide(p - q, p + q, out=np.zeros(p.size), where=p + q > 0))
    gained = formulas.V(in_each_cell, p, q) + LOG_4
    yield at_most("a step of 4/(p_data + p_g) in each cell gains TV² on D = ½", formulas.tv(p, q) ** 2, gained)


def _step_of_G(formulas: Formulas, case: OpponentsCase, D: Array) -> Iterator[Evidence]:
    """Take an exponentiated gradient step on p_g with D fixed: down V, or up V if G is not opposed to D."""
    p, q = case.masses()
    size = STEP_OF_G if case.opposed else -STEP_OF_G
    log_q = case.log_masses_of_p_g()
    log_moved = descend(formulas, p, log_q, size, D)
    moved, gradient = np.exp(log_moved), np.log1p(-D)
    rise, fall = D @ (moved - q), formulas.V(D, p, q) - formulas.V(D, p, moved)
    yield at_most("a step of G with D* fixed raises E D(G(z)) by Var D*(G(z))/4 or more", _variance(q, D) / 4, rise)
    what = "and lowers V by Var log(1 − D*(G(z)))/4 or more"
    yield at_most(what, _variance(q, gradient) / 4, fall)
    log_ratio = np.subtract(log_moved, log_q, out=np.zeros(q.size), where=np.isfinite(log_q))
    both_ways = (moved - q) @ log_ratio
    yield equation("size times the fall of V", "KL of p_g before and after, both ways", size * fall, both_ways)
    same = np.exp(descend(formulas, p, log_q, size, np.full(p.size, 0.5)))
    yield equal("against a D of ½ G does not move", same, np.exp(log_q))


def _variance(masses: Array, values: Array) -> float:
    """Return the variance of a value per cell under masses that sum to 1."""
    return float(masses @ (values - masses @ values) ** 2)


def _equilibrium(formulas: Formulas, p: Array, x: Array) -> Iterator[Evidence]:
    judged = p > SMALLEST_JUDGED
    D_star = formulas.D_star(p, p)[judged]
    yield equation("D* of equal densities", "½", D_star, 0.5, x=x[judged], formula="D_star")
    random_D = uniform_draws(0, 64, p.size)
    what = "there E (2D − 1)² <= −log 4 − V for every D: V is highest at ½ only"
    yield at_most(what, (2 * random_D - 1) ** 2 @ p, -LOG_4 - formulas.V(clip_D(random_D), p, p))
    V = formulas.V(np.full(p.size, 0.5), p, other_distributions(p))
    yield equation("V of every other p_g at a D of ½", "−log 4", V, -LOG_4, formula="V")


def symbolic() -> Iterator[Evidence]:
    """Differentiate V in D's logit and in D, step by step of G, and insert D*."""
    yield from _slopes_of_V()
    yield from _steps_of_G()
    yield from _at_D_star()


def _slopes_of_V() -> Iterator[Evidence]:
    from sympy import cancel, diff

    from gan_theory.claims._shared.symbolic import HALF, U, V, is_formula, is_positive, p, q, r, vanishes, y

    yield is_formula("V", V(y, p, q), y, p, q)
    yield is_formula("U", U(q, y, p), q, y, p)
    slope = cancel(y * (1 - y) * diff(V(y, p, q), y))  # dD/dlogit = D (1 − D)
    yield vanishes("∂V/∂logit = p_data (1 − D) − p_g D, at each x", cancel(slope - (p * (1 - y) - q * y)))
    curvature = -y * (1 - y) * diff(slope, y)
    what = "−∂²V/∂logit² is at most (p_data + p_g)/4"
    yield vanishes(what, cancel((p + q) / 4 - curvature - (p + q) * (y - HALF) ** 2))
    yield is_positive("D aims at D(x) → 1: V rises with D where p_g = 0", diff(V(y, p, 0), y))
    inside = r / (1 + r)
    yield is_positive("and at D(G(z)) → 0: V falls with D where p_data = 0", -diff(V(y, 0, q), y).subs(y, inside))
    yield is_positive("G aims at D(G(z)) → 1: its loss falls with D", -diff(U(1, y, 0), y).subs(y, inside))


def _steps_of_G() -> Iterator[Evidence]:
    """Take the derivative at size 0 on two cells: any point of the path is its start."""
    from sympy import cancel, diff, exp, log, sqrt, symbols

    from gan_theory.claims._shared.symbolic import D_star, U, p, q, r, vanishes, y

    size, g, h = symbols("size g h", real=True)
    weights = (q * exp(-size * g), r * exp(-size * h))
    masses = [weight / sum(weights) for weight in weights]
    fall = -diff(masses[0] * g + masses[1] * h, size)
    what = "along p_g ∝ p_g exp(−size·g), on two cells, dE g/dsize = −Var g"
    yield vanishes(what, cancel((fall - masses[0] * masses[1] * (g - h) ** 2).subs(size, 0)))
    yield vanishes("where g = ∂V/∂p_g = log(1 − D)", diff(U(q, y, p), q) - log(1 - y))
    a = sqrt(2)
    square = (sqrt(q * a) - sqrt((p + q) / a)) ** 2
    what = "p_g (1 − D*)^(−½) <= p_g/√2 + (p_data + p_g)/√8, at each x: their sum is √2"
    yield vanishes(what, q / a + (p + q) / a**3 - q / sqrt(1 - D_star(p, q)) - square / 2)


def _at_D_star() -> Iterator[Evidence]:
    from gan_theory.claims._shared.symbolic import HALF, D_star, V, is_formula, log_4, p, q, vanishes

    yield is_formula("D_star", D_star(p, q), p, q)
    yield vanishes("p_data D* + p_g D* = p_data", (p + q) * D_star(p, q) - p)
    difference = (p - q) ** 2 / (2 * (p + q)) + (p - q) / 2
    what = "(p_data − p_g) D* = (p_data − p_g)²/(2(p_data + p_g)) + (p_data − p_g)/2"
    yield vanishes(what, (p - q) * D_star(p, q) - difference)
    yield vanishes("where p_g = p_data, D* = ½", D_star(p, p) - HALF)
    yield vanishes("V is −log 4 there", V(D_star(p, p), p, p) + log_4(p, p))


SHIFTED = OpponentsCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="adversaries",
    claim_id="B5",
    where="after the paper",
    statement="D ascends V: D(x) → 1, D(G(z)) → 0; G descends it: D(G(z)) → 1; in turns; at the equilibrium D = ½.",
    figure="05_what_they_want.png",
    hypotheses=(masses_sum_to_1, G_is_opposed_to_D),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    formulas=("V", "D_star", "tv", "C"),
    falsifiers=(
        replace(SHIFTED, name="masses of p_data sum to 1.1", p_data=1.1 * SHIFTED.masses()[0]),
        replace(SHIFTED, name="G ascends V as D does", opposed=False),
    ),
    cases=tuple(PAIRS.values()),
    case_type=OpponentsCase,
)
