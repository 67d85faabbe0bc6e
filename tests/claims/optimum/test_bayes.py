"""The best rule for the label: no rule is right more often, and a biased coin refutes (1 + TV)/2."""

from itertools import product

import numpy as np
import pytest

from gan_theory import CLAIMS, PAPER, Case

CLAIM = CLAIMS["bayes"]


def test_the_best_rule_is_the_best_of_all_rules():
    rng = np.random.default_rng(0)
    p, q = rng.dirichlet(np.ones(8), size=2)
    accuracies = [np.where(rule, p, q).sum() / 2 for rule in product([False, True], repeat=8)]
    assert max(accuracies) == pytest.approx((1 + PAPER.tv(p, q)) / 2, abs=1e-15)
    found = {each.what: each for each in CLAIM.evidence(Case("eight cells", p, q))}
    best = found["no rule is right more often than (1 + TV)/2"]
    assert best.values[0] == pytest.approx(max(accuracies), abs=1e-15)


def test_under_the_biased_coin_a_rule_is_right_more_often():
    biased = next(case for case in CLAIM.falsifiers if case.name == "the coin is biased")
    found = {each.what: each for each in CLAIM.evidence(biased)}
    best = found["no rule is right more often than (1 + TV)/2"]
    assert not best.holds
    assert best.values == pytest.approx((0.8138, 0.6915), abs=1e-4)
