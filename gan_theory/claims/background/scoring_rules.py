"""Why the logarithm: for which payoffs the best D is p_data/(p_data + p_g).

D is paid S(D) on data and S(1 − D) on samples of G. The logarithm and the quadratic (Brier) payoff −(1 − y)² are
strictly proper: the only best answer is p_data/(p_data + p_g). The value of the game is then a divergence, up to a
factor and a constant: −log 4 + 2·JSD for the logarithm, and −½ + ¼ Σ (p_data − p_g)²/(p_data + p_g) for the quadratic
payoff. So the logarithm is not the only payoff with which a GAN could be trained. With the linear payoff S(y) = y, the
value is 1 + TV. That is a divergence too, least for p_g = p_data only. What fails is calibration: the best D is 1 or 0,
and says only which density is larger. Nor is it enough that S is strictly concave: for S(y) = √y, the best D is
p_data²/(p_data² + p_g²).

References
----------
Gneiting and Raftery 2007, "Strictly proper scoring rules, prediction, and estimation".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.special import rel_entr

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import D_with_ends, uniform_draws
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED
from gan_theory.claims.background._scoring_rules_symbolic import symbolic
from gan_theory.game.formulas import Formulas
from gan_theory.game.scoring_rules import SCORING_RULES, ScoringRule
from gan_theory.verification.cases.pairs import PAIRS, FamilyCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import every_D_is_allowed, masses_sum_to_1

LOG_4 = np.log(4)
PROPER = (SCORING_RULES["log"], SCORING_RULES["quadratic"])
LINEAR = SCORING_RULES["linear"]
DRAWS = 4  # random D
UNSURE = (0.1, 0.9)  # the values of a D that is confined


@dataclass(frozen=True, eq=False, repr=False)
class PayoffCase(FamilyCase):
    """A case with the payoffs of D that are judged.

    Parameters
    ----------
    rules : tuple of ScoringRule
        The payoffs.
    """

    rules: tuple[ScoringRule, ...] = PROPER


def payoffs_are_strictly_proper(case: PayoffCase) -> bool:
    """D is paid by a strictly proper scoring rule: the logarithm or the quadratic one."""
    return all(rule in PROPER for rule in case.rules)


def numeric(formulas: Formulas, case: PayoffCase) -> Iterator[Evidence]:
    """Compare the best answers with D* and what other answers lose, and the values of the game with divergences."""
    for rule in case.rules:
        yield from _best_answer(formulas, case, rule)
    yield from _values_of_proper_rules(formulas, case)
    yield from _linear_payoff(formulas, case)


def _best_answer(formulas: Formulas, case: PayoffCase, rule: ScoringRule) -> Iterator[Evidence]:
    """Compare D* with the best answer by this payoff, what others lose with its closed form, and the value."""
    p, q = case.masses()
    D_star, mass, others = formulas.D_star(p, q), p + q, uniform_draws(4, DRAWS, p.size, low=1e-3, high=0.999)
    judged = mass > SMALLEST_JUDGED
    yield equation(
        "D*",
        f"the best answer to the {rule.name} payoff",
        D_star[judged],
        rule.best_D(p, q)[judged],
        x=case.x()[judged],
        formula="D_star",
    )
    paid = rule.expected_payoff(clip_D(D_star), p, q)
    best = clip_D(rule.best_D(p, q))
    what = f"in no cell is another answer paid more than D*, {rule.name}"
    yield at_most(what, rule.expected_payoff(best, p, q)[judged], paid[judged], x=case.x()[judged])
    if rule.name in LOSSES:
        loss = mass * _loss(rule, np.where(mass > 0, D_star, 0.5), others)
        yield equation(
            f"what random answers lose, {rule.name}",
            LOSSES[rule.name],
            (paid - rule.expected_payoff(others, p, q)).sum(axis=-1),
            loss.sum(axis=-1),
        )
    lowest, highest = UNSURE if case.family == "unsure" else (0, 1)
    best = np.clip(best, lowest, highest)  # the payoffs are concave: the best of an interval
    value = rule.expected_payoff(best, p, q).sum()
    yield equation(f"the most that D can be paid, {rule.name}", "the value of the game", value, rule.value(p, q))


LOSSES = {"log": "Σ (p_data + p_g) KL(D*‖D) of the label at x", "quadratic": "Σ (p_data + p_g)(D* − D)²"}


def _loss(rule: ScoringRule, D_star: Array, D: Array) -> Array:
    """Return what an answer D loses against D*, per mass, in closed form."""
    if rule.name == "log":
        return rel_entr(D_star, D) + rel_entr(1 - D_star, 1 - D)
    return (D_star - D) ** 2


def _values_of_proper_rules(formulas: Formulas, case: PayoffCase) -> Iterator[Evidence]:
    """Compare the sum of log payoffs with V, and both values with divergences, least for p_g = p_data only."""
    p, q = case.masses()
    log, quadratic = PROPER
    D = uniform_draws(4, DRAWS, p.size, low=1e-3, high=0.999)
    yield equation(
        "V", "the sum of the log payoffs", formulas.V(D, p, q), log.expected_payoff(D, p, q).sum(axis=-1), formula="V"
    )
    D, values = D_with_ends(p, q)
    paid = log.expected_payoff(D, p, q)
    what = "the log payoffs of a D that is 0 or 1 where only one has mass"
    yield equation(what, "those where both have: 0·log 0 = 0", paid.sum(), values.sum())
    value, square = quadratic.value(p, q), formulas.tv(p, q) ** 2
    yield equation("the value by the log payoff", "−log 4 + 2·JSD", log.value(p, q), -LOG_4 + 2 * formulas.jsd(p, q))
    mass = p + q
    squares = (p - q) * np.divide(p - q, mass, out=np.zeros(p.shape), where=mass > 0) / 4
    right = "−½ + ¼ Σ (p_data − p_g)²/(p_data + p_g)"
    yield equation("the value by the quadratic payoff", right, value, -0.5 + squares.sum())
    yield at_most(
        "−½ + TV²/2 <= the value by the quadratic payoff: it is −½ for equal densities only", square / 2, value + 0.5
    )
    yield equation("the value by the quadratic payoff, for p_g = p_data", "−½", quadratic.value(p, p), -0.5)


def _linear_payoff(formulas: Formulas, case: PayoffCase) -> Iterator[Evidence]:
    """Compare the linear payoff's value with 1 + TV, and its best answer, which is not calibrated, with D*."""
    p, q = case.masses()
    D = uniform_draws(4, DRAWS, p.size, low=1e-3, high=0.999)
    yield equation("the value by the linear payoff", "1 + TV", LINEAR.value(p, q), 1 + formulas.tv(p, q))
    larger = np.where(p > q, 1.0, np.where(p < q, 0.0, 0.5))
    right = "1 where p_data > p_g, and 0 where p_data < p_g"
    yield equation("the best answer to the linear payoff", right, LINEAR.best_D(p, q), larger, 0, x=case.x())
    lost = np.abs(p - q) * np.divide(np.minimum(p, q), p + q, out=np.zeros(p.shape), where=p + q > 0)
    honest = LINEAR.expected_payoff(np.where(p + q > 0, formulas.D_star(p, q), 0.5), p, q)
    what = "what D* loses by the linear payoff"
    yield equation(
        what, "Σ |p_data − p_g| min(p_data, p_g)/(p_data + p_g)", LINEAR.value(p, q) - honest.sum(), lost.sum()
    )
    paid = LINEAR.expected_payoff(D, p, p).sum(axis=-1)
    yield equation("what any D is paid by the linear payoff, for p_g = p_data", "1", paid, 1)


