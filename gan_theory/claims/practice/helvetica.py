"""Section 6: trained too much without updating D, G collapses too many z to one x ("the Helvetica scenario")."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_theory.claims._shared.descent import descend
from gan_theory.claims._shared.draws import other_distributions
from gan_theory.claims._shared.per_cell import per_cell
from gan_theory.verification.cases.pairs import PAIRS, FixedDCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equation
from gan_theory.verification.hypotheses import D_is_frozen

FOREVER = 1e14  # steps at once: with D frozen, a step of η·k is k steps of η
TIED = 1e-12


def frozen(case):
    """The case with D held at D* of the two laws, each mixed with a tenth of a uniform one: D is never 0 or 1."""
    p, q = (0.9 * masses + 0.1 / masses.size for masses in case.masses())
    return replace(FixedDCase.of(case), D=p / (p + q), log_p_g=np.log(q))


def numeric(formulas, case):
    p = case.masses()[0]
    log_q = case.log_masses_of_p_g()
    D = formulas.D_star(p, np.exp(log_q)) if case.D is None else case.D
    logit = np.log(D) - np.log1p(-D)  # D itself may round to 1
    best = logit >= logit.max() - TIED
    point_masses = np.eye(p.size)[np.linspace(0, p.size - 1, 64).astype(int)]
    at_best = formulas.U(np.eye(p.size)[np.argmax(D)], D, p)
    laws = np.vstack([other_distributions(p), point_masses])
    values = formulas.U(laws, D, p)
    yield at_most("U at the point mass on argmax D <= U at every other law", at_best, values)
    off = laws[:, ~best].sum(axis=-1)
    next_best = np.log1p(-D[~best]).min(initial=0.0) - np.log1p(-D.max())
    yield at_most("a law with mass off argmax D loses in proportion to it", off * next_best, values - at_best)

    slopes = {"log(1 − D)": per_cell(formulas.U, np.ones(p.size), D, 0 * p)}  # of U in each cell of p_g
    slopes["−log D"] = -per_cell(formulas.U, np.ones(p.size), 1 - D, 0 * p)
    for loss, slope in slopes.items():
        end = _end(formulas, p, log_q, slope if case.D is not None else None)
        yield equation(f"the mass of p_g on argmax D in the end, by {loss}", "1", end[best].sum(), 1, 1e-6)


def _end(formulas, p, log_q, slope):
    """p_g (n,) after many steps along −slope, which is that of a loss with D frozen; or, if None, along −∂C/∂p_g."""
    if slope is not None:
        moved = log_q - FOREVER * (slope - slope.min())
        return np.exp(moved - np.logaddexp.reduce(moved))
    for _ in range(100):
        log_q = descend(formulas, p, log_q, 1.0)
    return np.exp(log_q)


def symbolic():
    from sympy import diff, log, symbols

    from gan_theory.claims._shared.symbolic import U, is_positive, r, vanishes, y

    (q_1, q_2), D, p = (symbols(names, positive=True) for names in ("q_1:3", "D_1:4", "p_1:4"))
    value = lambda masses: sum(U(mass, *rest) for mass, *rest in zip(masses, D, p))  # noqa: E731
    over = value((q_1, q_2, 1 - q_1 - q_2)) - value((0, 0, 1))
    gain = [log(1 - each) - log(1 - D[2]) for each in D]
    yield vanishes(
        "U(p_g, D) − U(δ₃, D) = Σ p_g,i [log(1 − D_i) − log(1 − D₃)], on three places",
        over - q_1 * gain[0] - q_2 * gain[1],
    )
    for name, loss in (("log(1 − D)", log(1 - y)), ("−log D", -log(y))):
        what = f"{name} falls as D rises, so that each term is > 0 where D_i < D₃"
        yield is_positive(what, -diff(loss, y).subs(y, r / (1 + r)))


def run():
    from gan_theory.claims._shared import training_runs

    yield from training_runs.helvetica()


CLAIM = Claim(
    name="helvetica",
    claim_id="A11",
    where="§6",
    statement="With D frozen the best p_g is a point mass at argmax D: G collapses if trained too much without D.",
    figure="08_helvetica.png",
    hypotheses=(D_is_frozen,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(replace(PAIRS["shifted"], name="D is updated after each step"),),
    cases=tuple(frozen(case) for case in PAIRS.values()),
    case_type=FixedDCase,
)
