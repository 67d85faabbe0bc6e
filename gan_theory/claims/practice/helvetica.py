"""Section 6: trained too much without updating D, G collapses too many z to one x ("the Helvetica scenario").

For a fixed D either loss of G is linear in p_g. So its minima are exactly the distributions on argmax D: a point mass
if that is a single point. If D has the same greatest value at several x, p_g need not become a point. argmax D is
judged by the logit, because D rounds to 1. The G of a run follows the slope of D, which may lead it to other maxima.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.draws import other_distributions
from gan_theory.claims._shared.generator_losses import descend_at_D_star, descend_loss, logit_of
from gan_theory.claims.practice._helvetica_runs import run
from gan_theory.game.formulas import Formulas
from gan_theory.training.losses import G_LOSSES
from gan_theory.verification.cases.pairs import PAIRS, Case, FixedDCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import D_is_frozen

LONG_STEP = 1e300
"""One step that stands for many: with D frozen, a step of η·k is k steps of η. Any difference of the loss decides."""
TIED = 1e-9
"""Logits of D that are as close as this count as equal."""
DIGITS_LEFT = 6.0
"""Up to this logit 1 − D has 13 digits or more."""


@dataclass(frozen=True, eq=False, repr=False)
class FrozenDCase(FixedDCase):
    """A case in which D is held fixed, known by its logit.

    Parameters
    ----------
    logit : array, shape (n,), optional
        log D − log(1 − D) of this D, also where D rounds to 1.
    """

    logit: Array | None = None


def argmax_of_D_is_unique(case: FrozenDCase) -> bool:
    """D has its greatest value in one cell only, by its logit."""
    logit = np.sort(_logit(case))
    return bool(logit[-1] - logit[-2] > TIED)


def _logit(case: FrozenDCase) -> Array:
    """Return the logit (n,) of the fixed D, or of D* at the start."""
    if case.logit is not None:
        return case.logit
    if case.D is not None:
        return logit_of(case.D)
    with np.errstate(divide="ignore"):
        return np.log(case.masses()[0]) - case.log_masses_of_p_g()


def freeze_D(case: Case) -> FrozenDCase:
    """Hold D fixed at D* of p_data and p_g, each mixed with a uniform density so that D is never 0 or 1.

    Parameters
    ----------
    case : Case
        The two densities.

    Returns
    -------
    FrozenDCase
        The case with D, and with the mixed p_g (nine tenths p_g, one tenth uniform) to start from.
    """
    p, q = (0.9 * masses + 0.1 / masses.size for masses in case.masses())
    return replace(FrozenDCase.of(case), D=p / (p + q), logit=np.log(p / q), log_p_g=np.log(q))


def freeze_confident_D(case: Case) -> FrozenDCase:
    """Hold D fixed at D* of p_data and p_g as they are: it rounds to 1 in many cells, and its logit tells them apart.

    Parameters
    ----------
    case : Case
        The two densities, with mass in each cell.

    Returns
    -------
    FrozenDCase
        The case with D, and with p_g to start from.
    """
    logit = _logit(FrozenDCase.of(case))
    return replace(FrozenDCase.of(case), name=f"{case.name}, D rounds to 1", D=expit(logit), logit=logit)


def numeric(formulas: Formulas, case: FrozenDCase) -> Iterator[Evidence]:
    """Compare the losses of G at the point mass on argmax D with those elsewhere, and descend both for long."""
    p, logit = case.masses()[0], _logit(case)
    others = np.vstack([other_distributions(p), np.eye(p.size)[np.linspace(0, p.size - 1, 16).astype(int)]])
    yield from _losses_are_terms_of_V(formulas, others[:12], logit)
    for loss in G_LOSSES:
        yield _cost_of_mass_elsewhere(loss, others, logit)
    for loss in G_LOSSES:
        if case.D is None:
            end = _follow_updated_D(formulas, loss, p, case.log_masses_of_p_g())
        else:
            end = np.exp(descend_loss(loss, case.log_masses_of_p_g(), logit, LONG_STEP))
        name = f"by {G_LOSSES[loss].formula}"
        yield equation(f"the greatest mass of p_g in one cell at the end, {name}", "1", end.max(), 1)
        yield equation(f"the final mass of p_g on argmax D, {name}", "1", end[logit >= logit.max() - TIED].sum(), 1)


def _losses_are_terms_of_V(formulas: Formulas, others: Array, logit: Array) -> Iterator[Evidence]:
    """Compare what G pays under each of some p_g with the terms of U and V, where D keeps its digits."""
    none, known = np.zeros(logit.size), np.where(logit <= DIGITS_LEFT, others, 0.0)
    pays = {loss: known @ np.where(logit <= DIGITS_LEFT, G_LOSSES[loss].value(logit), 0.0) for loss in G_LOSSES}
    D = expit(logit)
    yield equation("U(p_g, D) without the data", "E log(1 − D)", formulas.U(known, D, none), pays["saturating"])
    yield equation("V(D) without G, of p_g", "E log D", formulas.V(D, known, none), -pays["non-saturating"])


def _cost_of_mass_elsewhere(loss: str, others: Array, logit: Array) -> Evidence:
    """Compare what p_g pays above the least with its mass off argmax D times the least that this costs."""
    at_maximum = logit >= logit.max() - TIED
    excess = G_LOSSES[loss].value(logit) - G_LOSSES[loss].value(logit[at_maximum]).min()
    mass_elsewhere = others[:, ~at_maximum].sum(axis=-1)
    least = np.where(at_maximum, np.inf, excess).min() if not at_maximum.all() else 0.0
    what = f"mass off argmax D raises E {G_LOSSES[loss].formula} in proportion to it at least, and by more than 0"
    return at_most(what, np.append(mass_elsewhere * least, 0.0), np.append(others @ excess, least), 1e-12)


def _follow_updated_D(formulas: Formulas, loss: str, p: Array, log_q: Array) -> Array:
    """p_g (n,) after 100 steps down the loss, with D at D* of p_data and p_g in each."""
    for _ in range(100):
        log_q = descend_at_D_star(formulas, loss, p, log_q)
    return np.exp(log_q)


def symbolic() -> Iterator[Evidence]:
    """Write U on three points as a sum of positive terms."""
    from sympy import diff, log, symbols

    from gan_theory.claims._shared.symbolic import U, V, is_formula, is_positive, p, q, r, vanishes, y

    yield is_formula("U", U(q, y, p), q, y, p)
    (q_1, q_2), D, data = (symbols(names, positive=True) for names in ("q_1:3", "D_1:4", "p_1:4"))

    def value(masses: Sequence[Any]) -> Any:
        return sum(map(U, masses, D, data))

    excess = value((q_1, q_2, 1 - q_1 - q_2)) - value((0, 0, 1))
    gain = [log(1 - each) - log(1 - D[2]) for each in D]
    what = "U(p_g, D) − U(δ₃, D) = Σ p_g,i [log(1 − D_i) − log(1 − D₃)], on three points"
    yield vanishes(what, excess - q_1 * gain[0] - q_2 * gain[1])
    for name, loss in (("log(1 − D)", U(1, y, 0)), ("−log D", -V(y, 1, 0))):
        what = f"{name} falls as D rises, so that each term is > 0 where D_i < D₃"
        yield is_positive(what, -diff(loss, y).subs(y, r / (1 + r)))


UPDATED = replace(FrozenDCase.of(PAIRS["shifted"]), name="D is updated after each step")
TIES = replace(freeze_D(PAIRS["uniforms-overlap"]), name="D has its greatest value in many cells")
CLAIM = Claim(
    name="helvetica",
    claim_id="A11",
    where="§6",
    statement="With D frozen the best p_g is a point mass at argmax D, if that is a single point: G collapses.",
    figure="09_helvetica.png",
    hypotheses=(D_is_frozen, argmax_of_D_is_unique),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.FORMAL: Proofs("A11"), Grade.RUN: run},
    formulas=("V", "U"),
    falsifiers=(UPDATED, TIES),
    cases=(
        *(freeze_D(case) for case in PAIRS.values()),
        *(freeze_confident_D(PAIRS[name]) for name in ("narrow-against-wide", "far-apart")),
    ),
    case_type=FrozenDCase,
)
