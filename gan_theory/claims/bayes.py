"""Section 3: D*(x) is the probability that x came from the data; V, JSD and TV say how well one can tell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.special import entr

from gan_theory.cases import PAIR
from gan_theory.claim import Claim, Evidence, coin_is_fair, distance, excess, masses_sum_to_1
from gan_theory.claims.maximiser import SMALLEST_JUDGED


def numeric(formulas, case):
    p, q = case.masses()
    joint = np.stack([case.prior * p, (1 - case.prior) * q])  # P(label, x): a coin picks the data or G
    P_x, P_label = joint.sum(axis=0), joint.sum(axis=1)
    judged = P_x > SMALLEST_JUDGED
    posterior = joint[0, judged] / P_x[judged]
    D_star = formulas.D_star(p, q)
    yield Evidence("D* is the posterior probability of data", distance(D_star[judged], posterior), 1e-12)

    D = np.random.default_rng(0).uniform(0.01, 0.99, (16, p.size))
    cross_entropy = -np.log(D) @ joint[0] - np.log1p(-D) @ joint[1]
    yield Evidence("V/2 is minus the label's cross-entropy", distance(formulas.V(D, p, q) / 2, -cross_entropy), 1e-12)

    information = entr(P_label).sum() + entr(P_x).sum() - entr(joint).sum()
    yield Evidence("JSD is the information I(label; x)", distance(formulas.jsd(p, q), information), 1e-12)

    bound = (1 + formulas.tv(p, q)) / 2
    accuracy = np.where(D_star > 0.5, joint[0], joint[1]).sum()
    yield Evidence("the rule D* > ½ is right with probability (1 + TV)/2", distance(accuracy, bound), 1e-12)
    rules = np.random.default_rng(1).random((64, p.size)) < 0.5
    accuracies = np.where(rules, joint[0], joint[1]).sum(axis=-1)
    yield Evidence("no rule is right more often", excess(accuracies, bound), 1e-12)


SHIFTED = PAIR["shifted"]
CLAIM = Claim(
    name="bayes",
    row="A3b",
    where="§3",
    statement="Under a fair coin D*(x) is the chance that x is data; JSD = I(label; x), and no rule beats (1 + TV)/2.",
    hypotheses=(masses_sum_to_1, coin_is_fair),
    grades={"numeric": numeric},
    falsifiers=(
        replace(SHIFTED, name="the coin is biased", prior=0.8),
        replace(SHIFTED, name="masses of p_data sum to 1.1", p_data=1.1 * SHIFTED.p_data.p),
    ),
)
