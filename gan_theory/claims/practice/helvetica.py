"""Section 6: trained too much without updating D, G collapses too many z to one x ("the Helvetica scenario")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.descent import descend
from gan_theory.claims._shared.draws import other_distributions
from gan_theory.claims._shared.per_cell import per_cell
from gan_theory.claims._shared.training_runs import FEW_SEEDS, new_game, trained_frames
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case, FixedDCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import D_is_frozen

LONG_STEP = 1e14
"""One step that stands for many: with D frozen, a step of η·k is k steps of η."""
TIED = 1e-12
"""Logits of D that are as close as this count as equal."""


def freeze_D(case: Case) -> FixedDCase:
    """Hold D fixed at D* of p_data and p_g, each mixed with a uniform density so that D is never 0 or 1.

    Parameters
    ----------
    case : Case
        The two densities.

    Returns
    -------
    FixedDCase
        The case with D, and with the mixed p_g (nine tenths p_g, one tenth uniform) to start from.
    """
    p, q = (0.9 * masses + 0.1 / masses.size for masses in case.masses())
    return replace(FixedDCase.of(case), D=p / (p + q), log_p_g=np.log(q))


def numeric(formulas: Formulas, case: FixedDCase) -> Iterator[Evidence]:
    """Compare U at the point mass on argmax D with U elsewhere, and descend both losses of G for long."""
    p, log_q = case.masses()[0], case.log_masses_of_p_g()
    D = formulas.D_star(p, np.exp(log_q)) if case.D is None else case.D
    logit = np.log(D) - np.log1p(-D)  # D itself may round to 1
    at_maximum = logit >= logit.max() - TIED
    yield from _best_response(formulas, p, D, at_maximum)
    slopes = {  # in each cell of p_g
        "log(1 − D)": per_cell(formulas.U, np.ones(p.size), D, 0 * p),
        "−log D": -per_cell(formulas.U, np.ones(p.size), 1 - D, 0 * p),
    }
    for loss, slope in slopes.items():
        end = _follow_updated_D(formulas, p, log_q) if case.D is None else _follow_frozen_D(log_q, slope)
        yield equation(f"the final mass of p_g on argmax D, by {loss}", "1", end[at_maximum].sum(), 1, 1e-6)


def _best_response(formulas: Formulas, p: Array, D: Array, at_maximum: Array) -> Iterator[Evidence]:
    """U at the point mass on argmax D against U at other point masses and random distributions."""
    point_masses = np.eye(p.size)[np.linspace(0, p.size - 1, 64).astype(int)]
    least = formulas.U(np.eye(p.size)[np.argmax(D)], D, p)
    others = np.vstack([other_distributions(p), point_masses])
    values = formulas.U(others, D, p)
    yield at_most("U at the point mass on argmax D <= U at every other distribution", least, values)
    mass_elsewhere = others[:, ~at_maximum].sum(axis=-1)
    loss_per_mass = np.log1p(-D[~at_maximum]).min(initial=0.0) - np.log1p(-D.max())
    what = "mass off argmax D raises U at least in proportion to that mass"
    yield at_most(what, mass_elsewhere * loss_per_mass, values - least)


def _follow_frozen_D(log_q: Array, slope: Array) -> Array:
    """p_g (n,) after a long step along −slope, the slope in p_g of a loss with D frozen."""
    moved = log_q - LONG_STEP * (slope - slope.min())
    return np.exp(moved - np.logaddexp.reduce(moved))


def _follow_updated_D(formulas: Formulas, p: Array, log_q: Array) -> Array:
    """p_g (n,) after 100 steps along −∂C/∂p_g."""
    for _ in range(100):
        log_q = descend(formulas, p, log_q, 1.0)
    return np.exp(log_q)


def symbolic() -> Iterator[Evidence]:
    """Write U on three points as a sum of positive terms."""
    from sympy import diff, log, symbols

    from gan_theory.claims._shared.symbolic import U, is_positive, r, vanishes, y

    (q_1, q_2), D, p = (symbols(names, positive=True) for names in ("q_1:3", "D_1:4", "p_1:4"))

    def value(masses: Sequence[Any]) -> Any:
        return sum(map(U, masses, D, p))

    excess = value((q_1, q_2, 1 - q_1 - q_2)) - value((0, 0, 1))
    gain = [log(1 - each) - log(1 - D[2]) for each in D]
    what = "U(p_g, D) − U(δ₃, D) = Σ p_g,i [log(1 − D_i) − log(1 − D₃)], on three points"
    yield vanishes(what, excess - q_1 * gain[0] - q_2 * gain[1])
    for name, loss in (("log(1 − D)", log(1 - y)), ("−log D", -log(y))):
        what = f"{name} falls as D rises, so that each term is > 0 where D_i < D₃"
        yield is_positive(what, -diff(loss, y).subs(y, r / (1 + r)))


def run() -> Iterator[Evidence]:
    """Train with 200 steps of G per step of D, and with one step of each."""
    for seed in FEW_SEEDS:
        game = new_game("two-modes", seed, steps=2000, ema_decay=0.0, final_lr_factor=1.0)
        game.rounds(10, 1, 200)
        relative_std = game.frame().p_g.std() / game.target.scale
        what = f"200 steps of G per step of D: std of p_g at most a tenth of that of p_data, seed {seed}"
        yield at_most(what, relative_std, 0.1, 0)
        last = trained_frames("two-modes", seed, steps=2000, frames=1)[-1]
        relative_std = last.p_g.std() / game.target.scale
        what = f"as many alternating steps: std of p_g within a tenth of that of p_data, seed {seed}"
        yield at_most(what, abs(relative_std - 1), 0.1, 0)


CLAIM = Claim(
    name="helvetica",
    claim_id="A11",
    where="§6",
    statement="With D frozen the best p_g is a point mass at argmax D: trained too long without D, G collapses.",
    figure="08_helvetica.png",
    hypotheses=(D_is_frozen,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(replace(FixedDCase.of(PAIRS["shifted"]), name="D is updated after each step"),),
    cases=tuple(freeze_D(case) for case in PAIRS.values()),
    case_type=FixedDCase,
)