def certified(case: PayoffCase) -> Iterator[Evidence]:
    """Enclose the value of each game, and what a D with a polynomial logit loses."""
    from gan_theory import certified
    from gan_theory.certified.stationary_points import D_of, log_D_of
    from gan_theory.claims._shared.closed_forms import tv_in_closed_form
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive, exact_mixtures

    p, q = exact_mixtures(case)
    log_odds = certified.log_density(p) - certified.log_density(q)
    D, other, mean = D_of(log_odds), D_of(-log_odds), p.mix(q, certified.HALF)
    tv, two_jsd = certified.tv(p, q), 2 * certified.jsd(p, q)
    by_log = certified.integral((p, log_D_of(log_odds)), (q, log_D_of(-log_odds)))
    yield encloses_equal("the value by the log payoff = −log 4 + 2·JSD", by_log, two_jsd - certified.log(4))
    by_quadratic = certified.integral((p, -(other * other)), (q, -(D * D)))
    difference = D - other
    square = certified.expectation(mean, difference * difference)
    what = "the value by the quadratic payoff = −½ + ¼ ∫ (p_data − p_g)²/(p_data + p_g) dx"
    yield encloses_equal(what, by_quadratic, square / 2 - certified.HALF)
    yield encloses_equal("= −∫ p_data p_g/(p_data + p_g) dx", by_quadratic, -certified.expectation(p, other))
    for logit in ((1,), (1, -2)):
        yield from _loss_of_logit(logit, p, q, by_quadratic)
    honest = certified.expectation(p, D) + certified.expectation(q, other)
    if p == q:
        yield encloses_equal("what D* is paid by the linear payoff, for p_g = p_data, is 1", honest, certified.ball(1))
        return
    yield encloses_positive(
        "the value by the quadratic payoff > −½ + TV²/2", by_quadratic + certified.HALF - tv * tv / 2
    )
    yield encloses_positive("by the linear payoff D* is paid less than 1 + TV", 1 + tv - honest)
    if (closed := tv_in_closed_form(case)) is not None:
        yield encloses_equal("of which TV = its closed form", tv, closed)


