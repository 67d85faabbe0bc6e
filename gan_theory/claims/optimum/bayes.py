"""Section 3: D*(x) is the probability that x came from the data; V, JSD and TV say how well one can tell."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import entr

from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED, per_cell
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equation
from gan_theory.verification.hypotheses import masses_sum_to_1


@dataclass(frozen=True, eq=False, repr=False)
class CoinCase(Case):
    """A case in which a coin decides whether data or a sample of G is shown.

    Parameters
    ----------
    prior : float
        The probability that the coin shows data.
    """

    prior: float = 0.5


def coin_is_fair(case: CoinCase) -> bool:
    """Data and G are equally likely to be shown."""
    return case.prior == 0.5


def numeric(formulas, case):
    p, q = case.masses()
    x = case.x()
    joint = np.stack([case.prior * p, (1 - case.prior) * q])  # P(label, x): a coin picks the data or G
    P_x, P_label = joint.sum(axis=0), joint.sum(axis=1)
    judged = P_x > SMALLEST_JUDGED
    posterior = joint[0, judged] / P_x[judged]
    D_star = formulas.D_star(p, q)
    yield equation("D*", "the posterior probability of data", D_star[judged], posterior, x=x[judged], formula="D_star")

    D = np.random.default_rng(0).uniform(0.01, 0.99, (16, p.size))
    log_likelihood = np.log(D) * joint[0] + np.log1p(-D) * joint[1]
    cells = lambda: (per_cell(formulas.V, D[0], p, q) / 2, log_likelihood[0])  # noqa: E731
    half_V = formulas.V(D, p, q) / 2
    yield equation(
        "V/2", "minus the label's cross-entropy", half_V, log_likelihood.sum(axis=-1), x=x, cells=cells, formula="V"
    )

    information = entr(P_label).sum() + entr(P_x).sum() - entr(joint).sum()
    cells = lambda: (per_cell(formulas.jsd, p, q), np.log(2) * P_x + entr(P_x) - entr(joint).sum(axis=0))  # noqa: E731
    yield equation(
        "JSD", "the information I(label; x)", formulas.jsd(p, q), information, x=x, cells=cells, formula="jsd"
    )

    bound = (1 + formulas.tv(p, q)) / 2
    accuracy = np.where(D_star > 0.5, joint[0], joint[1]).sum()
    yield equation("the accuracy of the rule D* > ½", "(1 + TV)/2", accuracy, bound)
    rules = np.random.default_rng(1).random((64, p.size)) < 0.5
    accuracies = np.where(rules, joint[0], joint[1]).sum(axis=-1)
    yield at_most("no rule is right more often than (1 + TV)/2", accuracies, bound)


def symbolic():
    from sympy import Abs, log

    from gan_theory.claims._shared.symbolic import HALF, D_star, V, jsd, p, q, r, vanishes, y

    joint = (HALF * p, HALF * q)
    P_x = sum(joint)
    yield vanishes("D* = P(data) p_data/P(x), by Bayes", D_star(p, q) - joint[0] / P_x)
    cross_entropy = -joint[0] * log(y) - joint[1] * log(1 - y)
    yield vanishes("V/2 = minus the label's cross-entropy, at each x", V(y, p, q) / 2 + cross_entropy)
    information = sum(each * log(each / (HALF * P_x)) for each in joint)
    yield vanishes("JSD = I(label; x), at each x", jsd(p, q) - information)
    right = (p + q + Abs(p - q)) / 4
    yield vanishes(
        "the likelier label is right with P(x)/2 + |p_data − p_g|/4: p_data larger", (right - p / 2).subs(p, q + r)
    )
    yield vanishes(
        "the likelier label is right with P(x)/2 + |p_data − p_g|/4: p_g larger", (right - q / 2).subs(q, p + r)
    )


def certified(case):
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    p, q = (certified.ExactMixture.of(law) for law in case.mixtures)
    m = p.mix(q, certified.HALF)
    information = certified.entropy(m) - (certified.entropy(p) + certified.entropy(q)) / 2
    yield encloses_equal("JSD = h(x) − h(x | label), the information", certified.jsd(p, q), information)


SHIFTED = CoinCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="bayes",
    claim_id="A3b",
    where="§3",
    statement="Under a fair coin D*(x) is the chance that x is data; JSD = I(label; x), and no rule beats (1 + TV)/2.",
    figure="01_the_game_and_its_value.png",
    hypotheses=(masses_sum_to_1, coin_is_fair),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(
        replace(SHIFTED, name="the coin is biased", prior=0.8),
        replace(SHIFTED, name="masses of p_data sum to 1.1", p_data=1.1 * SHIFTED.p_data.p),
    ),
    cases=tuple(PAIRS.values()),
    case_type=CoinCase,
)
