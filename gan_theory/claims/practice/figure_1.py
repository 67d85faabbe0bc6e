"""Figure 1: what its four panels show, each as a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED, per_cell
from gan_theory.claims._shared.training_runs import FEW_SEEDS
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, FixedDCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import D_is_optimal

LOG_4 = np.log(4)


def numeric(formulas: Formulas, case: FixedDCase) -> Iterator[Evidence]:
    """Evaluate V at the D of each panel, and at a p_g that has followed D's gradient."""
    p, q = case.masses()
    D = clip_D(formulas.D_star(p, q)) if case.D is None else case.D
    yield from _panel_a(formulas, p, q, D)
    yield from _panel_b(formulas, case, D)
    moved = move_uphill(D, q)
    yield at_most("(c) G moves x along the gradient of D: V falls", formulas.U(moved, D, p), formulas.U(q, D, p))
    yield from _panel_d(formulas, case)


def _panel_a(formulas: Formulas, p: Array, q: Array, D: Array) -> Iterator[Evidence]:
    C = formulas.C(p, q)
    halfway = np.sqrt(D) / (np.sqrt(D) + np.sqrt(1 - D))  # D with half its logit
    V = formulas.V(halfway, p, q)
    yield at_most("(a) D, halfway from ½ to D*, is partially accurate: −log 4 <= V", -LOG_4, V)
    yield at_most("(a) but not yet D*: V <= C(G)", V, C)


def _panel_b(formulas: Formulas, case: FixedDCase, D: Array) -> Iterator[Evidence]:
    p, q = case.masses()
    yield equation(
        "(b) V at the trained D",
        "C(G)",
        formulas.V(D, p, q),
        formulas.C(p, q),
        x=case.x(),
        cells=lambda: (per_cell(formulas.V, D, p, q), per_cell(formulas.C, p, q)),
        formula="V",
    )
    apart = formulas.U(p, D, 0 * p) - formulas.U(q, D, 0 * p)  # E log(1 − D) over p_data less that over p_g
    what = "(b) D distinguishes p_data from p_g: TV² <= E_p_g log(1 − D) − E_p_data log(1 − D)"
    yield at_most(what, formulas.tv(p, q) ** 2, -apart)


def _panel_d(formulas: Formulas, case: FixedDCase) -> Iterator[Evidence]:
    p, x = case.masses()[0], case.x()
    judged = p > SMALLEST_JUDGED
    D_star = formulas.D_star(p, p)[judged]
    yield equation("(d) D* of equal densities", "½", D_star, 0.5, x=x[judged], formula="D_star")
    yield equation("(d) V there", "−log 4", formulas.V(np.full(p.size, 0.5), p, p), -LOG_4, formula="V")


def move_uphill(D: Array, q: Array, share: float = 0.1) -> Array:
    """Move a share of each cell's mass to the neighbour with the greater D, if that exceeds the cell's own.

    Parameters
    ----------
    D : array, shape (n,)
        The discriminator.
    q : array, shape (n,)
        Masses of p_g.
    share : float
        Which share of a cell's mass moves.

    Returns
    -------
    array, shape (n,)
        Masses of p_g after the move.
    """
    padded = np.pad(D, 1)  # no D is below the 0 beyond either end
    left, right = padded[:-2], padded[2:]
    target = np.arange(D.size) + np.where(np.maximum(left, right) > D, np.where(right >= left, 1, -1), 0)
    return (1 - share) * q + np.bincount(target, weights=share * q, minlength=D.size)


def symbolic() -> Iterator[Evidence]:
    """Differentiate log(1 − D) along a move of x, and insert D* into V."""
    from sympy import Function, diff, exp, log, symbols

    from gan_theory.claims._shared.symbolic import HALF, C, D_star, V, log_4, p, q, vanishes

    yield vanishes("(b) V(D*) is C, at each x", V(D_star(p, q), p, q) - C(p, q))
    x, step, slope = symbols("x step slope", real=True)
    D = symbols("D", positive=True)
    moved = log(1 - (D + slope * (step * slope)))  # x moves by step·D′(x)
    fall = diff(moved, step).subs(step, 0)
    yield vanishes("(c) a small move of x along D′ changes log(1 − D) by −D′²/(1 − D)", fall + slope**2 / (1 - D))
    logit = Function("l")(x)
    D_of_x = 1 / (1 + exp(-logit))
    slope_of_D = diff(D_of_x, x)
    what = "(c) D′ = D (1 − D) l′: D rises where its logit does"
    yield vanishes(what, slope_of_D - D_of_x * (1 - D_of_x) * diff(logit, x))
    yield vanishes("(d) where p_g = p_data, D* = ½", D_star(p, p) - HALF)
    yield vanishes("(d) and V is −log 4", V(D_star(p, p), p, p) + log_4(p, p))


def run() -> Iterator[Evidence]:
    """Judge the four panels of one run for each seed."""
    from gan_theory.training.figure_1_stages import figure_1_stages

    for seed in FEW_SEEDS:
        a, b, c, d = figure_1_stages("two-modes", seed=seed, steps=2000).values()
        a_error, b_error = (np.abs(frame.D - frame.D_star) @ (frame.p_data.p + frame.p_g.p) / 2 for frame in (a, b))
        yield at_most(f"(a) D is partially accurate: farther from D* than in (b), seed {seed}", b_error, a_error, 0)
        yield at_most(f"(b) D is trained to D*: C − V, seed {seed} <= 0.01", b.C - b.V, 0.01, 0)
        yield at_most(f"(b) E |D − D*| over both densities, seed {seed} <= 0.1", b_error, 0.1, 0)
        before, after = (np.logaddexp(0, b.logit) @ frame.p_g.p for frame in (b, c))
        yield at_most(f"(c) G has moved to where D is greater: E log(1 − D) falls, seed {seed}", before, after, 0)
        yield at_most(f"(c) and C falls, seed {seed}", c.C, b.C, 0)
        yield at_most(f"(d) p_g = p_data: JSD, seed {seed} <= 0.05", d.jsd, 0.05, 0)
        yield at_most(f"(d) D = ½: E |D − ½|, seed {seed} <= 0.1", d.D_from_half, 0.1, 0)


SHIFTED = FixedDCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="figure_1",
    claim_id="A12",
    where="Figure 1",
    statement="(a) D is partially accurate; (b) D is D*; (c) G follows D's gradient; (d) p_g = p_data and D = ½.",
    figure="05_figure_1.png",
    hypotheses=(D_is_optimal,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(replace(SHIFTED, name="D is not trained: D = ½", D=np.full(SHIFTED.x().size, 0.5)),),
    cases=tuple(PAIRS.values()),
    case_type=FixedDCase,
)
