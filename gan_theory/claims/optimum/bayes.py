"""Section 3: D*(x) = P(data | x); V, JSD and TV measure how well data and samples can be distinguished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import entr

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.draws import uniform_draws
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED, per_cell
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
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
    """Both labels are equally likely: data and samples of G are shown equally often."""
    return case.prior == 0.5


def numeric(formulas: Formulas, case: CoinCase) -> Iterator[Evidence]:
    """Compare D*, V, JSD and TV with what the joint distribution of label and x gives, and the rule D* > ½ with all."""
    p, q = case.masses()
    joint = np.stack([case.prior * p, (1 - case.prior) * q])  # P(label, x): a coin picks the data or G
    P_x = joint.sum(axis=0)
    judged = P_x > SMALLEST_JUDGED
    posterior = joint[0, judged] / P_x[judged]
    D_star, x = formulas.D_star(p, q), case.x()[judged]
    yield equation("D*", "the posterior probability of data", D_star[judged], posterior, x=x, formula="D_star")
    yield _cross_entropy(formulas, p, q, joint, case.x())
    yield _information(formulas, p, q, joint, case.x())
    bound = (1 + formulas.tv(p, q)) / 2
    accuracy = np.where(D_star > 0.5, joint[0], joint[1]).sum()
    yield equation("the accuracy of the rule D* > ½", "(1 + TV)/2", accuracy, bound)
    best = joint.max(axis=0).sum()  # of all rules: at each x the label of the greater probability
    yield at_most("no rule is right more often than (1 + TV)/2", best, bound)


def _cross_entropy(formulas: Formulas, p: Array, q: Array, joint: Array, x: Array) -> Evidence:
    """Compare V/2 with the log-likelihood of the label, for random D."""
    D = uniform_draws(0, 16, p.size, low=0.01, high=0.99)
    log_likelihood = np.log(D) * joint[0] + np.log1p(-D) * joint[1]
    return equation(
        "V/2",
        "minus the label's cross-entropy",
        formulas.V(D, p, q) / 2,
        log_likelihood.sum(axis=-1),
        x=x,
        cells=lambda: (per_cell(formulas.V, D[0], p, q) / 2, log_likelihood[0]),
        formula="V",
    )


def _information(formulas: Formulas, p: Array, q: Array, joint: Array, x: Array) -> Evidence:
    """Compare the JSD with the mutual information of label and x, by three entropies."""
    P_x, P_label = joint.sum(axis=0), joint.sum(axis=1)
    return equation(
        "JSD",
        "the information I(label; x)",
        formulas.jsd(p, q),
        entr(P_label).sum() + entr(P_x).sum() - entr(joint).sum(),
        x=x,
        cells=lambda: (per_cell(formulas.jsd, p, q), np.log(2) * P_x + entr(P_x) - entr(joint).sum(axis=0)),
        formula="jsd",
    )


def symbolic() -> Iterator[Evidence]:
    """Derive D* by Bayes' theorem, V/2, the JSD and the best accuracy at each x from the joint distribution."""
    from sympy import Max, log

    from gan_theory.claims._shared.symbolic import HALF, D_star, V, is_formula, jsd, p, q, r, tv, vanishes, y

    yield is_formula("D_star", D_star(p, q), p, q)
    yield is_formula("V", V(y, p, q), y, p, q)
    yield is_formula("jsd", jsd(p, q), p, q)
    yield is_formula("tv", tv(p, q), p, q)
    joint = (HALF * p, HALF * q)
    P_x = sum(joint)
    yield vanishes("D* = P(data) p_data/P(x), by Bayes", D_star(p, q) - joint[0] / P_x)
    cross_entropy = -joint[0] * log(y) - joint[1] * log(1 - y)
    yield vanishes("V/2 = minus the label's cross-entropy, at each x", V(y, p, q) / 2 + cross_entropy)
    information = sum(each * log(each / (HALF * P_x)) for each in joint)
    yield vanishes("JSD = I(label; x), at each x", jsd(p, q) - information)
    excess = Max(*joint) - (P_x + tv(p, q)) / 2
    what = "at each x the likelier label is right with probability (P(x) + TV(x))/2"
    yield vanishes(f"{what}, be p_data larger or p_g", excess.subs(p, q + r), excess.subs(q, p + r))


def certified(case: CoinCase) -> Iterator[Evidence]:
    """Enclose D* at points and its mean, the JSD and the information, and the TV and the accuracy of the best rule."""
    from flint import acb

    from gan_theory import certified
    from gan_theory.certified.stationary_points import D_of
    from gan_theory.claims._shared._tail_evidence import moments_beyond, narrow_in_spite_of_cancellation
    from gan_theory.claims._shared.enclosures import encloses_equal, exact_mixtures
    from gan_theory.claims.optimum import _closed_forms as closed_forms

    p, q = exact_mixtures(case)
    m, posterior = p.mix(q, certified.HALF), D_of(certified.log_density(p) - certified.log_density(q))
    for x in [certified.to_rational(text) for text in ("-1/2", "1/3", "2")]:
        data, g = closed_forms.density_at(p, x), closed_forms.density_at(q, x)
        yield encloses_equal(f"D* = P(data | x), by Bayes, at x = {x}", posterior(acb(x)).real, data / (data + g))
    mean = certified.expectation(m, posterior)
    yield encloses_equal(
        "the mean of D* over all x is ½, the probability of data", mean, certified.ball(certified.HALF)
    )
    yield from moments_beyond(p)
    yield narrow_in_spite_of_cancellation(p, q)
    information = certified.entropy(m) - (certified.entropy(p) + certified.entropy(q)) / 2
    yield encloses_equal("JSD = h(x) − h(x | label), the information", certified.jsd(p, q), information)
    tv = certified.tv(p, q)
    accuracy = closed_forms.accuracy_of_likelier_label(p, q, closed_forms.thresholds(p, q))
    yield encloses_equal("the accuracy of the rule D* > ½ = (1 + TV)/2", (1 + tv) / 2, accuracy)
    if len(p.components) == len(q.components) == 1 and p.components[0].std == q.components[0].std:
        z = certified.ball((p.components[0].mean - q.components[0].mean) / (2 * p.components[0].std))
        yield encloses_equal("TV = erf(|μ − ν|/(2√2 σ))", tv, abs(z / certified.ball(2).sqrt()).erf())


SHIFTED = CoinCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="bayes",
    claim_id="A3b",
    where="§3",
    statement="With a fair coin D*(x) = P(data | x), JSD = I(label; x), and the best accuracy is (1 + TV)/2.",
    figure="01_the_game_and_its_value.png",
    hypotheses=(masses_sum_to_1, coin_is_fair),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("A3b")},
    formulas=("V", "D_star", "jsd", "tv"),
    falsifiers=(
        replace(SHIFTED, name="the coin is biased", prior=0.8),
        replace(SHIFTED, name="masses of p_data sum to 1.1", p_data=1.1 * SHIFTED.masses()[0]),
    ),
    cases=tuple(PAIRS.values()),
    case_type=CoinCase,
)
