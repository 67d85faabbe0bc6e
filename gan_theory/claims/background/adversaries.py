"""After the paper: the aims of D and G in numbers. D separates E D(x) from E D(G(z)); G closes the gap, to D = ½."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import other_distributions
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED
from gan_theory.claims._shared.training_runs import FEW_SEEDS, new_game, trained_frames
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

if TYPE_CHECKING:
    from gan_theory.training.frame import Frame

LOG_4, STEPS = np.log(4), 20


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
    yield at_most("D* separates the two: TV² <= E D*(x) − E D*(G(z))", formulas.tv(p, q) ** 2, on_data - on_G)
    yield at_most("and by no more than TV", on_data - on_G, formulas.tv(p, q))
    moved = step_of_G(D, q) if case.opposed else step_of_G(1 - D, q)
    yield at_most("a step of G with D fixed: E D(G(z)) rises", on_G, D @ moved)
    yield at_most("and V falls", formulas.V(D, p, moved), formulas.V(D, p, q))
    yield from _equilibrium(formulas, p, case.x())


def _ascent_of_D(formulas: Formulas, p: Array, q: Array) -> Iterator[Evidence]:
    """Ascend V from D = ½ in the logit, by ∂V/∂logit = p_data (1 − D) − p_g D, with steps that cannot overshoot."""
    logit, size = np.zeros(p.size), 4 / (p + q).max()
    values, differences = [], []
    for _ in range(STEPS):
        D = expit(logit)
        values.append(formulas.V(clip_D(D), p, q))
        differences.append(D @ (p - q))
        logit = logit + size * (p * (1 - D) - q * D)
    yield at_most(f"V rises at each of {STEPS} steps of D", values[:-1], values[1:])
    yield at_most("and stays below C(G)", values, formulas.C(p, q))
    yield at_most("E D(x) − E D(G(z)) rises with it", differences[:-1], differences[1:])


def _equilibrium(formulas: Formulas, p: Array, x: Array) -> Iterator[Evidence]:
    judged = p > SMALLEST_JUDGED
    D_star = formulas.D_star(p, p)[judged]
    yield equation("D* of equal densities", "½", D_star, 0.5, x=x[judged], formula="D_star")
    random_D = np.random.default_rng(0).random((64, p.size))
    yield at_most("there V <= −log 4 for every D", formulas.V(clip_D(random_D), p, p), -LOG_4)
    V = formulas.V(np.full(p.size, 0.5), p, other_distributions(p))
    yield equation("V of every other p_g at a D of ½", "−log 4", V, -LOG_4, formula="V")


def step_of_G(D: Array, q: Array, size: float = 0.5) -> Array:
    """Take an exponentiated gradient step against ∂V/∂p_g = log(1 − D).

    Parameters
    ----------
    D, q : array, shape (n,)
        The discriminator, and the masses of p_g.
    size : float
        The size of the step.

    Returns
    -------
    array, shape (n,)
        Masses proportional to q (1 − D)^(−size), with the sum of q.
    """
    log_q = np.log(q, out=np.full(q.shape, -np.inf), where=q > 0) - size * np.log1p(-clip_D(D))
    moved = np.exp(log_q - log_q.max())
    return q.sum() * moved / moved.sum()


def symbolic() -> Iterator[Evidence]:
    """Differentiate V in D's logit and in D, and insert D*."""
    yield from _slopes_of_V()
    yield from _at_D_star()


