"""The evidence of B7 fails on each falsifier for the reason that it names; what other payoffs make of D."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from gan_theory import CLAIMS, PAIRS, PAPER
from gan_theory.claims.background.scoring_rules import ROOT
from gan_theory.game.scoring_rules import SCORING_RULES, ScoringRule
from tests.support.falsifiers import failing_statements

CLAIM = CLAIMS["scoring_rules"]
REASONS = {
    "the payoff is linear": [
        "D* = the best answer to the linear payoff",
        "in no cell is another answer paid more than D*, linear",
    ],
    "the payoff is the square root of D": [
        "D* = the best answer to the square root payoff",
        "in no cell is another answer paid more than D*, square root",
    ],
    "masses of p_g sum to 1.1": [
        "the value by the log payoff = −log 4 + 2·JSD",
        "the value by the quadratic payoff = −½ + ¼ Σ (p_data − p_g)²/(p_data + p_g)",
        "the value by the linear payoff = 1 + TV",
    ],
    "D is confined to [0.1, 0.9]": [
        "the most that D can be paid, log = the value of the game",
        "the most that D can be paid, quadratic = the value of the game",
    ],
}


@pytest.mark.parametrize("name", [case.name for case in CLAIM.falsifiers])
def test_a_falsifier_fails_for_the_reason_that_it_names(name):
    assert failing_statements("scoring_rules", name) == REASONS[name]


@pytest.mark.parametrize(("a", "b"), [(3.0, 1.0), (0.2, 0.7), (1.0, 1.0)])
def test_the_best_answer_to_the_square_root_is_where_a_search_finds_it(a, b):
    search = minimize_scalar(
        lambda y: -float(ROOT.expected_payoff(y, a, b)), bounds=(0, 1), method="bounded", options={"xatol": 1e-10}
    )
    best = ROOT.best_D(np.array([a]), np.array([b]))
    assert best == pytest.approx(search.x, abs=1e-6) == pytest.approx(a**2 / (a**2 + b**2), abs=1e-6)
    assert ROOT.value(np.array([a]), np.array([b])) == pytest.approx(-search.fun, rel=1e-9)


def spherical(y):
    """The spherical payoff y/√(y² + (1 − y)²), which is strictly proper too."""
    return y / np.hypot(y, 1 - y)


def test_another_strictly_proper_payoff_is_not_refuted_but_for_the_name_of_its_rule():
    log = SCORING_RULES["log"]
    rule = ScoringRule("spherical", "", spherical, log.best_D, lambda p, q: np.hypot(p, q).sum(axis=-1))
    case = replace(CLAIM.adapt(PAIRS["shifted"]), rules=(rule,))
    assert not CLAIM.applies(case)
    assert [found.what for found in CLAIM.evidence(case) if not found.holds] == []


def test_a_payoff_with_another_best_answer_is_refuted_even_if_it_claims_to_be_honest():
    rule = replace(ROOT, best_D=SCORING_RULES["log"].best_D)
    case = replace(CLAIM.adapt(PAIRS["shifted"]), rules=(rule,))
    assert [found.left for found in CLAIM.evidence(case) if not found.holds] == [
        "the most that D can be paid, square root"
    ]


def test_the_linear_value_and_the_quadratic_one_are_least_for_equal_densities():
    p, q = PAIRS["near"].masses()
    for name, least in (("linear", 1.0), ("quadratic", -0.5)):
        rule = SCORING_RULES[name]
        assert rule.value(p, p) == pytest.approx(least, abs=1e-14)
        assert rule.value(p, q) > least + 1e-3


def test_a_D_star_that_is_calibrated_for_the_square_root_is_refuted():
    wrong = replace(PAPER, D_star=ROOT.best_D)
    assert not CLAIM.check(PAIRS["shifted"], wrong).holds