def _loss_of_logit(logit: tuple[int, ...], p: Any, q: Any, value: Any) -> Iterator[Evidence]:
    """Enclose what the D with this logit loses by the quadratic payoff, and ∫ (p_data + p_g)(D* − D)² dx."""
    from gan_theory import certified
    from gan_theory.certified.stationary_points import D_of, power
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    log_odds = certified.log_density(p) - certified.log_density(q)
    of_x = sum((power(i) * c for i, c in enumerate(logit[1:], 1)), certified.constant(logit[0]))
    D, other = D_of(of_x), D_of(-of_x)
    lost = value - certified.integral((p, -(other * other)), (q, -(D * D)))
    where = f"for the logit {certified.format_polynomial(logit)}"
    yield encloses_positive(f"D loses by the quadratic payoff {where}", lost)
    difference = D_of(log_odds) - D
    square = 2 * certified.expectation(p.mix(q, certified.HALF), difference * difference)
    yield encloses_equal(f"it loses ∫ (p_data + p_g)(D* − D)² dx {where}", lost, square)


def _root_payoff(y: Array) -> Array:
    return np.sqrt(y)


def _best_of_root(p_data: Array, p_g: Array) -> Array:
    squares = p_data**2 + p_g**2
    return np.divide(p_data**2, squares, out=np.full(p_data.shape, 0.5), where=squares > 0)


def _value_of_root(p_data: Array, p_g: Array) -> Array:
    return np.hypot(p_data, p_g).sum(axis=-1)


ROOT = ScoringRule("square root", "S(y) = √y", _root_payoff, _best_of_root, _value_of_root)
SHIFTED = PayoffCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="scoring_rules",
    claim_id="B7",
    where="after the paper",
    statement="D* = p_data/(p_data + p_g) is the best D for the payoffs log D and −(1 − D)², but not for the payoff D.",
    figure="02_why_the_logarithm.png",
    hypotheses=(payoffs_are_strictly_proper, masses_sum_to_1, every_D_is_allowed),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    formulas=("V", "D_star", "jsd", "tv"),
    falsifiers=(
        replace(SHIFTED, name="the payoff is linear", rules=(LINEAR,)),
        replace(SHIFTED, name="the payoff is the square root of D", rules=(ROOT,)),
        replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * SHIFTED.masses()[1]),
        replace(SHIFTED, name="D is confined to [0.1, 0.9]", family="unsure"),
    ),
    cases=tuple(PAIRS.values()),
    case_type=PayoffCase,
)