def _slopes_of_V() -> Iterator[Evidence]:
    from sympy import diff, exp, log, symbols

    from gan_theory.claims._shared.symbolic import U, V, is_positive, p, q, r, vanishes, y

    logit = symbols("logit", real=True)
    D = 1 / (1 + exp(-logit))
    slope = diff(V(D, p, q), logit)
    yield vanishes("∂V/∂logit = p_data (1 − D) − p_g D, at each x", slope - (p * (1 - D) - q * D))
    yield vanishes("which is 0 at D*", slope.subs(logit, log(p) - log(q)))
    yield is_positive("D aims at D(x) → 1: V rises with D where p_g = 0", diff(V(y, p, 0), y))
    yield is_positive("and at D(G(z)) → 0: V falls with D where p_data = 0", -diff(V(y, 0, q), y).subs(y, r / (1 + r)))
    yield is_positive("G aims at D(G(z)) → 1: its loss falls with D", -diff(U(1, y, 0), y).subs(y, r / (1 + r)))


def _at_D_star() -> Iterator[Evidence]:
    from gan_theory.claims._shared.symbolic import HALF, D_star, V, log_4, p, q, vanishes

    yield vanishes("p_data D* + p_g D* = p_data", (p + q) * D_star(p, q) - p)
    difference = (p - q) ** 2 / (2 * (p + q)) + (p - q) / 2
    what = "(p_data − p_g) D* = (p_data − p_g)²/(2(p_data + p_g)) + (p_data − p_g)/2"
    yield vanishes(what, (p - q) * D_star(p, q) - difference)
    yield vanishes("where p_g = p_data, D* = ½", D_star(p, p) - HALF)
    yield vanishes("V is −log 4 there", V(D_star(p, p), p, p) + log_4(p, p))


def run() -> Iterator[Evidence]:
    """Watch V and D after each of a hundred alternating steps, and D after long training."""
    for seed in FEW_SEEDS:
        yield from _alternating_steps(seed)
        last = trained_frames("two-modes", seed, steps=2000, frames=1)[-1]
        yield equation(f"final E D(x), seed {seed}", "½", last.D_on_data, 0.5, 0.01)
        yield equation(f"final E D(G(z)), seed {seed}", "½", last.D_on_G, 0.5, 0.01)


def _alternating_steps(seed: int) -> Iterator[Evidence]:
    frames = list(new_game("two-modes", seed, steps=100, ema_decay=0.0).phases())
    of_D, of_G = (_changes(frames, player) for player in "DG")
    V, difference, _ = of_D.T
    yield at_most(f"100 steps of D raise V by ½ or more, seed {seed}", 0.5, V.sum(), 0)
    yield at_most(f"most of them raise it, seed {seed}", 0.5, np.mean(V > 0), 0)
    yield at_most(f"they separate E D(x) from E D(G(z)), seed {seed}", 0, difference.sum(), 0)
    V, _, D_on_G = of_G.T
    yield at_most(f"the 100 steps of G between them lower V by ½ or more, seed {seed}", V.sum(), -0.5, 0)
    yield at_most(f"most of them lower it, seed {seed}", 0.5, np.mean(V < 0), 0)
    yield at_most(f"they raise E D(G(z)), seed {seed}", 0, D_on_G.sum(), 0)


def _changes(frames: Sequence[Frame], player: str) -> Array:
    """By how much each step of a player changes V, E D(x) − E D(G(z)) and E D(G(z)), shape (steps, 3)."""
    rows = [(frame.V, frame.D_on_data - frame.D_on_G, frame.D_on_G) for frame in frames]
    return np.diff(rows, axis=0)[[frame.moved == player for frame in frames[1:]]]


SHIFTED = OpponentsCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="adversaries",
    claim_id="B5",
    where="after the paper",
    statement="D ascends V: D(x) → 1, D(G(z)) → 0; G descends it: D(G(z)) → 1; in turns; at the equilibrium D = ½.",
    figure="05_what_they_want.png",
    hypotheses=(masses_sum_to_1, G_is_opposed_to_D),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(
        replace(SHIFTED, name="masses of p_data sum to 1.1", p_data=1.1 * SHIFTED.masses()[0]),
        replace(SHIFTED, name="G ascends V as D does", opposed=False),
    ),
    cases=tuple(PAIRS.values()),
    case_type=OpponentsCase,
)
